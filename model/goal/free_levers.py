"""Free levers, their ranges, and the settings that their sliders can take."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, prod

import numpy as np

from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.first_year import at_settings, first_year, unmoved
from model.goal.search import Box, spread
from model.problems import InvalidInputError, Problem, allowed_range, plain, unknown
from model.province.province import Province
from model.province.rows import Lever
from model.scenario.scenario import Scenario

Ranges = Mapping[str, tuple[float, float] | None]
"""Free levers, in the units of the lever table; None is the lever's full range."""
RAYS, RAY = 32, 5
"""Settings from which each lever is moved to see whether it counts, and to how many places."""


@dataclass(frozen=True)
class Free:
    """Levers that may change and that move a target, k of them.

    Attributes
    ----------
    keys
        The levers.
    start, full
        Where each stands, and how wide its full range is, (k,), in its unit.
    places
        Values that an answer may give each: whole steps within its range, and where it stands.
    margins
        Maps lever values, (n, k), to margins, (n, m), ≥ 0 where a target is reached.
    """

    keys: tuple[str, ...]
    start: Array
    full: Array
    places: tuple[Array, ...]
    margins: Callable[[Array], Array]

    @property
    def count(self) -> int:
        """How many settings there are."""
        return prod(len(values) for values in self.places)

    def sizes(self, values: Array) -> Array:
        """Squares of the sizes of changes to some lever values, (n, k) → (n,)."""
        squares: Array = np.sum(((values - self.start) / self.full) ** 2, axis=1)
        return squares

    @cached_property
    def box(self) -> Box:
        """All between the places, as changes in shares of the full ranges."""
        low, high = np.array([(values[0], values[-1]) for values in self.places]).T

        def margins(points: Array) -> Array:
            return self.margins(np.clip(self.start + points * self.full, low, high))

        return Box((low - self.start) / self.full, (high - self.start) / self.full, margins)


def distance(province: Province, start: Mapping[str, float], levers: Mapping[str, float]) -> float:
    """Size of a change: sqrt(Σ (change / full range of the lever)²)."""
    shares = [
        (value - start[key]) / (province.levers[key].max - province.levers[key].min)
        for key, value in levers.items()
    ]
    return float(np.sqrt(np.sum(np.square(shares))))


def checked_ranges(province: Province, free: Ranges) -> dict[str, tuple[float, float]]:
    """Fill in full ranges and check narrowed ones."""
    problems, result = [], {}
    if not free:
        problems.append(Problem("missing", "levers", allowed="at least one free lever"))
    for key, given in free.items():
        if key not in province.levers:
            problems.append(unknown(key, province.levers, "the keys of `table levers`"))
            continue
        lever = province.levers[key]
        low, high = given or lever.range
        if is_range(lever, low, high):
            result[key] = (float(low), float(high))
        else:
            within = allowed_range(*lever.range, lever.unit)
            allowed = f"low below high within {within}, with a multiple of {plain(lever.step)}"
            text = f"{plain(low)}:{plain(high)}" if np.isfinite([low, high]).all() else "no number"
            problems.append(Problem("out_of_range", key, text, allowed))
    if problems:
        raise InvalidInputError(problems)
    return result


def is_range(lever: Lever, low: float, high: float) -> bool:
    """Say whether an answer may lie in a range: within the lever's own, with a step inside."""
    if not lever.min <= low < high <= lever.max:
        return False
    first, last = _step_counts(lever, low, high)
    return first <= last


def whole_steps(lever: Lever, low: float, high: float) -> Array:
    """List the multiples of a lever's step within a range, as its slider takes them."""
    first, last = _step_counts(lever, low, high)
    counts = np.arange(first, last + 1.0)
    return np.array([min(max(float(f"{n * lever.step:.12g}"), low), high) for n in counts])


def _step_counts(lever: Lever, low: float, high: float) -> tuple[float, float]:
    """Return how many steps the first and the last multiple within a range are."""
    return ceil(low / lever.step - 1e-9), floor(high / lever.step + 1e-9)


def projected_values(
    province: Province, scenario: Scenario, levers: Mapping[str, float], wanted: Collection[str]
) -> dict[str, float]:
    """Project some indicators in the first year, in the units of the indicator table."""
    result = first_year(province, scenario, levers, wanted)
    return {key: float(values[0]) for key, values in result.items()}


def free_levers(
    province: Province,
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    aims: Sequence[Aim],
) -> Free:
    """Take those of the levers in ``ranges`` that move any of the targets."""
    wanted, prepared = {aim.indicator.key for aim in aims}, unmoved(province, scenario)
    places = {
        key: _places(province.levers[key], scenario.levers[key], *limits)
        for key, limits in ranges.items()
    }

    def free(keys: Sequence[str]) -> Free:
        def margins(values: Array) -> Array:
            moved = {**scenario.levers, **dict(zip(keys, values.T, strict=True))}
            found = at_settings(prepared, moved, wanted)
            return np.stack([aim.margins(found[aim.indicator.key]) for aim in aims], axis=1)

        return Free(
            tuple(keys),
            np.array([scenario.levers[key] for key in keys]),
            np.array([province.levers[key].max - province.levers[key].min for key in keys]),
            tuple(places[key] for key in keys),
            margins,
        )

    everything = free(list(ranges))
    keys = [key for key, moves in zip(ranges, _moving(everything.box), strict=True) if moves]
    return everything if len(keys) == len(ranges) else free(keys)


def _places(lever: Lever, start: float, low: float, high: float) -> Array:
    steps = whole_steps(lever, low, high)
    return np.union1d(steps, [start]) if low <= start <= high else steps


def _moving(box: Box) -> list[bool]:
    """Say of each lever whether it moves any margin, at several settings of the others."""
    points = box.points[:: max(1, len(box.points) // RAYS)]
    shares = np.linspace(0.0, 1.0, RAY)[:, np.newaxis]
    rays = np.tile(points, (len(box.low), RAY, 1, 1))  # lever moved, share, point, lever
    for lever, (low, high) in enumerate(zip(box.low, box.high, strict=True)):
        rays[lever, :, :, lever] = low + shares * (high - low)
    margins = box.margins(rays.reshape(-1, len(box.low)))
    found = margins.reshape(*rays.shape[:3], -1)
    moves = np.abs(found - found[:, :1]) > 1e-9 * spread(margins)
    return [bool(each.any()) for each in moves]


def with_values(scenario: Scenario, free: Free, values: Array) -> dict[str, float]:
    """Return every lever, the free ones with new values, (k,)."""
    return {**scenario.levers, **dict(zip(free.keys, values.tolist(), strict=True))}


def changed_levers(scenario: Scenario, levers: Mapping[str, float]) -> tuple[str, ...]:
    """Name the levers that do not stand where the scenario has them."""
    return tuple(key for key, value in levers.items() if value != scenario.levers[key])
