"""Reach every known target at once, or as many as go together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.free_levers import (
    Free,
    Ranges,
    changed_levers,
    checked_ranges,
    distance,
    free_levers,
    projected_values,
    with_values,
)
from model.goal.search import Box, best, least
from model.goal.steps import MOST_SETTINGS, every_setting, picked, stepped
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.scenario.targets import scenario_targets
from model.uncertainty.scenario_draws import level_draws

MOST_DROPPED = 2
"""Targets given up in every way before the sampled settings decide which."""
MOST_PATTERNS = 8


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


def reach_all(
    province: Province, scenario: Scenario, free: Ranges, *, size: int | None = None
) -> AllTargets:
    """Find the least change that reaches every known target, or as many as go together.

    Known are the targets of the plan year and the reader's own in ``scenario``, of indicators
    that are modelled; as in `reach` nothing is rounded. Where not all go together, targets are
    given up until the rest do; of choices with the same number the least change counts.
    Parameters as in `reach`.
    """
    ranges = checked_ranges(province, free)
    targets = scenario_targets(province, scenario)
    aims = [
        Aim(province.indicators[key], target)
        for key, target in targets.items()
        if key in province.modelled
    ]
    keys = [each.indicator.key for each in aims]
    start = projected_values(province, scenario, scenario.levers, keys)
    levers, impossible = dict(scenario.levers), [*aims]
    open_targets = [each for each in aims if not each.reached(start[each.indicator.key])]
    if open_targets:
        found = free_levers(province, scenario, ranges, aims)
        values, possible = _most(found) if found.keys else (None, ())
        impossible = [each for index, each in enumerate(aims) if index not in possible]
        if values is not None:
            levers = with_values(scenario, found, values)
            end = projected_values(province, scenario, levers, keys)
            still_open = [each for each in aims if not each.reached(end[each.indicator.key])]
            if len(still_open) >= len(open_targets):
                levers = dict(scenario.levers)  # a change that gains nothing is none
    end = projected_values(province, scenario, levers, keys)
    met = [each for each in aims if each.reached(end[each.indicator.key])]
    missed = [each for each in aims if each not in met]
    draws = level_draws(province, replace(scenario, levers=levers), size=size)
    together = [each.reached_by(draws[each.indicator.key][:, 0]) for each in met]
    return AllTargets(
        reached=not missed,
        levers=MappingProxyType(levers),
        changed=changed_levers(scenario, levers),
        values=MappingProxyType({each.indicator.key: end[each.indicator.key] for each in aims}),
        met=tuple(each.indicator.key for each in met),
        missed=tuple(each.indicator.key for each in missed),
        impossible=tuple(each.indicator.key for each in missed if each in impossible),
        distance=distance(province, scenario.levers, levers),
        probability=float(np.all(together, axis=0).mean()) if together else 0.0,
    )


def _most(free: Free) -> tuple[Array | None, Sequence[int]]:
    """Find the least change that reaches the most targets, (k,), and those that can be reached."""
    if free.count <= MOST_SETTINGS:
        settings = every_setting(free)
        margins = free.margins(settings)
        return picked(free, settings, margins), np.flatnonzero(
            (margins >= 0.0).any(axis=0)
        ).tolist()
    box = free.box
    possible = [index for index in range(box.found.shape[1]) if _possible(box, index)]
    point = _most_of(box, possible)
    if point is None:
        return None, possible
    reached = np.flatnonzero(box.margins(point[np.newaxis])[0] >= 0.0)
    return stepped(free, point, reached), possible


def _single(box: Box, index: int) -> Box:
    return Box(box.low, box.high, lambda points: box.margins(points)[:, [index]])


def _possible(box: Box, index: int) -> bool:
    """Say whether a target alone can be reached within the box."""
    if (box.found[:, index] >= 0.0).any():
        return True
    alone = _single(box, index)
    return bool(alone.margins(best(alone)[np.newaxis])[0, 0] >= 0.0)


def _most_of(box: Box, possible: Sequence[int]) -> Array | None:
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
