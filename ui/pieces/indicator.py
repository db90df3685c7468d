"""An indicator named, chosen, and its row found."""

from collections.abc import Sequence
from functools import cache

import streamlit as st
from markupsafe import Markup, escape

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.results import ResultRow
from ui.pieces.sources import source_mark
from ui.state.current import Page
from ui.text.numbers import format_number, with_unit
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
    return _titled(page.province, indicator.key, page.language)


def titled_html(page: Page, indicator: Indicator) -> Markup:
    """Name an indicator with its unit and the sign that opens its sources."""
    return _titled_html(page.province, indicator.key, page.language)


def found_html(page: Page, key: str, finding: str) -> Markup:
    """Write what a picture finds of an indicator, with the sign that opens its sources."""
    return escape(finding) + source_mark(page.province, key, page.language)


def measured(
    page: Page, indicator: Indicator, value: float | None, decimals: int | None = None
) -> str:
    """Write a value of an indicator with its unit; as unknown what is not defined."""
    known = None if value is None or value != value else value
    digits = indicator.decimals if decimals is None else decimals
    unit = name(page.province.units[indicator.unit], page.language)
    return with_unit(format_number(known, digits, page.language), unit)


def band_text(row: ResultRow, language: str) -> str:
    """Write the 90 % band, or that some draws have no figure; empty where draws do not differ."""
    if row.band is not None:
        low, high = (format_number(end, row.indicator.decimals, language) for end in row.band)
        return say(language, "interval", low=low, high=high)
    undefined = row.low is None and row.projected is not None
    return say(language, "band_undefined") if undefined else ""


def row_of(page: Page, key: str) -> ResultRow:
    """Return the result row of an indicator."""
    return next(row for row in page.rows if row.indicator.key == key)


@cache
def _titled(province: Province, key: str, language: str) -> str:
    indicator = province.indicators[key]
    unit = name(province.units[indicator.unit], language)
    return say(language, "titled", indicator=name(indicator, language), unit=unit)


@cache
def _titled_html(province: Province, key: str, language: str) -> Markup:
    return escape(_titled(province, key, language)) + source_mark(province, key, language)
