"""Pins: scenarios kept in the link to compare with; pinned, named, opened, replaced, removed."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType

import streamlit as st

from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.link import LONGEST_PIN_NAME, pin_name
from model.scenario.scenario import LETTERS, Pin, Scenario, preset_scenario
from ui.browser.open_file import open_file
from ui.state.address import go, matching_preset, step_link
from ui.state.current import Page
from ui.state.log import log_refused
from ui.text.markup import draw_html
from ui.text.problems import problem_text
from ui.text.words import name, say


def draw_pins(page: Page) -> None:
    """Draw what is pinned and the ways to pin more."""
    language, scenario = page.language, page.scenario
    for letter, pin in scenario.pins.items():
        _draw_pin(page, letter, pin)
    free = [letter for letter in LETTERS if letter not in scenario.pins]
    if free:
        draw_html(_more_html(page, free[0]))
        label = say(language, "compare_open")
        open_file("compare_open", label, language, lambda files: _opened(page, files), True)
    else:
        draw_html(f'<p class="note">{escape(say(language, "compare_full"))}</p>')
    refused = st.session_state.get("refused_pins", ())
    if refused:
        rows = "".join(f"<li>{escape(text)}</li>" for text in refused)
        title = escape(say(language, "compare_refused"))
        draw_html(f'<div class="refused" role="alert"><b>{title}</b><ul>{rows}</ul></div>')


def with_pin(scenario: Scenario, letter: str, pin: Pin | None) -> Scenario:
    """Return a scenario with a place of its pins set, or empty."""
    pins: dict[str, Pin] = {**scenario.pins}
    pins.pop(letter, None)
    if pin is not None:
        pins[letter] = pin
    return replace(scenario, pins=MappingProxyType({key: pins[key] for key in sorted(pins)}))


def present_pin(page: Page, letter: str) -> Pin:
    """Return the present scenario as a pin, by the name of its preset, its own, or a letter."""
    return Pin(page.scenario.levers, _shown_name(page, page.scenario.name, letter))


def _shown_name(page: Page, text: str, letter: str) -> str:
    if text in page.province.presets:
        text = name(page.province.presets[text], page.language)
    return pin_name(text[:LONGEST_PIN_NAME], letter)[0]


def _draw_pin(page: Page, letter: str, pin: Pin) -> None:
    """Draw a pin: its letter, its name to be changed, and what can be done with it."""
    language, scenario = page.language, page.scenario
    steps = {
        "load": replace(
            scenario,
            levers=pin.levers,
            name=matching_preset(page.province, pin.levers) or pin.name,
        ),
        "replace": with_pin(scenario, letter, present_pin(page, letter)),
        "remove": with_pin(scenario, letter, None),
    }
    with st.container(key=f"pin_{letter}", horizontal=True, vertical_alignment="center"):
        draw_html(f'<b class="letter" aria-hidden="true">{letter.upper()}</b>', width="content")
        key = f"pin_name_{letter}_{pin.name}"
        st.text_input(
            say(language, "compare_name", letter=letter.upper()),
            pin.name,
            key=key,
            label_visibility="collapsed",
            width=300,
            on_change=_renamed,
            args=(page.province, letter, key),
        )
        links = (_step_html(page, f"{word}_{letter}", steps[word], word, letter) for word in steps)
        draw_html(f'<span class="pin-steps">{" · ".join(links)}</span>', width="content")
    refused = st.session_state.get(f"refused_pin_{letter}")
    if refused is not None:
        words = say(
            language,
            "compare_name_refused",
            letter=letter.upper(),
            value=refused[:80],
            count=LONGEST_PIN_NAME,
        )
        draw_html(f'<p class="refused" role="alert">{escape(words)}</p>')


def _step_html(page: Page, key: str, there: Scenario, word: str, letter: str) -> str:
    label = escape(say(page.language, f"compare_{word}_full", letter=letter.upper()))
    link = escape(step_link(page.province, there))
    text = escape(say(page.language, f"compare_{word}"))
    return (
        f'<a class="step" id="{key}" href="{link}" target="_self" aria-label="{label}">{text}</a>'
    )


def _more_html(page: Page, letter: str) -> str:
    """Offer to pin the present scenario and every preset that is not pinned."""
    language, province, scenario = page.language, page.province, page.scenario
    here = step_link(province, with_pin(scenario, letter, present_pin(page, letter)))
    pinned = [dict(pin.levers) for pin in scenario.pins.values()]
    chips = []
    for key, preset in province.presets.items():
        levers = preset_scenario(province, key).levers
        if dict(levers) in pinned or dict(levers) == dict(scenario.levers):
            continue
        pin = Pin(levers, _shown_name(page, key, letter))
        link = escape(step_link(province, with_pin(scenario, letter, pin)))
        chips.append(
            f'<li><a class="step" id="pin_{key}" href="{link}" target="_self">'
            f"{escape(name(preset, language))}</a></li>"
        )
    words, label = (escape(say(language, f"compare_{key}")) for key in ("pin", "pin_preset"))
    return (
        f'<p><a class="step pin-here" id="pin_here" href="{escape(here)}" target="_self">{words}'
        f'</a></p><nav class="presets" aria-label="{label}"><span aria-hidden="true">{label}</span>'
        f"<ul>{''.join(chips)}</ul></nav>"
    )


def _renamed(province: Province, letter: str, key: str) -> None:
    """Step to the new name; one that cannot be used changes nothing and is said."""
    text = st.session_state[key].strip()
    shown, problems = pin_name(text, letter)
    st.session_state[f"refused_pin_{letter}"] = text if problems else None
    here: Scenario = st.session_state["here"]
    if not problems and letter in here.pins:
        go(province, with_pin(here, letter, Pin(here.pins[letter].levers, shown)))


def _opened(page: Page, files: list[tuple[str, bytes]]) -> None:
    """Pin the scenarios of some files, or none of them and say why."""
    province, language = page.province, page.language
    here: Scenario = st.session_state["here"]
    free = [letter for letter in LETTERS if letter not in here.pins]
    refused: list[str] = []
    found: Mapping[str, bytes] = dict(files)
    if len(found) > len(free):
        refused.append(say(language, "compare_open_many", count=len(found), free=len(free)))
    for letter, (file, content) in zip(free, found.items(), strict=False):
        try:
            scenario, _ = read_scenario(province, content)
        except InvalidInputError as error:
            log_refused(province, "pin", error.problems)
            refused += [
                say(language, "compare_open_file", file=file, problem=text)
                for row in error.problems
                for text in [problem_text(province, row, language)]
            ]
            continue
        stem = scenario.name or file.removesuffix(".csv")
        pin = Pin(scenario.levers, _shown_name(page, stem, letter))
        here = with_pin(here, letter, pin)
    st.session_state["refused_pins"] = tuple(refused)
    if not refused:
        go(province, here)
