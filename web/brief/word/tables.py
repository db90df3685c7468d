"""Tables of the document: a header row that repeats, rows that stay whole, rules across only."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.table import Table as Made
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from web.brief.table import Row, Table
from web.brief.word.look import CELL, HEAD, ICONS, MUTED, NUMBER, STATUS
from web.brief.word.parts import element

RULES = {"insideH": "E1E8EB", "bottom": "B9C6CC"}


def add_table(document: Document, table: Table, widths: Sequence[float], words: str) -> None:
    """Add a table; ``widths`` of its columns in millimetres, ``words`` say what it shows."""
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    made = document.add_table(len(lines) + 1, len(table.head))
    made.autofit = False
    _set_properties(made, widths, words)
    for place, (cells, line) in enumerate(zip(_cells(made), [None, *lines], strict=True)):
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
        if line is None:
            _write_head(cells, table)
        else:
            _write_row(cells, table, line, line is table.total)
        properties = made.rows[place]._tr.get_or_add_trPr()
        properties.append(element("cantSplit", {}))
        if line is None:
            properties.append(element("tblHeader", {}))


def _cells(made: Made) -> list[list[_Cell]]:
    """Return the cells by rows; the library looks each up anew, which is slow."""
    return [[_Cell(tc, made) for tc in tr.tc_lst] for tr in made._tbl.tr_lst]


def _set_properties(made: Made, widths: Sequence[float], words: str) -> None:
    properties = made._tbl.tblPr
    borders = element("tblBorders", {})
    for side in ("bottom", "insideH"):
        attributes = {"val": "single", "sz": "4", "space": "0", "color": RULES[side]}
        borders.append(element(side, attributes))
    margins = element("tblCellMar", {})
    for side in ("left", "right"):
        margins.append(element(side, {"w": str(Mm(1).twips), "type": "dxa"}))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
    properties.append(element("tblDescription", {"val": words}))
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)


def _write_head(cells: Sequence[_Cell], table: Table) -> None:
    for place, (cell, words) in enumerate(zip(cells, table.head, strict=True)):
        paragraph = _first(cell, HEAD)
        paragraph.add_run(words)
        if place and not _is_words(table, place):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _is_words(table: Table, place: int) -> bool:
    """Tell whether a column holds words: that of statuses."""
    return any(row.status for row in table.rows) and place == len(table.head) - 1


def _write_row(cells: Sequence[_Cell], table: Table, row: Row, is_total: bool) -> None:
    first = _first(cells[0], CELL)
    first.add_run(row.name).bold = is_total
    for aside in filter(None, (row.unit, row.aside)):
        _quiet(first, f" {aside}")
    for place, (cell, text) in enumerate(zip(cells[1:], row.cells, strict=True)):
        words = bool(row.status) and place == len(row.cells) - 1
        paragraph = _first(cell, CELL if words else NUMBER)
        run = paragraph.add_run(
            f"{ICONS[row.status]} {text}" if words and row.status in ICONS else text
        )
        run.bold = is_total or place == table.strong or (words and row.status in STATUS)
        if words:
            run.font.color.rgb = RGBColor.from_string(STATUS.get(row.status, MUTED))


def _first(cell: _Cell, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # by its id: the library looks a name up slowly
    return paragraph


def _quiet(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(text).font.color.rgb = RGBColor.from_string(MUTED)
