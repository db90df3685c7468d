"""The reader's own assumptions: set within their range, marked on every view, taken back."""

from collections.abc import Container

import streamlit as st
from markupsafe import Markup

from model.province.rows import Parameter
from ui.pieces.parameter_entry import (
    PLACE,
    back_link,
    change_html,
    draw_entry,
    left_out,
    limit_words,
)
from ui.pieces.parameters import settable, symbol_html
from ui.pieces.sources import cite
from ui.state.address import CHOOSE, step_mark
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact
from ui.text.words import in_language, name, say

TEMPLATE = "views/method/assumptions.html"
FIRST_CHOICE = "kci0"


def assumptions_opening(language: str) -> Markup:
    """Say what own assumptions are."""
    return Markup(macros(language, TEMPLATE).opening(PLACE))


def draw_assumptions(page: Page) -> None:
    """Let the reader set any parameter that has a range, and list what is set."""
    language = page.language
    rows = {key: row for key, row in page.province.assumptions.items() if settable(row)}
    _take_choice(rows, f"assume_key_{language}")
    chosen = st.selectbox(
        say(language, "assume_choose"),
        list(rows),
        format_func=lambda key: f"{name(rows[key], language)} ({rows[key].symbol})",
        key=f"assume_key_{language}",
    )
    draw_html(_details_html(page, rows[chosen]))
    draw_entry(page, rows[chosen], "assume")
    if page.scenario.parameters:
        draw_html(_list_html(page))


def _take_choice(keys: Container[str], widget: str) -> None:
    """Choose, once, the parameter whose link the reader pressed."""
    st.session_state.setdefault(widget, FIRST_CHOICE)
    visit, pressed = session(), step_mark()
    if pressed == visit.parameter_pressed:
        return
    visit.parameter_pressed = pressed
    key = pressed.partition(".")[0].removeprefix(CHOOSE)
    if pressed.startswith(CHOOSE) and key in keys:
        st.session_state[widget] = key


def _details_html(page: Page, row: Parameter) -> Markup:
    language, province = page.language, page.province
    text = say(
        language,
        "assume_details",
        default=format_exact(row.default, language),
        grade=row.grade,
        **limit_words(province, row, language),
    )
    symbol = symbol_html(row.symbol, language)
    cited = cite(province.sources[row.source], language)
    note = in_language(row, "note", language)
    return Markup(macros(language, TEMPLATE).details(symbol, text, cited, note))


def _list_html(page: Page) -> Markup:
    language, changes = page.language, []
    for key in page.scenario.parameters:
        row = page.province.parameters[key]
        unit = name(page.province.units[row.unit], language)
        changes.append((change_html(page, row), unit, _back(page, row)))
    return Markup(macros(language, TEMPLATE).own(changes))


def _back(page: Page, row: Parameter) -> Markup:
    """Draw the link that takes an assumption back."""
    language, there = page.language, left_out(page.scenario, row.key)
    label = say(language, "assume_remove_full", name=name(row, language))
    return back_link(page, f"assumed_{row.key}", there, say(language, "assume_remove"), label)
