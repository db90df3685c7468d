"""Observed series: what was published of a year, and which figure is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Indicator, Observation, Series
from ui.charts.look import with_data
from ui.charts.series import series_data, series_spec
from ui.charts.theme import theme_name
from ui.pieces.sources import Citation, cite
from ui.state.current import Page
from ui.text.markup import draw_html, macros, render
from ui.text.numbers import UNKNOWN, format_exact
from ui.text.words import name, say

COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0"}


@dataclass(frozen=True)
class Figure:
    """A published figure as it is written, and its source."""

    row: Observation
    text: str
    source: Citation


def draw_observations(page: Page) -> None:
    """Draw the series that the reader chooses."""
    language, province = page.language, page.province
    years = [row.year for row in province.observations if row.value is not None]
    title = say(language, "observations_title", first=min(years), last=max(years))
    draw_html(macros(language).heading(title))
    key = st.selectbox(
        say(language, "observations_choose"),
        series_keys(province),
        format_func=lambda key: series_title(province, key, language),
        key="observed_series",
    )
    used, others = used_and_others(of_series(province, key))
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
    marks = {"used": "observations_chosen", "other": "observations_others"}
    texts = [(mark, say(language, words)) for mark, words in marks.items()]
    draw_html(macros(language).legend(texts))
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"series_{key}")
    draw_html(series_table(province, key, language))


def series_keys(province: Province) -> tuple[str, ...]:
    """Return the keys with observations: indicators first, both in the order of their tables."""
    observed = {row.key for row in province.observations if row.value is not None}
    named = [*province.indicators, *(k for k in province.series if k not in province.indicators)]
    return tuple(key for key in named if key in observed)


def series_row(province: Province, key: str) -> Indicator | Series:
    """Return the row that names a series."""
    return province.indicators[key] if key in province.indicators else province.series[key]


def series_title(province: Province, key: str, language: str) -> str:
    """Name a series with its unit."""
    row = series_row(province, key)
    unit = name(province.units[row.unit], language)
    return say(language, "observations_unit", series=name(row, language), unit=unit)


def of_series(province: Province, key: str) -> list[Observation]:
    """Return the figures of a series by year, the one used first; unknown ones have no value."""
    rows = [row for row in province.observations if row.key == key]
    return sorted(rows, key=lambda row: (row.year, not row.chosen, row.kind != "official"))


def used_and_others(
    rows: Sequence[Observation],
) -> tuple[list[Observation], list[Observation]]:
    """Part the figures of a series into the one used a year and other, differing ones."""
    used: list[Observation] = []
    others: list[Observation] = []
    for _, group in groupby(rows, key=lambda row: row.year):
        first, *rest = group
        if first.chosen:
            used.append(first)
        else:
            rest = [first, *rest]
        others += [row for row in rest if not first.chosen or row.value != first.value]
    return used, others


@cache
def series_table(province: Province, key: str, language: str) -> Markup:
    """Draw every figure of a series with kind, rule and source."""
    rows = of_series(province, key)
    used, _ = used_and_others(rows)
    figures = [written(province, row, language) for row in rows]
    return render("views/method/series.html", language, figures=figures, used=used)


def written(province: Province, row: Observation, language: str) -> Figure:
    """Write a published figure with its sign of comparison or range."""
    return Figure(row, _text(row, language), cite(province.sources[row.source], language))


def _text(row: Observation, language: str) -> str:
    if row.value is None:
        return UNKNOWN
    text = format_exact(row.value, language)
    if row.value_high is not None:
        text += f"–{format_exact(row.value_high, language)}"
    return COMPARATORS.get(row.comparator, "") + text
