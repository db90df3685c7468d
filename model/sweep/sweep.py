"""A grid of lever settings of any size, projected piece by piece: memory does not grow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from model.engine import simulate
from model.equations.arrays import Array
from model.inputs import CHUNK
from model.problems import InvalidInputError, Problem, unknown
from model.province.province import Province
from model.province.ranges import check_ranges
from model.scenario.scenario import Scenario
from model.scenario.targets import scenario_targets

MOST_ROWS = 2**62
TRIED = 100
"""Rows that are written to learn how long a row is."""
BLOCK = 1000
"""Rows written at a time: some columns of a grid stand still that long, and are written once."""


@dataclass(frozen=True)
class Axis:
    """A lever and the evenly spaced values it takes, both ends included."""

    lever: str
    low: float
    high: float
    count: int

    def values(self, places: NDArray[np.int64]) -> Array:
        """Values at whole-numbered places 0 … count−1, never beyond the ends."""
        if self.count == 1:
            return np.full(len(places), self.low)
        inner = self.low + (self.high - self.low) * places / (self.count - 1)
        clipped: Array = np.clip(inner, min(self.low, self.high), max(self.low, self.high))
        return np.where(places == self.count - 1, self.high, clipped)


@dataclass(frozen=True)
class Sweep:
    """A checked grid: the first axis varies slowest, as in nested loops."""

    province: Province
    scenario: Scenario
    axes: tuple[Axis, ...]
    indicators: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns: the levers varied, then the indicators."""
        return (*(axis.lever for axis in self.axes), *self.indicators)

    @property
    def size(self) -> int:
        """Number of settings."""
        return prod(axis.count for axis in self.axes)

    def levers(self, start: int, stop: int) -> dict[str, Array]:
        """Values of the varied levers in rows ``start`` … ``stop``−1."""
        places, result = np.arange(start, stop), {}
        for axis in reversed(self.axes):
            places, here = np.divmod(places, axis.count)
            result[axis.lever] = axis.values(here)
        return {axis.lever: result[axis.lever] for axis in self.axes}

    def rows(self, start: int, stop: int) -> Array:
        """Project rows ``start`` … ``stop``−1: one column per name.

        Indicators are those of the first year, in the units of the indicator table; values
        that are not defined are NaN.
        """
        varied = self.levers(start, stop)
        found = simulate(
            self.province, {**self.scenario.levers, **varied}, self.scenario.parameters
        )
        columns = [*varied.values(), *(found[key][:, 0] for key in self.indicators)]
        return np.stack(np.broadcast_arrays(*columns), axis=1)


def plan_sweep(
    province: Province,
    scenario: Scenario,
    axes: Sequence[Axis],
    indicators: Sequence[str] | None = None,
) -> Sweep:
    """Check a grid.

    Parameters
    ----------
    scenario
        Where the levers stand that are not varied.
    indicators
        None is those with a known target.

    Raises
    ------
    InvalidInputError
        One problem for each name that is unknown or stands twice and each value out of range.
    """
    if indicators is None:
        targets = scenario_targets(province, scenario)
        indicators = [key for key in province.modelled if key in targets]
    problems: list[Problem] = []
    if not axes:
        problems.append(Problem("missing", "--vary", allowed="at least one lever"))
    problems += _twice([axis.lever for axis in axes], "one --vary for each lever")
    for axis in axes:
        problems += check_ranges(
            province.levers, {axis.lever: np.array([axis.low, axis.high])}, "levers"
        )
        if axis.count < 1 or (axis.count == 1 and axis.low != axis.high):
            allowed = "2 or more values"
            problems.append(Problem("out_of_range", axis.lever, str(axis.count), allowed))
    problems += _twice(indicators, "each indicator once")
    problems += [
        unknown(key, province.modelled, "the modelled indicators")
        for key in dict.fromkeys(indicators)
        if key not in province.modelled
    ]
    if not indicators:
        problems.append(Problem("missing", "--indicators", allowed="at least one indicator"))
    size = prod(max(axis.count, 1) for axis in axes)
    if size > MOST_ROWS:
        problems.append(Problem("out_of_range", "--vary", f"{size} rows", f"at most {MOST_ROWS}"))
    if problems:
        raise InvalidInputError(problems)
    return Sweep(province, scenario, tuple(axes), tuple(indicators))


def csv_pieces(
    sweep: Sweep, length: int = CHUNK, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, str]]:
    """Yield whole lines of CSV and the rows written by then, at most ``length`` at a time."""
    end = sweep.size if stop is None else stop
    for first in range(start, end, length):
        last = min(first + length, end)
        yield last, rows_text(sweep, first, last)


def header_text(sweep: Sweep) -> str:
    """Write the first line of the CSV."""
    return ",".join(sweep.columns) + "\n"


def expected_bytes(sweep: Sweep) -> int:
    """Estimate the size of the CSV from rows at its beginning, in its middle and at its end."""
    length = min(sweep.size, TRIED)
    starts = (0, (sweep.size - length) // 2, sweep.size - length)
    tried = sum(len(rows_text(sweep, start, start + length)) for start in starts)
    return len(header_text(sweep)) + round(tried * sweep.size / (length * len(starts)))


def rows_text(sweep: Sweep, start: int, stop: int) -> str:
    """Write rows ``start`` … ``stop``−1 as CSV.

    12 significant digits, as in every file of this project; an undefined value is empty.
    """
    rows = sweep.rows(start, stop) + 0.0
    text = "".join(_block_text(rows[first : first + BLOCK]) for first in range(0, len(rows), BLOCK))
    return text.replace("nan", "") if np.isnan(rows).any() else text


def _block_text(rows: Array) -> str:
    """Write some rows; a column that is the same in all of them stands in the line already."""
    same = (rows == rows[0]).all(axis=0)
    cells = zip(same.tolist(), rows[0].tolist(), strict=True)
    line = ",".join(f"{value:.12g}" if still else "%.12g" for still, value in cells) + "\n"
    numbers = tuple(rows[:, ~same].ravel().tolist())
    return (line.encode() * len(rows) % numbers).decode()  # bytes: a tenth sooner than text


def _twice(names: Sequence[str], allowed: str) -> list[Problem]:
    counts: Mapping[str, int] = {name: names.count(name) for name in names}
    return [
        Problem("duplicate", name, f"{count} times", allowed)
        for name, count in counts.items()
        if count > 1
    ]
