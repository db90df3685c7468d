"""The outcome with one parameter at a time at the ends of its range.

See docs/MODEL.md, "Uncertainty".
"""

from dataclasses import dataclass

import numpy as np

from model.equations.arrays import Array
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.draws import (
    hypercube_column,
)
from model.uncertainty.outcome import (
    NO_EFFECT,
    free_parameters,
    parameter_dimensions,
    projected_outcome,
)
from model.uncertainty.sobol import SIZE, check_question


@dataclass(frozen=True)
class Swing:
    """The outcome with one parameter at the ends of its range and the others at default.

    ``low`` and ``high`` belong to the low and high end of the parameter, ``alpha`` and
    ``beta`` being those of all sectors; in the unit of the indicator.
    """

    key: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """Distance between the two."""
        return abs(self.high - self.low)


@dataclass(frozen=True)
class Tornado:
    """Swings of an outcome around its value at default parameters, widest first."""

    indicator: str
    effect: bool
    lever: str | None
    year: int
    default: float
    swings: tuple[Swing, ...]


def tornado(
    province: Province,
    scenario: Scenario,
    indicator: str,
    *,
    effect: bool = False,
    lever: str | None = None,
    horizon: int | None = None,
) -> Tornado:
    """Move each parameter to both ends of its range, the others at default; see `sobol`."""
    check_question(province, indicator, lever, SIZE)
    effect = effect or lever is not None
    years = province.years_to(horizon)
    names = parameter_dimensions(province, scenario)
    drawn = free_parameters(province, scenario)
    settings: dict[str, Array | float] = dict(scenario.parameters)
    for key in drawn:
        row, index = province.assumptions[key], names.index(hypercube_column(key))
        values = np.full(1 + 2 * len(names), row.default)
        values[1 + 2 * index], values[2 + 2 * index] = row.range
        settings[key] = values
    found = projected_outcome(province, scenario, settings, indicator, effect, lever, years)
    default = float(found[0])
    swings = []
    for index, name in enumerate(names):
        low, high = map(float, found[1 + 2 * index : 3 + 2 * index])
        if max(abs(low - default), abs(high - default)) <= NO_EFFECT * max(abs(default), 1e-6):
            low = high = default
        swings.append(Swing(name, low, high))
    return Tornado(
        indicator=indicator,
        effect=effect,
        lever=lever,
        year=province.base_year + years,
        default=default,
        swings=tuple(sorted(swings, key=lambda swing: -swing.width)),
    )
