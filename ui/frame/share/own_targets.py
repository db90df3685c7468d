"""Own targets, where none is known."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st

from model.province.province import Province
from model.province.rows import Indicator
from ui.state.address import go, step_link
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, macros, render
from ui.text.numbers import format_exact, parse_exact
from ui.text.words import name, say


@dataclass(frozen=True)
class OwnTarget:
    """An own target as shown; ``without`` is the link to the scenario without it."""

    key: str
    title: str
    value: str
    without: str


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
    refused = session().refused_target
    if refused is not None:
        words = say(language, "own_refused", name=name(indicator, language), value=refused[:80])
        draw_html(macros(language).refusal(words))
    if page.scenario.targets:
        targets = [_own_target(page, key) for key in page.scenario.targets]
        draw_html(render("frame/share/own_targets.html", language, targets=targets))


def _own_set(province: Province, indicator: Indicator, language: str) -> None:
    visit, text = session(), st.session_state["own_value"]
    number = parse_exact(text, language)
    visit.refused_target = text if number is None else None
    if number is not None:
        targets = MappingProxyType({**visit.shown.targets, indicator.key: number})
        go(province, replace(visit.shown, targets=targets))
        st.session_state["own_value"] = ""


def _own_target(page: Page, key: str) -> OwnTarget:
    targets = page.scenario.targets
    left = MappingProxyType({other: targets[other] for other in targets if other != key})
    return OwnTarget(
        key=key,
        title=name(page.province.indicators[key], page.language),
        value=format_exact(targets[key], page.language),
        without=step_link(page.province, replace(page.scenario, targets=left)),
    )
