"""Pins: scenarios kept in the link to compare with; pinned, named, opened, replaced, removed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.names import LONGEST_PIN_NAME, pin_name
from model.scenario.scenario import LETTERS, Pin, Scenario, preset_scenario
from ui.browser.open_file import open_file
from ui.pieces.pin_names import described, has_name
from ui.state.address import go, matching_preset, step_link
from ui.state.current import Page
from ui.state.log import log_refused
from ui.state.session import session
from ui.text.markup import draw_html, macros
from ui.text.problems import cut, problem_text
from ui.text.words import name, say
from ui.views.compare.tables import TEMPLATE

_ENDING = re.compile(r"(?<=.)\.(csv|tsv|txt|xlsx)$", re.IGNORECASE)
"""What the name of a file that can be opened ends in."""


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
        draw_html(macros(language).note(say(language, "compare_full")))
    refused = session().refused_pins
    if refused:
        draw_html(macros(language).refused(refused, say(language, "compare_refused")))


def with_pin(scenario: Scenario, letter: str, pin: Pin | None) -> Scenario:
    """Return a scenario with a place of its pins set, or empty."""
    pins: dict[str, Pin] = {**scenario.pins}
    pins.pop(letter, None)
    if pin is not None:
        pins[letter] = pin
    return replace(scenario, pins=MappingProxyType({key: pins[key] for key in sorted(pins)}))


def present_pin(page: Page, letter: str) -> Pin:
    """Return the present scenario as a pin, by its own name or by what differs from the plan."""
    return named_pin(page, letter, page.scenario.levers, page.scenario.name)


def named_pin(page: Page, letter: str, levers: Mapping[str, float], text: str = "") -> Pin:
    """Return levers as a pin, by as much of a text as may name one, else by what they are."""
    if text in page.province.presets:
        text = ""
    for words in (text[:LONGEST_PIN_NAME], described(page, levers)):
        found, problems = pin_name(words, letter)
        if not problems and found != letter.upper():
            return Pin(levers, found)
    return Pin(levers, letter.upper())


def _draw_pin(page: Page, letter: str, pin: Pin) -> None:
    """Draw a pin: its letter, its name to be changed, and what can be done with it."""
    language, province, scenario = page.language, page.province, page.scenario
    drawn = macros(language, TEMPLATE)
    opened = matching_preset(province, pin.levers) or (pin.name if has_name(letter, pin) else "")
    links = (
        ("load", step_link(province, replace(scenario, levers=pin.levers, name=opened))),
        ("replace", step_link(province, with_pin(scenario, letter, present_pin(page, letter)))),
        ("remove", step_link(province, with_pin(scenario, letter, None))),
    )
    with st.container(key=f"pin_{letter}", horizontal=True, vertical_alignment="center"):
        draw_html(drawn.letter(letter), width="content")
        key = f"pin_name_{letter}_{pin.name}"
        st.text_input(
            say(language, "compare_name", letter=letter.upper()),
            pin.name if has_name(letter, pin) else "",
            key=key,
            placeholder=described(page, pin.levers),
            label_visibility="collapsed",
            width=300,
            on_change=_renamed,
            args=(province, letter, key),
        )
        draw_html(drawn.pin_steps(letter, links), width="content")
    refused = session().refused_names.get(letter)
    if refused is not None:
        words = say(
            language,
            "compare_name_refused",
            letter=letter.upper(),
            value=cut(refused),
            count=LONGEST_PIN_NAME,
        )
        draw_html(macros(language).refusal(words))


def _more_html(page: Page, letter: str) -> Markup:
    """Offer to pin the present scenario and every preset that is not pinned."""
    language, province, scenario = page.language, page.province, page.scenario
    here = step_link(province, with_pin(scenario, letter, present_pin(page, letter)))
    pinned = [dict(pin.levers) for pin in scenario.pins.values()]
    presets = []
    for key, preset in province.presets.items():
        levers = preset_scenario(province, key).levers
        if dict(levers) in pinned or dict(levers) == dict(scenario.levers):
            continue
        pin = named_pin(page, letter, levers)
        link = step_link(province, with_pin(scenario, letter, pin))
        presets.append((key, name(preset, language), link))
    return Markup(macros(language, TEMPLATE).more(here, presets))


def _renamed(province: Province, letter: str, key: str) -> None:
    """Step to the new name; one that cannot be used changes nothing and is said."""
    visit, text = session(), st.session_state[key].strip()
    shown, problems = pin_name(text, letter)
    visit.refused_names.pop(letter, None)
    if problems:
        visit.refused_names[letter] = text
    here = visit.shown
    if not problems and letter in here.pins:
        go(province, with_pin(here, letter, Pin(here.pins[letter].levers, shown)))


def file_title(file: str) -> str:
    """Return the name of a file without the ending by which programs know it."""
    return _ENDING.sub("", file)


def _opened(page: Page, files: list[tuple[str, bytes]]) -> None:
    """Pin the scenarios of some files, or none of them and say why."""
    province, language = page.province, page.language
    visit = session()
    here = visit.shown
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
        stem = scenario.name or file_title(file)
        pin = named_pin(page, letter, scenario.levers, stem)
        here = with_pin(here, letter, pin)
    visit.refused_pins = tuple(refused)
    if not refused:
        go(province, here)
