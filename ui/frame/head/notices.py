"""What was refused or changed in a link."""

import streamlit as st

from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, render
from ui.text.problems import problem_text
from ui.text.words import say

MOST_NOTICES = 12
"""Refused parts of a link that are said one by one; the others are counted."""


def draw_notices(page: Page) -> None:
    """List what was refused or changed in the link until the reader puts it away."""
    language = page.language
    with st.container(key="notices"):
        if not page.notices:
            return
        lines = [
            problem_text(page.province, row, language, replaced=True)
            for row in page.notices[:MOST_NOTICES]
        ]
        left = len(page.notices) - len(lines)
        draw_html(render("frame/head/notices.html", language, lines=lines, left=left))
        st.button(say(language, "notices_dismiss"), on_click=_dismiss, key="dismiss")


def _dismiss() -> None:
    """Put the notices away."""
    session().notices = ()
