"""The chart of a comparison: how an indicator differs from the base, with its range."""

from collections.abc import Sequence

import streamlit as st

from model.files.comparison import Column, difference_band, projections
from model.province.keys import GROWTH
from model.province.rows import Indicator
from model.scenario.targets import rounded
from ui.charts.differences import differences_data, differences_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import choose, titled
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import MOST_DECIMALS, finer, format_signed
from ui.text.words import say
from ui.views.compare.tables import column_name


def draw_chart(page: Page, compared: Sequence[Column], base: int) -> None:
    """Draw the differences of an indicator to the base with their 90 % ranges."""
    language, province = page.language, page.province
    key = choose(page, list(province.modelled), "compare", GROWTH)
    indicator = province.indicators[key]
    title = say(
        language,
        "compare_chart",
        indicator=titled(page, indicator),
        base=column_name(page, compared[base]),
    )
    draw_html(macros(language).heading(title))
    found = projections(province, compared)
    place = list(province.indicators).index(key)
    start = found[base][place].projected
    rows = []
    for number, column in enumerate(compared):
        here = found[number][place].projected
        if number == base or here is None or start is None:
            continue
        low, high = difference_band(province, column.scenario, compared[base].scenario)[key]
        text = difference_text(indicator, here - start, (low, high), language)
        rows.append((column_name(page, column), here - start, low, high, text))
    spec = differences_spec(title, language, theme_name())
    st.vega_lite_chart(
        None, with_data(spec, differences_data(rows)), theme=None, key="compare_chart"
    )
    draw_html(macros(language).note(say(language, "compare_chart_note")))


def difference_text(
    indicator: Indicator, change: float, band: tuple[float, float], language: str
) -> str:
    """Write a difference with the ends of its range; alone where no parameter touches it."""
    width = rounded(band[1] - band[0], MOST_DECIMALS)
    decimals = finer(indicator.decimals, width or abs(change))
    if width == 0.0:
        return format_signed(change, decimals, language)
    low, middle, high = (
        format_signed(value, decimals, language) for value in (band[0], change, band[1])
    )
    return f"{middle} ({say(language, 'interval', low=low, high=high)})"
