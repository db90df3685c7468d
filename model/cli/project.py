"""The command ``project``."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from model.cli.options import add_start, chosen_scenario
from model.cli.output import write
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.targets import counts, rounded

FORMATS = ("table", "iamc", "vi", "xlsx", "json")
ENDINGS = {".xlsx": "xlsx", ".json": "json"}
"""Formats that the name of a file tells; any other is IAMC."""


def add(project: argparse.ArgumentParser) -> None:
    """Add the options of ``project``."""
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


def run(province: Province, given: argparse.Namespace) -> None:
    """Project the indicators, and write them in the format that is asked for."""
    chosen = given.format or _format_of(given.output, province.years_to(given.horizon))
    if province.years_to(given.horizon) > 1 and chosen != "iamc":
        allowed = f"{province.base_year + 1}, or --format iamc for later years"
        raise InvalidInputError([Problem("not_allowed", "--horizon", str(given.horizon), allowed)])
    scenario = chosen_scenario(province, given)
    drawn = None
    if given.draws is not None:
        from model.uncertainty.scenario_draws import bands

        drawn = bands(province, scenario, given.horizon, given.draws)
    content: str | bytes
    if chosen == "table":
        rows = results(province, scenario, None if drawn is None else drawn.level)
        content = "\n".join(_readable(province, rows)) + "\n"
    else:
        from model.cli.formats import in_format  # late: a table to read comes sooner without

        link = None if given.set else given.link
        content = in_format(chosen, province, scenario, drawn, given.horizon, link)
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
