"""Cells of the files: people's text kept from being a formula, rows as CSV."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from model.problems import plain

BOM = "\ufeff"
UNNAMED = "scenario"
CHECK, CHECK_KEY = 1.125, "decimal"
"""A number that every table holds: a program that took its decimal sign for thousands shows it."""
FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
"""A cell of people's text that begins so is written after an apostrophe: never a formula.

So is what follows a separator of other settings, which take quotation marks for their own: a
semicolon in a table with commas, as Excel set to Việt Nam begins a new cell there, and either in
one with semicolons.
"""
SEMICOLON, EITHER = ";", ";,"
"""Separators after which a cell may begin, in the IAMC and in the Vietnamese table."""
_TO_QUOTE = re.compile('[,;\t"\r\n]')


Row = tuple[str, ...]


def csv_text(rows: Iterable[Sequence[str]], vietnamese: bool = False) -> str:
    """Write rows as CSV; a Vietnamese table as Excel set to Việt Nam opens it by a double click.

    That is with semicolons, as the comma stands before decimals, and with a byte-order mark, by
    which Excel reads the accents. A cell that holds any separator is quoted: LibreOffice takes
    all of them for one, unless a person unticks the others.
    """
    separator, end = (";", "\r\n") if vietnamese else (",", "\n")
    lines = (separator.join(map(_quoted, row)) + end for row in rows)
    return (BOM if vietnamese else "") + "".join(lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell


def number_cell(value: float) -> str:
    """Write a number shortest, with a decimal comma and without thousands or an exponent."""
    return f"{Decimal(plain(value)):f}".replace(".", ",")


def safe_cell(text: str, separators: str = SEMICOLON) -> str:
    """Keep people's text from being a formula in a spreadsheet."""
    return _starts(separators)[0].sub("'", text)


def plain_cell(text: str, separators: str = SEMICOLON) -> str:
    """Return people's text as it was before `safe_cell`."""
    return _starts(separators)[1].sub("", text)


@cache
def _starts(separators: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find where an apostrophe belongs, and where one was put."""
    cell = f"(?:^|(?<=[{separators}]))"
    mark = f'(?="*[{re.escape("".join(FORMULA_START))}])'
    return re.compile(cell + mark), re.compile(f"{cell}'{mark}")
