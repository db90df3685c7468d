"""The result of a scenario as a page, a table and a file show it: one row an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from .arrays import Array
from .province import Province
from .scenario import Scenario
from .simulate import base_year, simulate
from .status import scenario_targets, statuses
from .tables import Indicator, Target
from .uncertainty import Bands


@dataclass(frozen=True)
class ResultRow:
    """One indicator: base year, reference, projection, band and status; None if not known.

    ``reference`` is the projection with every lever at its value of the base year. ``low``
    and ``high`` hold 90 % of the level band. Values are in the unit of the indicator.
    """

    indicator: Indicator
    base: float | None
    target: Target | None
    reference: float | None
    projected: float | None
    low: float | None
    high: float | None
    status: str


def results(
    province: Province, scenario: Scenario, drawn: Bands | None = None
) -> tuple[ResultRow, ...]:
    """Project the year after the base: one row for every indicator, modelled or not."""
    run = partial(simulate, parameters=scenario.parameters, province=province)
    projected, reference = first_year(run(scenario.levers)), first_year(run())
    base = base_year(scenario.parameters, province=province)
    targets = scenario_targets(province, scenario)
    status = statuses(province, projected, targets)
    return tuple(
        ResultRow(
            indicator=indicator,
            base=base[key],
            target=targets.get(key),
            reference=_known(reference.get(key)),
            projected=_known(projected.get(key)),
            low=_quantile(drawn, key, 0.05),
            high=_quantile(drawn, key, 0.95),
            status=status[key],
        )
        for key, indicator in province.indicators.items()
    )


def first_year(result: Mapping[str, Array]) -> dict[str, float]:
    """Take the first draw and year of each indicator."""
    return {key: float(values[0, 0]) for key, values in result.items()}


def _known(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else value


def _quantile(drawn: Bands | None, key: str, share: float) -> float | None:
    if drawn is None or key not in drawn.level:
        return None
    return _known(float(np.quantile(drawn.level[key][:, 0], share)))
