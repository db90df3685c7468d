"""How good the model is: past years projected again, other provinces, published results."""

from collections.abc import Sequence
from functools import cache
from html import escape

import streamlit as st

from model.evidence.backtest import (
    METHODS,
    Score,
    backtest,
    comparable,
    mean_absolute_error,
    totals,
)
from model.evidence.benchmarks import Held, benchmarks, formula_gain
from model.evidence.origin import TOTAL
from model.province.province import Province
from model.province.rows import Benchmark, CrossCheck
from model.uncertainty.bands import WIDTHS
from ui.charts.backtest import BAND, backtest_data, backtest_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.pieces.parameters import choice_button
from ui.pieces.sources import source_html, vintage_card, vintage_mark
from ui.pieces.table import number_cell, wide_table
from ui.state.current import Page
from ui.text.markup import draw_html
from ui.text.numbers import format_exact, format_number, format_signed
from ui.text.words import name, say, words

DECIMALS = {"pp": 2, "ratio": 1}
"""Digits of a benchmark by unit; 3 where none is given."""
SCORED = ("year", "growth", "outcome", "model", "band", "naive", "mean", "target", "held", "marks")
CHECKED = ("check", "parameter", "estimate", "error", "expected", "n", "method", "verdict")
PUBLISHED = ("result", "range", "model", "verdict")
KEYS = ("outcome", "model", "naive", "target")


def trust(page: Page) -> None:
    """Draw the section."""
    language, province = page.language, page.province
    draw_html(_opening(province, language))
    rows = totals(_scores(province))
    if not rows:
        return
    spec = backtest_spec(
        say(language, "trust_chart"),
        min(row.year for row in rows),
        max(row.year for row in rows),
        language,
        theme_name(),
    )
    data = backtest_data(rows)
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key="backtest_chart")
    draw_html(_findings(province, language))


@cache
def _scores(province: Province) -> tuple[Score, ...]:
    """Keep the scores for the life of the process: no lever moves them."""
    return backtest(province)


@cache
def _opening(province: Province, language: str) -> str:
    areas = {row.area for row in province.comparators}
    intro = escape(say(language, "trust_intro", provinces=len(areas)))
    title = f'<h3>{escape(say(language, "trust_title"))}</h3><p class="note">{intro}</p>'
    rows = totals(_scores(province))
    if not rows:
        return title
    result = f"{_heading(language, 'trust_backtest')}{result_html(rows, language)}"
    return f"{title}{result}{_keys(language)}"


@cache
def _findings(province: Province, language: str) -> str:
    suspects = sorted(key for key in words() if key.startswith("trust_suspect_"))
    suspects.remove("trust_suspect_title")
    items = "".join(f"<li>{escape(say(language, key))}</li>" for key in suspects)
    formula = format_number(formula_gain(province), 3, language)
    return "".join(
        (
            backtest_table(province, _scores(province), language),
            *(vintage_card(province, row.key, row.year, language) for row in _scores(province)),
            _note(say(language, "trust_backtest_note")),
            f"{_heading(language, 'trust_suspect_title')}<ul class='weak'>{items}</ul>",
            _heading(language, "trust_checks"),
            checks_table(province, language),
            _note(say(language, "trust_checks_note")),
            _heading(language, "trust_benchmarks"),
            benchmarks_table(province, benchmarks(province), language),
            _note(say(language, "trust_benchmarks_note", formula=formula)),
        )
    )


def result_html(rows: Sequence[Score], language: str) -> str:
    """Say in a sentence how the model did against the naive forecast and the mean."""
    compared = comparable(rows)
    errors = {method: mean_absolute_error(compared, method) for method in METHODS}
    model, naive, mean = errors["projected"], errors["naive"], errors["mean"]
    if model is None or naive is None or mean is None:
        return ""

    def side(other: float) -> str:
        return say(language, "trust_better" if model < other else "trust_worse")

    text = say(
        language,
        "trust_result",
        count=len(compared),
        all=len(rows),
        model=format_number(model, 2, language),
        naive=format_number(naive, 2, language),
        mean=format_number(mean, 2, language),
        naive_side=side(naive),
        mean_side=side(mean),
        **{f"held{width}": sum(row.held(width) for row in rows) for width in WIDTHS},
    )
    return f'<p class="trust-result">{escape(text)}</p>'


def backtest_table(province: Province, scores: Sequence[Score], language: str) -> str:
    """Draw every projection with its errors, then the mean absolute errors."""
    rows = [_score_row(province, row, language) for row in scores]
    total = totals(scores)
    for key, among in (
        ("trust_error_all", total),
        ("trust_error_comparable", comparable(total)),
    ):
        cells = {method: _mean_error(among, method, language) for method in METHODS}
        rows.append(
            f'<tr class="sum"><th scope="row" colspan="3" class="main">'
            f"{escape(say(language, key))}</th>{_cell('model', cells['projected'], language)}"
            f"<td></td>{_cell('naive', cells['naive'], language)}"
            f"{_cell('mean', cells['mean'], language)}{_cell('target', cells['target'], language)}"
            f'<td colspan="2"></td></tr>'
        )
    return _wide(SCORED, rows, language)


def checks_table(province: Province, language: str) -> str:
    """Draw the regressions on the provinces with their standard errors."""
    rows = [_check_row(province, row, language) for row in province.cross_checks.values()]
    return _wide(CHECKED, rows, language)


def benchmarks_table(province: Province, found: Sequence[Held], language: str) -> str:
    """Draw the published results beside the model's numbers."""
    rows = []
    for held in found:
        row = held.benchmark
        unit = escape(name(province.units[row.unit], language))
        digits = DECIMALS.get(row.unit, 3)
        number = format_number(held.model, digits, language)
        source = source_html(province.sources[row.source], language)
        note = f'<br><small lang="en">{escape(row.note)}</small>' if row.note else ""
        verdict = escape(say(language, f"benchmark_{held.verdict}"))
        rows.append(
            f'<tr><th scope="row" class="main">{escape(name(row, language))} '
            f"<span>({unit})</span><br><small>{source}</small>{note}</th>"
            f"{_cell('range', _range(row, language), language)}"
            f"{_cell('model', number, language)}"
            f'<td class="t nowrap {held.verdict}">{verdict}</td></tr>'
        )
    return _wide(PUBLISHED, rows, language)


def _score_row(province: Province, row: Score, language: str) -> str:
    def forecast(method: str) -> str:
        value, error = getattr(row, method), row.error(method)
        return "–" if value is None or error is None else _with_error(value, error, language)

    low, high = (format_number(end, 2, language) for end in row.bands[BAND])
    held = [str(width) for width in sorted(WIDTHS) if row.held(width)]
    widths = "trust_held" if held else "trust_held_none"
    marks = "; ".join(say(language, f"trust_mark_{mark}") for mark in row.marks)
    title = escape(name(province.indicators[row.key], language))
    return (
        f'<tr{"" if row.key == TOTAL else " class=area"}><th scope="row" class="nowrap">{row.year}'
        f"{vintage_mark(province, row.key, row.year, language)}</th>"
        f'<td class="t main">{title}</td>'
        f"{_cell('outcome', f'<b>{format_number(row.outcome, 2, language)}</b>', language)}"
        f"{_cell('model', forecast('projected'), language)}"
        f"{_cell('band', f'{low} – {high}', language)}"
        f"{_cell('naive', forecast('naive'), language)}{_cell('mean', forecast('mean'), language)}"
        f"{_cell('target', _target(row, language), language)}"
        f"{_cell('held', escape(say(language, widths, widths=', '.join(held))), language)}"
        f'<td class="t row"><small>{escape(marks)}</small></td></tr>'
    )


def _target(row: Score, language: str) -> str:
    error = row.error("target")
    if row.target is None or error is None:
        return "–"
    ends = "–".join(format_exact(end, language) for end in dict.fromkeys(row.target))
    return f"{ends} <small>({format_signed(error, 2, language)})</small>"


def _check_row(province: Province, row: CrossCheck, language: str) -> str:
    parameter = province.parameters[row.parameter]
    unit = escape(name(province.units[row.unit], language))
    numbers = {
        key: format_number(getattr(row, place), 2, language)
        for key, place in (
            ("estimate", "estimate"),
            ("error", "standard_error"),
            ("expected", "expected"),
        )
    }
    method = escape(say(language, f"check_method_{row.method}"))
    verdict = escape(say(language, f"check_verdict_{row.verdict}"))
    title = escape(say(language, f"check_{row.key}"))
    source = source_html(province.sources[row.source], language)
    return (
        f'<tr><th scope="row" class="main">{title} <span>({unit})</span></th>'
        f'<td class="t nowrap">{choice_button(parameter, language, parameter.symbol)}</td>'
        f"{''.join(_cell(key, text, language) for key, text in numbers.items())}"
        f"{_cell('n', f'{row.n} / {row.provinces}', language)}"
        f'<td class="t"><small>{method}<br>{source}</small></td>'
        f'<td class="t {row.verdict}">{verdict}</td></tr>'
    )


def _range(row: Benchmark, language: str) -> str:
    low, high = ("" if end is None else format_exact(end, language) for end in (row.low, row.high))
    if low and high:
        return f"{low} – {high}"
    key = "benchmark_at_most" if high else "benchmark_at_least"
    return escape(say(language, key, low=low, high=high))


def _with_error(value: float, error: float, language: str) -> str:
    signed = format_signed(error, 2, language)
    return f"{format_number(value, 2, language)} <small>({signed})</small>"


def _mean_error(among: Sequence[Score], method: str, language: str) -> str:
    error = mean_absolute_error(among, method)
    if error is None:
        return "–"
    count = sum(row.error(method) is not None for row in among)
    text = format_number(error, 2, language)
    return escape(say(language, "trust_error_years", error=text, years=count))


def _keys(language: str) -> str:
    items = "".join(
        f'<li><i class="kb-{key}"></i>{escape(say(language, f"trust_key_{key}"))}</li>'
        for key in KEYS
    )
    return f'<ul class="legend">{items}</ul>'


def _heading(language: str, key: str) -> str:
    return f'<h4 class="trust-title">{escape(say(language, key))}</h4>'


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _cell(key: str, content: str, language: str) -> str:
    return number_cell(f"trust_{key}", content, language)


def _wide(keys: Sequence[str], rows: Sequence[str], language: str) -> str:
    table = wide_table([f"trust_{key}" for key in keys], rows, language)
    return f'<div class="trust">{table}</div>'
