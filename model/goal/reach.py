"""Reach a target: the least change of free levers, checked by projecting it.

The size of a change is the Euclidean norm of the lever changes over the levers' full ranges.
"Reached" means that the projection of the first year, not rounded, is as good as the target or
better; a status is milder, as it rounds. An answer can be set with the sliders: each lever that
changes stands at a whole step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

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
from model.goal.search import best, least
from model.goal.steps import MOST_SETTINGS, nearest, stepped
from model.problems import InvalidInputError, Problem, unknown
from model.province.province import Province
from model.province.rows import Target
from model.scenario.scenario import Scenario
from model.scenario.targets import own_target, scenario_targets
from model.uncertainty.scenario_draws import level_draws

DIRECTIONS = ("up", "down")


@dataclass(frozen=True)
class Goal:
    """The answer to a target.

    Attributes
    ----------
    indicator, target, direction
        What was asked: ``up`` is at least the target, ``down`` at most.
    edge
        The value from which the projection reaches it.
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
    if indicator not in province.modelled:
        raise InvalidInputError([unknown(indicator, province.modelled, "the modelled indicators")])
    start = projected_values(province, scenario, scenario.levers, [indicator])
    aim = make_aim(province, scenario, indicator, target, direction, start)
    levers = dict(scenario.levers)
    if not aim.reached(start[indicator]):
        found = free_levers(province, scenario, ranges, [aim])
        if found.keys:
            levers = with_values(scenario, found, _least_or_best(found))
    end = projected_values(province, scenario, levers, [indicator])
    if not aim.nearer(end[indicator], start[indicator]):
        levers, end = dict(scenario.levers), start  # a change that gains nothing is none
    draws = level_draws(province, replace(scenario, levers=levers), size=size)
    return Goal(
        indicator=indicator,
        target=aim.target,
        direction="down" if aim.sign < 0 else "up",
        edge=aim.edge,
        reached=aim.reached(end[indicator]),
        levers=MappingProxyType(levers),
        changed=changed_levers(scenario, levers),
        start=start[indicator],
        value=end[indicator],
        distance=distance(province, scenario.levers, levers),
        probability=float(aim.reached_by(draws[indicator][:, 0]).mean()),
    )


def _least_or_best(free: Free) -> Array:
    """Find the least change that reaches the target, or else comes nearest to it, (k,)."""
    if free.count <= MOST_SETTINGS:
        return nearest(free)
    point = least(free.box)
    return stepped(free, best(free.box) if point is None else point)


def make_aim(
    province: Province,
    scenario: Scenario,
    key: str,
    value: float | None,
    direction: str | None,
    start: Mapping[str, float],
) -> Aim:
    """Put a target together, or say what is wrong with it."""
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
    return Aim(replace(indicator, better=better), target)
