"""The command ``goal``."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace

from model.cli.options import add_start, chosen_scenario
from model.cli.output import write
from model.goal.aim import Aim
from model.goal.reach import DIRECTIONS, Goal, reach
from model.goal.reach_all import AllTargets, reach_all
from model.problems import InvalidInputError, Problem, parse_number, plain
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded

ALL = "all"
"""Instead of an indicator: every known target at once."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``goal``."""
    command.add_argument("indicator", help=f"indicator, or {ALL}: every known target at once")
    command.add_argument("target", nargs="?", help="value to reach; without it the known target")
    command.add_argument(
        "--lever",
        action="append",
        default=[],
        metavar="KEY[=LOW:HIGH]",
        help="free lever, within a range if one is given; repeatable",
    )
    command.add_argument("--direction", choices=DIRECTIONS, help="at least or at most the target")
    command.add_argument("--draws", type=int, metavar="N", help="draws for the probability")
    add_start(command)


def run(province: Province, given: argparse.Namespace) -> None:
    """Find and print the least change."""
    scenario = chosen_scenario(province, given)
    free, problems = _free_levers(given.lever)
    target = None if given.target is None else parse_number(given.target)
    if given.target is not None and target is None:
        problems.append(Problem("not_a_number", "TARGET", given.target, "a number such as 7.5"))
    for option, value in (("TARGET", given.target), ("--direction", given.direction)):
        if given.indicator == ALL and value is not None:
            problems.append(Problem("not_allowed", option, value, f"nothing with {ALL}"))
    if problems:
        raise InvalidInputError(problems)
    if given.indicator == ALL:
        lines = _all_lines(
            province, scenario, reach_all(province, scenario, free, size=given.draws)
        )
    else:
        goal = reach(
            province,
            scenario,
            given.indicator,
            target,
            free,
            direction=given.direction,
            size=given.draws,
        )
        lines = _goal_lines(province, scenario, goal)
    write("\n".join(lines) + "\n", None)


def _goal_lines(province: Province, scenario: Scenario, goal: Goal) -> Iterator[str]:
    indicator = province.indicators[goal.indicator]
    down = goal.direction == "down"
    aim = Aim(replace(indicator, better=goal.direction), goal.target)
    decimals = aim.telling_decimals(goal.value, max(indicator.decimals, goal.target.decimals))
    limit = goal.target.ends[down]
    asked = f"{goal.indicator} at {'most' if down else 'least'} {plain(limit)} {indicator.unit}"
    value = f"{rounded(goal.value, decimals):,.{decimals}f} {indicator.unit}"
    if not goal.reached:
        yield f"{asked}: not reachable within these ranges; best is {value}"
    elif not goal.changed:
        yield f"{asked}: already reached with {value}; nothing to change"
    else:
        yield f"{asked}: reached with {value}"
    yield f"at the start: {goal.start:.6g} {indicator.unit}"
    yield from _changes(province, scenario, goal.levers, goal.changed, goal.distance)
    yield f"probability of reaching it there: {goal.probability:.1%}"


def _all_lines(province: Province, scenario: Scenario, found: AllTargets) -> Iterator[str]:
    total = len(found.met) + len(found.missed)
    if found.reached:
        yield f"all {total} known targets: reached"
    else:
        best = f"best is {len(found.met)} of them"
        yield f"all {total} known targets: not reachable within these ranges; {best}"
    for key in found.missed:
        alone = "cannot be reached here" if key in found.impossible else "not with the others"
        unit = province.indicators[key].unit
        yield f"  missed: {key}, {found.values[key]:.6g} {unit} ({alone})"
    yield from _changes(province, scenario, found.levers, found.changed, found.distance)
    yield f"probability that all {len(found.met)} are reached there: {found.probability:.1%}"


def _changes(
    province: Province,
    scenario: Scenario,
    levers: Mapping[str, float],
    changed: tuple[str, ...],
    distance: float,
) -> Iterator[str]:
    for key in changed:
        unit = province.levers[key].unit
        yield f"  {key}: {plain(scenario.levers[key])} → {plain(levers[key])} {unit}"
    yield f"size of the change: {distance:.4f} (Euclidean norm, levers over their full ranges)"


def _free_levers(
    options: list[str],
) -> tuple[dict[str, tuple[float, float] | None], list[Problem]]:
    free: dict[str, tuple[float, float] | None] = {}
    problems = []
    for option in options:
        key, equals, text = option.partition("=")
        limits = [parse_number(part) for part in text.split(":")] if equals else []
        numbers = [limit for limit in limits if limit is not None]
        if key in free:
            problems.append(Problem("duplicate", key, option, "one --lever for each lever"))
        elif equals and (len(limits) != 2 or len(numbers) != 2):
            allowed = "key=low:high, as in x=80:95"
            problems.append(Problem("not_a_number", key, text or "nothing", allowed))
        else:
            free[key] = (numbers[0], numbers[1]) if equals else None
    if not options:
        problems.append(Problem("missing", "--lever", allowed="at least one free lever"))
    return free, problems
