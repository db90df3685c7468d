"""The one entrance to the model: levers and parameters in, indicators out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import SECTORS, Array
from .calibration import calibrate
from .economy import Path, Setting, reference_path, scenario_path
from .indicators import base_indicators, indicator_path
from .problems import InvalidInputError, Problem, unknown
from .province import DERIVED, Province, load_province
from .scenario import check_ranges

CHUNK = 5000
"""Draws worked at a time: large enough for NumPy, small enough for the cache."""

# Until a block of almost 32 MB was freed once, glibc gives the memory of every call back to the
# system, and the next call takes it anew page by page: a third of the time of 10,000 draws.
np.empty(2**22 - 2**10)


@dataclass(frozen=True)
class Explanation:
    """Contributions to growth of GRDP, per cent or points, each of shape (n, years).

    Attributes
    ----------
    growth, reference
        Growth of the scenario and of the reference path.
    channels
        Terms of equation 15 times their weights; they add up to ``growth``.
    groups
        Shapley values of the lever groups; with ``reference`` they add up to ``growth``.
    """

    growth: Array
    reference: Array
    channels: Mapping[str, Array]
    groups: Mapping[str, Array]


@dataclass(frozen=True)
class Inputs:
    """Checked inputs in the units of the tables; arrays of shape (n,) or numbers.

    ``residuals`` are points, (n, years, 6).
    """

    province: Province
    levers: Mapping[str, float | Array]
    parameters: Mapping[str, float | Array]
    residuals: Array | None
    size: int
    years: int

    def chunks(self, length: int = CHUNK) -> Iterator[tuple[slice, "Inputs"]]:
        """Cut the draws into pieces of at most ``length``."""
        for start, stop in pairwise([*range(0, self.size, length), self.size]):
            piece = slice(start, stop)
            part = replace(
                self,
                levers=_cut(self.levers, piece),
                parameters=_cut(self.parameters, piece),
                residuals=None if self.residuals is None else self.residuals[piece],
                size=stop - start,
            )
            yield piece, part

    def setting(self) -> Setting:
        """Turn the inputs into the units of the model, missing ones at their defaults."""
        province = self.province
        parameters = {
            **province.default_values,
            **_scaled(province.parameter_scales, self.parameters),
        }
        return Setting(
            levers={**province.reference_values, **_scaled(province.lever_scales, self.levers)},
            reference=province.reference_values,
            parameters=parameters,
            calibration=calibrate(parameters, province.phi_default),
        )

    def path(self, setting: Setting, reference: Path) -> Path:
        """Return the path of the scenario against that of the reference."""
        residuals = None if self.residuals is None else self.residuals * 0.01
        return scenario_path(setting, reference, self.years, residuals)

    def paths(self, setting: Setting) -> tuple[Path, Path]:
        """Return the paths of the reference and of the scenario."""
        reference = reference_path(setting, self.years)
        return reference, self.path(setting, reference)


@dataclass(frozen=True)
class Prepared:
    """Draws with what no lever moves, worked once: their settings and reference paths.

    ``parts`` are the chunks of ``inputs``: place, inputs, setting and path at the reference.
    """

    inputs: Inputs
    parts: tuple[tuple[slice, Inputs, Setting, Path], ...]

    def simulate(self, levers: Mapping[str, float], residuals: bool = True) -> dict[str, Array]:
        """Project as `simulate` does, to the last bit; ``residuals`` False leaves them out."""
        province = self.inputs.province
        problems = check_ranges(province.levers, levers, "levers")
        if problems:
            raise InvalidInputError(problems)
        moved = {**province.reference_values, **_scaled(province.lever_scales, levers)}

        def worked() -> Iterator[Worked]:
            for piece, part, setting, reference in self.parts:
                here = replace(setting, levers=moved)
                noisy = part if residuals else replace(part, residuals=None)
                yield piece, here, reference, noisy.path(here, reference)

        return _collected(self.inputs, worked())


def simulate(
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
    residuals: Mapping[str, ArrayLike] | None = None,
    *,
    province: Province | None = None,
) -> dict[str, Array]:
    """Project every modelled indicator.

    Parameters
    ----------
    levers
        Numbers or arrays of one length n by lever key, in the units of the lever table (per
        cent as 95). A missing lever stands at its reference, the value of the base year.
    parameters
        The same by parameter key; a missing parameter stands at its default.
    horizon
        Last year, the year after the base to the last year of the province; None is the
        first of them (2024).
    residuals
        Points of growth by sector key, shape (n,) for the same in every year or (n, years).
    province
        Data to use; None is what this project ships.

    Returns
    -------
    dict
        Indicator key to array of shape (n, years), in the units of the indicator table;
        undefined values (``icor`` near zero growth) are NaN.

    Raises
    ------
    InvalidInputError
        A `ValueError` that names each unknown key, NaN, wrong shape and value out of range.
    """
    province = province or load_province()
    inputs = _inputs(province, levers, parameters, residuals, horizon)

    def worked() -> Iterator[Worked]:
        for piece, part in inputs.chunks():
            setting = part.setting()
            yield piece, setting, *part.paths(setting)

    return _collected(inputs, worked())


def prepare(
    province: Province,
    parameters: Mapping[str, ArrayLike],
    horizon: int | None = None,
    residuals: Mapping[str, ArrayLike] | None = None,
) -> Prepared:
    """Work what no lever moves of draws that many lever settings share; see `simulate`."""
    inputs = _inputs(province, None, parameters, residuals, horizon)
    parts = []
    for piece, part in inputs.chunks():
        setting = part.setting()
        parts.append((piece, part, setting, reference_path(setting, part.years)))
    return Prepared(inputs, tuple(parts))


def base_year(
    parameters: Mapping[str, float] | None = None, *, province: Province | None = None
) -> dict[str, float | None]:
    """Return the value of every indicator in the base year; None where it is not known.

    Derived values come from the equations at t = 0, others from the parameter, the lever or
    the chosen observation that the indicator table names.

    Raises
    ------
    InvalidInputError
        The indicator table calls a value derived that no equation gives.
    """
    province = province or load_province()
    derived = base_indicators(_inputs(province, None, parameters, None, None).setting())
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
            result[key] = province.levers[row.base].reference
        else:
            given = (parameters or {}).get(row.base, province.parameters[row.base].default)
            result[key] = float(given)
    return result


def explain(
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
    *,
    province: Province | None = None,
) -> Explanation:
    """Say where growth comes from: by channel, and by lever group as Shapley values.

    Parameters and errors are those of `simulate`. The value of a coalition of lever groups
    is growth with these groups at the scenario and the others at the reference; the average
    over all orders is exact and independent of order.
    """
    province = province or load_province()
    inputs = _inputs(province, levers, parameters, None, horizon)
    reference, path = inputs.paths(inputs.setting())

    def points(parts: Iterable[Array]) -> Array:
        columns = [np.broadcast_to(part, (inputs.size,)) for part in parts]
        return np.stack(columns, axis=-1) * 100.0

    def channel(key: str) -> Array:
        return points((year.before.weights * year.terms[key]).sum(axis=-1) for year in path.years)

    trend = points((year.before.weights * year.trend).sum(axis=-1) for year in path.years)
    taxes = points(year.before.tax_weight * year.tax_growth for year in path.years)
    return Explanation(
        growth=points(year.total_growth for year in path.years),
        reference=points(year.total_growth for year in reference.years),
        channels={
            "trend": trend,
            **{key: channel(key) for key in path.years[0].terms},
            "product_taxes": taxes,
        },
        groups=_shapley(inputs),
    )


Worked = tuple[slice, Setting, Path, Path]
"""Place of a chunk, its setting, the path of the reference and of the scenario."""


def _collected(inputs: Inputs, worked: Iterable[Worked]) -> dict[str, Array]:
    """Read the indicators off the paths of all chunks."""
    province = inputs.province
    table = np.empty((len(province.modelled), inputs.years, inputs.size))
    result = {key: values.T for key, values in zip(province.modelled, table, strict=True)}
    scales = {key: province.scale(province.indicators[key].unit) for key in result}
    for piece, setting, reference, path in worked:
        for index, values in enumerate(indicator_path(path, reference, setting)):
            for key, scale in scales.items():
                result[key][piece, index] = values[key] if scale == 1.0 else values[key] / scale
    return result


def _shapley(inputs: Inputs) -> dict[str, Array]:
    """Shapley values of the lever groups for growth of GRDP, points, (n, years)."""
    province, size = inputs.province, inputs.size
    groups = [row.key for row in province.group_rows("lever")]
    member = (np.arange(2 ** len(groups))[:, np.newaxis] >> np.arange(len(groups)) & 1) == 1

    def in_coalitions(key: str, value: ArrayLike) -> Array:
        lever = province.levers[key]
        joined = member[:, [groups.index(lever.group)]]
        return np.broadcast_to(
            np.where(joined, value, lever.reference), (len(member), size)
        ).ravel()

    coalitions = replace(
        inputs,
        levers={key: in_coalitions(key, value) for key, value in inputs.levers.items()},
        parameters={
            key: np.tile(value, len(member)) if np.size(value) > 1 else value
            for key, value in inputs.parameters.items()
        },
        size=len(member) * size,
    )
    growth = np.empty((coalitions.size, inputs.years))
    for piece, part in coalitions.chunks():
        _, path = part.paths(part.setting())
        for index, year in enumerate(path.years):
            growth[piece, index] = year.total_growth
    growth = growth.reshape(len(member), size, inputs.years) * 100.0
    values = np.tensordot(_shapley_weights(member), growth, axes=(0, 0))
    return dict(zip(groups, values, strict=True))


def _shapley_weights(member: NDArray[np.bool_]) -> Array:
    """Weight of each coalition's value for each player: (coalitions, players).

    (k−1)!(N−k)!/N! for a coalition of k that holds the player, −k!(N−k−1)!/N! otherwise.
    """
    players = member.shape[1]
    share = [1.0 / (players * comb(players - 1, k)) for k in range(players)]
    size = member.sum(axis=1, keepdims=True)
    inside, outside = np.array([0.0, *share]), np.array([*share, 0.0])
    weights: Array = np.where(member, inside[size], -outside[size])
    return weights


def _inputs(
    province: Province,
    levers: Mapping[str, ArrayLike] | None,
    parameters: Mapping[str, ArrayLike] | None,
    residuals: Mapping[str, ArrayLike] | None,
    horizon: int | None,
) -> Inputs:
    """Check what was given."""
    levers, parameters, residuals = levers or {}, parameters or {}, residuals or {}
    years = province.years_to(horizon)
    problems = check_ranges(province.levers, levers, "levers")
    problems += check_ranges(province.assumptions, parameters, "parameters")
    problems += _check_residuals(residuals)
    if problems:
        raise InvalidInputError(problems)
    levers, parameters = _as_arrays(levers), _as_arrays(parameters)
    size = _common_size({**levers, **parameters}, residuals, years)
    return Inputs(
        province, levers, parameters, _residual_array(residuals, size, years), size, years
    )


def _common_size(
    values: Mapping[str, ArrayLike], residuals: Mapping[str, ArrayLike], years: int
) -> int:
    """Find the one length n of all arrays; numbers and length one fit any n."""
    problems, size, first = [], 1, ""
    for key, value in chain(values.items(), residuals.items()):
        if type(value) is float:
            continue
        shape = np.shape(value)
        fits = len(shape) < 2 or (key in residuals and len(shape) == 2 and shape[1] == years)
        length = shape[0] if shape else 1
        if not fits or length == 0:
            allowed = f"a number, (n,) or, for residuals, (n, {years})"
            problems.append(Problem("shape", key, str(shape), allowed))
        elif length != 1 and size == 1:
            size, first = length, key
        elif length not in (1, size):
            problems.append(Problem("shape", key, str(shape), f"length {size}, as {first}"))
    if problems:
        raise InvalidInputError(problems)
    return size


def _check_residuals(residuals: Mapping[str, ArrayLike]) -> list[Problem]:
    problems = []
    for key, value in residuals.items():
        if key not in SECTORS:
            problems.append(unknown(key, SECTORS, ", ".join(SECTORS)))
        elif np.asarray(value).dtype.kind not in "iuf" or not np.isfinite(value).all():
            problems.append(Problem("not_a_number", key, repr(value)[:80], "finite points"))
    return problems


def _residual_array(residuals: Mapping[str, ArrayLike], size: int, years: int) -> Array | None:
    if not residuals:
        return None
    result = np.zeros((years, len(SECTORS), size))
    for sector, key in enumerate(SECTORS):
        result[:, sector] = np.asarray(residuals.get(key, 0.0), dtype=float).T
    return result.transpose(2, 0, 1)


def _scaled(scales: Mapping[str, float], values: Mapping[str, ArrayLike]) -> dict[str, Array]:
    """Turn values of a table into those of the model: arrays of shape (n,) or (1,)."""
    result = {}
    for key, value in values.items():
        array = np.array(value, dtype=float, ndmin=1, copy=None)
        result[key] = array if scales[key] == 1.0 else array * scales[key]
    return result


def _as_arrays(values: Mapping[str, ArrayLike]) -> dict[str, float | Array]:
    return {
        key: value if isinstance(value, float) else np.asarray(value, dtype=float)
        for key, value in values.items()
    }


def _cut(values: Mapping[str, float | Array], piece: slice) -> dict[str, float | Array]:
    return {
        key: value[piece] if isinstance(value, np.ndarray) and value.size > 1 else value
        for key, value in values.items()
    }
