"""The one block of own CSS, and what a run tells the page's script."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from .html import draw_html
from .page import Page
from .state import mark
from .words import say

FOLDER = Path(__file__).resolve().parent


@cache
def _css() -> str:
    """Join the sheets in one line, which Streamlit reads fastest.

    A style that holds ``<``, as drawn icons do, would be taken off the page.
    """
    paths = sorted(FOLDER.glob("*.css"))
    sheets = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in paths)
    return f"<style>{sheets.replace('<', '%3C')}</style>"


def draw_style() -> None:
    """Load the style of the page."""
    draw_html(_css())


def stacked(*pieces: str) -> str:
    """Lay pieces of HTML below each other as one element: each element costs every run time."""
    return f'<div class="stacked">{"".join(pieces)}</div>'


def draw_state(page: Page) -> None:
    """Tell ui/page.js what this run showed.

    The JSON holds no ``<``, so no text can end the script.
    """
    number, link = st.session_state.get("go", (0, ""))
    year = page.province.base_year + 1
    state = {
        "link": page.link,
        "step": mark(),
        "lang": page.language,
        "title": say(page.language, "page_title", year=year),
        "number": number,
        "go": link,
    }
    text = json.dumps(state).replace("<", "\\u003c")
    draw_html(
        f"<script>window.planState={text};window.planPage?.sync(window.planState)</script>"
        '<i class="machinery"></i>',
        unsafe_allow_javascript=True,
    )
