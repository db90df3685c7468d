"""An indicator named, chosen, and its row found."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from model.province.rows import Indicator
from model.scenario.results import ResultRow
from ui.pieces.sources import source_mark
from ui.state.current import Page
from ui.text.words import name, say

FIRST_CHOICE = "shrimp_output"


def choose(page: Page, keys: Sequence[str], view: str, first: str = FIRST_CHOICE) -> str:
    """Let the reader choose an indicator; the choice holds while the language stays."""
    language, indicators = page.language, page.province.indicators
    chosen: str = st.selectbox(
        say(language, "choose_indicator"),
        keys,
        index=keys.index(first),
        format_func=lambda key: titled(page, indicators[key]),
        key=f"{view}_key_{language}",
    )
    return chosen


def titled(page: Page, indicator: Indicator) -> str:
    """Name an indicator with its unit."""
    unit = name(page.province.units[indicator.unit], page.language)
    return say(page.language, "titled", indicator=name(indicator, page.language), unit=unit)


def titled_html(page: Page, indicator: Indicator) -> Markup:
    """Name an indicator with its unit and the sign that opens its sources."""
    mark = source_mark(page.province, indicator.key, page.language)
    return Markup("{}{}").format(titled(page, indicator), mark)


def row_of(page: Page, key: str) -> ResultRow:
    """Return the result row of an indicator."""
    return next(row for row in page.rows if row.indicator.key == key)
