"""What drives a spread: Sobol indices and swings, computed on demand and kept by scenario."""

from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.uncertainty.sobol import Progress, Sensitivity, sobol
from model.uncertainty.tornado import Swing, Tornado, tornado
from ui.pieces.parameter_entry import choice_html
from ui.pieces.parameters import dimension_name
from ui.pieces.table import number_cell, wide_table
from ui.state.address import step_link
from ui.state.current import Page
from ui.state.kept import Kept
from ui.text.markup import draw_html
from ui.text.numbers import UNKNOWN, finer, format_number, format_signed
from ui.text.words import name, say

SHOWN = 10
LEAST = 0.005
"""Total indices below this are not listed: an estimate cannot tell them from nothing."""
LEVEL, EFFECT = "level", "effect"


@dataclass(frozen=True)
class Drivers:
    """What was computed for one indicator and one question."""

    sobol: Sensitivity
    tornado: Tornado


@st.cache_resource(show_spinner=False)
def _kept() -> Kept[Drivers]:
    return Kept()


def draw_drivers(page: Page, indicator: str) -> None:
    """Let the reader ask what drives the spread of an indicator or of an effect on it."""
    language, province = page.language, page.province
    title = escape(say(language, "drivers_title"))
    draw_html(f'<h3>{title}</h3><p class="note">{escape(say(language, "drivers_note"))}</p>')
    question = st.selectbox(
        say(language, "drivers_question", indicator=name(province.indicators[indicator], language)),
        [EFFECT, LEVEL, *province.levers],
        format_func=lambda key: _question(page, key),
        key=f"drivers_{language}",
    )
    key = (step_link(province, page.scenario), indicator, question)
    found = _kept().get(key)
    if found is None:
        place = st.empty()
        if not place.button(say(language, "drivers_compute"), key="drivers_compute"):
            return
        bar = place.progress(0.0, text=say(language, "drivers_running"))
        found = compute(page, indicator, question, lambda done: _show(bar, done))
        place.empty()
        _kept().put(key, found)
    draw_html(drivers_html(page, found))


def _show(bar: DeltaGenerator, done: float) -> None:
    bar.progress(min(done, 1.0))


def compute(page: Page, indicator: str, question: str, progress: Progress) -> Drivers:
    """Run the analysis of `model.sensitivity`; ``question`` is a band or a lever."""
    lever = question if question in page.province.levers else None
    effect = question != LEVEL
    given = page.province, page.scenario, indicator
    return Drivers(
        sobol(*given, effect=effect, lever=lever, progress=progress),
        tornado(*given, effect=effect, lever=lever),
    )


def drivers_html(page: Page, found: Drivers) -> str:
    """Draw the dimensions that matter most, with their share and the swing of a parameter."""
    province, language = page.province, page.language
    indicator = province.indicators[found.sobol.indicator]
    swings = {swing.key: swing for swing in found.tornado.swings}
    ends = [end for swing in swings.values() for end in (swing.low, swing.high)]
    scale = (min(ends, default=0.0), max(ends, default=0.0))
    widest = max((swing.width for swing in swings.values()), default=0.0)
    decimals = finer(indicator.decimals, widest)
    rows = []
    for index in found.sobol.indices[:SHOWN]:
        if not index.total >= LEAST:
            continue
        swing = swings.get(index.key)
        low, high = _ends(swing, decimals, found.sobol.effect, language)
        share = f"{format_number(100.0 * index.total, 0, language)}%"
        words = _dimension_html(page, index.key)
        rows.append(
            f'<tr><th scope="row" class="t main">{words}</th>'
            + number_cell("grade", _grade(page, index.key), language)
            + number_cell(
                "share",
                f'<i class="share" style="--s:{min(index.total, 1.0):.3f}"></i><b>{share}</b>',
                language,
            )
            + number_cell("at_low", low, language)
            + f"<td>{_swing_html(swing, found.tornado.default, scale)}</td>"
            + number_cell("at_high", high, language)
            + "</tr>"
        )
    if not rows:
        return f'<p class="note">{escape(say(language, "drivers_nothing"))}</p>'
    table = wide_table(("driver", "grade", "share", "at_low", "swing", "at_high"), rows, language)
    runs = format_number(found.sobol.rows, 0, language)
    notes = [say(language, "drivers_reading", runs=runs)]
    if found.sobol.undefined > 0:
        share = f"{format_number(100.0 * found.sobol.undefined, 1, language)}%"
        notes.append(say(language, "drivers_undefined", share=share))
    return f'{table}<p class="note">{escape(" ".join(notes))}</p>'


def _swing_html(swing: Swing | None, default: float, scale: tuple[float, float]) -> str:
    """Draw a bar of the tornado: from the default to where either end of the range leads."""
    low, high = scale
    if swing is None or not high > low:
        return ""
    middle, *ends = ((value - low) / (high - low) for value in (default, swing.low, swing.high))
    sides = ";".join(
        f"--{side}:{min(end, middle):.3f};--{side}w:{abs(end - middle):.3f}"
        for side, end in zip("lh", ends, strict=True)
    )
    return f'<i class="swing" style="--d:{middle:.3f};{sides}" aria-hidden="true"></i>'


def _dimension_html(page: Page, key: str) -> str:
    """Name what is drawn; a parameter leads to where it stands with its source."""
    words = dimension_name(page.province, key, page.language)
    row = page.province.parameters.get(key)
    return escape(words) if row is None else choice_html(key, words, page.language)


def _question(page: Page, key: str) -> str:
    if key in (LEVEL, EFFECT):
        return say(page.language, f"sure_{key}")
    lever = name(page.province.levers[key], page.language)
    return say(page.language, "drivers_lever", lever=lever)


def _grade(page: Page, key: str) -> str:
    row = page.province.parameters.get(key)
    return UNKNOWN if row is None else escape(row.grade)


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
