"""Tables for reading: as programs read them, and as a spreadsheet set to Việt Nam does."""

from collections.abc import Iterable, Sequence

from model.files.cells import EITHER, csv_text, number_cell, safe_cell

DIGITS = 12
"""Significant digits of a number: the last bits differ between processors."""
Cell = str | float | None
"""A text, a number, or nothing where it is not known."""


def table_text(rows: Iterable[Sequence[Cell]], vietnamese: bool = False) -> str:
    """Write a table, header first; both forms hold the same numbers."""
    return csv_text((tuple(_cell(cell, vietnamese) for cell in row) for row in rows), vietnamese)


def _cell(cell: Cell, vietnamese: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_cell(cell, EITHER) if vietnamese else safe_cell(cell)
    text = f"{cell:.{DIGITS}g}"
    return number_cell(float(text)) if vietnamese else text
