"""The paper as a Word document: headings, tables and pictures that Word and others know as such."""

import io
from datetime import date, datetime

from docx import Document
from docx.document import Document as Made
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from model.files.packed import packed
from ui.pictures.picture import Picture
from ui.text.words import say
from web.asked import Asked
from web.brief.paper import Paper, paper
from web.brief.pictures import WHY, Size, targets_size
from web.brief.table import Table
from web.brief.word.look import LEAD, NOTE, WARN, WIDTH, dress
from web.brief.word.parts import (
    LONGEST_LINK,
    add_link,
    add_picture,
    number_pages,
    without_thumbnail,
)
from web.brief.word.tables import add_table, beside_each_other, fill
from web.files import made_on
from web.pictures.render import png

BETWEEN = 4.0
"""Millimetres between what stands beside each other."""
WHY_WIDTHS = [82.0, 45.0, 55.0]
"""Of the picture and of the contributions by lever group and by channel."""


def document(asked: Asked) -> bytes:
    """Write the paper as a Word document, the same bytes for the same address."""
    made, found = Document(), paper(asked)
    dress(made, asked.language)
    without_thumbnail(made)
    number_pages(made, f"{found.place} · {say(asked.language, 'brief_standing')}")
    _set_properties(made, asked, found)
    _head(made, found)
    _differs(made, found)
    _targets(made, found)
    _why(made, found)
    _sure(made, found)
    if found.picture_first:
        _others(made, found)
    _lower(made, found)
    parts = io.BytesIO()
    made.save(parts)
    return packed(parts)


def _set_properties(made: Made, asked: Asked, found: Paper) -> None:
    """Say what the file is; it is as old as the day of the address, or as the model."""
    province, properties = asked.province, made.core_properties
    day = made_on(asked) or date.fromisoformat(province.changed)
    properties.title, properties.subject = found.title, found.place
    properties.author = properties.last_modified_by = f"{province.model} {province.version}"
    properties.language, properties.comments = asked.language, say(asked.language, "brief_standing")
    properties.created = properties.modified = datetime(day.year, day.month, day.day)


def _head(made: Made, found: Paper) -> None:
    language = found.page.language
    made.add_paragraph(" · ".join(filter(None, (found.place, found.made))), NOTE)
    title = made.add_paragraph(style="Title").add_run(found.name)
    title.font.size = Pt(15) if found.has_long_name else None
    standing = made.add_paragraph(style="Normal")
    run = standing.add_run(say(language, "brief_standing"))
    run.bold, run.font.color.rgb = True, RGBColor.from_string(WARN)
    standing.add_run(f" · {found.version}")
    lead = made.add_paragraph(style=LEAD)
    for place, sentence in enumerate(found.lead):
        lead.add_run(f" {sentence}" if place else sentence).bold = place == 0


def _differs(made: Made, found: Paper) -> None:
    language = found.page.language
    made.add_heading(found.differs_title, 1)
    if not found.differs.rows:
        made.add_paragraph(found.assumes)
    else:
        widths = [43.0, 14.0, 16.0, 14.0, 26.0][: len(found.differs.head)]
        _add_long(made, found.differs, widths, found.differs_title)
    if found.assumptions:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{say(language, 'brief_assumptions')} ").bold = True
        paragraph.add_run(found.assumptions)
    if found.warned:
        made.add_paragraph().add_run(say(language, "warning_title")).bold = True
    for text in found.warned:
        made.add_paragraph(text, "List Bullet")


def _targets(made: Made, found: Paper) -> None:
    title = say(found.page.language, "brief_targets")
    made.add_heading(title, 1)
    add_table(made, found.targets, [51, 15, 15, 18, 17, 27, 13, 26], title)
    _note(made, found.targets.more)
    if not found.picture_first:
        _others(made, found)
    picture, size = found.targets_picture, targets_size(found)
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.page_break_before = not found.picture_first
    _draw(paragraph, picture, size, WIDTH)
    made.add_paragraph(picture.reading, "Caption")


def _why(made: Made, found: Paper) -> None:
    title, text = found.why
    made.add_heading(title, 1).paragraph_format.page_break_before = found.picture_first
    made.add_paragraph(f"{text} {say(found.page.language, 'why_rounding')}")
    first, *others = beside_each_other(made, WHY_WIDTHS)
    _draw(first.paragraphs[0], found.why_picture, WHY, WHY_WIDTHS[0] - BETWEEN)
    first.add_paragraph(f"{found.why_picture.finding}.", "Caption")
    for cell, width, table in zip(others, WHY_WIDTHS[1:], found.contributions, strict=True):
        fill(cell, table, [width - BETWEEN - 14, 14], table.head[0])


def _sure(made: Made, found: Paper) -> None:
    language = found.page.language
    title = say(language, "sure_title")
    made.add_heading(title, 1)
    add_table(made, found.sure, [62, 20, 22, 26, 26, 26], title)
    _note(made, say(language, "brief_sure_note"))


def _others(made: Made, found: Paper) -> None:
    title = say(found.page.language, "brief_others")
    if not (found.others.rows or found.others.more):
        return
    made.add_heading(title, 1)
    if found.others.rows:
        _add_long(made, found.others, [35, 14.5, 14.5, 23.5], title)
    else:
        _note(made, found.others.more)


def _lower(made: Made, found: Paper) -> None:
    language = found.page.language
    made.add_heading(say(language, "brief_limits"), 1)
    for text in found.limits:
        made.add_paragraph(text, "List Bullet")
    made.add_heading(say(language, "brief_from"), 1)
    made.add_paragraph(found.sources, NOTE)
    link = made.add_paragraph(f"{say(language, 'brief_link')} ", NOTE)
    if len(found.link.there) > LONGEST_LINK:  # who cannot press it can copy it
        link.add_run(found.link.there).font.size = Pt(5.5)
    else:
        add_link(link, found.link.there, found.link.shown)
        if not found.link.is_whole:
            link.add_run(f" {say(language, 'brief_link_long')}")
    data = made.add_paragraph(say(language, "brief_data"), NOTE)
    for address in found.data:
        data.add_run(" ")
        add_link(data, address.there, address.shown)


def _add_long(made: Made, table: Table, widths: list[float], words: str) -> None:
    """Add a table; a long one as two halves beside each other."""
    if table.is_long:
        for cell, half in zip(
            beside_each_other(made, [WIDTH / 2, WIDTH / 2]), table.halves, strict=True
        ):
            fill(cell, half, widths, words)
    else:
        wider = WIDTH / sum(widths)
        add_table(made, table, [width * wider for width in widths], words)
    _note(made, table.more)


def _note(made: Made, text: str) -> None:
    """Add small print, if there is any."""
    if text:
        made.add_paragraph(text, NOTE)


def _draw(paragraph: Paragraph, picture: Picture, size: Size, width: float) -> None:
    """Put a picture into a paragraph, ``width`` in millimetres."""
    drawn = png(picture, size.width, height=size.height)
    add_picture(paragraph, drawn, width, f"{picture.finding}.")
