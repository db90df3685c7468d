"""What was refused or changed in a link."""

from html import escape

import streamlit as st

from ui.state.address import dismiss
from ui.state.current import Page
from ui.text.markup import draw_html
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
        title = escape(say(language, "notices_title"))
        note = escape(say(language, "notices_note"))
        rows = "".join(
            f"<li>{escape(problem_text(page.province, row, language, replaced=True))}</li>"
            for row in page.notices[:MOST_NOTICES]
        )
        if len(page.notices) > MOST_NOTICES:
            left = len(page.notices) - MOST_NOTICES
            rows += f"<li>{escape(say(language, 'notices_more', count=left))}</li>"
        draw_html(f'<div role="alert"><b>{title}</b><ul>{rows}</ul><p>{note}</p></div>')
        st.button(say(language, "notices_dismiss"), on_click=dismiss, key="dismiss")
