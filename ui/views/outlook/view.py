"""The view "To 2030": the path with the levers held, its fan and the later targets."""

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from model.engine import base_year, simulate
from model.province.province import Province
from model.province.rows import Indicator, Target
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_text, target_status
from model.uncertainty.bands import MEDIAN, WIDTHS, Fan, fan, is_average, later_targets
from model.uncertainty.draws import FALLS
from ui.charts.fan import fan_data, fan_spec
from ui.charts.look import Records, with_data
from ui.charts.theme import theme_name
from ui.pieces.indicator import choose, titled_html
from ui.pieces.status import chip_html
from ui.pieces.table import number_cell, wide_table
from ui.state.address import result_key
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import UNKNOWN, format_number, format_signed, format_target
from ui.text.words import name, say
from ui.views.sure.view import KEPT

GROWTH = "grdp_growth"
FIRST_CHOICE = "grdp_per_capita"
DECIMALS = 2


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _fan_to(_province: Province, key: str, horizon: int, _scenario: Scenario) -> Fan:
    """Draw the years of a scenario; undo and another view take them from here."""
    return fan(_province, _scenario, horizon)


def outlook(page: Page) -> None:
    """Draw the fan of growth and of a level to the last year, with their figures."""
    language, province = page.language, page.province
    last = province.last_year
    found = _fan_to(province, result_key(province, page.scenario), last, page.scenario)
    title = escape(say(language, "outlook_title", year=last))
    intro = escape(say(language, "outlook_intro", base=province.base_year, last=last))
    draw_html(f'<h2>{title}</h2><p class="note">{intro}</p>')
    reference = reference_paths(page)
    draw_html(f"<p>{escape(push_text(page, reference[GROWTH]))}</p>{legend_html(page)}")
    _fan(page, found, GROWTH, reference[GROWTH])
    keys = [key for key in province.modelled if key != GROWTH]
    chosen = choose(page, keys, "outlook", FIRST_CHOICE)
    _fan(page, found, chosen, reference[chosen])
    tables = (path_table(page, found, key, reference[key]) for key in (GROWTH, chosen))
    draw_html(f'<div class="tables">{"".join(tables)}</div>')
    heading, note = (
        escape(say(language, f"outlook_{key}", last=last)) for key in ("targets", "note")
    )
    draw_html(f"<h3>{heading}</h3>{targets_table(page, found)}")
    draw_html(f'<p class="note">{note}</p>')


def reference_paths(page: Page) -> dict[str, list[float]]:
    """Project every indicator to the last year with the levers as in the base year."""
    last = page.province.last_year
    own = page.scenario.parameters
    found = simulate(page.province, parameters=own, horizon=last)
    return {key: values[0].tolist() for key, values in found.items()}


def push_text(page: Page, reference: Sequence[float]) -> str:
    """Say how the levers change growth year by year, and why a push is followed by less."""
    province, language = page.province, page.language
    path = simulate(
        province,
        page.scenario.levers,
        page.scenario.parameters,
        horizon=province.last_year,
    )[GROWTH][0]
    effect = path - np.array(reference)
    first, second, last = (
        format_signed(float(effect[place]), DECIMALS, language) for place in (0, 1, -1)
    )
    year = province.base_year + 1
    return say(
        language,
        "outlook_push",
        base=province.base_year,
        year=year,
        next=year + 1,
        last_year=province.last_year,
        first=first,
        second=second,
        last=last,
    )


def legend_html(page: Page) -> str:
    """Explain the marks of a fan."""
    language = page.language
    items = (
        ("median", say(language, "outlook_median")),
        ("dash", say(language, "outlook_reference", year=page.province.base_year)),
        ("fan", say(language, "outlook_fan")),
        ("short", say(language, "outlook_target")),
    )
    marks = "".join(f'<li><i class="k-{mark}"></i>{escape(text)}</li>' for mark, text in items)
    label = escape(say(language, "legend_label"))
    return f'<ul class="legend" aria-label="{label}">{marks}</ul>'


def fan_records(
    page: Page, found: Fan, key: str, reference: Sequence[float]
) -> dict[str, Records] | None:
    """Return the data sets of an indicator's fan; None where a year has no band."""
    province, language = page.province, page.language
    cuts = found.level[key]
    indicator = province.indicators[key]
    if np.isnan(cuts).any():
        return None
    places = sorted((*WIDTHS[90], *WIDTHS[60], MEDIAN))
    figures = [
        format_number(float(cuts[place, -1]), indicator.decimals, language) for place in places
    ]
    if cuts[0, -1] == cuts[-1, -1]:
        figures = ["", "", figures[2], "", ""]
    base = base_year(province, page.scenario.parameters)[key]
    targets = [
        (row.year, limit, text)
        for row in marked_targets(page, key)
        for limit, text in _limits(row, language)
    ]
    return fan_data((province.base_year, base), cuts, reference, targets, figures)


def marked_targets(page: Page, key: str) -> list[Target]:
    """Return the targets that stand as marks: of the plan year and later, averages left out."""
    plan = [row.target for row in page.rows if row.indicator.key == key and row.target]
    later = [row for row in later_targets(page.province) if row.key == key]
    return [*plan, *(row for row in later if not is_average(row))]


def path_table(page: Page, found: Fan, key: str, reference: Sequence[float]) -> str:
    """Draw the median, the 90 % range and the reference of every year."""
    language, indicator = page.language, page.province.indicators[key]

    def number(value: float) -> str:
        known = None if np.isnan(value) else value
        return format_number(known, indicator.decimals, language)

    rows = ""
    low, high = WIDTHS[90]
    years = zip(found.level[key].T.tolist(), reference, strict=True)
    for year, (cuts, held) in enumerate(years, start=page.province.base_year + 1):
        ends = say(language, "interval", low=number(cuts[low]), high=number(cuts[high]))
        rows += (
            f'<tr><th scope="row">{year}</th><td><b>{number(cuts[MEDIAN])}</b></td>'
            f"<td>{escape(ends)}</td><td><span>{number(held)}</span></td></tr>"
        )
    titles = (
        say(language, "column_year"),
        say(language, "column_median"),
        say(language, "column_band_90"),
        say(language, "column_reference", year=page.province.base_year),
    )
    header = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    caption = titled_html(page, indicator)
    return (
        f'<div><table class="fig"><caption>{caption}</caption><thead><tr>{header}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def targets_table(page: Page, found: Fan) -> str:
    """Draw the later targets beside the path; an average over a term is judged by no year."""
    province, language = page.province, page.language
    rows = []
    for target in later_targets(province):
        indicator = province.indicators[target.key]
        cuts = found.level[target.key][:, target.year - province.base_year - 1]
        rows.append(
            f'<tr><th scope="row" class="t main">{titled_html(page, indicator)}</th>'
            + number_cell("year", str(target.year), language)
            + number_cell("later_target", escape(format_target(target, language)), language)
            + number_cell("median", _median(indicator, cuts[MEDIAN], language), language)
            + number_cell("chance", _chance(found, target), language)
            + f'<td class="t">{_result(page, target, float(cuts[MEDIAN]))}</td></tr>'
        )
    keys = ("indicator", "year", "later_target", "median", "chance", "outcome")
    return wide_table(keys, rows, language)


def _fan(page: Page, found: Fan, key: str, reference: Sequence[float]) -> None:
    language, province = page.language, page.province
    indicator = province.indicators[key]
    draw_html(f"<h3>{titled_html(page, indicator)}</h3>")
    averages = [row for row in later_targets(province) if is_average(row) and row.key == key]
    if averages:
        base = base_year(province, page.scenario.parameters)
        rate = format_number(base[FALLS[key]], 1, language)
        target = format_target(averages[0], language)
        words = say(language, "outlook_average_note", target=target, rate=rate)
        draw_html(f'<p class="note">{escape(words)}</p>')
    data = fan_records(page, found, key, reference)
    if data is None:
        draw_html(f'<p class="note">{escape(say(language, "sure_undefined"))}</p>')
        return
    spec = fan_spec(
        say(language, "outlook_chart", indicator=name(indicator, language)),
        province.base_year,
        province.last_year,
        language,
        theme_name(),
    )
    place = "growth" if key == GROWTH else "chosen"
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key=f"outlook_{place}")


def _limits(target: Target, language: str) -> list[tuple[float, str]]:
    text = format_target(target, language)
    if target.value_high is None:
        return [(target.value, text)]
    return [(target.value, ""), (target.value_high, text)]


def _median(indicator: Indicator, value: float, language: str) -> str:
    return f"<b>{format_number(float(value), indicator.decimals, language)}</b>"


def _chance(found: Fan, target: Target) -> str:
    chance = found.chances.get((target.key, target.year))
    return UNKNOWN if chance is None else escape(chance_text(chance))


def _result(page: Page, target: Target, median: float) -> str:
    """Say the status of the median; of an average over a term, what is known of it."""
    if is_average(target):
        key = "outlook_average" if target.set.startswith("term") else "outlook_average_period"
        return f"<small>{escape(say(page.language, key))}</small>"
    status = target_status(page.province.indicators[target.key], target, median)
    return chip_html(page.province, status, page.language)
