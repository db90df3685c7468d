"""Reach a target: the least change of free levers, checked by projecting it.

The size of a change is the Euclidean norm of the lever changes over the levers' full ranges.
"Reached" is what `status` calls exceeded or met: the projection of the first year, rounded to
the decimals of the target, is as good as the target or better.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from .arrays import Array
from .problems import InvalidInputError, Problem, allowed_range, plain, unknown
from .province import Province
from .scenario import Scenario
from .search import UNDEFINED, Box, best, least
from .simulate import simulate
from .status import own_target, scenario_targets, target_status
from .tables import Indicator, Target
from .uncertainty import level_draws

DIRECTIONS = ("up", "down")
FREE_CELLS = 250_000
ROUND_TO = (1e3, 1e6)
"""Parts of a lever's step that an answer may be rounded to, coarsest first."""
MOST_DROPPED = 2
"""Targets given up in every way before the sampled settings decide which."""
MOST_PATTERNS = 8

Ranges = Mapping[str, tuple[float, float] | None]
"""Free levers, in the units of the lever table; None is the lever's full range."""


@dataclass(frozen=True)
class Goal:
    """The answer to a target.

    Attributes
    ----------
    indicator, target, direction
        What was asked: ``up`` is at least the target, ``down`` at most.
    edge
        The value from which the projection, rounded to the decimals of the target, reaches it.
    reached
        False: no setting within the ranges was found that reaches it; ``levers`` and
        ``value`` are then the best that was found.
    levers
        Every lever of the answer, in the units of the lever table.
    changed
        Levers that differ from the start.
    start, value
        Projection of the indicator at the start and at the answer, in its unit.
    distance
        Size of the change: sqrt(Σ (change / full range)²).
    probability
        Share of the draws of the level in which the target is reached at the answer.
    """

    indicator: str
    target: Target
    direction: str
    edge: float
    reached: bool
    levers: Mapping[str, float]
    changed: tuple[str, ...]
    start: float
    value: float
    distance: float
    probability: float


@dataclass(frozen=True)
class AllTargets:
    """The answer to every known target at once, or to as many as were found to go together.

    ``met`` and ``missed`` list the targets at the answer; ``impossible`` are those of the
    missed that no setting within the ranges reaches even alone. ``probability`` is the share
    of draws in which all of ``met`` are reached together. Other fields as in `Goal`.
    """

    reached: bool
    levers: Mapping[str, float]
    changed: tuple[str, ...]
    values: Mapping[str, float]
    met: tuple[str, ...]
    missed: tuple[str, ...]
    impossible: tuple[str, ...]
    distance: float
    probability: float


@dataclass(frozen=True)
class Grid:
    """An indicator over two levers: ``values`` (len(vertical), len(horizontal))."""

    indicator: str
    levers: tuple[str, str]
    horizontal: Array
    vertical: Array
    values: Array


@dataclass(frozen=True)
class Wanted:
    """A target as a margin: where it begins after rounding, and on which side it lies."""

    indicator: Indicator
    target: Target

    @property
    def sign(self) -> float:
        """Turn "at most" into "at least"."""
        return -1.0 if self.indicator.better == "down" else 1.0

    @property
    def edge(self) -> float:
        """The value from which the rounded projection reaches the target."""
        high = self.target.value if self.target.value_high is None else self.target.value_high
        return (self.target.value if self.sign > 0 else high) - self.sign * self.half

    @property
    def half(self) -> float:
        """Half a unit of the last decimal of the target."""
        return 0.5 * float(10.0**-self.target.decimals)

    def margins(self, values: Array) -> Array:
        """Distance beyond the edge, a trifle inside of it for safety; ≥ 0 where reached."""
        trifle = max(1e-6 * self.half, 1e-13 * abs(self.edge))
        inside = self.sign * (values - self.edge) - trifle
        return np.where(np.isnan(inside), UNDEFINED, inside)

    def reached(self, value: float) -> bool:
        """Say whether a projection reaches the target, as the scorecard does."""
        if np.isnan(value):
            return False
        return target_status(self.indicator, self.target, value) != "missed"

    def share(self, draws: Array) -> NDArray[np.bool_]:
        """Say of each draw, (n,), whether it reaches the target; undefined ones do not."""
        found: NDArray[np.bool_] = self.sign * (draws - self.edge) >= 0.0
        return found


def reach(
    province: Province,
    scenario: Scenario,
    indicator: str,
    target: float | None,
    free: Ranges,
    *,
    direction: str | None = None,
    size: int | None = None,
) -> Goal:
    """Find the least change of free levers that brings an indicator to a target.

    Parameters
    ----------
    scenario
        The start; levers that are not free stay there.
    target
        In the unit of the indicator; None is its known target. A number equal to the known
        target is that target, with the decimals it is printed with.
    free
        Free levers with the range the answer may lie in.
    direction
        ``up`` (at least) or ``down`` (at most); None is the better side of the indicator or,
        where none is better, the side the target lies on.
    size
        Draws for the probability; None is all that are stored.

    Raises
    ------
    InvalidInputError
        Something asked for is unknown, out of range or empty.
    """
    ranges = checked_ranges(province, free)
    start = _project(province, scenario, scenario.levers)
    wanted = _wanted(province, scenario, indicator, target, direction, start)
    levers = dict(scenario.levers)
    if not wanted.reached(start[indicator]):
        box, keys = _box(province, scenario, ranges, [wanted])
        if keys:
            point = least(box)
            levers = _settled(province, scenario, ranges, box, keys, point, [wanted])
    end = _project(province, scenario, levers)
    draws = level_draws(province, replace(scenario, levers=levers), size=size)
    return Goal(
        indicator=indicator,
        target=wanted.target,
        direction="down" if wanted.sign < 0 else "up",
        edge=wanted.edge,
        reached=wanted.reached(end[indicator]),
        levers=MappingProxyType(levers),
        changed=_changed(scenario, levers),
        start=start[indicator],
        value=end[indicator],
        distance=distance(province, scenario.levers, levers),
        probability=float(wanted.share(draws[indicator][:, 0]).mean()),
    )


def reach_all(
    province: Province, scenario: Scenario, free: Ranges, *, size: int | None = None
) -> AllTargets:
    """Find the least change that reaches every known target, or as many as go together.

    Known are the targets of the plan year and the reader's own in ``scenario``, of indicators
    that are modelled. Where not all go together, targets are given up until the rest do; of
    choices with the same number the least change counts. Parameters as in `reach`.
    """
    ranges = checked_ranges(province, free)
    targets = scenario_targets(province, scenario)
    wanted = [
        Wanted(province.indicators[key], target)
        for key, target in targets.items()
        if key in province.modelled
    ]
    start = _project(province, scenario, scenario.levers)
    levers, impossible = dict(scenario.levers), [*wanted]
    open_targets = [each for each in wanted if not each.reached(start[each.indicator.key])]
    if open_targets:
        box, keys = _box(province, scenario, ranges, wanted)
        possible = [index for index in range(len(wanted)) if keys and _possible(box, index)]
        impossible = [each for index, each in enumerate(wanted) if index not in possible]
        point = _most(box, possible) if keys else None
        if point is not None:
            levers = _settled(province, scenario, ranges, box, keys, point, wanted)
            end = _project(province, scenario, levers)
            still_open = [each for each in wanted if not each.reached(end[each.indicator.key])]
            if len(still_open) >= len(open_targets):
                levers = dict(scenario.levers)  # a change that gains nothing is none
    end = _project(province, scenario, levers)
    met = [each for each in wanted if each.reached(end[each.indicator.key])]
    missed = [each for each in wanted if each not in met]
    draws = level_draws(province, replace(scenario, levers=levers), size=size)
    together = [each.share(draws[each.indicator.key][:, 0]) for each in met]
    return AllTargets(
        reached=not missed,
        levers=MappingProxyType(levers),
        changed=_changed(scenario, levers),
        values=MappingProxyType({each.indicator.key: end[each.indicator.key] for each in wanted}),
        met=tuple(each.indicator.key for each in met),
        missed=tuple(each.indicator.key for each in missed),
        impossible=tuple(each.indicator.key for each in missed if each in impossible),
        distance=distance(province, scenario.levers, levers),
        probability=float(np.all(together, axis=0).mean()) if together else 0.0,
    )


def two_lever_grid(
    province: Province,
    scenario: Scenario,
    indicator: str,
    free: Ranges,
    cells: int = 41,
) -> Grid:
    """Project an indicator over two levers, the others as in the scenario: one call.

    Parameters
    ----------
    free
        Two levers with their ranges, the horizontal one first.
    cells
        Values of each lever.
    """
    ranges = checked_ranges(province, free)
    problems = []
    if indicator not in province.modelled:
        problems.append(unknown(indicator, province.modelled, "the modelled indicators"))
    if len(ranges) != 2:
        problems.append(Problem("not_allowed", "levers", str(len(ranges)), "two of them"))
    if not 2 <= cells <= FREE_CELLS**0.5:
        allowed = f"2 to {int(FREE_CELLS**0.5)}"
        problems.append(Problem("out_of_range", "cells", str(cells), allowed))
    if problems:
        raise InvalidInputError(problems)
    across, up = ranges
    horizontal, vertical = np.linspace(*ranges[across], cells), np.linspace(*ranges[up], cells)
    levers: dict[str, float | Array] = dict(scenario.levers)
    levers[across], levers[up] = np.tile(horizontal, cells), np.repeat(vertical, cells)
    found = simulate(levers, scenario.parameters, province=province)[indicator][:, 0]
    return Grid(indicator, (across, up), horizontal, vertical, found.reshape(cells, cells))


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
        if lever.min <= low < high <= lever.max:
            result[key] = (float(low), float(high))
        else:
            allowed = f"low below high within {allowed_range(*lever.range, lever.unit)}"
            text = f"{plain(low)}:{plain(high)}" if np.isfinite([low, high]).all() else "no number"
            problems.append(Problem("out_of_range", key, text, allowed))
    if problems:
        raise InvalidInputError(problems)
    return result


def _wanted(
    province: Province,
    scenario: Scenario,
    key: str,
    value: float | None,
    direction: str | None,
    start: Mapping[str, float],
) -> Wanted:
    """Put a target together, or say what is wrong with it."""
    if key not in province.modelled:
        raise InvalidInputError([unknown(key, province.modelled, "the modelled indicators")])
    indicator = province.indicators[key]
    known = scenario_targets(province, scenario).get(key)
    if value is None and known is None:
        allowed = f"a target ({indicator.unit}); none is known"
        raise InvalidInputError([Problem("missing", key, allowed=allowed)])
    if value is not None and not np.isfinite(value):
        raise InvalidInputError([Problem("not_a_number", key, str(value), "a finite target")])
    if direction not in (None, *DIRECTIONS):
        allowed = ", ".join(DIRECTIONS)
        raise InvalidInputError([Problem("not_allowed", "direction", str(direction), allowed)])
    same = known is not None and value in (None, known.value)
    target = known if known is not None and same else own_target(province, key, float(value or 0))
    better = direction or indicator.better
    if better not in DIRECTIONS:
        better = "down" if target.value < start[key] else "up"
    return Wanted(replace(indicator, better=better), target)


def _project(
    province: Province, scenario: Scenario, levers: Mapping[str, float]
) -> dict[str, float]:
    result = simulate(levers, scenario.parameters, province=province)
    return {key: float(values[0, 0]) for key, values in result.items()}


def _box(
    province: Province,
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    wanted: Sequence[Wanted],
) -> tuple[Box, list[str]]:
    """Make the box of the free levers that move any of the targets, and name them."""

    def box(keys: list[str]) -> Box:
        start = np.array([scenario.levers[key] for key in keys])
        full = np.array([province.levers[key].max - province.levers[key].min for key in keys])
        low, high = np.array([ranges[key] for key in keys]).reshape(-1, 2).T

        def margins(points: Array) -> Array:
            values = np.clip(start + points * full, low, high)
            levers = {**scenario.levers, **dict(zip(keys, values.T, strict=True))}
            found = simulate(levers, scenario.parameters, province=province)
            columns = [each.margins(found[each.indicator.key][:, 0]) for each in wanted]
            return np.stack([np.broadcast_to(c, len(points)) for c in columns], axis=1)

        return Box((low - start) / full, (high - start) / full, margins)

    everything = box(list(ranges))
    keys = [key for index, key in enumerate(ranges) if _moves(everything, index)]
    return (everything if len(keys) == len(ranges) else box(keys)), keys


def _moves(box: Box, lever: int) -> bool:
    """Say whether a lever moves any margin, at several settings of the others."""
    points = box.points[:: max(1, len(box.points) // 32)].copy()
    points[:, lever] = box.low[lever]
    before = box.margins(points)
    for share in (0.25, 0.5, 0.75, 1.0):
        points[:, lever] = box.low[lever] + share * (box.high[lever] - box.low[lever])
        if (np.abs(box.margins(points) - before) > 1e-9 * box.scale).any():
            return True
    return False


def _single(box: Box, index: int) -> Box:
    return Box(box.low, box.high, lambda points: box.margins(points)[:, [index]])


def _possible(box: Box, index: int) -> bool:
    """Say whether a target alone can be reached within the box."""
    if (box.found[:, index] >= 0.0).any():
        return True
    alone = _single(box, index)
    return bool(alone.margins(best(alone)[np.newaxis])[0, 0] >= 0.0)


def _most(box: Box, possible: Sequence[int]) -> Array | None:
    """Find the least change that reaches the most of some targets.

    More than the sampled points reach together is tried by giving up one or two targets in
    every way; otherwise the sets that sampled points reach are compared.
    """
    if not possible:
        return None
    reached = box.found[:, possible] >= 0.0
    sampled = int(reached.sum(axis=1).max())
    at_stake = [key for key, column in zip(possible, reached.T, strict=True) if not column.all()]
    for dropped in range(min(MOST_DROPPED + 1, len(possible) - sampled)):
        sets = [
            [index for index in possible if index not in given_up]
            for given_up in combinations(at_stake, dropped)
        ]
        if (point := _least_of(box, sets)) is not None:
            return point
    return _least_of(box, _patterns(box, possible, reached, sampled))


def _least_of(box: Box, sets: Iterable[Sequence[int]]) -> Array | None:
    """Find the least change that reaches every target of any one of some sets."""
    points = [least(box, np.array(each, dtype=np.intp)) for each in sets if each]
    found = [point for point in points if point is not None]
    return min(found, key=lambda point: float(point @ point)) if found else None


def _patterns(
    box: Box, possible: Sequence[int], reached: NDArray[np.bool_], count: int
) -> list[list[int]]:
    """List the sets of ``count`` targets that sampled points reach, those of near points first."""
    rows = np.flatnonzero(reached.sum(axis=1) == count)
    near = rows[np.argsort((box.points[rows] ** 2).sum(axis=1), kind="stable")]
    patterns = list(dict.fromkeys(map(tuple, reached[near].tolist())))[:MOST_PATTERNS]
    return [
        [index for index, holds in zip(possible, pattern, strict=True) if holds]
        for pattern in patterns
    ]


def _settled(
    province: Province,
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    box: Box,
    keys: Sequence[str],
    point: Array | None,
    wanted: Sequence[Wanted],
) -> dict[str, float]:
    """Turn a point into levers; None is the best that can be had.

    Values are rounded away from the start to a small part of the lever's step, where the same
    targets are still reached, so that they can be read and typed.
    """

    def levers(parts: float | None) -> dict[str, float]:
        result = dict(scenario.levers)
        for key, share in zip(keys, best(box) if point is None else point, strict=True):
            lever, start = province.levers[key], scenario.levers[key]
            low, high = ranges[key]
            value = min(max(start + float(share) * (lever.max - lever.min), low), high)
            if share != 0.0 and parts is not None:
                count = value / lever.step * parts
                outward = np.ceil(count - 1e-9) if value > start else np.floor(count + 1e-9)
                value = min(max(float(f"{outward * lever.step / parts:.12g}"), low), high)
            result[key] = value if share != 0.0 else start
        return result

    def reached(setting: Mapping[str, float]) -> list[bool]:
        found = _project(province, scenario, setting)
        return [each.reached(found[each.indicator.key]) for each in wanted]

    exact = levers(None)
    if point is not None:
        for parts in ROUND_TO:
            if reached(levers(parts)) == reached(exact):
                return levers(parts)
    return exact


def _changed(scenario: Scenario, levers: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(key for key, value in levers.items() if value != scenario.levers[key])
