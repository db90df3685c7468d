"""The mark that results rest on the reader's own assumptions."""

from ui.pieces.parameter_entry import back_link, change_html, choice_html, left_out
from ui.state.current import Page
from ui.text.words import say

LISTED = 3
"""Assumptions that the mark names; the method view lists all."""


def assumed_parts(page: Page) -> list[str]:
    """List the reader's own assumptions and the ways back; nothing if all are the model's."""
    language, own = page.language, page.scenario.parameters
    if not own:
        return []
    rows = [page.province.parameters[key] for key in own]
    parts: list[str] = [change_html(page, row) for row in rows[:LISTED]]
    if len(rows) > LISTED:
        parts.append(say(language, "assumed_more", count=len(rows) - LISTED))
    if page.scenario.pins:
        parts.append(say(language, "assumed_pins"))
    back = say(language, "assumed_reset")
    parts.append(back_link(page, "assumed_reset", left_out(page.scenario), back))
    parts.append(choice_html(next(iter(own)), say(language, "assumed_edit"), language))
    return parts
