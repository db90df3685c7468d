"""A target as a search aims at it: the edge from which it is reached, and on which side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.goal.search import UNDEFINED
from model.province.rows import Indicator, Target
from model.scenario.targets import reached, threshold


@dataclass(frozen=True)
class Aim:
    """A target of an indicator; the better side of the indicator is the side that counts."""

    indicator: Indicator
    target: Target

    @property
    def sign(self) -> float:
        """Turn "at most" into "at least"."""
        return -1.0 if self.indicator.better == "down" else 1.0

    @property
    def half_unit(self) -> float:
        """Half a unit of the last decimal of the target."""
        return 0.5 * float(10.0**-self.target.decimals)

    @property
    def edge(self) -> float:
        """The value from which the rounded projection reaches the target."""
        return threshold(self.indicator, self.target) - self.sign * self.half_unit

    def margins(self, values: Array) -> Array:
        """Distance of values beyond the edge, (n,): ≥ 0 only where the target is reached.

        A hair less than the distance itself, so that rounding cannot turn a margin of zero into
        a miss; of an undefined value far below zero.
        """
        hair = max(1e-6 * self.half_unit, 1e-13 * abs(self.edge))
        inside = self.sign * (values - self.edge) - hair
        return np.where(np.isnan(inside), UNDEFINED, inside)

    def reached(self, value: float) -> bool:
        """Say whether a projection reaches the target."""
        return bool(self.reached_by(np.array([value]))[0])

    def reached_by(self, values: Array) -> NDArray[np.bool_]:
        """Say of each value, (n,), whether it reaches the target; undefined ones do not."""
        return reached(self.indicator, self.target, values)
