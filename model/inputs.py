"""Levers, parameters and residuals as they are given: checked, cut into chunks, in model units."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from model.equations.arrays import Array
from model.equations.base_year import calibrate
from model.equations.growth import RESIDUALS, Path, Setting, reference_path, scenario_path
from model.problems import InvalidInputError, Problem, unknown
from model.province.province import Province
from model.province.ranges import as_numbers, check_ranges

MOST_RESIDUAL = 50.0
"""Points of growth that a residual may be: many times what any year brought a sector."""
FINITE = f"-{MOST_RESIDUAL:g} to {MOST_RESIDUAL:g} points"
CHUNK = 10_000
"""Draws worked at a time: large enough for NumPy, small enough for the cache."""


@dataclass(frozen=True)
class Inputs:
    """Checked inputs in the units of the tables; arrays of shape (n,) or numbers.

    ``residuals`` are points, (n, years, 8).
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
        kept = self._numbers
        if kept is None:
            unmoved = _unmoved(self.province, self.parameters)
        else:
            unmoved = _kept_unmoved(self.province, kept)
        moved = in_model_units(self.province.lever_scales, self.levers)
        return replace(unmoved, levers={**unmoved.levers, **moved})

    def reference(self, setting: Setting) -> Path:
        """Return the path of the reference, which no lever moves."""
        kept = self._numbers
        if kept is None:
            return reference_path(setting, self.years)
        return _kept_reference(self.province, kept, self.years)

    def path(self, setting: Setting, reference: Path) -> Path:
        """Return the path of the scenario against that of the reference."""
        residuals = None if self.residuals is None else self.residuals * 0.01
        return scenario_path(setting, reference, self.years, residuals)

    def paths(self, setting: Setting) -> tuple[Path, Path]:
        """Return the paths of the reference and of the scenario."""
        reference = self.reference(setting)
        return reference, self.path(setting, reference)

    @property
    def _numbers(self) -> tuple[tuple[str, float], ...] | None:
        """Parameters by which what is kept is found; None where one is an array."""
        numbers = [(key, value) for key, value in self.parameters.items() if type(value) is float]
        return tuple(numbers) if len(numbers) == len(self.parameters) else None


def _unmoved(province: Province, parameters: Mapping[str, float | Array]) -> Setting:
    """Return the setting with every lever at the reference."""
    own = in_model_units(province.parameter_scales, parameters)
    values = {**province.default_values, **own}
    return Setting(
        levers=province.reference_values,
        reference=province.reference_values,
        base=province.base_values,
        parameters=values,
        calibration=calibrate(values, province.reference_values["national_growth"]),
    )


@lru_cache(maxsize=8)
def _kept_unmoved(province: Province, parameters: tuple[tuple[str, float], ...]) -> Setting:
    return _unmoved(province, dict(parameters))


@lru_cache(maxsize=8)
def _kept_reference(
    province: Province, parameters: tuple[tuple[str, float], ...], years: int
) -> Path:
    return reference_path(_kept_unmoved(province, parameters), years)


def checked_inputs(
    province: Province,
    levers: Mapping[str, ArrayLike] | None,
    parameters: Mapping[str, ArrayLike] | None,
    residuals: Mapping[str, ArrayLike] | None,
    horizon: int | None,
) -> Inputs:
    """Check what was given.

    Raises
    ------
    InvalidInputError
        One problem for each key that is none, value that is no number or out of range, and shape
        that does not fit.
    """
    levers = _by_key(levers, "levers")
    parameters = _by_key(parameters, "parameters")
    residuals = _by_key(residuals, "residuals")
    years = province.years_to(horizon)
    problems = check_ranges(province.levers, levers, "levers")
    problems += check_ranges(province.assumptions, parameters, "parameters")
    problems += _check_residuals(residuals)
    if problems:
        raise InvalidInputError(problems)
    levers, parameters = _as_arrays(levers), _as_arrays(parameters)
    size = _common_size({**levers, **parameters}, residuals, years)
    return Inputs(province, levers, parameters, residual_array(residuals, size, years), size, years)


def _by_key(given: Any, name: str) -> Mapping[str, Any]:
    """Return what is given by key: of a mapping, of a Series, or of the columns of a DataFrame."""
    if given is None:
        return {}
    if not hasattr(given, "keys"):
        allowed = "a mapping of keys to numbers or arrays"
        raise InvalidInputError([Problem("unreadable", name, type(given).__name__, allowed)])
    keys = list(given.keys())
    problems = [
        Problem("unreadable", name, f"the key {key!r}", "keys that are text")
        for key in keys
        if not isinstance(key, str)
    ]
    problems += [
        Problem("duplicate", str(key), name, "each key once")
        for key, count in Counter(keys).items()
        if count > 1
    ]
    if problems:
        raise InvalidInputError(problems)
    return {key: given[key] for key in keys}


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
        if key not in RESIDUALS:
            problems.append(unknown(key, RESIDUALS, ", ".join(RESIDUALS)))
            continue
        numbers = as_numbers(value)
        if numbers is None or not np.isfinite(numbers).all():
            problems.append(Problem("not_a_number", key, repr(value), FINITE))
        elif (outside := numbers[np.abs(numbers) > MOST_RESIDUAL]).size:
            problems.append(Problem("out_of_range", key, str(outside[0]), FINITE))
    return problems


def residual_array(residuals: Mapping[str, ArrayLike], size: int, years: int) -> Array | None:
    """Put residuals by key side by side in the order of ``RESIDUALS``, points, (n, years, 8)."""
    if not residuals:
        return None
    result = np.zeros((years, len(RESIDUALS), size))
    for place, key in enumerate(RESIDUALS):
        result[:, place] = np.asarray(residuals.get(key, 0.0), dtype=float).T
    return result.transpose(2, 0, 1)


def in_model_units(
    scales: Mapping[str, float], values: Mapping[str, ArrayLike]
) -> dict[str, Array]:
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
