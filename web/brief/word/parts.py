"""What python-docx has no words for: links, page numbers, text for who sees no picture."""

import io
from collections.abc import Mapping

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from web.brief.word.look import ACCENT, WIDTH

LONGEST_LINK = 2000
"""Letters; programs of offices follow no longer one."""
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def element(tag: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    """Make an element of the document's own names, ``w:``."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_link(paragraph: Paragraph, there: str, words: str) -> None:
    """Add words that lead to an address; they lead nowhere where it is too long to follow."""
    if len(there) > LONGEST_LINK:
        paragraph.add_run(words)
        return
    part = paragraph.part
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(there, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.underline = True
    run._r.get_or_add_rPr().append(element("color", {"val": ACCENT}))
    link.append(run._r)
    paragraph._p.append(link)


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add what Word fills in: ``PAGE``, ``NUMPAGES``."""
    field = element("fldSimple", {"instr": code})
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def add_picture(paragraph: Paragraph, picture: bytes, width: float, words: str) -> None:
    """Add a picture, ``width`` in millimetres, with ``words`` for who does not see it."""
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(width))
    shape._inline.docPr.set("descr", words)


def shrink(paragraph: Paragraph) -> None:
    """Give a paragraph that only has to be there next to no height."""
    text = paragraph.paragraph_format
    text.space_before = text.space_after = Pt(0)
    text.line_spacing = Pt(1)


def number_pages(document: Document, words: str) -> None:
    """Write words at the left of the foot, and at its right the page out of how many."""
    paragraph = document.sections[0].footer.paragraphs[0]
    properties = document.styles["Footer"].element.pPr
    for stops in properties.findall(qn("w:tabs")):  # those of another width of paper
        properties.remove(stops)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\t")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    add_field(paragraph, "NUMPAGES")


def without_thumbnail(document: Document) -> None:
    """Take the picture of the library's empty template out."""
    relations = document.part.package.rels
    for key in [key for key, row in relations.items() if row.reltype == THUMBNAIL]:
        del relations[key]
