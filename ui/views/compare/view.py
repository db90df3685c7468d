"""The view "Compare": pinned scenarios beside the present one, in one table and one chart."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from model.files.cells import csv_text
from model.files.comparison import (
    Column,
    columns,
    comparison_iamc_rows,
    comparison_vietnamese_rows,
    difference_band,
    projections,
)
from model.province.rows import Indicator, Lever
from model.scenario.results import ResultRow
from model.scenario.targets import rounded
from ui.charts.differences import differences_data, differences_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.downloads import file_stem
from ui.pieces.indicator import choose, titled
from ui.pieces.sources import source_mark
from ui.pieces.status import chip_html
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import finer, format_exact, format_number, format_signed, format_target
from ui.text.words import name, say
from ui.views.compare.pins import draw_pins

ALWAYS = "grdp_growth"


def compare(page: Page) -> None:
    """Draw the pins and, with at least one, the table, the chart and the downloads."""
    language = page.language
    title, intro = (escape(say(language, f"compare_{key}")) for key in ("title", "intro"))
    draw_html(f'<h2>{title}</h2><p class="note">{intro}</p>')
    draw_pins(page)
    compared = columns(page.scenario)
    if len(compared) == 1:
        return
    base = _base(page, compared)
    draw_html(
        indicators_table(page, compared, base) + legend_html(page) + levers_table(page, compared)
    )
    _draw_chart(page, compared, base)
    _draw_downloads(page)


def column_name(page: Page, column: Column) -> str:
    """Name a scenario of the comparison: its letter and name, or that it is the present one."""
    return column.label if column.letter else say(page.language, "compare_here")


def indicators_table(page: Page, compared: Sequence[Column], base: int) -> str:
    """Draw the modelled indicators: value, status and difference to the base of each scenario."""
    language, year = page.language, page.province.base_year + 1
    rows = zip(*projections(page.province, compared), strict=True)
    body = "".join(_row(page, row, base) for row in rows if row[0].projected is not None)
    title = escape(say(language, "compare_table", year=year))
    note = say(language, "compare_difference", base=column_name(page, compared[base]))
    heads = "".join(_head(page, column) for column in compared)
    target = escape(say(language, "column_target", year=year))
    return (
        f'<h3>{title}</h3><p class="note">{escape(note)}</p>'
        f'<div class="compared" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="fig"><thead><tr><td></td><th scope="col">{target}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def legend_html(page: Page) -> str:
    """Say what the status signs of the table mean."""
    chips = (
        f"<li>{chip_html(page.province, status, page.language)}</li>"
        for status in ("exceeded", "met", "missed")
    )
    label = escape(say(page.language, "legend_label"))
    return f'<ul class="legend" aria-label="{label}">{"".join(chips)}</ul>'


def levers_table(page: Page, compared: Sequence[Column]) -> str:
    """Draw the levers that do not stand alike in every scenario."""
    language = page.language
    title = escape(say(language, "compare_levers"))
    rows = [
        _lever_row(page, lever, [column.scenario.levers[key] for column in compared])
        for key, lever in page.province.levers.items()
        if len({column.scenario.levers[key] for column in compared}) > 1
    ]
    if not rows:
        return f'<h3>{title}</h3><p class="note">{escape(say(language, "compare_same"))}</p>'
    heads = "".join(_head(page, column) for column in compared)
    return (
        f'<h3>{title}</h3><div class="compared" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="fig"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _base(page: Page, compared: Sequence[Column]) -> int:
    """Let the reader choose what the others are compared with: the present one, unless told."""
    key = f"compare_base_{page.language}"
    letters = [column.letter for column in compared]
    if st.session_state.get(key) not in (None, *letters):
        del st.session_state[key]
    letter = st.selectbox(
        say(page.language, "compare_base"),
        letters,
        format_func=lambda letter: column_name(page, compared[letters.index(letter)]),
        key=key,
        width=320,
    )
    return letters.index(letter)


def _head(page: Page, column: Column) -> str:
    if not column.letter:
        return f'<th scope="col">{escape(say(page.language, "compare_here"))}</th>'
    letter = f'<b class="letter">{column.letter.upper()}</b>'
    return f'<th scope="col">{letter} {escape(column.scenario.name)}</th>'


def _row(page: Page, row: Sequence[ResultRow], base: int) -> str:
    language, indicator, target = page.language, row[0].indicator, row[0].target
    cells = "".join(
        _cell(page, one, None if place == base else row[base]) for place, one in enumerate(row)
    )
    text = "–" if target is None else escape(format_target(target, language))
    mark = source_mark(page.province, indicator.key, language)
    unit = escape(name(page.province.units[indicator.unit], language))
    return (
        f'<tr><th scope="row">{escape(name(indicator, language))} <small>{unit}</small>{mark}</th>'
        f"<td>{text}</td>{cells}</tr>"
    )


def _cell(page: Page, row: ResultRow, base: ResultRow | None) -> str:
    """Draw a value with its status as a sign, and below it how far it stands off the base."""
    language, decimals = page.language, row.indicator.decimals
    status = page.province.word("status", row.status)
    word = escape(name(status, language))
    sign = f'<span class="st {row.status} sign"><b><span class="vh">{word}</span></b></span> '
    value = f"<b>{format_number(row.projected, decimals, language)}</b>"
    small = ""
    if base is not None and row.projected is not None and base.projected is not None:
        change = row.projected - base.projected
        text = "=" if change == 0.0 else format_signed(change, _places(row, change), language)
        small = f"<br><small>{text}</small>"
    return f"<td>{sign if row.target else ''}{value}{small}</td>"


def _places(row: ResultRow, change: float) -> int:
    """Return the decimals of a difference: those of the indicator, more for a small one."""
    decimals = row.indicator.decimals
    return decimals if rounded(change, decimals) else finer(decimals, abs(change))


def _lever_row(page: Page, lever: Lever, stands: Sequence[float]) -> str:
    language = page.language
    unit = escape(name(page.province.units[lever.unit], language))
    cells = "".join(f"<td>{format_exact(value, language)}</td>" for value in stands)
    title = escape(name(lever, language))
    return f'<tr><th scope="row">{title} <small>{unit}</small></th>{cells}</tr>'


def _draw_chart(page: Page, compared: Sequence[Column], base: int) -> None:
    """Draw the differences of an indicator to the base with their 90 % ranges."""
    language, province = page.language, page.province
    key = choose(page, list(province.modelled), "compare", ALWAYS)
    indicator = province.indicators[key]
    words = {
        "indicator": titled(page, indicator),
        "base": column_name(page, compared[base]),
    }
    draw_html(f"<h3>{escape(say(language, 'compare_chart', **words))}</h3>")
    found = projections(province, compared)
    place = list(province.indicators).index(key)
    start = found[base][place].projected
    rows = []
    for number, column in enumerate(compared):
        here = found[number][place].projected
        if number == base or here is None or start is None:
            continue
        low, high = difference_band(province, column.scenario, compared[base].scenario)[key]
        text = _difference_text(indicator, here - start, (low, high), language)
        rows.append((column_name(page, column), here - start, low, high, text))
    spec = differences_spec(say(language, "compare_chart", **words), language, theme_name())
    st.vega_lite_chart(
        None, with_data(spec, differences_data(rows)), theme=None, key="compare_chart"
    )
    draw_html(f'<p class="note">{escape(say(language, "compare_chart_note"))}</p>')


def _difference_text(
    indicator: Indicator, change: float, band: tuple[float, float], language: str
) -> str:
    decimals = finer(indicator.decimals, band[1] - band[0])
    low, middle, high = (
        format_signed(value, decimals, language) for value in (band[0], change, band[1])
    )
    return f"{middle} ({say(language, 'interval', low=low, high=high)})"


def _draw_downloads(page: Page) -> None:
    province, scenario, stem = page.province, page.scenario, file_stem(page)
    with st.container(key="compare_files", horizontal=True):
        for key, rows, ending, bom in (
            ("iamc", comparison_iamc_rows, "_compared.csv", False),
            ("vietnamese", comparison_vietnamese_rows, "_compared_vi.csv", True),
        ):
            st.download_button(
                say(page.language, f"compare_{key}"),
                data=lambda rows=rows, bom=bom: csv_text(  # type: ignore[misc]
                    rows(province, scenario), bom=bom
                ).encode(),
                file_name=f"{stem}{ending}",
                mime="text/csv",
                on_click="ignore",
                key=f"compare_{key}",
                icon=":material/download:",
            )
