"""Cells of the files: people's text kept from being a formula, rows as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

UNNAMED = "scenario"
FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
"""A cell of people's text that begins so is written after an apostrophe: never a formula.

So is what follows a semicolon, where Excel with Vietnamese settings begins a new cell and takes
quotation marks for its own.
"""
_CELL = "(?:^|(?<=;))"
_MARK = f'(?="*[{re.escape("".join(FORMULA_START))}])'
_FORMULA = re.compile(_CELL + _MARK)
_SAFE = re.compile(f"{_CELL}'{_MARK}")
PINNED = re.compile("[A-D] .")
"""How the name of a pinned scenario begins in a file: with its letter."""


Row = tuple[str, ...]


def csv_text(rows: Iterable[Sequence[str]], bom: bool = False) -> str:
    """Write rows as CSV; with ``bom`` Excel reads the accents."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n" if bom else "\n").writerows(rows)
    return ("\ufeff" if bom else "") + buffer.getvalue()


def safe_cell(text: str) -> str:
    """Keep people's text from being a formula in a spreadsheet."""
    return _FORMULA.sub("'", text)


def plain_cell(text: str) -> str:
    """Return people's text as it was before `safe_cell`."""
    return _SAFE.sub("", text)
