"""The engine: a province, levers and parameters in, indicators out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from model.equations.arrays import Array
from model.equations.growth import Path, Setting
from model.equations.indicators import base_indicators, indicator_path
from model.inputs import Inputs, checked_inputs, in_model_units
from model.problems import InvalidInputError, Problem
from model.province.province import DERIVED, Province
from model.province.ranges import check_ranges


class Chunk(NamedTuple):
    """Some of the draws: their place, their setting, the reference's path and the scenario's."""

    place: slice
    setting: Setting
    reference: Path
    path: Path


@dataclass(frozen=True)
class Prepared:
    """Draws with what no lever moves, worked once: their settings and reference paths.

    ``parts`` are the chunks of ``inputs``: place, inputs, setting and path at the reference.
    """

    inputs: Inputs
    parts: tuple[tuple[slice, Inputs, Setting, Path], ...]

    def simulate(
        self, levers: Mapping[str, float], residuals: Array | None = None
    ) -> dict[str, Array]:
        """Project as `simulate` does, to the last bit.

        ``residuals`` are points, (n, years, 8), see `model.inputs.residual_array`.
        """
        province = self.inputs.province
        problems = check_ranges(province.levers, levers, "levers")
        if problems:
            raise InvalidInputError(problems)
        moved = {**province.reference_values, **in_model_units(province.lever_scales, levers)}

        def chunks() -> Iterator[Chunk]:
            for place, part, setting, reference in self.parts:
                here = replace(setting, levers=moved)
                noisy = part if residuals is None else replace(part, residuals=residuals[place])
                yield Chunk(place, here, reference, noisy.path(here, reference))

        return _indicators(self.inputs, chunks())


def simulate(
    province: Province,
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
    residuals: Mapping[str, ArrayLike] | None = None,
) -> dict[str, Array]:
    """Project every modelled indicator.

    Parameters
    ----------
    province
        What is known: levers, parameters, indicators and their units.
    levers
        Numbers or arrays of one length n by lever key, in the units of the lever table (per
        cent as 95): a mapping, a Series, or a DataFrame by its columns. A missing lever stands at
        its reference, the trend.
    parameters
        The same by parameter key; a missing parameter stands at its default.
    horizon
        Last year, the year after the base to the last year of the province; None is the
        first of them (2024).
    residuals
        Points of growth by sector key or ``product_taxes``, and of ``prices``, from −50 to 50,
        shape (n,) for the same in every year or (n, years).

    Returns
    -------
    dict
        Indicator key to array of shape (n, years), in the units of the indicator table;
        undefined values (``icor`` near zero growth, years after an indicator ends) are NaN.

    Raises
    ------
    InvalidInputError
        A `ValueError` that names each unknown key, NaN, wrong shape and value out of range.
    """
    inputs = checked_inputs(province, levers, parameters, residuals, horizon)

    _keep_freed_memory()

    def chunks() -> Iterator[Chunk]:
        for place, part in inputs.chunks():
            setting = part.setting()
            yield Chunk(place, setting, *part.paths(setting))

    return _indicators(inputs, chunks())


def prepare(
    province: Province,
    parameters: Mapping[str, ArrayLike],
    horizon: int | None = None,
) -> Prepared:
    """Work what no lever moves of draws that many lever settings share; see `simulate`."""
    inputs = checked_inputs(province, None, parameters, None, horizon)
    _keep_freed_memory()
    parts = []
    for place, part in inputs.chunks():
        setting = part.setting()
        parts.append((place, part, setting, part.reference(setting)))
    return Prepared(inputs, tuple(parts))


def base_year(
    province: Province, parameters: Mapping[str, float] | None = None
) -> dict[str, float | None]:
    """Return the value of every indicator in the base year; None where it is not known.

    Derived values come from the equations at t = 0, others from the parameter, the lever or
    the chosen observation that the indicator table names.

    Raises
    ------
    InvalidInputError
        The indicator table calls a value derived that no equation gives.
    """
    derived = base_indicators(checked_inputs(province, None, parameters, None, None).setting())
    result: dict[str, float | None] = {}
    for key, row in province.indicators.items():
        if row.base == DERIVED:
            if key not in derived:
                place = f"indicators.csv, {key}, base"
                raise InvalidInputError([Problem("unreadable", place, DERIVED, ", ".join(derived))])
            result[key] = float(derived[key][0] / province.scale(row.unit))
        elif row.base == "observation":
            observed = province.observed(key, province.base_year)
            result[key] = None if observed is None else observed.value
        elif row.base in province.levers:
            result[key] = province.levers[row.base].base
        else:
            given = (parameters or {}).get(row.base, province.parameters[row.base].default)
            result[key] = float(given)
    return result


def _indicators(inputs: Inputs, chunks: Iterable[Chunk]) -> dict[str, Array]:
    """Read the indicators off the paths of all chunks."""
    province = inputs.province
    table = np.empty((len(province.modelled), inputs.years, inputs.size))
    result = {key: values.T for key, values in zip(province.modelled, table, strict=True)}
    scales = {key: province.scale(province.indicators[key].unit) for key in result}
    for chunk in chunks:
        years = indicator_path(chunk.path, chunk.reference, chunk.setting)
        for index, values in enumerate(years):
            for key, scale in scales.items():
                found = values[key] if scale == 1.0 else values[key] / scale
                result[key][chunk.place, index] = found
    for key, rows in result.items():
        last = province.indicators[key].until
        if last is not None:
            rows[:, max(last - province.base_year, 0) :] = np.nan
    return result


@cache
def _keep_freed_memory() -> None:
    """Make the C library keep freed memory, once a process.

    Until a block of almost 32 MB was freed once, glibc gives the memory of every call back to the
    system, and the next call takes it anew page by page: a third of the time of 10,000 draws.
    """
    np.empty(2**22 - 2**10)
