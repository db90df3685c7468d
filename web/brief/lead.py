"""What the paper says first: growth and income, the range, the change, and how targets fare."""

from model.province.keys import GROWTH, INCOME
from ui.pieces.indicator import row_of
from ui.state.compared import PLAN, compared
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed, with_unit
from ui.text.words import name, say


def lead(page: Page, counted: str) -> list[str]:
    """Say what the scenario gives, a sentence each; the first one is the result.

    ``counted`` says how targets fare.
    """
    own = len(page.scenario.targets)
    found = (
        _result(page),
        _range(page),
        _against(page),
        f"{counted}.",
        say(page.language, "brief_own", count=own) if own else "",
    )
    return [sentence for sentence in found if sentence]


def _result(page: Page) -> str:
    language, growth, income = page.language, row_of(page, GROWTH), row_of(page, INCOME)
    value = growth.projected
    shown = None if value is None else abs(value)
    text = format_number(income.projected, income.indicator.decimals, language)
    return say(
        language,
        "brief_result_down" if (value or 0.0) < 0 else "brief_result_up",
        year=page.province.base_year + 1,
        growth=f"{format_number(shown, growth.indicator.decimals, language)}%",
        income=with_unit(text, say(language, "income_unit")),
    )


def _range(page: Page) -> str:
    language, row = page.language, row_of(page, GROWTH)
    if row.low is None or row.high is None:
        return ""
    ends = (row.low, row.high)
    low, high = (format_number(end, row.indicator.decimals, language) for end in ends)
    return say(language, "brief_range", low=low, high=high)


def _against(page: Page) -> str:
    """Say how growth differs from the plan's under the same assumptions; at the plan, the trend."""
    language, row = page.language, row_of(page, GROWTH)
    other = compared(page)
    title = say(language, "brief_trend")
    if other.to == PLAN:
        title = name(page.province.presets[page.province.default_preset], language)
    there, decimals = other.value(row), row.indicator.decimals
    change = format_signed(other.change(row), decimals, language)
    shown = f"{format_number(there, decimals, language)}%"
    return say(language, "brief_against", there=title, growth=shown, change=change)
