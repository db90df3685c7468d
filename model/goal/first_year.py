"""The first year at many settings of the levers; what no lever moves is worked once."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from model.engine import Prepared, prepare
from model.equations.arrays import Array
from model.equations.indicators import indicator_path
from model.inputs import CHUNK, in_model_units
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.ranges import check_ranges
from model.scenario.scenario import Scenario


def first_year(
    province: Province,
    scenario: Scenario,
    levers: Mapping[str, float | Array],
    wanted: Collection[str],
) -> dict[str, Array]:
    """Project some indicators at many settings, (n,) each, to the last bit as `simulate` does.

    Parameters
    ----------
    scenario
        Whose assumptions count.
    levers
        Every lever, in the units of the lever table: a number, or an array, (n,).
    wanted
        Indicators that are modelled.

    Raises
    ------
    InvalidInputError
        A lever or an assumption is unknown or out of range.
    """
    problems = check_ranges(province.levers, levers, "levers")
    if problems:
        raise InvalidInputError(problems)
    return at_settings(unmoved(province, scenario), levers, wanted)


def at_settings(
    prepared: Prepared, levers: Mapping[str, float | Array], wanted: Collection[str]
) -> dict[str, Array]:
    """Project some indicators at many settings that are known to lie in range; see `first_year`."""
    size = max(map(np.size, levers.values()))
    found = {key: np.empty(size) for key in wanted}
    for first in range(0, size, CHUNK):
        place = slice(first, first + CHUNK)
        some = {
            key: values[place] if isinstance(values, np.ndarray) else values
            for key, values in levers.items()
        }
        for key, values in project(prepared, some, wanted).items():
            found[key][place] = values
    return found


def project(
    prepared: Prepared, levers: Mapping[str, float | Array], wanted: Collection[str]
) -> dict[str, Array]:
    """Project some indicators of what is prepared: many settings of one draw, or one of many.

    Growth alone is read off the path: all the other indicators take twice its time.
    """
    province = prepared.inputs.province
    moved = {**province.reference_values, **in_model_units(province.lever_scales, levers)}
    found: dict[str, list[Array]] = {key: [] for key in wanted}
    for _, part, setting, reference in prepared.parts:
        here = replace(setting, levers=moved)
        path = part.path(here, reference)
        values: Mapping[str, Array] = {GROWTH: path.years[0].total_growth}
        if set(wanted) != {GROWTH}:
            values = next(indicator_path(path, reference, here))
        for key, parts in found.items():
            parts.append(values[key] / province.scale(province.indicators[key].unit))
    return {key: np.concatenate(parts) for key, parts in found.items()}


def unmoved(province: Province, scenario: Scenario) -> Prepared:
    """Return what no lever moves at the assumptions of a scenario."""
    return _prepared(province, tuple(sorted(scenario.parameters.items())))


@lru_cache(maxsize=8)
def _prepared(province: Province, assumed: tuple[tuple[str, float], ...]) -> Prepared:
    return prepare(province, dict(assumed))
