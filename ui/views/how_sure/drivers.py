"""What drives a spread: Sobol indices and swings, as a table."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from model.uncertainty.drivers import Drivers
from model.uncertainty.tornado import Swing
from ui.pictures.draw import links_html
from ui.pictures.drivers import (
    analysis,
    finding,
    question_text,
    questions,
    share_text,
    shown_indices,
)
from ui.pieces.parameter_entry import choice_html
from ui.pieces.parameters import dimension_name
from ui.pieces.waiting import asks_again, wait_for
from ui.state.current import Page
from ui.text.markup import draw_html, macros, render
from ui.text.numbers import UNKNOWN, format_number, format_signed
from ui.text.words import name, say


@dataclass(frozen=True)
class Bar:
    """A bar of the tornado on a scale from 0 to 1: starts and widths to either side of a middle."""

    middle: str
    low: str
    low_width: str
    high: str
    high_width: str


@dataclass(frozen=True)
class DriverLine:
    """A dimension as it is written: its share, and the outcome at the ends of its range.

    ``part`` is the share as a number from 0 to 1.
    """

    words: str
    grade: str
    share: str
    part: str
    low: str
    high: str
    bar: Bar | None


def draw_drivers(page: Page, indicator: str) -> None:
    """Let the reader ask what drives the spread of an indicator or of an effect on it."""
    language, province = page.language, page.province
    title, text = say(language, "drivers_title"), say(language, "drivers_note")
    draw_html(macros(language).heading(title, text))
    question = st.selectbox(
        say(language, "drivers_question", indicator=name(province.indicators[indicator], language)),
        questions(page),
        format_func=lambda key: question_text(page, key),
        key=f"drivers_{language}",
    )
    analyses = analysis(page, indicator, question)
    if analyses.found is None and not _asked(language):
        return
    if not wait_for(page, "drivers", "drivers_running", [analyses]):
        return
    found = analyses.here(province)
    if not shown_indices(found):
        draw_html(drivers_html(page, found))
        return
    title = macros(language).heading(finding(page, found, question))
    links = links_html("drivers", "drivers", language, of=indicator, question=question)
    draw_html(title + drivers_html(page, found) + links)


def _asked(language: str) -> bool:
    """Offer to compute; say whether the reader wants it."""
    place, words = st.empty(), say(language, "drivers_compute")
    if asks_again("drivers"):
        return True
    pressed = place.button(words, key="drivers_compute")
    if pressed:
        place.empty()
    return pressed


def drivers_html(page: Page, found: Drivers) -> Markup:
    """Draw the dimensions that matter most, with their share and the swing of a parameter."""
    language = page.language
    lines = driver_lines(page, found)
    runs = format_number(found.sobol.rows, 0, language)
    notes = [say(language, "drivers_reading", runs=runs)]
    if found.sobol.undefined > 0:
        share = f"{format_number(100.0 * found.sobol.undefined, 1, language)}%"
        notes.append(say(language, "drivers_undefined", share=share))
    return render("views/how_sure/drivers.html", language, lines=lines, notes=" ".join(notes))


def driver_lines(page: Page, found: Drivers) -> list[DriverLine]:
    """Write the dimensions that matter most."""
    language, effect = page.language, found.sobol.effect
    swings = {swing.key: swing for swing in found.tornado.swings}
    ends = [end for swing in swings.values() for end in (swing.low, swing.high)]
    scale = (min(ends, default=0.0), max(ends, default=0.0))
    decimals = page.province.indicators[found.sobol.indicator].decimals
    lines = []
    for index in shown_indices(found):
        swing = swings.get(index.key)
        low, high = _ends(swing, decimals, effect, language)
        line = DriverLine(
            words=_words(page, index.key),
            grade=_grade(page, index.key),
            share=share_text(index, language),
            part=f"{min(index.total, 1.0):.3f}",
            low=low,
            high=high,
            bar=_bar(swing, found.tornado.default, scale),
        )
        lines.append(line)
    return lines


def _bar(swing: Swing | None, default: float, scale: tuple[float, float]) -> Bar | None:
    """Lay out a bar of the tornado: from the default to where either end of the range leads."""
    least, most = scale
    if swing is None or not most > least:
        return None
    middle, low, high = (
        (value - least) / (most - least) for value in (default, swing.low, swing.high)
    )
    places = (middle, min(low, middle), abs(low - middle), min(high, middle), abs(high - middle))
    return Bar(*(f"{place:.3f}" for place in places))


def _words(page: Page, key: str) -> str:
    """Name what is drawn; a parameter leads to where it stands with its source."""
    words = dimension_name(page.province, key, page.language)
    linked = key in page.province.parameters
    return choice_html(key, words, page.language) if linked else words


def _grade(page: Page, key: str) -> str:
    row = page.province.parameters.get(key)
    return UNKNOWN if row is None else row.grade


def _ends(swing: Swing | None, decimals: int, effect: bool, language: str) -> tuple[str, str]:
    """Write the outcome with the parameter at its low and at its high end."""
    if swing is None:
        return UNKNOWN, UNKNOWN
    write = format_signed if effect else format_number
    low, high = (
        write(None if value != value else value, decimals, language)
        for value in (swing.low, swing.high)
    )
    return low, high
