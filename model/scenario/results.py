"""The result of a scenario as a page, a table and a file show it: one row an indicator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.engine import Prepared, base_year, prepare
from model.equations.arrays import Array
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Indicator, Target
from model.quantiles import quantiles
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_of, scenario_targets, statuses

BAND = (0.05, 0.95)
"""Quantiles at the ends of the 90 % band."""
ENDS = (BAND[0], 0.2, 0.8, BAND[1])
"""These, and within them those at the ends of the 60 % band."""


@dataclass(frozen=True)
class ResultRow:
    """One indicator: base year, reference, projection, band and status; None if not known.

    ``reference`` is the projection with every lever on trend. ``low`` and ``high`` hold 90 % of
    the level band, ``inner_low`` and ``inner_high`` 60 %, and ``chance`` is the share of its draws
    that meet or exceed the target. Values are in the unit of the indicator.
    """

    indicator: Indicator
    base: float | None
    target: Target | None
    reference: float | None
    projected: float | None
    low: float | None
    high: float | None
    status: str
    chance: float | None = None
    inner_low: float | None = None
    inner_high: float | None = None

    @property
    def band(self) -> tuple[float, float] | None:
        """The 90 % band; None where it is not known, or where every draw is the same."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high


def results(
    province: Province,
    scenario: Scenario,
    level: Mapping[str, Array] | None = None,
    central: Mapping[str, Array] | None = None,
) -> tuple[ResultRow, ...]:
    """Project the year after the base: one row for every indicator, modelled or not.

    ``level`` are draws of the scenario, see `model.uncertainty.scenario_draws.level_draws`;
    without them there is no band. ``central`` is the path of the scenario, (years,), where it is at
    hand.
    """
    base, reference, prepared = _unmoved(province, tuple(sorted(scenario.parameters.items())))
    if central is None:
        projected = first_year(prepared.simulate(scenario.levers))
    else:
        projected = {key: float(path[0]) for key, path in central.items()}
    targets = scenario_targets(province, scenario)
    status = statuses(province, projected, targets)
    band = _band(province, level or {})
    return tuple(
        ResultRow(
            indicator=indicator,
            base=base[key],
            target=targets.get(key),
            reference=_known(reference.get(key)),
            projected=_known(projected.get(key)),
            low=band[key][0],
            high=band[key][3],
            inner_low=band[key][1],
            inner_high=band[key][2],
            status=status[key],
            chance=(
                chance_of(indicator, targets[key], level[key][:, 0])
                if level is not None and key in targets and key in level
                else None
            ),
        )
        for key, indicator in province.indicators.items()
    )


def growth_of(rows: Iterable[ResultRow]) -> float | None:
    """Take growth of the first year, per cent; None where it is not defined."""
    return next(row.projected for row in rows if row.indicator.key == GROWTH)


@lru_cache(maxsize=8)
def _unmoved(
    province: Province, assumed: tuple[tuple[str, float], ...]
) -> tuple[Mapping[str, float | None], Mapping[str, float], Prepared]:
    """Base year, reference and what is prepared: the same for every setting of the levers."""
    parameters = dict(assumed)
    prepared = prepare(province, parameters)
    return base_year(province, parameters), first_year(prepared.simulate({})), prepared


def first_year(result: Mapping[str, Array]) -> dict[str, float]:
    """Take the first draw and year of each indicator."""
    return {key: float(values[0, 0]) for key, values in result.items()}


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else value


def _band(province: Province, level: Mapping[str, Array]) -> dict[str, tuple[float | None, ...]]:
    """Take the quantiles of the first year by indicator; None without draws."""
    found: dict[str, tuple[float | None, ...]] = dict.fromkeys(
        province.indicators, (None,) * len(ENDS)
    )
    if level:
        ends = quantiles(np.stack([values[:, 0] for values in level.values()]), ENDS)
        for key, row in zip(level, ends.tolist(), strict=True):
            found[key] = tuple(map(_known, row))
    return found
