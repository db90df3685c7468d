"""What stands above every view: the headline, the key metrics, the phone's strip and bar."""

from collections.abc import Iterable
from html import escape

from model.results import ResultRow

from .numbers import format_number, format_signed, format_target, with_unit
from .page import Page
from .scorecard import COUNTED, chip_html
from .sources import source_mark
from .state import changes
from .words import name, say, say_html

GROWTH, INCOME = "grdp_growth", "grdp_per_capita"
DISBURSED, RATE, SHRIMP = "public_investment_disbursed", "disbursement_rate_pm", "shrimp_output"


def headline_html(page: Page) -> str:
    """Say in one sentence what this setting gives."""
    language = page.language
    growth = _row(page, GROWTH)
    value = growth.projected or 0.0
    key = "headline_growth_up" if value >= 0 else "headline_growth_down"
    first = say_html(
        language,
        key,
        year=str(page.province.base_year + 1),
        growth=_marked(
            page, GROWTH, f"{format_number(abs(value), growth.indicator.decimals, language)}%"
        ),
        income=_marked(page, INCOME, _income(page, "income_unit")),
    )
    found = status_counts(page.rows)
    words = {key: _bold(say(language, f"count_{key}", count=found[key])) for key in COUNTED}
    second = say_html(language, "headline_counts", total=str(sum(found.values())), **words)
    if page.scenario.targets:
        second += " " + escape(say(language, "headline_own", count=len(page.scenario.targets)))
    return f'<p class="headline" role="status">{first} <br>{second}</p>'


def strip_html(page: Page) -> str:
    """Draw growth, income and the counts in one line, for the phone's bar and levers."""
    language = page.language
    growth = _row(page, GROWTH)
    value = format_number(growth.projected, growth.indicator.decimals, language)
    income = escape(_income(page, "income_short"))
    own = ""
    if page.scenario.parameters:
        own = f"<small>{escape(say(language, 'assumed_short'))}</small>"
    return (
        f'<div class="strip"><b>{value}%</b><span>{income}</span>'
        f'<span class="counts">{_counts(page)}</span>{own}</div>'
    )


def phone_bar_html(page: Page) -> str:
    """Draw the phone's bar at the bottom: headline numbers and the way to the levers."""
    changed = len(changes(page.province, page.scenario.levers, page.plan))
    key = "levers_open_changed" if changed else "levers_open"
    words = escape(say(page.language, key, count=changed))
    button = f'<button type="button" data-open-levers="yes">{words}</button>'
    return f'<div class="phone-bar">{strip_html(page)}{button}</div>'


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


def status_counts(rows: Iterable[ResultRow]) -> dict[str, int]:
    """Count the indicators exceeded, met and missed."""
    found = [row.status for row in rows]
    return {key: found.count(key) for key in COUNTED}


def _row(page: Page, key: str) -> ResultRow:
    return next(row for row in page.rows if row.indicator.key == key)


def _bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _marked(page: Page, key: str, text: str) -> str:
    """Write a figure with the sign that opens its sources, on one line."""
    return f"<b>{escape(text)}{source_mark(page.province, key, page.language)}</b>"


def _income(page: Page, unit: str) -> str:
    row = _row(page, INCOME)
    text = format_number(row.projected, row.indicator.decimals, page.language)
    return with_unit(text, say(page.language, unit))


def _counts(page: Page) -> str:
    """Draw the three counts as icons with a number, the word hidden for screen readers."""
    found = status_counts(page.rows)
    chips = []
    for key in COUNTED:
        word = escape(name(page.province.word("status", key), page.language))
        chips.append(
            f'<span class="st {key}"><span class="vh">{word} </span><b>{found[key]}</b></span>'
        )
    return "".join(chips)


def _metric(page: Page, key: str) -> str:
    language, row = page.language, _row(page, key)
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
    change = _bold(number)
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
    rate = _row(page, RATE) if row.indicator.key == DISBURSED else row
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
