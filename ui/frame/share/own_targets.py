"""Own targets, where none is known."""

from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import streamlit as st

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.link import open_keys
from ui.pieces.typed_entry import LONGEST, Refusal, draw_refusal, refusal, typed_in
from ui.state.address import go, step_link
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, macros, render
from ui.text.numbers import format_exact
from ui.text.words import name, say


@dataclass(frozen=True)
class OwnTarget:
    """An own target as shown; ``without`` is the link to the scenario without it."""

    key: str
    title: str
    value: str
    without: str


def draw_own_targets(page: Page) -> None:
    """Draw the popover of own targets; what is in it only while it is open."""
    opened = st.popover(
        say(page.language, "own_title"), icon=":material/flag:", key="own_open", on_change="rerun"
    )
    if opened.open:
        with opened:
            _draw_entry(page)


def _draw_entry(page: Page) -> None:
    """Let the reader set a target where none is known."""
    province, language = page.province, page.language
    draw_html(macros(language).note(say(language, "own_note")))
    key = st.selectbox(
        say(language, "own_indicator"),
        open_keys(province),
        format_func=lambda key: name(province.indicators[key], language),
        key=f"own_key_{language}",
    )
    indicator = province.indicators[key]
    unit = name(province.units[indicator.unit], language)
    st.text_input(say(language, "own_value", unit=unit), key="own_value")
    st.button(say(language, "own_set"), on_click=_own_set, args=(province, language), key="own")
    place, text = session().refused_target
    refused = _refusal(province, indicator, text, language) if place == key else None
    if refused is not None:
        draw_refusal(refused, "own", language, partial(_own_taken, province, language))
    if page.scenario.targets:
        targets = [_own_target(page, key) for key in page.scenario.targets]
        draw_html(render("frame/share/own_targets.html", language, targets=targets))


def _own_set(province: Province, language: str) -> None:
    visit, text = session(), st.session_state["own_value"]
    indicator = province.indicators[st.session_state[f"own_key_{language}"]]
    number = typed_in(text, language, province.units[indicator.unit]).number
    if number is None or _refusal(province, indicator, text, language) is not None:
        visit.refused_target = indicator.key, text
        return
    visit.refused_target = "", ""
    targets = MappingProxyType({**visit.shown.targets, indicator.key: number})
    go(province, replace(visit.shown, targets=targets))
    st.session_state["own_value"] = ""


def _own_taken(province: Province, language: str, other: str) -> None:
    st.session_state["own_value"] = other
    _own_set(province, language)


def _refusal(province: Province, indicator: Indicator, text: str, language: str) -> Refusal | None:
    """Say why a target is not taken; None where it is."""
    unit, title = province.units[indicator.unit], name(indicator, language)
    plain = say(language, "own_refused", name=title, value=text[:LONGEST])
    typed = typed_in(text, language, unit)
    return refusal(typed, title, indicator.range, unit, language, plain)


def _own_target(page: Page, key: str) -> OwnTarget:
    targets = page.scenario.targets
    left = MappingProxyType({other: targets[other] for other in targets if other != key})
    return OwnTarget(
        key=key,
        title=name(page.province.indicators[key], page.language),
        value=format_exact(targets[key], page.language),
        without=step_link(page.province, replace(page.scenario, targets=left)),
    )
