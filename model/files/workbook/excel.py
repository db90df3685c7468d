"""Sheets written as an .xlsx file: text as text, numbers with formats, the same bytes each time."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil, isfinite
from typing import TYPE_CHECKING
from zipfile import ZipFile

from model.files.cells import FORMULA_START
from model.files.packed import LONG_AGO, packed
from model.files.workbook.content import (
    Column,
    Content,
    Entry,
    Number,
    Share,
    Sheet,
    Status,
    WebLink,
)
from model.files.workbook.look import WHOLE, Look, number_format
from model.problems import plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Letters that Excel allows for the title and for the text of a message beside a cell."""
LINE, ROOM = 15.0, 5.0
"""Heights in points: of a line of a row, and what is added to its lines."""
HEAD_FILLED = 0.7
"""How much of a column's width a line of its heading fills: words are few and bold."""
WHOLE_ID = 3
"""Excel's own number for the format of a whole number."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def written(sheets: Iterable[Sheet], title: str, maker: str) -> bytes:
    """Write sheets as an Excel workbook, without macros, formulas or dates of its making."""
    from openpyxl import Workbook  # takes a tenth of a second, which few commands need
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = book.properties.lastModifiedBy = maker
    book.properties.title = _text(title)
    book.properties.created = book.properties.modified = datetime(*LONG_AGO[:3])
    look = Look()
    for sheet in sheets:
        _draw(book.create_sheet(sheet.title), sheet, look, f"{maker}, {title}".strip(", "))
    parts = io.BytesIO()
    ExcelWriter(book, ZipFile(parts, "w")).save()
    return packed(parts)


def _draw(page: "Worksheet", sheet: Sheet, look: Look, foot: str) -> None:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(place) for place in range(1, len(sheet.columns) + 1)]
    numeric = [
        any(isinstance(row[place], Number | Share | Entry) for row in sheet.rows)
        for place in range(len(letters))
    ]
    for place, (letter, column) in enumerate(zip(letters, sheet.columns, strict=True)):
        page.column_dimensions[letter].width = column.width
        _heading(page.cell(1, place + 1), column, look, numeric[place])
    heads = [_lines(column.head, HEAD_FILLED * column.width) for column in sheet.columns]
    page.row_dimensions[1].height = LINE * max(heads) + 2 * ROOM
    for number, row in enumerate(sheet.rows, start=2):
        for place, content in enumerate(row):
            plain_look = "number" if numeric[place] else "text"
            _fill(
                page.cell(number, place + 1),
                content,
                look,
                "quiet" if sheet.columns[place].quiet else plain_look,
            )
        lines = (
            _lines(content, column.width)
            for content, column in zip(row, sheet.columns, strict=True)
            if not column.quiet
        )
        page.row_dimensions[number].height = LINE * max(lines) + ROOM
    _whole_without_point(page, sheet, letters)
    _check_entries(page, sheet, letters)
    page.freeze_panes = f"{letters[sheet.fixed]}2"
    page.sheet_view.showGridLines = False
    last = max(place for place, column in enumerate(sheet.columns) if not column.quiet)
    page.print_area = f"A1:{letters[last]}{len(sheet.rows) + 1}"
    _set_print(page, foot)


def _heading(cell: "Cell", column: Column, look: Look, is_number: bool) -> None:
    """Write a heading; a year is a number."""
    look.give(cell, "number head" if is_number else "head")
    _write_text(cell, column.head)
    if column.head.isdecimal():
        cell.value = int(column.head)


def _lines(content: Content, width: float) -> int:
    """Estimate how many lines a text takes, as not every program works out the height of a row."""
    text = content.url if isinstance(content, WebLink) else content
    return ceil(len(text) / width) if isinstance(text, str) and text else 1


def _fill(cell: "Cell", content: Content, look: Look, plain_look: str) -> None:
    if content is None or content == "":
        look.give(cell, plain_look)
    elif isinstance(content, str):
        look.give(cell, plain_look)
        _write_text(cell, content)
    elif isinstance(content, Number):
        look.give(cell, "number", number_format(content.decimals))
        _write_number(cell, content.value)
    elif isinstance(content, Share):
        look.give(cell, "number", "0%")
        _write_number(cell, content.value)
    elif isinstance(content, Entry):
        look.give(cell, "entry", number_format(None))
        _write_number(cell, content.value)
    elif isinstance(content, Status):
        look.give(cell, content.key)
        _write_text(cell, content.words)
    else:
        look.give(cell, "link")
        _write_text(cell, content.url)
        cell.hyperlink = _text(content.url)


def _write_number(cell: "Cell", number: float) -> None:
    """Write every digit of a number, where the library would write sixteen."""
    cell.value = plain(number)
    cell.data_type = "n"


def _write_text(cell: "Cell", text: str) -> None:
    """Write text that stays text, also where a reader edits it in Excel."""
    cell.value = _ESCAPE.sub("_x005F_", _text(text))
    cell.data_type = "s"
    if text.startswith(FORMULA_START):
        cell.quotePrefix = True


def _text(text: str) -> str:
    """Put a sign for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _whole_without_point(page: "Worksheet", sheet: Sheet, letters: Sequence[str]) -> None:
    """Show a whole number without the decimal sign that the format of exact ones ends in."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.numbers import NumberFormat

    exact = [
        letter
        for place, letter in enumerate(letters)
        if any(_is_exact(row[place]) for row in sheet.rows)
    ]
    for letter in exact:
        whole = DifferentialStyle(numFmt=NumberFormat(numFmtId=WHOLE_ID, formatCode=WHOLE))
        rule = Rule(type="expression", dxf=whole, formula=[f"MOD({letter}2,1)=0"])
        page.conditional_formatting.add(f"{letter}2:{letter}{len(sheet.rows) + 1}", rule)


def _is_exact(content: Content) -> bool:
    return isinstance(content, Entry) or (isinstance(content, Number) and content.decimals is None)


def _check_entries(page: "Worksheet", sheet: Sheet, letters: Sequence[str]) -> None:
    """Let Excel say the range beside a cell that may be changed, and refuse what is outside."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, row in enumerate(sheet.rows, start=2):
        for letter, content in zip(letters, row, strict=True):
            if not isinstance(content, Entry) or not isfinite(content.high - content.low):
                continue
            title = content.title[:LONGEST_TITLE]
            check = DataValidation(
                type="decimal",
                operator="between",
                formula1=plain(content.low),
                formula2=plain(content.high),
                showInputMessage=True,
                showErrorMessage=True,
                promptTitle=title,
                prompt=content.range[:LONGEST_MESSAGE],
                errorTitle=title,
                error=content.refused[:LONGEST_MESSAGE],
            )
            check.add(f"{letter}{number}")
            page.add_data_validation(check)


def _set_print(page: "Worksheet", foot: str) -> None:
    """Print on A4 across, as wide as the paper, with the heading on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.75
    page.oddHeader.left.text = "&A"
    page.oddFooter.left.text = _text(foot).replace("&", "&&")
    page.oddFooter.right.text = "&P/&N"
