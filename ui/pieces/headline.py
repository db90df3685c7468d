"""The headline: what this setting gives, in one sentence; its words are in headline.html."""

from dataclasses import dataclass

from markupsafe import Markup

from model.province.keys import GROWTH, INCOME
from ui.pieces.indicator import row_of
from ui.pieces.sources import source_mark
from ui.state.current import Page
from ui.text.numbers import format_number, with_unit
from ui.text.words import say


@dataclass(frozen=True)
class Headline:
    """The figures of the headline, each with the sign that opens its sources.

    Attributes
    ----------
    growth
        Growth or decline in per cent, without a sign.
    own
        Number of own targets.
    """

    grows: bool
    growth: str
    growth_mark: Markup
    income: str
    income_mark: Markup
    own: int


def headline(page: Page) -> Headline:
    """Gather what the headline says."""
    province, language = page.province, page.language
    growth = row_of(page, GROWTH)
    value = growth.projected or 0.0
    return Headline(
        grows=value >= 0,
        growth=format_number(abs(value), growth.indicator.decimals, language),
        growth_mark=source_mark(province, GROWTH, language),
        income=income_text(page, "income_unit"),
        income_mark=source_mark(province, INCOME, language),
        own=len(page.scenario.targets),
    )


def income_text(page: Page, unit: str) -> str:
    """Write income per head; ``unit`` is the key of the words of its unit."""
    row = row_of(page, INCOME)
    text = format_number(row.projected, row.indicator.decimals, page.language)
    return with_unit(text, say(page.language, unit))
