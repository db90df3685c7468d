"""The one block of own CSS, and the script that does what Streamlit has no words for."""

import json
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from model.province import load_province

from .html import draw_html
from .page import Page
from .state import mark, plan_link
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


@cache
def _script() -> str:
    script = (FOLDER / "page.js").read_text(encoding="utf-8")
    return f"<script>{script.replace('PLAN_LINK', plan_link(load_province()))}</script>"


def draw_style() -> None:
    """Load the style of the page."""
    draw_html(_css())


def stacked(*pieces: str) -> str:
    """Lay pieces of HTML below each other as one element: each element costs every run time."""
    return f'<div class="stacked">{"".join(pieces)}</div>'


def draw_script(page: Page) -> None:
    """Load the script and tell it what this run showed.

    The second element holds JSON in which no ``<`` stands, so no text can end the script.
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
    with st.container(key="machinery"):
        draw_html(_script(), unsafe_allow_javascript=True)
        draw_html(f"<script>window.planPage.sync({text})</script>", unsafe_allow_javascript=True)


def draw_phone_bar(page: Page, strip: str, changed: int) -> None:
    """Draw the phone's bar at the bottom: headline numbers and the way to the levers."""
    key = "levers_open_changed" if changed else "levers_open"
    words = escape(say(page.language, key, count=changed))
    button = f'<button type="button" data-open-levers="yes">{words}</button>'
    draw_html(f'<div class="phone-bar">{strip}{button}</div>')
