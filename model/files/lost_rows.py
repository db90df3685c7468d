"""A table that holds other rows than it counts of itself."""

from collections.abc import Collection, Iterable

from model.files.count import ROWS_KEY
from model.files.headers import Table
from model.files.numbers import readings
from model.files.restore import raise_any
from model.files.sheets import Cell
from model.problems import Problem


def raise_lost(problems: Iterable[Problem]) -> None:
    """Refuse a table that lost rows; what was added to one may be wrong for a nearer reason."""
    raise_any(row for row in problems if row.code != ROWS_KEY or int(row.value) < int(row.allowed))


def wrong_count(cell: Cell, found: int, decimal: str | None) -> list[Problem]:
    """Say that a table has other rows than it counts; a count that somebody emptied says nothing.

    Parameters
    ----------
    cell
        What stands in the row of the count.
    found
        Rows below the header, those of counts among them.
    decimal
        The sign before decimals of the file, see `readings`.
    """
    text = cell.strip() if isinstance(cell, str) else cell
    if text == "":
        return []
    meant = readings(text, decimal)
    said = next((number for number in meant if number.is_integer()), None)
    if found in meant:
        return []
    if said is None:
        return [Problem("not_a_number", ROWS_KEY, str(text), str(found))]
    return [Problem(ROWS_KEY, "file", str(found), f"{said:.0f}")]


def may_be_cut(table: Table, needed: Collection[int]) -> bool:
    """May the last row of a text have lost the end of one of these columns, or all of it.

    So it is where the text ends there without the end of a line, or the row ends there and the
    one above it does not. A program may leave empty cells out at the end, but of many rows.
    """
    sheet, lines = table.sheet, table.lines
    if not sheet.separator or not lines or lines[-1][0] != sheet.lines[-1][0]:
        return False
    end = len(lines[-1][1])
    above = len(lines[-2][1]) if len(lines) > 1 else len(table.header)
    short = end < min(above, len(table.header))
    return (short or not sheet.whole) and max(needed) >= end - 1
