"""What was refused or changed in a link: no sentence claims more than what was kept."""

import streamlit as st
from markupsafe import Markup

from model.scenario.link import NOTES
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, render
from ui.text.problems import growth_text, problem_text
from ui.text.words import name, say

MOST_NOTICES = 12
"""Refused parts of a link that are said one by one; the others are counted."""


def draw_notices(page: Page) -> None:
    """List what was refused or changed in the link until the reader puts it away.

    Where nothing was refused, one sentence says what has changed since the link was made. Where
    most of it was, one sentence says that the plan was opened, not the sender's scenario, and
    another what is wrong with the link as a whole, if anything is.
    """
    language, visit = page.language, session()
    with st.container(key="notices"):
        if not page.notices:
            return
        if visit.mostly_refused:
            plan = name(page.province.presets[page.province.default_preset], language)
            why = [
                problem_text(page.province, row, language)
                for row in page.notices
                if row.field == "link"
            ]
            draw_html(_notices_html(language, [say(language, "notices_plan", plan=plan), *why]))
            _draw_dismiss(language)
            return
        grown = _growth_line(page)
        rows = [row for row in page.notices if not grown or row.code not in NOTES]
        lines = [
            problem_text(page.province, row, language, replaced=True) for row in rows[:MOST_NOTICES]
        ]
        left = len(rows) - len(lines)
        refused = any(row.code not in NOTES for row in rows)
        note = say(language, "notices_note" if refused else "notices_kept")
        note = note if visit.rest_kept or not refused else ""
        draw_html(_notices_html(language, [*grown, *lines], left, refused, note))
        _draw_dismiss(language)


def _notices_html(
    language: str, lines: list[str], left: int = 0, refused: bool = False, note: str = ""
) -> Markup:
    """Write the notices; ``note`` says what of the link stands as it was, nothing if empty."""
    return render(
        "frame/head/notices.html", language, lines=lines, left=left, refused=refused, note=note
    )


def _draw_dismiss(language: str) -> None:
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
