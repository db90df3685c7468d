"""The view "To 2030": the path with the levers held, its fan and the later targets."""

from collections.abc import Sequence
from functools import cache

import streamlit as st

from model.engine import base_year
from model.province.keys import GROWTH
from model.uncertainty.bands import Fan, fan, is_average, later_targets
from model.uncertainty.draws import YEARLY_FALL_OF
from ui.charts.fan import fan_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import choose, titled_html
from ui.state.current import Page
from ui.state.results import ResultCache, result_key
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_number, format_target
from ui.text.words import in_language, name, say
from ui.views.outlook.paths import Rival, fan_records, growth_rival, push_text, reference_paths
from ui.views.outlook.tables import TEMPLATE, path_table, targets_table

FIRST_CHOICE = "grdp_per_capita"


@cache
def _fans() -> ResultCache[Fan]:
    return ResultCache()


def outlook(page: Page) -> None:
    """Draw the fan of growth and of a level to the last year, with their figures."""
    language, province = page.language, page.province
    base, last = province.base_year, province.last_year
    key = province, result_key(province, page.scenario)
    found = _fans().of(key, lambda: fan(province, page.scenario, last))
    pieces, own = macros(language), macros(language, TEMPLATE)
    intro = say(language, "outlook_intro", base=base, last=last)
    draw_html(pieces.opening(say(language, "outlook_title", year=last), intro))
    reference = reference_paths(page)
    rival = growth_rival(province)
    draw_html(own.push(push_text(page, reference[GROWTH]), rival.years))
    _draw_fan(page, found, GROWTH, reference[GROWTH], rival)
    keys = [key for key in province.modelled if key != GROWTH]
    chosen = choose(page, keys, "outlook", FIRST_CHOICE)
    _draw_fan(page, found, chosen, reference[chosen])
    tables = [
        path_table(page, found, key, reference[key], of)
        for key, of in ((GROWTH, rival), (chosen, None))
    ]
    draw_html(own.beside(tables))
    title = pieces.heading(say(language, "outlook_targets", last=last))
    draw_html(title + targets_table(page, found))
    draw_html(pieces.note(say(language, "outlook_note", last=last)))


def _draw_fan(
    page: Page, found: Fan, key: str, reference: Sequence[float], rival: Rival | None = None
) -> None:
    language, province = page.language, page.province
    indicator, pieces = province.indicators[key], macros(language)
    notes = []
    if indicator.until:
        notes.append(in_language(indicator, "note", language))
    averages = [row for row in later_targets(province) if is_average(row) and row.key == key]
    if averages:
        base = base_year(province, page.scenario.parameters)
        rate = format_number(base[YEARLY_FALL_OF[key]], 1, language)
        target = format_target(averages[0], language)
        notes.append(say(language, "outlook_average_note", target=target, rate=rate))
    draw_html(pieces.heading(titled_html(page, indicator), " ".join(notes)))
    data = fan_records(page, found, key, reference, rival)
    if data is None:
        draw_html(pieces.note(say(language, "sure_undefined")))
        return
    spec = fan_spec(
        say(language, "outlook_chart", indicator=name(indicator, language)),
        province.base_year,
        province.last_year,
        language,
        theme_name(),
        rival is not None,
    )
    place = "growth" if key == GROWTH else "chosen"
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"outlook_{place}")
