"""The one block of own CSS."""

from functools import cache

from markupsafe import Markup

from ui.text.markup import draw_html, render
from ui.text.words import UI


def draw_style(language: str) -> None:
    """Load the style of the page."""
    draw_html(_style_html(language))


@cache
def _style_html(language: str) -> Markup:
    """Join the sheets in one line, which Streamlit reads fastest.

    A style that holds ``<``, as drawn icons do, would be taken off the page.
    """
    paths = sorted(UI.rglob("*.css"))
    sheets = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in paths)
    return render("frame/style.html", language, sheets=Markup(sheets.replace("<", "%3C")))
