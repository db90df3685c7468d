"""A target as a search aims at it: the edge from which it is reached, and on which side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.goal.search import UNDEFINED
from model.province.rows import Indicator, Target
from model.scenario.targets import MOST_DECIMALS, rounded, threshold

NOISE = 1e-12
"""Share of a number that its calculation may have lost: 95 % reaches 95 as 94.99999999999999."""


@dataclass(frozen=True)
class Aim:
    """A target of an indicator; the better side of the indicator is the side that counts.

    Who asks for 7 wants 7 or better as projected: nothing is rounded here, unlike in a status.
    """

    indicator: Indicator
    target: Target

    @property
    def sign(self) -> float:
        """Turn "at most" into "at least"."""
        return -1.0 if self.indicator.better == "down" else 1.0

    @property
    def edge(self) -> float:
        """The value from which a projection reaches the target."""
        return threshold(self.indicator, self.target)

    def margins(self, values: Array) -> Array:
        """Distance of values beyond the edge, (n,): ≥ 0 where the target is reached.

        Of an undefined value far below zero.
        """
        inside = self.sign * (values - self.edge) + NOISE * max(1.0, abs(self.edge))
        return np.where(np.isnan(inside), UNDEFINED, inside)

    def reached(self, value: float) -> bool:
        """Say whether a projection reaches the target."""
        return bool(self.reached_by(np.array([value]))[0])

    def nearer(self, value: float, than: float) -> bool:
        """Say whether a value comes nearer to the target than another, or further beyond it."""
        margins = self.margins(np.array([value, than]))
        return bool(margins[0] > margins[1])

    def reached_by(self, values: Array) -> NDArray[np.bool_]:
        """Say of each value, (n,), whether it reaches the target; undefined ones do not."""
        reached: NDArray[np.bool_] = self.margins(values) >= 0.0
        return reached

    def telling_decimals(self, value: float, decimals: int) -> int:
        """Return decimals, or more of them where the rounded value would read on the other side."""
        reached = self.reached(value)
        while decimals < MOST_DECIMALS and value == value:
            if self.reached(rounded(value, decimals)) == reached:
                break
            decimals += 1
        return decimals
