"""What is implausible about a scenario, in words."""

from model.scenario.warnings import warnings
from ui.state.current import Page
from ui.text.numbers import format_number
from ui.text.words import say


def warned(page: Page) -> list[str]:
    """Say what is implausible about the levers; nothing if nothing is."""
    lines = []
    for row in warnings(page.province, page.scenario, page.rows):
        value = format_number(row.value, 0 if row.key == "warning_ponds" else 1, page.language)
        limit = format_number(row.limit, 0, page.language)
        lines.append(say(page.language, row.key, value=value, limit=limit))
    return lines
