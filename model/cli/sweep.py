"""The command ``sweep``."""

import argparse
import re
import sys
from itertools import chain
from pathlib import Path

from model.cli.options import add_start, chosen_scenario
from model.cli.output import progress, room, stream
from model.problems import InvalidInputError, Problem, parse_number
from model.province.province import Province
from model.sweep.parallel import parallel_pieces
from model.sweep.sweep import (
    Axis,
    Sweep,
    csv_pieces,
    expected_bytes,
    header_text,
    plan_sweep,
)

MOST = 10_000_000
"""Rows that are written without asking whether they are meant."""


def add(command: argparse.ArgumentParser) -> None:
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
    command.add_argument("--large", action="store_true", help=f"write more than {MOST:,} rows")
    add_start(command)


def run(province: Province, given: argparse.Namespace) -> None:
    """Say how much the grid will be, and write it as CSV, piece by piece."""
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
    expected = _expected(sweep, given.large, room(given.output))
    if sys.stderr.isatty():  # as the progress that follows
        print(expected, file=sys.stderr)
    workers = int(given.workers)
    pieces = csv_pieces(sweep) if workers == 1 else parallel_pieces(sweep, workers)
    with progress(sweep.size) as bar:
        stream(chain([(0, header_text(sweep))], pieces), given.output, bar)


def _expected(sweep: Sweep, large: bool, free: int | None) -> str:
    """Say how many rows and bytes there will be.

    Raises
    ------
    InvalidInputError
        There are too many to be meant, or the disk does not hold them.
    """
    size = expected_bytes(sweep)
    text = f"{sweep.size:,} rows, about {size / 1e6:,.1f} MB"
    if sweep.size > MOST and not large:
        allowed = f"at most {MOST:,} rows; more with --large"
        raise InvalidInputError([Problem("out_of_range", "--vary", text, allowed)])
    if free is not None and size > free:
        allowed = f"what the disk still holds, {free / 1e6:,.1f} MB"
        raise InvalidInputError([Problem("out_of_range", "--output", text, allowed)])
    return text


def _axes(options: list[str]) -> tuple[list[Axis], list[Problem]]:
    axes, problems = [], []
    for option in options:
        key, _, text = option.partition("=")
        parts = text.split(":")
        numbers = [number for part in parts if (number := parse_number(part)) is not None]
        if len(parts) == len(numbers) == 3 and numbers[2].is_integer():
            axes.append(Axis(key, numbers[0], numbers[1], int(numbers[2])))
        else:
            code, allowed = (
                "not_a_number" if text else "missing",
                "key=low:high:count, as in x=80:95:16",
            )
            problems.append(Problem(code, key, text, allowed))
    return axes, problems
