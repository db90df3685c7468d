"""The command line: ``python -m model``, also installed as ``soc-trang``."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from .export import Row, csv_text, iamc_rows, vietnamese_rows
from .link import decode, parse_number
from .problems import InvalidInputError, Problem, plain
from .province import Province, load_province
from .results import ResultRow, results
from .scenario import Scenario, check_ranges, preset_scenario
from .status import counts, rounded
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
    table = commands.add_parser("table", help="print a table of the data as CSV")
    table.add_argument("name", choices=TABLE_NAMES)
    given = parser.parse_args(arguments)
    try:
        province = load_province(given.data)
        if given.command == "table":
            _write(csv_text(_table(province, given.name)), None)
        else:
            _project(province, given)
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        _discard_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _add_project(project: argparse.ArgumentParser) -> None:
    start = project.add_mutually_exclusive_group()
    start.add_argument("--preset", help="named scenario to start from")
    start.add_argument("--link", metavar="URL", help="shared link to start from")
    project.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="set a lever; repeatable"
    )
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
    scenario = _scenario(province, given)
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
    _write(text, given.output)


def _scenario(province: Province, given: argparse.Namespace) -> Scenario:
    """Put together the scenario that the options ask for."""
    if given.link is not None:
        decoded = decode(province, given.link)
        refused = [p for p in decoded.problems if p.code != "model_version"]
        if refused:
            raise InvalidInputError(refused)
        for note in decoded.problems:
            print(note, file=sys.stderr)
        scenario = decoded.scenario
    else:
        scenario = preset_scenario(province, given.preset or province.default_preset)
    settings, problems = _settings(given.set)
    problems += check_ranges(province.levers, settings, "levers")
    if problems:
        raise InvalidInputError(problems)
    if not settings:
        return scenario
    levers = MappingProxyType({**scenario.levers, **settings})
    return replace(scenario, levers=levers, name="" if given.link is None else scenario.name)


def _settings(options: Iterable[str]) -> tuple[dict[str, float], list[Problem]]:
    """Read ``key=value`` options; a key may be set once."""
    settings: dict[str, float] = {}
    problems = []
    for option in options:
        key, equals, text = option.partition("=")
        number = parse_number(text)
        if not equals or number is None:
            value = text if equals else "nothing"
            problems.append(Problem("not_a_number", key, value, "key=value, as in x=12.5"))
        elif key in settings:
            problems.append(Problem("duplicate", key, text, "one --set for each lever"))
        else:
            settings[key] = number
    return settings, problems


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


def _write(text: str, output: Path | None) -> None:
    """Write to a file or, as UTF-8 whatever the locale says, to standard output."""
    try:
        if output is not None:
            output.write_text(text, encoding="utf-8", newline="")
            return
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            _discard_output()
        reason = f"{output or 'standard output'}: {error.strerror or error}"
        problem = Problem("unreadable", "--output", reason, "a writable file")
        raise InvalidInputError([problem]) from error


def _discard_output() -> None:
    """Let the interpreter close a standard output that takes no more without complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
