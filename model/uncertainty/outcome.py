"""Outcomes as functions of quantiles, and the names of what is drawn."""

from collections.abc import Callable, Mapping

import numpy as np

from model.engine import simulate
from model.equations.arrays import Array
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.draws import (
    DRAWN,
    SHARED,
    YEARLY_FALL_OF,
    drawn_parameters,
    drawn_residuals,
    hypercube_column,
    own_normals,
    with_own_residuals,
)

NO_EFFECT = 1e-10
"""A change below this share of the outcome is rounding."""
Outcome = Callable[[Mapping[str, Array]], Array]
"""Turns quantiles by dimension, (n,), into an outcome, (n,)."""


def parameter_dimensions(province: Province, scenario: Scenario) -> list[str]:
    """Name the quantiles of the parameters that are drawn, ``alpha`` and ``beta`` once."""
    return list(dict.fromkeys(map(hypercube_column, free_parameters(province, scenario))))


def residual_dimensions(province: Province, indicator: str, years: int) -> list[str]:
    """Name the quantiles of the residuals of growth and prices and of the indicator's own, by year.

    Residuals of years before the last one move what accumulates.
    """
    own = province.indicators[YEARLY_FALL_OF.get(indicator, indicator)].residual
    names = [*(f"residual_{name}" for name in DRAWN), *([own] if own else [])]
    return [f"{name}_{t}" for t in range(1, years + 1) for name in names]


def dimension_name(province: Province, key: str) -> str:
    """Say a dimension in English, for the command line: its parameter's name."""
    if key in SHARED:
        return f"{key} of all sectors"
    if key in province.parameters:
        return province.parameters[key].name_en
    name, _, t = key.rpartition("_")
    year = province.base_year + int(t)
    if name in province.parameters:
        return f"residual of the indicator, {year}"
    return f"residual of {name.removeprefix('residual_').replace('_', ' ')}, {year}"


def free_parameters(province: Province, scenario: Scenario) -> list[str]:
    """Name the parameters that are drawn: triangular ones that the reader has not fixed."""
    return [
        key
        for key, row in province.assumptions.items()
        if row.distribution == "triangular" and key not in scenario.parameters
    ]


def outcome_function(
    province: Province,
    scenario: Scenario,
    indicator: str,
    effect: bool,
    lever: str | None,
    years: int,
) -> Outcome:
    """Make the function from quantiles to the outcome of the last year."""

    def evaluate(cube: Mapping[str, Array]) -> Array:
        drawn = drawn_parameters(province, cube, scenario.parameters)
        if effect:
            return projected_outcome(province, scenario, drawn, indicator, effect, lever, years)
        size = max(map(len, cube.values()))
        noise_names = residual_dimensions(province, indicator, years)
        whole = {**cube, **{name: np.broadcast_to(cube[name], (size,)) for name in noise_names}}
        noise = drawn_residuals(province, whole, scenario.parameters, years)
        level = simulate(province, scenario.levers, drawn, province.base_year + years, noise)
        needed = {key: level[key] for key in (indicator, YEARLY_FALL_OF.get(indicator, indicator))}
        normals = own_normals(province, whole, years, needed)
        noisy = with_own_residuals(province, scenario, normals, needed)
        return noisy[indicator][:, -1]

    return evaluate


def projected_outcome(
    province: Province,
    scenario: Scenario,
    parameters: Mapping[str, Array | float],
    indicator: str,
    effect: bool,
    lever: str | None,
    years: int,
) -> Array:
    """Project the level without residuals, or the effect, of the last year, (n,)."""
    horizon = province.base_year + years

    def last(levers: Mapping[str, float]) -> Array:
        return simulate(province, levers, parameters, horizon)[indicator][:, -1]

    level = last(scenario.levers)
    if not effect:
        return level
    if lever is None:
        return level - last({})
    return level - last({**scenario.levers, lever: province.levers[lever].trend})
