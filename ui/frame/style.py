"""The one block of own CSS."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ui.text.markup import draw_html, render
from ui.text.words import UI

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOMS = ("pieces", "pictures", "frame", "views")


def draw_style(language: str) -> None:
    """Load the style of the page."""
    draw_html(_style_html(language))


def sheets() -> list[Path]:
    """Return the sheets in their order: of two rules of one weight the later counts.

    What all rest on stands first, then pieces, pictures, what stands around the views, views.
    """
    rooms = [sorted((UI / room).rglob("*.css")) for room in ROOMS]
    return [UI / "base.css", *(sheet for room in rooms for sheet in room)]


@cache
def _style_html(language: str) -> Markup:
    """Join the sheets in one line, which Streamlit reads fastest, without their comments.

    A style that holds ``<``, as drawn icons do, would be taken off the page.
    """
    rules = _COMMENT.sub("", "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets()))
    line = " ".join(rules.split()).replace("<", "%3C")
    return render("frame/style.html", language, sheets=Markup(line))
