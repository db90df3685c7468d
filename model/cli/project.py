"""The command ``project``."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from model.cli.command import Command
from model.cli.options import add_start, chosen_scenario
from model.cli.output import write
from model.files.cells import csv_text
from model.files.iamc import iamc_rows
from model.files.vietnamese import vietnamese_rows
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.targets import counts, rounded
from model.uncertainty.scenario_draws import bands


def _add(project: argparse.ArgumentParser) -> None:
    add_start(project)
    project.add_argument("--horizon", type=int, metavar="YEAR", help="last year to project")
    project.add_argument(
        "--draws", type=int, metavar="N", help="add percentiles from the first N stored draws"
    )
    project.add_argument(
        "--format", choices=("iamc", "vi"), help="CSV to write; without it a table to read"
    )
    project.add_argument("--output", type=Path, metavar="FILE", help="file to write")


def _run(province: Province, given: argparse.Namespace) -> None:
    beyond_first = province.years_to(given.horizon) > 1
    if beyond_first and given.format == "vi":
        allowed = f"{province.base_year + 1}, or --format iamc for later years"
        raise InvalidInputError([Problem("not_allowed", "--horizon", str(given.horizon), allowed)])
    scenario = chosen_scenario(province, given)
    drawn = (
        bands(province, scenario, given.horizon, given.draws) if given.draws is not None else None
    )
    level = None if drawn is None else drawn.level
    if given.format == "vi":
        text = csv_text(vietnamese_rows(province, scenario, level), bom=True)
    elif given.format == "iamc" or given.output or beyond_first:
        text = csv_text(iamc_rows(province, scenario, given.horizon, drawn))
    else:
        text = "\n".join(_readable(province, results(province, scenario, level))) + "\n"
    write(text, given.output)


def _readable(province: Province, rows: Sequence[ResultRow]) -> Iterable[str]:
    """Lay results out as a table for a terminal."""
    year = province.base_year
    layout = "{:28} {:>12} {:>12} {:>12} {:>13} {:12} {}"
    yield layout.format(
        "indicator",
        year,
        "target",
        "reference",
        "projected",
        "status",
        "unit",
    )
    for row in rows:
        decimals = row.indicator.decimals

        def number(value: float | None, decimals: int = decimals) -> str:
            return "–" if value is None else f"{rounded(value, decimals):,.{decimals}f}"

        target = "–" if row.target is None else row.target.text
        yield layout.format(
            row.indicator.key,
            number(row.base),
            target,
            number(row.reference),
            number(row.projected),
            province.word("status", row.status).name_en,
            row.indicator.unit,
        )
    found = counts(row.status for row in rows)
    yield (
        f"Of the indicators with a known target: {found['exceeded']} exceeded, "
        f"{found['met']} met, {found['missed']} missed."
    )


COMMAND = Command("project the indicators of a scenario", _add, _run)
