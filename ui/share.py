"""Take a scenario along: copy the link, two downloads, open a file, own targets."""

import re
from dataclasses import replace
from functools import partial
from html import escape
from types import MappingProxyType

import streamlit as st

from model.export import csv_text, iamc_rows, vietnamese_rows
from model.problems import InvalidInputError
from model.province import Province
from model.reading import read_scenario
from model.scenario import Scenario
from model.tables import Indicator
from model.uncertainty import bands

from .header import problem_text
from .html import draw_html
from .log import log_refused
from .numbers import format_exact, parse_exact
from .open_file import open_file
from .page import Page
from .state import go, step_link
from .words import name, say


def draw_share(page: Page) -> None:
    """Draw the two popovers beside the views; what is in them only while they are open."""
    for key, icon, draw in (("own", "flag", _draw_own), ("share", "ios_share", _draw_share)):
        opened = st.popover(
            say(page.language, f"{key}_title"),
            icon=f":material/{icon}:",
            key=f"{key}_open",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                draw(page)


def file_stem(page: Page) -> str:
    """Name a download after province, scenario and model version, in plain letters."""

    def plain(text: str) -> str:
        return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_").lower()

    scenario = plain(page.scenario.name) or "scenario"
    return f"{plain(page.province.model)}_{scenario}_{page.province.version}"


def iamc_file(province: Province, scenario: Scenario) -> bytes:
    """Write the IAMC table of a scenario with its bands."""
    rows = iamc_rows(province, scenario, drawn=bands(province, scenario))
    return csv_text(rows).encode()


def vietnamese_file(province: Province, scenario: Scenario) -> bytes:
    """Write the Vietnamese table; with a byte-order mark, by which Excel reads the accents."""
    return csv_text(vietnamese_rows(province, scenario), bom=True).encode()


def _draw_share(page: Page) -> None:
    province, scenario, language = page.province, page.scenario, page.language
    draw_html(_copy_html(language))
    stem = file_stem(page)
    st.download_button(
        say(language, "share_iamc"),
        data=lambda: iamc_file(province, scenario),
        file_name=f"{stem}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_iamc",
        icon=":material/download:",
        width="stretch",
    )
    st.download_button(
        say(language, "share_vietnamese"),
        data=lambda: vietnamese_file(province, scenario),
        file_name=f"{stem}_vi.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_vi",
        icon=":material/download:",
        width="stretch",
    )
    open_file("opened", say(language, "share_open"), language, partial(_opened, province))
    st.caption(say(language, "share_open_help"))
    refused = st.session_state.get("refused_file", ())
    if refused:
        rows = "".join(
            f"<li>{escape(problem_text(province, row, language))}</li>" for row in refused
        )
        title = escape(say(language, "share_refused_file"))
        draw_html(f'<div class="refused" role="alert"><b>{title}</b><ul>{rows}</ul></div>')


def _copy_html(language: str) -> str:
    copied, refused, field, words = (
        escape(say(language, key))
        for key in ("share_copied", "share_refused", "share_field", "share_copy")
    )
    return (
        f'<div class="copy" data-copied="{copied}" data-refused="{refused}">'
        f'<button type="button" data-copy="link">{words}</button>'
        f'<input type="text" hidden readonly aria-label="{field}">'
        '<span role="status" aria-live="polite"></span></div>'
    )


def _opened(province: Province, files: list[tuple[str, bytes]]) -> None:
    """Step to the scenario of a file; a bad file leaves everything as it is."""
    st.session_state["refused_file"] = ()
    try:
        scenario, notes = read_scenario(province, files[0][1])
    except InvalidInputError as error:
        st.session_state["refused_file"] = error.problems
        log_refused(province, "file", error.problems)
        return
    st.session_state["notices"] = tuple(notes)
    go(province, replace(scenario, pins=scenario.pins or st.session_state["here"].pins))


def _draw_own(page: Page) -> None:
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
