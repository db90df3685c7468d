"""The commands ``goal``, ``sweep`` and ``sensitivity`` of the command line."""

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .export import csv_text
from .goal import DIRECTIONS, AllTargets, Goal, reach, reach_all
from .options import add_start, chosen_scenario
from .output import ProgressBar, stream, write
from .parallel import parallel_pieces
from .problems import InvalidInputError, Problem, parse_number, plain
from .province import Province
from .scenario import Scenario
from .sensitivity import SIZE, Sensitivity, Tornado, dimension_name, sobol, tornado
from .status import rounded
from .sweep import Axis, csv_pieces, header_text, plan_sweep

ALL = "all"
"""Instead of an indicator: every known target at once."""
SHOWN = 20
"""Dimensions that a terminal shows; a file has all."""


@dataclass(frozen=True)
class Command:
    """A command: what it is for, its options and what it does."""

    help: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Province, argparse.Namespace], None]


def add_goal(command: argparse.ArgumentParser) -> None:
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


def run_goal(province: Province, given: argparse.Namespace) -> None:
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
    decimals = goal.target.decimals
    down, target = goal.direction == "down", goal.target
    limit = target.value_high if down and target.value_high is not None else target.value
    asked = f"{goal.indicator} at {'most' if down else 'least'} {plain(limit)} {indicator.unit}"
    value = f"{rounded(goal.value, decimals):,.{decimals}f} ({goal.value:.6g}) {indicator.unit}"
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


def add_sweep(command: argparse.ArgumentParser) -> None:
    """Add the options of ``sweep``."""
    command.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="KEY=LOW:HIGH:COUNT",
        help="a lever and its evenly spaced values; repeatable, the first varies slowest",
    )
    command.add_argument(
        "--indicators", metavar="A,B", help="columns; without it those with a known target"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="file to write")
    command.add_argument("--workers", default="1", metavar="N", help="processes at work; 1")
    add_start(command)


def run_sweep(province: Province, given: argparse.Namespace) -> None:
    """Write the grid as CSV, piece by piece."""
    scenario = chosen_scenario(province, given)
    axes, problems = _axes(given.vary)
    both = {axis.lever for axis in axes} & {option.partition("=")[0] for option in given.set}
    problems += [
        Problem("duplicate", key, "--set and --vary", "one of the two") for key in sorted(both)
    ]
    if not re.fullmatch("[1-9][0-9]{0,2}", given.workers):
        problems.append(Problem("not_allowed", "--workers", given.workers, "1 to 999"))
    if problems:
        raise InvalidInputError(problems)
    names = None if given.indicators is None else given.indicators.split(",")
    sweep = plan_sweep(province, scenario, axes, names)
    workers = int(given.workers)
    pieces = csv_pieces(sweep) if workers == 1 else parallel_pieces(sweep, workers)
    with ProgressBar(sweep.size) as bar:
        stream(chain([(0, header_text(sweep))], pieces), given.output, bar)


def _axes(options: list[str]) -> tuple[list[Axis], list[Problem]]:
    axes, problems = [], []
    for option in options:
        key, _, text = option.partition("=")
        parts = text.split(":")
        numbers = [number for part in parts if (number := parse_number(part)) is not None]
        if len(parts) == len(numbers) == 3 and numbers[2].is_integer():
            axes.append(Axis(key, numbers[0], numbers[1], int(numbers[2])))
        else:
            allowed = "key=low:high:count, as in x=80:95:16"
            problems.append(Problem("not_a_number", key, text or "nothing", allowed))
    return axes, problems


def add_sensitivity(command: argparse.ArgumentParser) -> None:
    """Add the options of ``sensitivity``."""
    command.add_argument("indicator", help="indicator whose spread is explained")
    command.add_argument(
        "--effect",
        action="store_true",
        help="of the levers against the reference, parameters only; without it the level",
    )
    command.add_argument("--lever", metavar="KEY", help="the effect of this lever alone")
    command.add_argument("--horizon", type=int, metavar="YEAR", help="the year")
    command.add_argument(
        "--size", type=int, default=SIZE, metavar="N", help="base sample, a power of two"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="CSV to write")
    add_start(command)


def run_sensitivity(province: Province, given: argparse.Namespace) -> None:
    """Print Sobol indices and the tornado, or write them as CSV."""
    scenario = chosen_scenario(province, given)

    with ProgressBar(1.0) as bar:
        found = sobol(
            province,
            scenario,
            given.indicator,
            effect=given.effect,
            lever=given.lever,
            horizon=given.horizon,
            size=given.size,
            progress=bar,
        )
    swings = tornado(
        province,
        scenario,
        given.indicator,
        effect=given.effect,
        lever=given.lever,
        horizon=given.horizon,
    )
    rows = list(_index_rows(province, found, swings))
    if given.output is not None:
        header = ("key", "first_order", "total", "low", "high", "name_en")
        write(csv_text([header, *rows]), given.output)
    else:
        write("\n".join(_sensitivity_lines(province, found, swings, rows)) + "\n", None)


def _index_rows(
    province: Province, found: Sensitivity, swings: Tornado
) -> Iterator[tuple[str, str, str, str, str, str]]:
    ends = {swing.key: (f"{swing.low:.12g}", f"{swing.high:.12g}") for swing in swings.swings}
    for index in found.indices:
        yield (
            index.key,
            f"{index.first:.6f}",
            f"{index.total:.6f}",
            *ends.get(index.key, ("", "")),
            dimension_name(province, index.key),
        )


def _sensitivity_lines(
    province: Province,
    found: Sensitivity,
    swings: Tornado,
    rows: list[tuple[str, str, str, str, str, str]],
) -> Iterator[str]:
    unit = province.indicators[found.indicator].unit
    what = "level"
    if found.effect:
        what = "effect of the levers" if found.lever is None else f"effect of {found.lever}"
    yield f"{found.indicator}, {what}, {found.year}: {swings.default:.6g} {unit} at defaults"
    yield f"draws: mean {found.mean:.6g}, standard deviation {found.deviation:.6g} {unit}"
    if not found.effect:
        share = f"{found.residual_share:.1%}"
        yield f"share of the variance that no parameter and no lever touches: {share}"
    if found.undefined:
        yield f"not defined in {found.undefined:.2%} of the draws, which count as the mean"
    yield f"{'dimension':28} {'first':>7} {'total':>7} {'at low':>12} {'at high':>12}  name"
    moving = [row for row in rows if float(row[2]) > 0.0]
    for key, first, total, low, high, name in moving[:SHOWN]:
        ends = [f"{float(end):.6g}" if end else "–" for end in (low, high)]
        numbers = f"{float(first):7.3f} {float(total):7.3f} {ends[0]:>12} {ends[1]:>12}"
        yield f"{key:28} {numbers}  {name}"
    if len(moving) > SHOWN:
        yield f"and {len(moving) - SHOWN} more, see --output"


COMMANDS: Mapping[str, Command] = {
    "goal": Command("find the least change that reaches a target", add_goal, run_goal),
    "sweep": Command("project a grid of lever settings as CSV", add_sweep, run_sweep),
    "sensitivity": Command("say what drives the spread", add_sensitivity, run_sensitivity),
}
