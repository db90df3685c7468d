"""What a run tells the script of the page, which keeps the address."""

import json

import streamlit as st

from ui.state.address import mark
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.words import say


def draw_state(page: Page) -> None:
    """Tell ui/browser/address.js what this run showed.

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
