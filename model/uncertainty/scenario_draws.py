"""A scenario in every draw: the effect of its levers and its level (equation 43)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.engine import Prepared, prepare
from model.equations.arrays import Array
from model.inputs import residual_array
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.draws import (
    STORED,
    draw_count,
    drawn_parameters,
    drawn_residuals,
    hypercube,
    hypercube_columns,
    nation_residuals,
    own_normals,
    with_own_residuals,
)


@dataclass(frozen=True)
class Level:
    """The level of a scenario by indicator, in the units of the indicator table.

    Attributes
    ----------
    central, reference
        The path of the scenario, and that of the reference levers, at the parameters in force and
        without residuals, (years,): to the last bit what `model.engine.simulate` returns.
    draws
        The scenario with parameters and residuals drawn, (n, years).
    """

    central: Mapping[str, Array]
    reference: Mapping[str, Array]
    draws: Mapping[str, Array]


@dataclass(frozen=True)
class Bands:
    """Draws of a scenario by indicator, (n, years), in the units of the indicator table.

    Attributes
    ----------
    effect
        Scenario less reference levers in the same draw: parameters only, the narrow band.
    level
        The scenario with parameters and residuals drawn: the wide band.
    parametric
        The scenario with parameters drawn and no residual.
    """

    effect: Mapping[str, Array]
    level: Mapping[str, Array]
    parametric: Mapping[str, Array]


def bands(
    province: Province,
    scenario: Scenario,
    horizon: int | None = None,
    size: int | None = None,
    level: Mapping[str, Array] | None = None,
) -> Bands:
    """Draw a scenario: the effect of its levers and its level.

    Parameters
    ----------
    horizon
        Last year, see `simulate`.
    size
        Use the first ``size`` draws; None is all that are stored.
    level
        What `level_draws` returns for the same, where it is at hand.

    Raises
    ------
    InvalidInputError
        More draws are asked for than are stored, or none.
    """
    drawn = _prepared_draws(province, _sorted(scenario.parameters), horizon, size)
    parametric = _draws(drawn.prepared.simulate(scenario.levers))
    usual = _draws(drawn.reference)
    return Bands(
        effect={key: values - usual[key] for key, values in parametric.items()},
        level=level_draws(province, scenario, horizon, size) if level is None else level,
        parametric=parametric,
    )


def level_draws(
    province: Province, scenario: Scenario, horizon: int | None = None, size: int | None = None
) -> dict[str, Array]:
    """Draw the level of a scenario, residuals included; see `bands`."""
    return dict(draw_level(province, scenario, horizon, size).draws)


def draw_level(
    province: Province, scenario: Scenario, horizon: int | None = None, size: int | None = None
) -> Level:
    """Project a scenario and draw its level in one call; see `bands`."""
    drawn = _prepared_draws(province, _sorted(scenario.parameters), horizon, size)
    found = drawn.prepared.simulate(scenario.levers, drawn.residuals)
    return Level(
        central=_in_force(found),
        reference=_in_force(drawn.reference),
        draws=with_own_residuals(province, scenario, drawn.normals, _draws(found)),
    )


def parametric_draws(province: Province, scenario: Scenario) -> dict[str, Array]:
    """Draw the first year of a scenario with parameters alone; see `bands`."""
    drawn = _prepared_draws(province, _sorted(scenario.parameters), None, None)
    return _draws(drawn.prepared.simulate(scenario.levers))


def nation_draws(province: Province, scenario: Scenario) -> dict[str, Array]:
    """Draw the first year of a scenario with parameters and the nation's surprise alone."""
    assumed = _sorted(scenario.parameters)
    prepared = _prepared_draws(province, assumed, None, None).prepared
    return _draws(prepared.simulate(scenario.levers, _nation_residuals(province, assumed)))


@dataclass(frozen=True)
class PreparedDraws:
    """What draws of the reader's assumptions have in common, whatever the levers.

    After the last draw stand the parameters in force, without residuals: the central path costs
    as much as one draw, not a call of its own. ``residuals`` are points, (n + 1, years, 8);
    ``normals`` are those of the indicators' own, (n, years).
    """

    residuals: Array | None
    normals: Mapping[str, Array]
    prepared: Prepared
    reference: Mapping[str, Array]


def _draws(found: Mapping[str, Array]) -> dict[str, Array]:
    """Take the draws."""
    return {key: values[:-1] for key, values in found.items()}


def _in_force(found: Mapping[str, Array]) -> dict[str, Array]:
    """Take what stands after the last draw."""
    return {key: values[-1] for key, values in found.items()}


def _sorted(parameters: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(parameters.items()))


@lru_cache(maxsize=8)
def _prepared_draws(
    province: Province,
    assumed: tuple[tuple[str, float], ...],
    horizon: int | None,
    size: int | None,
) -> PreparedDraws:
    """Draw parameters and residuals, and work what is the same for every lever setting."""
    years, cube, fixed = province.years_to(horizon), hypercube(province.folder), dict(assumed)
    missing = [name for name in hypercube_columns(province, years) if name not in cube]
    if missing:
        columns = f"columns {', '.join(missing[:5])} (add them: python -m model draws)"
        raise InvalidInputError([Problem("missing", STORED, allowed=columns)])
    stored = draw_count(province)
    if size is not None and not 1 <= size <= stored:
        raise InvalidInputError([Problem("out_of_range", "draws", str(size), f"1 to {stored}")])
    cube = {name: column[:size] for name, column in cube.items()}
    parameters = {
        key: values if key in fixed else np.append(values, province.assumptions[key].default)
        for key, values in drawn_parameters(province, cube, fixed).items()
    }
    if fixed.keys() >= parameters.keys():  # nothing is drawn: as many draws, all alike
        parameters |= {key: np.full((size or stored) + 1, fixed[key]) for key in [*fixed][:1]}
    prepared = prepare(province, parameters, horizon)
    residuals = drawn_residuals(province, cube, fixed, years)
    return PreparedDraws(
        residuals=_with_none(residuals, size or stored, years),
        normals=own_normals(province, cube, years, province.modelled),
        prepared=prepared,
        reference=prepared.simulate({}),
    )


@lru_cache(maxsize=8)
def _nation_residuals(province: Province, assumed: tuple[tuple[str, float], ...]) -> Array | None:
    """Draw the nation's surprise of the first year, points, (n + 1, 1, 8)."""
    surprise = nation_residuals(province, hypercube(province.folder), dict(assumed), 1)
    return _with_none(surprise, draw_count(province), 1)


def _with_none(residuals: Mapping[str, Array], size: int, years: int) -> Array | None:
    """Put residuals side by side, and none after the last draw, points, (n + 1, years, 8)."""
    none = np.zeros((1, years))
    padded = {key: np.append(values, none, axis=0) for key, values in residuals.items()}
    return residual_array(padded, size + 1, years)
