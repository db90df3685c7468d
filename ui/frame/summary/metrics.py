"""The key metrics: value, change, reference and status of four indicators."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from model.province.keys import GROWTH, INCOME
from model.scenario.results import ResultRow
from ui.pieces.indicator import row_of
from ui.pieces.sources import source_mark
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.words import name, say

DISBURSED, RATE, SHRIMP = "public_investment_disbursed", "disbursement_rate_pm", "shrimp_output"
PERCENT = "%"


@dataclass(frozen=True)
class Metric:
    """A metric as it is shown; a text that does not apply is empty.

    Attributes
    ----------
    change
        Change on the base year, of the numbers as shown; ``in_points`` if these are per cent.
    rate, rate_mark
        What money disbursed is judged by, with the sign that opens its sources.
    """

    label: str
    mark: Markup
    value: str
    unit: str
    change: str
    in_points: bool
    reference: str
    status: str
    target: str
    rate: str = ""
    rate_mark: str = ""


def metrics(page: Page) -> list[Metric]:
    """Gather the metrics in their order; some have shorter names here than elsewhere."""
    language = page.language
    return [
        _metric(page, GROWTH),
        replace(_metric(page, INCOME), unit=say(language, "income_unit")),
        _disbursed(page),
        _metric(page, SHRIMP),
    ]


def _metric(page: Page, key: str) -> Metric:
    province, language, row = page.province, page.language, row_of(page, key)
    decimals = row.indicator.decimals
    return Metric(
        label=name(row.indicator, language),
        mark=source_mark(province, key, language),
        value=format_number(row.projected, decimals, language),
        unit=name(province.units[row.indicator.unit], language),
        change=_change(row, language),
        in_points=row.indicator.unit == PERCENT,
        reference=format_number(row.reference, decimals, language),
        status=row.status,
        target=format_target(row.target, language) if row.target else "",
    )


def _disbursed(page: Page) -> Metric:
    """Gather the money disbursed, which is judged by its rate."""
    language, rate = page.language, row_of(page, RATE)
    metric = replace(
        _metric(page, DISBURSED), label=say(language, "metric_disbursed"), status=rate.status
    )
    if rate.target is None:
        return metric
    return replace(
        metric,
        target=format_target(rate.target, language),
        rate=format_number(rate.projected, rate.target.decimals, language),
        rate_mark=source_mark(page.province, RATE, language),
    )


def _change(row: ResultRow, language: str) -> str:
    if row.projected is None or row.base is None:
        return ""
    return format_signed(row.projected - row.base, row.indicator.decimals, language)
