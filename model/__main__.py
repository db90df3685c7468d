"""The command line: ``python -m model``, also installed as ``soc-trang``."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import NoReturn

from .commands import COMMANDS
from .export import Row, csv_text, iamc_rows, vietnamese_rows
from .options import add_start, chosen_scenario
from .output import discard_output, write
from .problems import InvalidInputError, Problem, plain
from .province import Province, load_province
from .results import ResultRow, results
from .scenario import preset_scenario
from .status import counts, rounded
from .trust_commands import TRUST_COMMANDS
from .uncertainty import bands

TABLE_NAMES = ("levers", "indicators", "parameters", "presets", "sources", "targets")
BAD_INPUT = 2
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the mistake and leave with the code for bad input."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = Parser(prog="soc-trang", description="Scenarios of a provincial growth plan.")
    parser.add_argument("--data", metavar="FOLDER", help="another province's data folder")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    _add_project(commands.add_parser("project", help="project the indicators of a scenario"))
    own_commands = {**COMMANDS, **TRUST_COMMANDS}
    for name, command in own_commands.items():
        command.add(commands.add_parser(name, help=command.help))
    table = commands.add_parser("table", help="print a table of the data as CSV")
    table.add_argument("name", choices=TABLE_NAMES)
    given = parser.parse_args(arguments)
    try:
        province = load_province(given.data)
        if given.command == "table":
            write(csv_text(_table(province, given.name)), None)
        elif given.command == "project":
            _project(province, given)
        else:
            own_commands[given.command].run(province, given)
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        discard_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _add_project(project: argparse.ArgumentParser) -> None:
    add_start(project)
    project.add_argument("--horizon", type=int, metavar="YEAR", help="last year to project")
    project.add_argument(
        "--draws", type=int, metavar="N", help="add percentiles from the first N stored draws"
    )
    project.add_argument(
        "--format", choices=("iamc", "vi"), help="CSV to write; without it a table to read"
    )
    project.add_argument("--output", type=Path, metavar="FILE", help="file to write")


def _project(province: Province, given: argparse.Namespace) -> None:
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
    found = counts({row.indicator.key: row.status for row in rows})
    yield (
        f"Of the indicators with a known target: {found['exceeded']} exceeded, "
        f"{found['met']} met, {found['missed']} missed."
    )


def _table(province: Province, name: str) -> Iterable[Row]:
    """Yield a table of the data, header first; presets with the value of every lever."""
    if name == "presets":
        yield ("key", "name_vi", "name_en", "assumes_vi", "assumes_en", *province.levers)
        for preset in province.presets.values():
            levers = preset_scenario(province, preset.key).levers
            yield (
                preset.key,
                preset.name_vi,
                preset.name_en,
                preset.assumes_vi,
                preset.assumes_en,
                *(plain(value) for value in levers.values()),
            )
        return
    table = getattr(province, name)
    rows = list(table.values()) if hasattr(table, "values") else list(table)
    yield tuple(field.name for field in fields(rows[0]))
    for row in rows:
        yield tuple(_cell(value) for value in astuple(row))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return plain(value)
    return "" if value is None else str(value)


if __name__ == "__main__":
    sys.exit(main())
