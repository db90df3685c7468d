"""The paper as a Word document: headings, tables and pictures that Word and others know as such."""

import io
from datetime import date, datetime

from docx import Document
from docx.document import Document as Made
from docx.shared import RGBColor

from model.files.packed import packed
from ui.pictures.picture import Picture
from ui.text.words import say
from web.asked import Asked
from web.brief.paper import Paper, paper
from web.brief.pictures import WHY, Size, targets_size
from web.brief.table import Table
from web.brief.word.look import LEAD, NOTE, WARN, WIDTH, dress
from web.brief.word.parts import (
    add_link,
    add_picture,
    number_pages,
    start_columns,
    without_thumbnail,
)
from web.brief.word.tables import add_table
from web.files import made_on
from web.pictures.render import png

GAP = 7
"""Millimetres between columns."""
HALF = (WIDTH - GAP) / 2


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
    made.add_paragraph(found.name, "Title")
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
        _add_long(made, found.differs, [46, 13, 14, 14], found.differs_title)
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
    add_table(made, found.targets, [55, 16, 17, 18, 18, 26, 12, 20], title)
    _note(made, found.targets.more)
    if not found.picture_first:
        _others(made, found)
    picture = found.targets_picture
    _add_drawn(made, picture, targets_size(found), WIDTH, picture.reading)


def _why(made: Made, found: Paper) -> None:
    title, text = found.why
    made.add_heading(title, 1)
    made.add_paragraph(f"{text} {say(found.page.language, 'why_rounding')}")
    picture = found.why_picture
    _add_drawn(made, picture, WHY, HALF, f"{picture.finding}.")
    start_columns(made, 2)
    for table in found.contributions:
        add_table(made, table, [HALF - 16, 16], table.head[0])
        _note(made, "")
    start_columns(made, 1)


def _sure(made: Made, found: Paper) -> None:
    language = found.page.language
    title = say(language, "sure_title")
    made.add_heading(title, 1)
    add_table(made, found.sure, [56, 22, 24, 28, 26, 26], title)
    _note(made, say(language, "brief_sure_note"))


def _others(made: Made, found: Paper) -> None:
    title = say(found.page.language, "brief_others")
    if found.others.rows or found.others.more:
        made.add_heading(title, 1)
    if found.others.rows:
        _add_long(made, found.others, [38, 13, 13, 23.5], title)
    elif found.others.more:
        _note(made, found.others.more)


def _lower(made: Made, found: Paper) -> None:
    language = found.page.language
    made.add_heading(say(language, "brief_limits"), 1)
    for text in found.limits:
        made.add_paragraph(text, "List Bullet")
    made.add_heading(say(language, "brief_from"), 1)
    made.add_paragraph(found.sources)
    link = made.add_paragraph(f"{say(language, 'brief_link')} ")
    add_link(link, found.link.there, found.link.shown)
    data = made.add_paragraph(say(language, "brief_data"))
    for address in found.data:
        data.add_run(" ")
        add_link(data, address.there, address.shown)


def _add_long(made: Made, table: Table, widths: list[float], words: str) -> None:
    """Add a table; a long one runs in two columns, its header on top of both."""
    if not table.is_long:
        wider = WIDTH / sum(widths)
        add_table(made, table, [width * wider for width in widths], words)
        _note(made, table.more)
        return
    start_columns(made, 2)
    add_table(made, table, widths, words)
    start_columns(made, 1)
    _note(made, table.more)


def _note(made: Made, text: str) -> None:
    """Add small print; Word wants a paragraph between tables in any case."""
    made.add_paragraph(text, NOTE)


def _add_drawn(made: Made, picture: Picture, size: Size, width: float, caption: str) -> None:
    drawn = png(picture, size.width, height=size.height)
    add_picture(made, drawn, width, f"{picture.finding}.")
    made.add_paragraph(caption, "Caption")
