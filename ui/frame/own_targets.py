"""Own targets, where none is known."""

from dataclasses import replace
from html import escape
from types import MappingProxyType

import streamlit as st

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.scenario import Scenario
from ui.state.address import go, step_link
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import format_exact, parse_exact
from ui.text.words import name, say


def draw_own_targets(page: Page) -> None:
    """Let the reader set a target where none is known."""
    province, language = page.province, page.language
    st.caption(say(language, "own_note"))
    choices = [key for key in province.modelled if key not in province.plan_targets]
    key = st.selectbox(
        say(language, "own_indicator"),
        choices,
        format_func=lambda key: name(province.indicators[key], language),
        key=f"own_key_{language}",
    )
    indicator = province.indicators[key]
    unit = name(province.units[indicator.unit], language)
    st.text_input(say(language, "own_value", unit=unit), key="own_value")
    st.button(
        say(language, "own_set"), on_click=_own_set, args=(province, indicator, language), key="own"
    )
    refused = st.session_state.get("refused_own")
    if refused is not None:
        words = say(language, "own_refused", name=name(indicator, language), value=refused[:80])
        draw_html(f'<p class="refused" role="alert">{escape(words)}</p>')
    if page.scenario.targets:
        rows = "".join(_own_html(page, key) for key in page.scenario.targets)
        draw_html(f'<ul class="own">{rows}</ul>')


def _own_set(province: Province, indicator: Indicator, language: str) -> None:
    text = st.session_state["own_value"]
    number = parse_exact(text, language)
    st.session_state["refused_own"] = text if number is None else None
    if number is not None:
        here: Scenario = st.session_state["here"]
        targets = MappingProxyType({**here.targets, indicator.key: number})
        go(province, replace(here, targets=targets))
        st.session_state["own_value"] = ""


def _own_html(page: Page, key: str) -> str:
    province, language = page.province, page.language
    indicator = province.indicators[key]
    left = {other: value for other, value in page.scenario.targets.items() if other != key}
    link = escape(step_link(province, replace(page.scenario, targets=MappingProxyType(left))))
    title = name(indicator, language)
    label = escape(say(language, "own_remove_full", name=title))
    value = format_exact(page.scenario.targets[key], language)
    return (
        f"<li>{escape(title)}: <b>{value}</b> "
        f'<a class="step" id="own_{key}" href="{link}" target="_self" aria-label="{label}">'
        f"{escape(say(language, 'own_remove'))}</a></li>"
    )
