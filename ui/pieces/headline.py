"""The headline: what this setting gives, in two lines; its words are in headline.html."""

from dataclasses import dataclass

from markupsafe import Markup

from model.province.keys import GROWTH, INCOME
from model.scenario.results import ResultRow
from ui.pieces.change import Change, change_of
from ui.pieces.indicator import row_of
from ui.pieces.sources import source_mark
from ui.state.compared import compared
from ui.state.current import Page
from ui.text.numbers import format_number, with_unit
from ui.text.words import say


@dataclass(frozen=True)
class Headline:
    """The figures of the headline, each with the sign that opens its sources.

    Attributes
    ----------
    growth
        Growth or decline in per cent, without a sign, as fine as its target is printed.
    change
        What the levers do to growth, against the plan or at the plan against the trend.
    low, high
        Ends of the 90 % range of growth; empty where it has none.
    own
        Number of own targets.
    """

    grows: bool
    growth: str
    growth_mark: Markup
    change: Change
    income: str
    income_mark: Markup
    low: str
    high: str
    own: int


def headline(page: Page) -> Headline:
    """Gather what the headline says."""
    province, language = page.province, page.language
    row = row_of(page, GROWTH)
    value, decimals = row.projected or 0.0, about_decimals(row)
    ends = [format_number(end, decimals, language) for end in row.band or ()]
    low, high = ends or ("", "")
    return Headline(
        grows=value >= 0,
        growth=format_number(abs(value), decimals, language),
        growth_mark=source_mark(province, GROWTH, language),
        change=change_of(page, row, compared(page)),
        income=income_text(page, "income_unit"),
        income_mark=source_mark(province, INCOME, language),
        low=low,
        high=high,
        own=len(page.scenario.targets),
    )


def income_text(page: Page, unit: str) -> str:
    """Write income per head; ``unit`` is the key of the words of its unit."""
    row = row_of(page, INCOME)
    text = format_number(row.projected, row.indicator.decimals, page.language)
    return with_unit(text, say(page.language, unit))


def about_decimals(row: ResultRow) -> int:
    """Return how fine "about" is: no finer than the target that growth is judged by."""
    return row.indicator.decimals if row.target is None else row.target.decimals
