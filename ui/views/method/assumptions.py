"""The reader's own assumptions: set within their range, marked on every view, taken back."""

from collections.abc import Container
from html import escape

import streamlit as st

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
from ui.pieces.sources import source_html
from ui.state.address import CHOOSE, mark
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import format_exact
from ui.text.words import name, say

FIRST_CHOICE = "kci0"


def draw_assumptions(page: Page) -> None:
    """Let the reader set any parameter that has a range, and list what is set."""
    language, province = page.language, page.province
    title, note = (escape(say(language, f"assume_{key}")) for key in ("title", "note"))
    draw_html(f'<h3 id="{PLACE}" tabindex="-1">{title}</h3><p class="note">{note}</p>')
    rows = {key: row for key, row in province.assumptions.items() if settable(row)}
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
    pressed = mark()
    if pressed == st.session_state.get("assume_pressed"):
        return
    st.session_state["assume_pressed"] = pressed
    key = pressed.partition(".")[0].removeprefix(CHOOSE)
    if pressed.startswith(CHOOSE) and key in keys:
        st.session_state[widget] = key


def _details_html(page: Page, row: Parameter) -> str:
    language, province = page.language, page.province
    text = say(
        language,
        "assume_details",
        default=format_exact(row.default, language),
        grade=row.grade,
        **limit_words(province, row, language),
    )
    note = f'<br><small lang="en">{escape(row.note)}</small>' if row.note else ""
    source = source_html(province.sources[row.source], language)
    return (
        f'<p class="note">{symbol_html(row.symbol, language)} · {escape(text)} {source}{note}</p>'
    )


def _list_html(page: Page) -> str:
    language, items = page.language, []
    for key in page.scenario.parameters:
        row = page.province.parameters[key]
        label = say(language, "assume_remove_full", name=name(row, language))
        back = back_link(
            page,
            f"assumed_{key}",
            left_out(page.scenario, key),
            say(language, "assume_remove"),
            label,
        )
        unit = escape(name(page.province.units[row.unit], language))
        items.append(f"<li>{change_html(page, row)} <small>{unit}</small> {back}</li>")
    title = escape(say(language, "method_own"))
    return f'<p class="fig-title">{title}</p><ul class="own">{"".join(items)}</ul>'
