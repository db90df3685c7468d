"""The view "Method and data": what the model is, its equations, numbers and weak points."""

from functools import cache
from html import escape

import streamlit as st

from model.province.province import Province
from ui.charts.look import with_data
from ui.charts.series import series_data, series_spec
from ui.charts.theme import theme_name
from ui.pieces.parameters import place_of
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.words import name, say
from ui.views.method.assumptions import draw_assumptions
from ui.views.method.equations import (
    UNUSED,
    block_markdown,
    block_parameters,
    equations,
    parameters_html,
)
from ui.views.method.evidence import trust
from ui.views.method.limits import limits_html
from ui.views.method.observations import (
    conflicts,
    conflicts_table,
    of_series,
    review_conflicts,
    reviews_table,
    series_keys,
    series_table,
    series_title,
    split,
)
from ui.views.method.versions import versions_html

GRADES = ("A", "B", "C")


def method(page: Page) -> None:
    """Draw the view."""
    language = page.language
    draw_html(intro_html(page) + limits_html(page.province, language))
    draw_assumptions(page)
    trust(page)
    draw_html(_heading(language, "method_equations") + grades_html(page.province, language))
    for block in (*equations(), UNUSED):
        _block(page.province, block, language)
    _observations(page)
    _conflicts(page.province, language)
    draw_html(versions_html(page.province, language))


def intro_html(page: Page) -> str:
    """Say what the model is."""
    language, province = page.language, page.province
    years = {
        "base": province.base_year,
        "next": province.base_year + 1,
        "last": province.last_year,
    }
    text = escape(say(language, "method_is", **years))
    title = escape(say(language, "method_title"))
    return f'<h2>{title}</h2><p class="prose">{text}</p>'


def grades_html(province: Province, language: str) -> str:
    """Explain the grades and count them."""
    rows = province.assumptions.values()
    counted = {grade: sum(row.grade == grade for row in rows) for grade in GRADES}
    texts = (
        say(language, "method_equations_note"),
        say(language, "method_grades", total=len(rows), **counted),
    )
    return f'<p class="note">{escape(" ".join(texts))}</p>'


def _heading(language: str, key: str, **values: object) -> str:
    return f"<h3>{escape(say(language, key, **values))}</h3>"


def _block(province: Province, block: str, language: str) -> None:
    """Draw the equations of a block and their parameters, folded."""
    rows = block_parameters(province, block)
    title = say(
        language, "method_block_title", title=say(language, f"block_{block}"), count=len(rows)
    )
    with st.expander(title):
        if block != UNUSED:
            st.markdown(block_markdown(block, language))
        if rows:
            table = parameters_html(province, rows, language)
            draw_html(f'<div id="{place_of(block)}">{table}</div>')


def _observations(page: Page) -> None:
    """Draw the series that the reader chooses."""
    language, province = page.language, page.province
    years = [row.year for row in province.observations if row.value is not None]
    draw_html(_heading(language, "observations_title", first=min(years), last=max(years)))
    key = st.selectbox(
        say(language, "observations_choose"),
        series_keys(province),
        format_func=lambda key: series_title(province, key, language),
        key="observed_series",
    )
    used, others = split(of_series(province, key))
    title = series_title(province, key, language)
    spec = series_spec(
        say(language, "observations_chart", series=title),
        min(row.year for row in (*used, *others)) - 1,
        max(row.year for row in (*used, *others)) + 1,
        language,
        theme_name(),
    )
    data = series_data(
        [(row.year, row.value) for row in used if row.value is not None],
        [(row.year, row.value) for row in others if row.value is not None],
    )
    draw_html(legend_html(language))
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"series_{key}")
    draw_html(series_table(province, key, language))


def legend_html(language: str) -> str:
    """Explain the marks of a series."""
    return (
        f'<ul class="legend"><li><i class="k-used"></i>'
        f"{escape(say(language, 'observations_chosen'))}</li>"
        f'<li><i class="k-other"></i>{escape(say(language, "observations_others"))}</li></ul>'
    )


@cache
def _intro(province: Province, language: str) -> str:
    text = escape(say(language, "conflicts_intro", count=len(conflicts(province))))
    return f'{_heading(language, "conflicts_title")}<p class="note">{text}</p>'


def _conflicts(province: Province, language: str) -> None:
    """Draw where sources disagree: figures, then results of the base year."""
    draw_html(_intro(province, language))
    with st.expander(say(language, "conflicts_list")):
        draw_html(conflicts_table(province, language))
    for rows in review_conflicts(province):
        year = rows[0].year
        indicator = name(province.indicators[rows[0].key], language)
        text = say(language, "reviews_intro", indicator=indicator, year=year)
        if not any(row.chosen for row in rows):
            text = f"{text} {say(language, 'reviews_none')}"
        title = _heading(language, "reviews_title", year=year)
        draw_html(
            f'{title}<p class="note">{escape(text)}</p>{reviews_table(province, rows, language)}'
        )
