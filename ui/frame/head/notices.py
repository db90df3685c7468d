"""What was refused or changed in a link."""

import streamlit as st

from model.scenario.link import NOTES
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, render
from ui.text.problems import growth_text, problem_text
from ui.text.words import say

MOST_NOTICES = 12
"""Refused parts of a link that are said one by one; the others are counted."""


def draw_notices(page: Page) -> None:
    """List what was refused or changed in the link until the reader puts it away.

    Where nothing was refused, one sentence says what has changed since the link was made.
    """
    language = page.language
    with st.container(key="notices"):
        if not page.notices:
            return
        grown = _growth_line(page)
        rows = [row for row in page.notices if not grown or row.code not in NOTES]
        lines = [
            problem_text(page.province, row, language, replaced=True) for row in rows[:MOST_NOTICES]
        ]
        left = len(rows) - len(lines)
        refused = any(row.code not in NOTES for row in rows)
        draw_html(
            render(
                "frame/head/notices.html",
                language,
                lines=[*grown, *lines],
                left=left,
                refused=refused,
            )
        )
        st.button(say(language, "notices_dismiss"), on_click=_dismiss, key="dismiss")


def _growth_line(page: Page) -> list[str]:
    """Say in one sentence that a link showed another growth, and with which model; else nothing."""
    notes = {row.code: row for row in page.notices if row.code in NOTES}
    if "growth_shown" not in notes:
        return []
    made_with = notes.get("model_version")
    return [growth_text(page.province, notes["growth_shown"], made_with, page.language)]


def _dismiss() -> None:
    """Put the notices away."""
    session().notices = ()
