"""The box in which a reader sets a parameter, and the links that take it back."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Parameter
from model.scenario.scenario import Scenario
from ui.pieces.typed_entry import LONGEST, Refusal, draw_refusal, objection, typed_in
from ui.state.address import go, setting, step_link
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact
from ui.text.words import name, say

PLACE = "assume"
"""Where on the page a parameter is set."""


def choice_html(key: str, words: str, language: str) -> Markup:
    """Link words to the place where a parameter stands with its source and can be set."""
    return Markup(macros(language).choice(key, words, setting(view="method")))


def draw_entry(page: Page, row: Parameter, place: str) -> None:
    """Draw the box for a parameter; what is out of its range is refused in words."""
    language, province = page.language, page.province
    words = limit_words(province, row, language)
    with st.container(key=f"{place}_row", horizontal=True, vertical_alignment="bottom"):
        st.text_input(say(language, "assume_label", **words), key=f"{place}_value", width=320)
        st.button(
            say(language, "assume_set"),
            on_click=_set,
            args=(province, row, place, language),
            key=place,
        )
        if row.key in page.scenario.parameters:
            back = say(language, "assume_reset", default=format_exact(row.default, language))
            draw_html(back_link(page, f"{place}_reset", left_out(page.scenario, row.key), back))
    refused = session().refused_parameters.get(place)
    if refused is not None and refused[0] == row.key:
        text, unit = refused[1], province.units[row.unit]
        typed = typed_in(text, language, unit)
        found = objection(typed, name(row, language), row.range, unit, language)
        plain = Refusal(say(language, "assume_refused", value=text[:LONGEST], **words))
        draw_refusal(
            found or plain, place, language, partial(_taken, province, row, place, language)
        )


def _set(province: Province, row: Parameter, place: str, language: str) -> None:
    visit, text = session(), st.session_state[f"{place}_value"]
    number = typed_in(text, language, province.units[row.unit]).number
    fits = number is not None and row.low <= number <= row.high
    visit.refused_parameters.pop(place, None)
    if number is None or not fits:
        visit.refused_parameters[place] = row.key, text
        return
    here = left_out(visit.shown, row.key)
    if number != row.default:
        here = replace(here, parameters=MappingProxyType({**here.parameters, row.key: number}))
    go(province, here)
    st.session_state[f"{place}_value"] = ""


def _taken(province: Province, row: Parameter, place: str, language: str, other: str) -> None:
    st.session_state[f"{place}_value"] = other
    _set(province, row, place, language)


def left_out(scenario: Scenario, *keys: str) -> Scenario:
    """Return a scenario without some own assumptions; without keys, without any."""
    left = {k: v for k, v in scenario.parameters.items() if keys and k not in keys}
    return replace(scenario, parameters=MappingProxyType(left))


def limit_words(province: Province, row: Parameter, language: str) -> dict[str, str]:
    """Return the words of a parameter's name, range and unit."""
    low, high = (format_exact(limit, language) for limit in row.range)
    unit = name(province.units[row.unit], language)
    return {"name": name(row, language), "low": low, "high": high, "unit": unit}


def change_html(page: Page, row: Parameter) -> Markup:
    """Say what an assumption was changed from and to."""
    language = page.language
    before = format_exact(row.default, language)
    after = format_exact(page.scenario.parameters[row.key], language)
    return Markup(macros(language).assumption(name(row, language), before, after))


def back_link(page: Page, key: str, there: Scenario, words: str, label: str = "") -> Markup:
    """Draw a link that steps to a scenario with fewer assumptions."""
    link = step_link(page.province, there)
    return Markup(macros(page.language).step(key, link, words, label))
