"""The one line of results that a phone shows below the page and above the levers."""

from functools import lru_cache

from markupsafe import Markup

from model.province.keys import GROWTH
from model.province.province import Province
from ui.pieces.headline import income_text
from ui.pieces.indicator import row_of
from ui.pieces.status import status_counts
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number


def strip_html(page: Page) -> Markup:
    """Write growth, income and the counts in one line, and whether they rest on assumptions."""
    growth = row_of(page, GROWTH)
    return _strip_html(
        page.province,
        page.language,
        format_number(growth.projected, growth.indicator.decimals, page.language),
        income_text(page, "income_short"),
        tuple(status_counts(page.rows).items()),
        bool(page.scenario.parameters),
    )


@lru_cache(maxsize=64)  # it stands twice on the page
def _strip_html(
    province: Province,
    language: str,
    growth: str,
    income: str,
    counts: tuple[tuple[str, int], ...],
    assumed: bool,
) -> Markup:
    return render(
        "frame/summary/strip.html",
        language,
        growth=growth,
        income=income,
        counts=counts,
        assumed=assumed,
    )
