"""The view "How sure": the effect of the levers and the level, each with its own band."""

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.link import SIGMA
from model.scenario.scenario import Scenario
from model.uncertainty.bands import MEDIAN, WIDTHS, Spread, spread
from ui.charts.bands import bands_data, bands_spec
from ui.charts.look import Records, with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import choose, row_of, titled_html
from ui.pieces.parameter_entry import draw_entry
from ui.pieces.table import number_cell, wide_table
from ui.state.address import result_key
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import finer, format_exact, format_number, format_signed, format_target
from ui.text.words import name, say
from ui.views.sure.drivers import draw_drivers

KEPT = 64  # scenarios whose bands are kept
ALWAYS = ("grdp_growth", "grdp_per_capita")


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _spread(_province: Province, key: str, _scenario: Scenario) -> Spread:
    """Draw a scenario; undo and another view take it from here."""
    return spread(_province, _scenario)


def sure(page: Page) -> None:
    """Draw the two bands of three indicators, their figures and the size of the residual."""
    language = page.language
    key = result_key(page.province, page.scenario)
    found = _spread(page.province, key, page.scenario)
    title, intro = (escape(say(language, f"sure_{key}")) for key in ("title", "intro"))
    draw_html(f'<h2>{title}</h2><p class="note">{intro}</p>')
    for key in ALWAYS:
        _bands(page, found, key)
    chosen = choose(page, list(page.province.modelled), "sure")
    shown = list(dict.fromkeys((*ALWAYS, chosen)))
    if chosen not in ALWAYS:
        _bands(page, found, chosen)
    draw_html(bands_table(page, found, shown))
    _draw_sigma(page)
    draw_drivers(page, chosen)
    count = format_number(found.size, 0, language)
    draw_html(f'<p class="note">{escape(say(language, "sure_note", count=count))}</p>')


def effect_decimals(indicator: Indicator, cuts: Sequence[float]) -> int:
    """Return the decimals of an effect: as of the level, or more where its band is narrow."""
    return finer(indicator.decimals, cuts[-1] - cuts[0])


def edges(cuts: Sequence[float], decimals: int, language: str, signed: bool) -> tuple[str, ...]:
    """Write the low end of the 90 % interval, the median and its high end."""
    write = format_signed if signed else format_number
    low, high = WIDTHS[90]
    return tuple(write(cuts[place], decimals, language) for place in (low, MEDIAN, high))


def bands_records(page: Page, found: Spread, key: str) -> dict[str, Records] | None:
    """Return the data sets of an indicator's chart; None where it has no band to draw."""
    language, row = page.language, row_of(page, key)
    effect, level = found.effect[key][:, 0].tolist(), found.level[key][:, 0].tolist()
    if found.residual_share[key] is None or row.reference is None:
        return None
    indicator = row.indicator
    year = page.province.base_year
    value = format_number(row.reference, indicator.decimals, language)
    targets = []
    if row.target is not None:
        text = say(language, "chip_target", target=format_target(row.target, language))
        targets = [(row.target.value, text)]
        if row.target.value_high is not None:
            targets.append((row.target.value_high, ""))
    return bands_data(
        (effect, edges(effect, effect_decimals(indicator, effect), language, signed=True)),
        (level, edges(level, indicator.decimals, language, signed=False)),
        (row.reference, say(language, "reference_at", year=year, value=value)),
        targets,
        (say(language, "sure_effect"), say(language, "sure_level")),
    )


def share_text(page: Page, found: Spread, key: str) -> str:
    """Say which share of the level's spread is the residual, which no lever touches."""
    language, share = page.language, found.residual_share[key]
    if share is None:
        undefined = bool(np.isnan(found.level[key][:, 0]).any())
        return say(language, "sure_undefined" if undefined else "sure_still")
    if share == 0.0:
        return say(language, "sure_share_none")
    percent = 100.0 * share
    decimals = 0 if percent < 99.0 else 1
    text = format_number(percent, decimals, language)
    if float(f"{percent:.1f}") >= 100.0:
        text = f"> {format_number(99.9, 1, language)}"
    return say(language, "sure_share", share=f"{text}%")


def bands_table(page: Page, found: Spread, keys: Sequence[str]) -> str:
    """Draw the medians and the intervals of both bands of some indicators."""
    language = page.language
    rows = []
    for key in keys:
        indicator = page.province.indicators[key]
        for band, cuts in (("effect", found.effect[key]), ("level", found.level[key])):
            first = cuts[:, 0].tolist()
            decimals = indicator.decimals
            if band == "effect":
                decimals = effect_decimals(indicator, first)
            write = format_signed if band == "effect" else format_number
            texts = [write(_known(cut), decimals, language) for cut in first]
            cells = number_cell("median", f"<b>{texts[MEDIAN]}</b>", language)
            for width, (low, high) in sorted(WIDTHS.items()):
                words = escape(say(language, "interval", low=texts[low], high=texts[high]))
                cells += number_cell(f"band_{width}", words, language)
            words = escape(say(language, f"sure_{band}"))
            rows.append(
                f'<tr><th scope="row" class="t main">{titled_html(page, indicator)}'
                f"<br><small>{words}</small></th>{cells}</tr>"
            )
    return wide_table(("indicator", "median", "band_30", "band_60", "band_90"), rows, language)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _bands(page: Page, found: Spread, key: str) -> None:
    language, indicator = page.language, page.province.indicators[key]
    title = titled_html(page, indicator)
    draw_html(f'<h3>{title}</h3><p class="note">{escape(share_text(page, found, key))}</p>')
    data = bands_records(page, found, key)
    if data is None:
        return
    spec = bands_spec(
        say(language, "sure_chart", indicator=name(indicator, language)),
        language,
        theme_name(),
    )
    place = key if key in ALWAYS else "chosen"
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"sure_{place}")


def _draw_sigma(page: Page) -> None:
    """Let the reader set the usual miss of a one-year projection; it travels in the link."""
    province, language = page.province, page.language
    row = province.parameters[SIGMA]
    value = page.scenario.parameters.get(SIGMA, row.default)
    low, high, default = (format_exact(n, language) for n in (row.low, row.high, row.default))
    title = escape(say(language, "sigma_title", value=format_exact(value, language)))
    note = escape(say(language, "sigma_note", low=low, high=high, default=default, grade=row.grade))
    draw_html(f'<h3>{title}</h3><p class="note">{note}</p>')
    draw_entry(page, row, "sigma")
