"""The view "Why": where growth comes from, by lever group and by channel."""

from collections.abc import Sequence
from functools import cache

import streamlit as st
from markupsafe import Markup

from model.contributions import Explanation, explain
from model.scenario.targets import rounded
from ui.charts.look import Records, with_data
from ui.charts.theme import theme_name
from ui.charts.waterfall import waterfall_data, waterfall_rows, waterfall_spec
from ui.state.current import Page
from ui.state.results import ResultCache
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_number, format_signed
from ui.text.words import say
from ui.views.why.changes import changes_table, reader_changes
from ui.views.why.contributions import (
    DECIMALS,
    TEMPLATE,
    Contribution,
    channel_changes,
    contributions,
    contributions_table,
    first_value,
)


def why(page: Page) -> None:
    """Draw the waterfalls, their figures and what was changed."""
    language, province = page.language, page.province
    own = page.scenario.parameters
    scenario = explain(province, page.scenario.levers, own)
    assumed = tuple(sorted(own.items()))
    reference = _references().of((province, assumed), lambda: explain(province, None, own))
    start, end = first_value(scenario.reference), first_value(scenario.growth)
    total = rounded(end, DECIMALS) - rounded(start, DECIMALS)
    groups = contributions(
        province.group_rows("lever"),
        {key: first_value(values) for key, values in scenario.groups.items()},
        total,
        language,
    )
    channels = contributions(
        province.group_rows("channel"), channel_changes(scenario, reference), total, language
    )
    shared = macros(language)
    draw_html(_opening(page, start, end) + shared.heading(say(language, "why_groups")))
    _draw_waterfall(page, "groups", groups, start, end)
    draw_html(shared.heading(say(language, "why_channels")))
    _draw_waterfall(page, "channels", channels, start, end)
    tables = (
        contributions_table(page, "groups", groups),
        contributions_table(page, "channels", channels),
        changes_table(page, reader_changes(page)),
    )
    draw_html(macros(language, TEMPLATE).tables(tables))


@cache
def _references() -> ResultCache[Explanation]:
    return ResultCache()


def _opening(page: Page, start: float, end: float) -> Markup:
    """Say the growth of the scenario and how far the levers change it."""
    language = page.language
    change = rounded(end, DECIMALS) - rounded(start, DECIMALS)
    title = say(language, "why_title", growth=_growth_text(end, language))
    text = say(
        language,
        "why_intro",
        reference=_growth_text(start, language),
        change=format_signed(change, DECIMALS, language),
    )
    return Markup(macros(language).opening(title, text))


def _draw_waterfall(
    page: Page, by: str, found: Sequence[Contribution], start: float, end: float
) -> None:
    language, year = page.language, page.province.base_year
    rows = waterfall(page, found, start, end)
    spec = waterfall_spec(
        tuple(row["label"] for row in rows),
        say(language, "why_axis", year=year + 1),
        say(language, f"why_chart_{by}"),
        language,
        theme_name(),
    )
    st.vega_lite_chart(None, with_data(spec, waterfall_data(rows)), theme=None, key=f"why_{by}")


def waterfall(page: Page, found: Sequence[Contribution], start: float, end: float) -> Records:
    """Return the bars from the reference to the scenario."""
    language = page.language
    return waterfall_rows(
        (
            say(language, "on_trend"),
            rounded(start, DECIMALS),
            _growth_text(start, language),
        ),
        [(row.label, row.points, format_signed(row.points, DECIMALS, language)) for row in found],
        (say(language, "why_end"), _growth_text(end, language)),
    )


def _growth_text(growth: float, language: str) -> str:
    return f"{format_number(growth, DECIMALS, language)}%"
