"""Observed series: what was published of a year, and which figure is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st
from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Observation
from ui.charts.theme import theme_name
from ui.pictures.choices import OF
from ui.pictures.draw import Placed
from ui.pictures.series import (
    figure_text,
    of_series,
    series_keys,
    series_picture,
    series_title,
    used_and_others,
)
from ui.pieces.sources import Citation, cite
from ui.state.current import Page
from ui.text.markup import draw_html, macros, render
from ui.text.words import in_language, say
from ui.views.method.contents import OBSERVATIONS, heading

PARTS = "pieces/parts.html"
"""The template of headings and folds."""


@dataclass(frozen=True)
class Figure:
    """A published figure as it is written, its source and what is to be known of it."""

    row: Observation
    text: str
    source: Citation
    note: str


def observations(page: Page) -> Sequence[Markup | Placed]:
    """Let the reader choose a series; return its picture and its figures."""
    language, province = page.language, page.province
    draw_html(_heading(province, language))
    key = st.selectbox(
        say(language, "observations_choose"),
        series_keys(province),
        format_func=lambda key: series_title(province, key, language),
        key="observed_series",
    )
    marks = {"used": "observations_chosen", "other": "observations_others"}
    texts = [(mark, say(language, words)) for mark, words in marks.items()]
    return (
        Markup(macros(language).legend(texts)),
        Placed(series_picture(page, key, theme_name()), "series", f"series_{key}", {OF: key}),
        series_table(province, key, language),
    )


@cache
def _heading(province: Province, language: str) -> Markup:
    title = heading(province, "observations_title", language)
    return Markup(macros(language, PARTS).part(OBSERVATIONS, title))


@cache
def series_table(province: Province, key: str, language: str) -> Markup:
    """Draw every figure of a series with kind, rule and source."""
    rows = of_series(province, key)
    used, _ = used_and_others(rows)
    figures = [written(province, row, language) for row in rows]
    return render("views/method/series.html", language, figures=figures, used=used)


def written(province: Province, row: Observation, language: str) -> Figure:
    """Write a published figure with its sign of comparison or range."""
    cited, note = cite(province.sources[row.source], language), in_language(row, "note", language)
    return Figure(row, figure_text(row, language), cited, note)
