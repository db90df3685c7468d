"""What a chat shows of a link: its title and its description.

Nothing that a reader typed is told, as names are: a preview speaks for this site.
"""

from model.province.keys import GROWTH
from ui.pieces.indicator import row_of
from ui.pieces.sentence import lever_text
from ui.pieces.status import status_counts
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed
from ui.text.words import name, say

LISTED = 2
"""Levers off the plan that a description names; the others are counted."""


def titled(page: Page, year: int) -> str:
    """Say growth, the province and the year."""
    row, language = row_of(page, GROWTH), page.language
    growth = format_signed(row.projected, row.indicator.decimals, language)
    return say(language, "first_title", growth=growth, year=year)


def described(page: Page) -> str:
    """Say growth with its range, what was set, how targets are met, and what kind of number it is.

    The page's own numbers, as it rounds them.
    """
    language = page.language
    counted = [
        say(language, f"count_{status}", count=count)
        for status, count in status_counts(page.rows).items()
    ]
    own = [say(language, "first_own")] if page.scenario.parameters else []
    parts = [_growth(page), *_levers(page), *own, ", ".join(counted), say(language, "first_kind")]
    return " · ".join(parts)


def _growth(page: Page) -> str:
    row, language = row_of(page, GROWTH), page.language
    decimals = row.indicator.decimals
    growth = format_signed(row.projected, decimals, language)
    if row.band is None:
        return say(language, "first_growth", growth=growth)
    low, high = (format_number(end, decimals, language) for end in row.band)
    return say(language, "first_growth_band", growth=growth, low=low, high=high)


def _levers(page: Page) -> list[str]:
    """Name the preset, or the levers that stand off the plan."""
    province, language, levers = page.province, page.language, page.scenario.levers
    preset = matching_preset(province, levers)
    if preset is not None:
        return [name(province.presets[preset], language)]
    changed = changes(province, levers, page.plan)
    named = [lever_text(page, lever) for lever in changed[:LISTED]]
    left = len(changed) - len(named)
    return [*named, *([say(language, "preset_but_more", count=left)] if left else [])]
