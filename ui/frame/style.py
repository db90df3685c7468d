"""The one block of own CSS, and what a run tells the page's script."""

from functools import cache

from ui.text.markup import draw_html
from ui.text.words import UI


@cache
def _css() -> str:
    """Join the sheets in one line, which Streamlit reads fastest.

    A style that holds ``<``, as drawn icons do, would be taken off the page.
    """
    paths = sorted(UI.rglob("*.css"))
    sheets = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in paths)
    return f"<style>{sheets.replace('<', '%3C')}</style>"


def draw_style() -> None:
    """Load the style of the page."""
    draw_html(_css())
