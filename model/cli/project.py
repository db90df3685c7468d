"""The command ``project``."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from model.cli.command import Command
from model.cli.options import add_start, chosen_scenario
from model.cli.output import write
from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.iamc import iamc_rows
from model.files.json_form import comparison_json, scenario_json
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import comparison_workbook, workbook
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.link import encode
from model.scenario.results import ResultRow, results
from model.scenario.targets import counts, rounded
from model.uncertainty.scenario_draws import bands

FORMATS = ("table", "iamc", "vi", "xlsx", "json")
ENDINGS = {".xlsx": "xlsx", ".json": "json"}
"""Formats that the name of a file tells; any other is IAMC."""


def _add(project: argparse.ArgumentParser) -> None:
    add_start(project)
    project.add_argument("--horizon", type=int, metavar="YEAR", help="last year to project")
    project.add_argument(
        "--draws", type=int, metavar="N", help="add percentiles from the first N stored draws"
    )
    project.add_argument(
        "--format",
        choices=FORMATS,
        help="what to write: a table to read, CSV (iamc, vi), an Excel workbook, JSON; without it "
        "what the name of the file ends in, or a table to read",
    )
    project.add_argument("--output", type=Path, metavar="FILE", help="file to write")


def _run(province: Province, given: argparse.Namespace) -> None:
    chosen = given.format or _format_of(given.output, province.years_to(given.horizon))
    if province.years_to(given.horizon) > 1 and chosen != "iamc":
        allowed = f"{province.base_year + 1}, or --format iamc for later years"
        raise InvalidInputError([Problem("not_allowed", "--horizon", str(given.horizon), allowed)])
    scenario = chosen_scenario(province, given)
    drawn = (
        bands(province, scenario, given.horizon, given.draws) if given.draws is not None else None
    )
    level = None if drawn is None else drawn.level
    content: str | bytes
    if chosen == "xlsx":
        write_workbook = comparison_workbook if scenario.pins else partial(workbook, level=level)
        link = given.link if given.link and not given.set else encode(province, scenario)
        content = write_workbook(province, scenario, link=link, made=date.today())
    elif chosen == "json":
        content = (
            comparison_json(province, scenario)
            if scenario.pins
            else scenario_json(province, scenario, level)
        )
    elif chosen == "vi":
        rows = (
            comparison_vietnamese_rows(province, scenario)
            if scenario.pins
            else vietnamese_rows(province, scenario, level)
        )
        content = csv_text(rows, vietnamese=True)
    elif chosen == "iamc":
        write_iamc = comparison_iamc_rows if scenario.pins else iamc_rows
        content = csv_text(write_iamc(province, scenario, given.horizon, drawn))
    else:
        content = "\n".join(_readable(province, results(province, scenario, level))) + "\n"
    write(content, given.output)


def _format_of(output: Path | None, years: int) -> str:
    """Choose a format by the name of the file; to standard output by how many years there are."""
    if output is None:
        return "table" if years == 1 else "iamc"
    return ENDINGS.get(output.suffix.lower(), "iamc")


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
