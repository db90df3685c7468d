"""What a push is followed by on the path to the last year."""

from model.province.keys import GROWTH
from model.scenario.targets import shown_difference
from model.uncertainty.bands import Fan
from ui.state.current import Page
from ui.text.numbers import format_signed
from ui.text.words import say


def push_text(page: Page, found: Fan) -> str:
    """Say how the levers change growth year by year, and why a push is followed by less.

    A change is the difference of both paths as they are shown, so that the table adds up.
    """
    province, language = page.province, page.language
    decimals = province.indicators[GROWTH].decimals
    path, reference = found.central[GROWTH].tolist(), found.reference[GROWTH].tolist()
    first, second, last = (
        format_signed(shown_difference(path[place], reference[place], decimals), decimals, language)
        for place in (0, 1, -1)
    )
    year = province.base_year + 1
    return say(
        language,
        "outlook_push",
        year=year,
        next=year + 1,
        last_year=province.last_year,
        first=first,
        second=second,
        last=last,
    )
