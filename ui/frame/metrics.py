"""The five metrics in one grid."""

from html import escape

from model.scenario.results import ResultRow
from ui.frame.headline import GROWTH, INCOME, bold, status_counts
from ui.pieces.indicator import row_of
from ui.pieces.sources import source_mark
from ui.pieces.status import COUNTED, chip_html
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.words import name, say, say_html

DISBURSED, RATE, SHRIMP = "public_investment_disbursed", "disbursement_rate_pm", "shrimp_output"


def metrics_html(page: Page) -> str:
    """Draw the five metrics in one grid: value, change, reference and status."""
    cells = [
        _metric(page, GROWTH),
        _metric(page, INCOME),
        _metric(page, DISBURSED),
        _metric(page, SHRIMP),
        _count_metric(page),
    ]
    label = escape(say(page.language, "metrics_label"))
    return f'<section class="metrics" aria-label="{label}">{"".join(cells)}</section>'


def _metric(page: Page, key: str) -> str:
    language, row = page.language, row_of(page, key)
    decimals = row.indicator.decimals
    unit = name(page.province.units[row.indicator.unit], language)
    label = name(row.indicator, language)
    if key == INCOME:
        unit = say(language, "income_unit")
    if key == DISBURSED:
        label = say(language, "metric_disbursed")
    value = format_number(row.projected, decimals, language)
    lines = (_change(page, row), _reference(page, row), _chip(page, row))
    return (
        f"<div><p>{escape(label)}{source_mark(page.province, row.indicator.key, language)}</p>"
        f'<p class="v">{value}<small>{escape(unit)}</small></p>{"".join(lines)}</div>'
    )


def _change(page: Page, row: ResultRow) -> str:
    """Say the change on the base year, of the numbers as shown."""
    if row.projected is None or row.base is None:
        return ""
    language, decimals = page.language, row.indicator.decimals
    number = format_signed(row.projected - row.base, decimals, language)
    change = bold(number)
    if row.indicator.unit == "%":
        change = say_html(language, "change_points", number=change)
    text = say_html(language, "change_on_base", change=change, year=str(page.province.base_year))
    return f"<p>{text}</p>"


def _reference(page: Page, row: ResultRow) -> str:
    value = format_number(row.reference, row.indicator.decimals, page.language)
    year = page.province.base_year
    return f"<p>{escape(say(page.language, 'reference_short', year=year, value=value))}</p>"


def _chip(page: Page, row: ResultRow) -> str:
    """Draw the status with its target; disbursed money is judged by its rate."""
    language = page.language
    rate = row_of(page, RATE) if row.indicator.key == DISBURSED else row
    if rate.target is None:
        return chip_html(page.province, rate.status, language)
    target = format_target(rate.target, language)
    if rate is row:
        text = say(language, "chip_target", target=target)
    else:
        share = format_number(rate.projected, rate.target.decimals, language)
        text = say(language, "chip_rate", rate=share, target=target)
    chip = chip_html(page.province, rate.status, language, f" · {escape(text)}")
    return chip if rate is row else chip + source_mark(page.province, RATE, language)


def _count_metric(page: Page) -> str:
    language = page.language
    found = status_counts(page.rows)
    chips = "".join(
        f"<li>{chip_html(page.province, key, language, f' {found[key]}')}</li>" for key in COUNTED
    )
    return (
        f"<div><p>{escape(say(language, 'metric_counts'))}</p>"
        f'<p class="v">{sum(found.values())}</p><ul>{chips}</ul></div>'
    )
