"""The command ``look-back``."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from model.cli.output import write
from model.evidence.look_back import LookBack, look_backs, years
from model.evidence.look_back_summary import (
    Table,
    nation,
    overall,
    overall_notes,
    rivals,
    setting_words,
    split,
    unseen_words,
    who_knew,
    worst_first,
)
from model.evidence.look_back_table import Choice, table, vietnamese_table
from model.evidence.vintages import SETTINGS
from model.files.for_reading import table_text
from model.problems import InvalidInputError, Problem
from model.province.province import Province

FORMATS = ("table", "csv", "vi")
ENDINGS = ("", ".csv")
"""What a name may end in where no format is named: there is no other file of it."""
VIETNAMESE = (".vi.csv", "_vi.csv")
"""Ends of names that tell the Vietnamese form, as by address and as scenario files are named."""
WORDS = ("indicator", "why", "version", "made", "levers", "of", "rival", "part", "unit")
"""Columns of words, which stand to the left; numbers stand to the right."""
WIDTH = 100
"""Letters of a line of text."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``look-back``."""
    command.add_argument(
        "--year", type=int, metavar="Y", help="year that came; without it the last"
    )
    command.add_argument("--of", metavar="VERSION", help="version that projected; the first one")
    command.add_argument(
        "--setting",
        choices=SETTINGS,
        help="levers as in the plan of December 2023, on trend, or as they came; the plan",
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        help="what to write: tables to read, or every row as CSV (csv, vi); without it what the "
        "name of the file ends in (.csv, .vi.csv), or tables to read",
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="file to write")


def run(province: Province, given: argparse.Namespace) -> None:
    """Print a year as it came beside what was projected, or write every row."""
    choice = Choice(given.year, given.of, given.setting)
    found = _found(province, choice)
    form = _form(given.format, given.output)
    if form == "vi":
        text = table_text(vietnamese_table(province, choice), vietnamese=True)
    elif form == "csv":
        text = table_text(table(province, choice))
    else:
        text = "\n".join(_lines(province, found)) + "\n"
    write(text, given.output)


def _form(named: str | None, output: Path | None) -> str:
    """Return the format that is named, or that the name of the file ends in.

    Raises
    ------
    InvalidInputError
        The name is that of a workbook, or of another file than what is written.
    """
    if output is None:
        return named or "table"
    ending = output.suffix.lower()
    if ending == ".xlsx" or (named is None and ending not in ENDINGS):
        allowed = "a name that ends in .csv; .vi.csv or --format vi for Vietnamese words"
        raise InvalidInputError([Problem("not_allowed", "--output", output.name, allowed)])
    return named or ("vi" if output.name.lower().endswith(VIETNAMESE) else "csv")


def _found(province: Province, choice: Choice) -> LookBack:
    """Return the first look back that is asked for, of the last year unless one is named.

    Raises
    ------
    InvalidInputError
        No year came yet of which projections are kept, or not what is asked for.
    """
    came = years(province)
    if not came:
        allowed = "files of versions that project a year in outcomes.csv"
        raise InvalidInputError(
            [Problem("missing", str(province.folder / "versions"), allowed=allowed)]
        )
    _choose("--year", choice.year, came)
    kept = look_backs(province, choice.year or came[0])
    _choose("--of", choice.version, dict.fromkeys(version for version, _ in kept))
    found = [row for row in kept.values() if choice.version in (None, row.version)]
    _choose("--setting", choice.setting, dict.fromkeys(row.setting for row in found))
    return next(row for row in found if choice.has(row))


def _choose(option: str, value: str | int | None, allowed: Iterable[str | int]) -> None:
    """Refuse a value that is none of the choices."""
    if value is not None and value not in allowed:
        choices = ", ".join(map(str, allowed))
        raise InvalidInputError([Problem("not_allowed", option, str(value), choices)])


def _lines(province: Province, found: LookBack) -> Iterator[str]:
    year, version = found.year, found.version
    yield f"{year} as it came, beside what versions of {province.model} had projected of it"
    yield from who_knew(province, year)
    yield ""
    yield from _aligned(overall(province, year))
    yield from wrap(overall_notes(year), WIDTH)
    yield from wrap(unseen_words(province, found), WIDTH)
    yield from ("", f"{version}, {setting_words(province, found.setting)}: the worst misses first")
    yield from _aligned(worst_first(province, found, named=False))
    yield from ("", "beside rivals, mean miss of the rows of which each says something")
    yield from _aligned(rivals(province, found))
    parts = split(province, year)
    if parts:
        title = f"what {province.version} missed of growth, outcome less projection of the plan"
        yield from ("", title, *_aligned(parts))
    yield from ("", *nation(province, year))


def _aligned(rows: Table) -> Iterator[str]:
    """Set a table in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left = [name in WORDS for name in rows[0]]
    for row in rows:
        cells = (
            cell.ljust(width) if to_left else cell.rjust(width)
            for cell, width, to_left in zip(row, widths, left, strict=True)
        )
        yield "  ".join(cells).rstrip()
