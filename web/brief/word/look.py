"""How the document looks: A4, one font, styles by the names that Word knows, the page's colours."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Calibri"
"""Word's own, with every Vietnamese letter; LibreOffice has one of the same widths."""
INK, MUTED, ACCENT, WARN = "17252D", "52626C", "0B6074", "963F05"
STATUS = {"exceeded": "1F4FA3", "met": "0A6560", "missed": WARN}
ICONS = {"exceeded": "▲", "met": "✓", "missed": "▼"}
CELL, NUMBER, HEAD, NOTE, LEAD = "TableText", "TableNumber", "TableHead", "Note", "Lead"
"""Styles of our own, by names that are their ids too; the others are those of every document."""
WIDTH = 182.0
"""Millimetres between the margins."""
TAGS = {"vi": "vi-VN", "en": "en-US"}


@dataclass(frozen=True)
class Style:
    """A paragraph style: size and room above and below in points."""

    size: float
    before: float = 0.0
    after: float = 0.0
    colour: str = INK
    bold: bool = False
    right: bool = False


STYLES = {
    "Normal": Style(9.5, after=3),
    "Title": Style(20, after=1),
    "Heading 1": Style(11, 7, 2, ACCENT, True),
    "List Bullet": Style(8.5, after=1),
    "Caption": Style(8.5, 1, 3, MUTED),
    "Footer": Style(8, colour=MUTED),
    LEAD: Style(10.5, 4, 4),
    NOTE: Style(8.5, 1, 2, MUTED),
    CELL: Style(8.5, 0.6, 0.6),
    NUMBER: Style(8.5, 0.6, 0.6, right=True),
    HEAD: Style(8, 0.6, 0.6, MUTED, True),
}


def dress(document: Document, language: str) -> None:
    """Set paper, styles and the language of a document made of the library's template."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - WIDTH) / 2)
    section.top_margin, section.bottom_margin = Mm(12), Mm(14)
    section.header_distance, section.footer_distance = Mm(6), Mm(7)
    for name, style in STYLES.items():
        _set_style(document, name, style)
    for element in document.styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            element.set(qn(f"w:{kind}"), TAGS[language])
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), TAGS[language])


def _set_style(document: Document, name: str, style: Style) -> None:
    known = [one.name for one in document.styles]
    if name not in known:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[
            "Normal"
        ]
    made = document.styles[name]
    properties = made.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:color", "w:spacing", "w:kern"):  # those of the template's theme
        for element in properties.findall(qn(tag)):
            properties.remove(element)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    properties.insert(0, fonts)
    made.font.size, made.font.bold = Pt(style.size), style.bold
    made.font.italic, made.font.color.rgb = False, RGBColor.from_string(style.colour)
    text = made.paragraph_format
    text.space_before, text.space_after, text.line_spacing = Pt(style.before), Pt(style.after), 1.0
    for border in made.element.get_or_add_pPr().findall(qn("w:pBdr")):
        made.element.pPr.remove(border)
    if style.right:
        text.alignment = WD_ALIGN_PARAGRAPH.RIGHT
