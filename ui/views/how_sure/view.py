"""The view "How sure": the effect of the levers and the level, each with its own band."""

from functools import cache

import streamlit as st

from model.province.keys import GROWTH, INCOME
from model.scenario.link import SIGMA
from model.uncertainty.bands import Spread, spread
from ui.charts.bands import bands_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import choose, titled_html
from ui.pieces.parameter_entry import draw_entry
from ui.state.current import Page
from ui.state.results import ResultCache, result_key
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact, format_number
from ui.text.words import name, say
from ui.views.how_sure.bands import bands_records, bands_table, share_text
from ui.views.how_sure.drivers import draw_drivers
from ui.views.how_sure.split import split_table

ALWAYS = (GROWTH, INCOME)


@cache
def _spreads() -> ResultCache[Spread]:
    return ResultCache()


def sure(page: Page) -> None:
    """Draw the two bands of three indicators, their figures and the size of the residual."""
    language = page.language
    pieces = macros(language)
    province, scenario = page.province, page.scenario
    link = province, result_key(province, scenario)
    found = _spreads().of(link, lambda: spread(province, scenario))
    draw_html(pieces.opening(say(language, "sure_title"), say(language, "sure_intro")))
    for key in ALWAYS:
        _draw_bands(page, found, key)
    chosen = choose(page, list(page.province.modelled), "sure")
    shown = list(dict.fromkeys((*ALWAYS, chosen)))
    if chosen not in ALWAYS:
        _draw_bands(page, found, chosen)
    draw_html(bands_table(page, found, shown))
    draw_html(split_table(page, found, shown))
    _draw_sigma(page)
    draw_drivers(page, chosen)
    count = format_number(found.size, 0, language)
    draw_html(pieces.note(say(language, "sure_note", count=count)))


def _draw_bands(page: Page, found: Spread, key: str) -> None:
    language, indicator = page.language, page.province.indicators[key]
    title, text = titled_html(page, indicator), share_text(page, found, key)
    draw_html(macros(language).heading(title, text))
    data = bands_records(page, found, key)
    if data is None:
        return
    spec = bands_spec(
        say(language, "sure_chart", indicator=name(indicator, language)),
        language,
        theme_name(),
    )
    place = key if key in ALWAYS else "chosen"
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"sure_{place}")


def _draw_sigma(page: Page) -> None:
    """Let the reader set the usual miss of a one-year projection; it travels in the link."""
    province, language = page.province, page.language
    row = province.parameters[SIGMA]
    value = page.scenario.parameters.get(SIGMA, row.default)
    low, high, default = (format_exact(n, language) for n in (row.low, row.high, row.default))
    title = say(language, "sigma_title", value=format_exact(value, language))
    text = say(language, "sigma_note", low=low, high=high, default=default, grade=row.grade)
    draw_html(macros(language).heading(title, text))
    draw_entry(page, row, "sigma")
