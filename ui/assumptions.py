"""The reader's own assumptions: set within their range, marked on every view, taken back."""

from collections.abc import Container
from dataclasses import replace
from html import escape
from types import MappingProxyType

import streamlit as st

from model.province import Province
from model.scenario import Scenario
from model.tables import Parameter

from .equations import settable, symbol_html
from .html import draw_html
from .numbers import format_exact, parse_exact
from .page import Page
from .sources import source_html
from .state import CHOOSE, changing_link, go, mark, step_link
from .words import name, say

LISTED = 3
"""Assumptions that the mark names; the method view lists all."""
FIRST_CHOICE = "kci0"
PLACE = "assume"
"""Where on the page a parameter is set."""


def assumed_html(page: Page) -> str:
    """Mark that results rest on the reader's own assumptions; nothing if on the model's."""
    language, own = page.language, page.scenario.parameters
    if not own:
        return ""
    rows = [page.province.parameters[key] for key in own]
    parts = [_change_html(page, row) for row in rows[:LISTED]]
    if len(rows) > LISTED:
        parts.append(escape(say(language, "assumed_more", count=len(rows) - LISTED)))
    if page.scenario.pins:
        parts.append(escape(say(language, "assumed_pins")))
    parts.append(
        _link(page, "assumed_reset", _left_out(page.scenario), say(language, "assumed_reset"))
    )
    parts.append(choice_html(next(iter(own)), say(language, "assumed_edit")))
    title = escape(say(language, "assumed_title"))
    return f'<p class="assumed" role="note"><b>{title}</b> {" · ".join(parts)}</p>'


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


def choice_html(key: str, words: str) -> str:
    """Link words to the place where a parameter stands with its source and can be set."""
    there = f'{changing_link(view="method")} data-choose="{key}" data-to="{PLACE}"'
    return f"<a {there}>{escape(words)}</a>"


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


def draw_entry(page: Page, row: Parameter, place: str) -> None:
    """Draw the box for a parameter; what is out of its range is refused in words."""
    language, province = page.language, page.province
    words = _limits(province, row, language)
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
            draw_html(_link(page, f"{place}_reset", _left_out(page.scenario, row.key), back))
    refused = st.session_state.get(f"refused_{place}")
    if refused is not None and refused[0] == row.key:
        text = say(language, "assume_refused", value=refused[1][:80], **words)
        draw_html(f'<p class="refused" role="alert">{escape(text)}</p>')


def _set(province: Province, row: Parameter, place: str, language: str) -> None:
    text = st.session_state[f"{place}_value"]
    number = parse_exact(text, language)
    fits = number is not None and row.low <= number <= row.high
    st.session_state[f"refused_{place}"] = None if fits else (row.key, text)
    if number is None or not fits:
        return
    here = _left_out(st.session_state["here"], row.key)
    if number != row.default:
        here = replace(here, parameters=MappingProxyType({**here.parameters, row.key: number}))
    go(province, here)
    st.session_state[f"{place}_value"] = ""


def _left_out(scenario: Scenario, *keys: str) -> Scenario:
    """Return a scenario without some own assumptions; without keys, without any."""
    left = {k: v for k, v in scenario.parameters.items() if keys and k not in keys}
    return replace(scenario, parameters=MappingProxyType(left))


def _limits(province: Province, row: Parameter, language: str) -> dict[str, str]:
    """Return the words of a parameter's name, range and unit."""
    low, high = (format_exact(limit, language) for limit in row.range)
    unit = name(province.units[row.unit], language)
    return {"name": name(row, language), "low": low, "high": high, "unit": unit}


def _details_html(page: Page, row: Parameter) -> str:
    language, province = page.language, page.province
    text = say(
        language,
        "assume_details",
        default=format_exact(row.default, language),
        grade=row.grade,
        **_limits(province, row, language),
    )
    note = f'<br><small lang="en">{escape(row.note)}</small>' if row.note else ""
    source = source_html(province.sources[row.source], language)
    return f'<p class="note">{symbol_html(row.symbol)} · {escape(text)} {source}{note}</p>'


def _list_html(page: Page) -> str:
    language, items = page.language, []
    for key in page.scenario.parameters:
        row = page.province.parameters[key]
        label = say(language, "assume_remove_full", name=name(row, language))
        back = _link(
            page,
            f"assumed_{key}",
            _left_out(page.scenario, key),
            say(language, "assume_remove"),
            label,
        )
        unit = escape(name(page.province.units[row.unit], language))
        items.append(f"<li>{_change_html(page, row)} <small>{unit}</small> {back}</li>")
    title = escape(say(language, "method_own"))
    return f'<p class="fig-title">{title}</p><ul class="own">{"".join(items)}</ul>'


def _change_html(page: Page, row: Parameter) -> str:
    language = page.language
    before = format_exact(row.default, language)
    after = format_exact(page.scenario.parameters[row.key], language)
    return f"{escape(name(row, language))} {before}\u00a0→\u00a0<b>{after}</b>"


def _link(page: Page, key: str, there: Scenario, words: str, label: str = "") -> str:
    extra = f' aria-label="{escape(label)}"' if label else ""
    link = escape(step_link(page.province, there))
    return f'<a class="step" id="{key}" href="{link}" target="_self"{extra}>{escape(words)}</a>'
