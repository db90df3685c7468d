"""Where an indicator stands beside its target, on one scale for all: in usual misses.

A usual miss is half the width of the indicator's 90 % band, so one step right or left means the
same in every row. An indicator without a spread in the model is a lever or rests on one: its
scale ends where the levers can bring it at most.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.engine import simulate
from model.equations.arrays import Array
from model.province.province import Province
from model.province.rows import Target
from model.scenario.results import ResultRow
from model.scenario.targets import rounded, threshold
from ui.state.compared import Compared

EDGE = 2.0
"""Usual misses from the target to either edge of the scale; what is farther stands there."""


@dataclass(frozen=True)
class Placed:
    """Places in usual misses from the target, better on the right; None where not known.

    Attributes
    ----------
    at
        The projection; it may lie beyond `EDGE`, as may all others.
    low, high, inner_low, inner_high
        Ends of the 90 % and of the 60 % band.
    plan, trend
        The same indicator on the plan and on trend.
    end
        The better end of a target that is a range.
    """

    at: float | None
    low: float | None
    high: float | None
    inner_low: float | None
    inner_high: float | None
    plan: float | None
    trend: float | None
    end: float | None


@dataclass(frozen=True)
class Scale:
    """From values of an indicator to places beside its target.

    Attributes
    ----------
    limit
        The end of the target from which it is reached.
    unit
        What one place is worth, in the unit of the indicator; below zero where less is better.
    decimals
        Those of the target where the indicator has no spread and is placed as it is printed.
    """

    limit: float
    unit: float
    decimals: int | None

    def at(self, value: float | None) -> float | None:
        """Place a value."""
        if value is None:
            return None
        shown = value if self.decimals is None else rounded(value, self.decimals)
        return (shown - self.limit) / self.unit + 0.0


def scale_of(province: Province, row: ResultRow, target: Target) -> Scale:
    """Return the scale of a row with a target."""
    limit, spread = threshold(row.indicator, target), usual_miss(row)
    unit = spread or _farthest(province, row.indicator.key, limit) / EDGE
    turned = -unit if row.indicator.better == "down" else unit
    return Scale(limit, turned, None if spread else target.decimals)


def placed(province: Province, row: ResultRow, target: Target, other: Compared) -> Placed:
    """Place the marks of a row with a target."""
    scale = scale_of(province, row, target)
    at, spread, limit = scale.at, scale.decimals is None, scale.limit
    low, high = _ordered(at, row.low, row.high) if spread else (None, None)
    inner_low, inner_high = _ordered(at, row.inner_low, row.inner_high) if spread else (None, None)
    return Placed(
        at=at(row.projected),
        low=low,
        high=high,
        inner_low=inner_low,
        inner_high=inner_high,
        plan=at(other.plan[row.indicator.key].projected),
        trend=at(row.reference),
        end=at(next((end for end in target.ends if end != limit), None)),
    )


def usual_miss(row: ResultRow) -> float | None:
    """Return half the width of the 90 % band, in the unit of the indicator; None without one."""
    return None if row.band is None else (row.band[1] - row.band[0]) / 2.0


Place = Callable[[float | None], float | None]


def _ordered(at: Place, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Place the ends of a band, the left one first: where less is better they change sides."""
    one, other = at(low), at(high)
    return (one, other) if one is None or other is None or one <= other else (other, one)


def _farthest(province: Province, key: str, limit: float) -> float:
    """Return how far from a target the levers bring an indicator at most; 1 where they do not."""
    return float(np.nanmax(np.abs(_at_ends(province)[key] - limit))) or 1.0


@cache
def _at_ends(province: Province) -> Mapping[str, Array]:
    """Project every indicator with one lever after the other at an end of its range, (n, 1)."""
    count = 2 * len(province.levers)
    levers = {row.key: np.full(count, row.trend) for row in province.levers.values()}
    for place, row in enumerate(province.levers.values()):
        levers[row.key][2 * place : 2 * place + 2] = row.range
    return simulate(province, levers)
