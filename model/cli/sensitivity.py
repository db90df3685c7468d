"""The command ``sensitivity``."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from model.cli.options import add_start, chosen_scenario
from model.cli.output import progress, write
from model.files.cells import csv_text
from model.province.province import Province
from model.uncertainty.outcome import dimension_name
from model.uncertainty.sobol import SIZE, Sensitivity, sobol
from model.uncertainty.tornado import Tornado, tornado

SHOWN = 20
"""Dimensions that a terminal shows; a file has all."""


def add(command: argparse.ArgumentParser) -> None:
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


def run(province: Province, given: argparse.Namespace) -> None:
    """Print Sobol indices and the tornado, or write them as CSV."""
    scenario = chosen_scenario(province, given)

    with progress(1.0) as bar:
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
    yield f"{found.indicator}, {what}, {found.year}: {swings.default:.6g} {unit}"
    yield f"standard deviation of the draws: {found.deviation:.6g} {unit}"
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
