"""The one line of results that a phone shows below the page and above the levers."""

from markupsafe import Markup

from model.province.keys import GROWTH
from ui.frame.summary.headline import income_text
from ui.frame.summary.statuses import status_counts, status_names
from ui.pieces.indicator import row_of
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number


def strip_html(page: Page) -> Markup:
    """Write growth, income and the counts in one line, and whether they rest on assumptions."""
    growth = row_of(page, GROWTH)
    return render(
        "frame/summary/strip.html",
        page.language,
        growth=format_number(growth.projected, growth.indicator.decimals, page.language),
        income=income_text(page, "income_short"),
        counts=status_counts(page.rows),
        status_names=status_names(page.province, page.language),
        assumed=bool(page.scenario.parameters),
    )
