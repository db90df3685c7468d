"""The sheets of an Excel workbook, with numbers as numbers."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from model.files.sheets import MOST_LINES, Cell, Percent, Sheet
from model.problems import InvalidInputError, Problem

ZIP = b"PK"
OLD = b"\xd0\xcf\x11\xe0"
"""How a workbook of Excel before 2007 begins, and one that is locked by a password."""
UNDERSCORE = "_x005F_"
"""How a workbook writes an underscore that would begin the number of a sign, as in ``_x000D_``."""
LARGEST_UNPACKED = 50_000_000
MOST_COLUMNS = 200
_LITERAL = re.compile(r'"[^"]*"|\\.')
"""What a number format only shows: in quotation marks, or behind a backslash."""
SAVE_AS = "an Excel workbook (.xlsx) or CSV"


def is_workbook(content: bytes) -> bool:
    """Is this, going by its first bytes, a workbook rather than text."""
    return content.startswith((ZIP, OLD))


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Read every sheet of a workbook; of a formula, what it gave when it was saved.

    Raises
    ------
    InvalidInputError
        It is no .xlsx workbook, is locked or damaged, or unpacks to more than a scenario needs.
    """
    if content.startswith(OLD):
        raise _refused("old_workbook")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _refused("damaged_workbook") from error
    names = archive.namelist()
    if "mimetype" in names:
        raise _refused("other_workbook", "OpenDocument (.ods)")
    if "xl/workbook.xml" not in names:
        raise _refused("other_workbook", "zip")
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
        raise _refused("damaged_workbook")
    from openpyxl import load_workbook  # takes a tenth of a second, which few commands need

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [Sheet(tuple(_lines(sheet))) for sheet in book.worksheets]
    except InvalidInputError:
        raise
    except Exception as error:  # whatever a damaged part makes of the library
        raise _refused("damaged_workbook") from error


def _lines(sheet: Any) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    sheet.reset_dimensions()  # what a program wrote of them may leave rows out
    count = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_cell(cell) for cell in row[:MOST_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        count += bool(cells)
        if count > MOST_LINES:
            raise InvalidInputError([Problem("too_many", "file", allowed=str(MOST_LINES))])
        if cells:
            yield f"{sheet.title}, line {number}", tuple(cells)


def _cell(cell: Any) -> Cell:
    """Take the value of a cell; what stands there as a percentage is 80% where Excel has 0.8."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace(UNDERSCORE, "_")
    if isinstance(value, bool | date | datetime | time):
        return str(value)
    if "%" in _LITERAL.sub("", cell.number_format or ""):
        return Percent(round(100.0 * value, 10))
    return float(value)


def _refused(code: str, value: str = "") -> InvalidInputError:
    return InvalidInputError([Problem(code, "file", value, SAVE_AS)])
