"""The one line of results that a phone shows below the page and above the levers."""

from functools import lru_cache

from markupsafe import Markup

from model.province.keys import GROWTH
from model.province.province import Province
from ui.pieces.change import Change, change_of
from ui.pieces.headline import income_text
from ui.pieces.indicator import row_of
from ui.pieces.status import status_counts
from ui.state.compared import PLAN, compared
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number


def strip_html(page: Page) -> Markup:
    """Write growth, its change against the plan, income and counts, and what they rest on."""
    growth, other = row_of(page, GROWTH), compared(page)
    change = change_of(page, growth, other)
    return _strip_html(
        page.province,
        page.language,
        format_number(growth.projected, growth.indicator.decimals, page.language),
        change if other.to == PLAN else None,
        income_text(page, "income_short"),
        tuple(status_counts(page.rows).items()),
        bool(page.scenario.parameters),
    )


@lru_cache(maxsize=64)  # it stands twice on the page
def _strip_html(
    province: Province,
    language: str,
    growth: str,
    change: Change | None,
    income: str,
    counts: tuple[tuple[str, int], ...],
    assumed: bool,
) -> Markup:
    return render(
        "frame/summary/strip.html",
        language,
        growth=growth,
        change=change,
        income=income,
        counts=counts,
        assumed=assumed,
    )
