"""A target as a margin: how far beyond it a value lies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.goal.search import UNDEFINED
from model.province.rows import Indicator, Target
from model.scenario.targets import target_status


@dataclass(frozen=True)
class Wanted:
    """A target as a margin: where it begins after rounding, and on which side it lies."""

    indicator: Indicator
    target: Target

    @property
    def sign(self) -> float:
        """Turn "at most" into "at least"."""
        return -1.0 if self.indicator.better == "down" else 1.0

    @property
    def edge(self) -> float:
        """The value from which the rounded projection reaches the target."""
        high = self.target.value if self.target.value_high is None else self.target.value_high
        return (self.target.value if self.sign > 0 else high) - self.sign * self.half

    @property
    def half(self) -> float:
        """Half a unit of the last decimal of the target."""
        return 0.5 * float(10.0**-self.target.decimals)

    def margins(self, values: Array) -> Array:
        """Distance beyond the edge, a trifle inside of it for safety; ≥ 0 where reached."""
        trifle = max(1e-6 * self.half, 1e-13 * abs(self.edge))
        inside = self.sign * (values - self.edge) - trifle
        return np.where(np.isnan(inside), UNDEFINED, inside)

    def reached(self, value: float) -> bool:
        """Say whether a projection reaches the target, as the scorecard does."""
        if np.isnan(value):
            return False
        return target_status(self.indicator, self.target, value) != "missed"

    def share(self, draws: Array) -> NDArray[np.bool_]:
        """Say of each draw, (n,), whether it reaches the target; undefined ones do not."""
        found: NDArray[np.bool_] = self.sign * (draws - self.edge) >= 0.0
        return found
