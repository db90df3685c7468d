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
from web.brief.word.parts import element, shrink

RULES = {"insideH": "E1E8EB", "bottom": "B9C6CC"}


def add_table(place: Document | _Cell, table: Table, widths: Sequence[float], words: str) -> None:
    """Add a table; ``widths`` of its columns in millimetres, ``words`` say what it shows."""
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    made = place.add_table(len(lines) + 1, len(table.head))
    _set_widths(made, widths)
    _set_look(made, words)
    for cells, line in zip(_cells(made), [None, *lines], strict=True):
        if line is None:
            _write_head(cells, table)
        else:
            _write_row(cells, table, line, line is table.total)
    for row in made._tbl.tr_lst:
        row.get_or_add_trPr().append(element("cantSplit", {}))
    made._tbl.tr_lst[0].get_or_add_trPr().append(element("tblHeader", {}))


def beside_each_other(document: Document, widths: Sequence[float]) -> Sequence[_Cell]:
    """Make places beside each other, of so many millimetres, that hold pictures and tables."""
    made = document.add_table(1, len(widths))
    _set_widths(made, widths)
    return _cells(made)[0]


def fill(cell: _Cell, table: Table, widths: Sequence[float], words: str) -> None:
    """Put a table into a place."""
    shrink(cell.paragraphs[0])
    add_table(cell, table, widths, words)
    shrink(cell.paragraphs[-1])


def _cells(made: Made) -> list[list[_Cell]]:
    """Return the cells by rows; the library looks each up anew, which is slow."""
    return [[_Cell(tc, made) for tc in tr.tc_lst] for tr in made._tbl.tr_lst]


def _set_widths(made: Made, widths: Sequence[float]) -> None:
    made.autofit = False
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for cells in _cells(made):
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
    margins = element("tblCellMar", {})
    for side in ("left", "right"):
        margins.append(
            element(side, {"w": "0" if side == "left" else str(Mm(1.5).twips), "type": "dxa"})
        )
    made._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)


def _set_look(made: Made, words: str) -> None:
    properties = made._tbl.tblPr
    borders = element("tblBorders", {})
    for side in ("bottom", "insideH"):
        attributes = {"val": "single", "sz": "4", "space": "0", "color": RULES[side]}
        borders.append(element(side, attributes))
    properties.find(qn("w:tblLayout")).addprevious(borders)
    properties.append(element("tblDescription", {"val": words}))


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
