"""The view "Why": what the reader's changes do, then where growth comes from."""

import streamlit as st
from markupsafe import Markup

from ui.charts.theme import theme_name
from ui.pictures.changes import Changes, changes_explained
from ui.pictures.contributions import DECIMALS
from ui.pictures.draw import Placed, draw_parts
from ui.pictures.picture import Picture
from ui.pictures.why import (
    BY,
    CHANGES,
    CHANNELS,
    GROUPS,
    Growth,
    changes_picture,
    explained,
    growth_text,
    plan_name,
    waterfall_picture,
)
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_signed
from ui.text.words import say
from ui.views.why.changes import assumptions_table, changes_table
from ui.views.why.contributions import TEMPLATE, contributions_table


def why(page: Page) -> None:
    """Draw what was changed against the plan, if anything, and growth against the trend.

    The channels are drawn only while they are unfolded, so that no move waits for three pictures;
    their figures always stand below.
    """
    language, theme = page.language, theme_name()
    own = macros(language, TEMPLATE)
    changed, growth = changes_explained(page), explained(page)
    head, against = _opening(page, growth, changed), ""
    parts: list[Markup | Placed] = []
    if changed is not None:
        drawn = changes_picture(page, changed, theme)
        parts = [head + own.part(CHANGES, drawn.finding), _placed(drawn, CHANGES)]
        head = own.tables([changes_table(page, changed)])
        against = _against_trend(page, growth)
    drawn = waterfall_picture(page, growth, GROUPS, theme)
    parts += [head + own.part(GROUPS, drawn.finding, against), _placed(drawn, GROUPS)]
    draw_parts(parts, language)
    folded = st.expander(
        say(language, "why_channels_open"), key="why_channels_open", on_change="rerun"
    )
    if folded.open:
        with folded:
            drawn = waterfall_picture(page, growth, CHANNELS, theme)
            part = Markup(own.part(CHANNELS, drawn.finding))
            draw_parts([part, _placed(drawn, CHANNELS)], language)
    tables = (
        contributions_table(page, GROUPS, growth.groups),
        contributions_table(page, CHANNELS, growth.channels),
        assumptions_table(page),
    )
    draw_html(own.tables(tables))


def _placed(drawn: Picture, by: str) -> Placed:
    return Placed(drawn, "why", f"why_{by}", {BY: by})


def _opening(page: Page, growth: Growth, changed: Changes | None) -> Markup:
    """Say the growth of the scenario and how far it is off the plan, or at the plan the trend."""
    language = page.language
    title = say(language, "why_title", growth=growth_text(growth.end, language))
    if changed is None:
        return Markup(macros(language).opening(title, _against_trend(page, growth)))
    text = say(
        language,
        "why_intro_plan",
        plan=plan_name(page),
        reference=growth_text(changed.start, language),
        change=format_signed(changed.change, DECIMALS, language),
    )
    return Markup(macros(language).opening(title, text))


def _against_trend(page: Page, growth: Growth) -> str:
    return say(
        page.language,
        "why_intro",
        reference=growth_text(growth.start, page.language),
        change=format_signed(growth.change, DECIMALS, page.language),
    )
