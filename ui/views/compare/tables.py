"""The tables of a comparison: indicators with their differences, and levers that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.files.comparison import Column, projections
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED, rounded
from ui.pictures.compare import column_name
from ui.pieces.sources import source_mark
from ui.pieces.status import chip_html
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, finer, format_number, format_signed, format_target
from ui.text.words import name

TEMPLATE = "views/compare/template.html"


@dataclass(frozen=True)
class ComparedValue:
    """A value of an indicator: ``word`` names its status, if it has a target.

    ``change`` is how far it stands off the base, empty for the base itself.
    """

    value: str
    status: str
    word: str
    change: str


@dataclass(frozen=True)
class ComparedIndicator:
    """An indicator in every scenario; ``mark`` opens its sources."""

    indicator: str
    unit: str
    mark: Markup
    target: str
    cells: Sequence[ComparedValue]


@dataclass(frozen=True)
class ComparedLever:
    """A lever in every scenario."""

    lever: str
    unit: str
    values: Sequence[float]


def indicators_table(page: Page, compared: Sequence[Column], base: int) -> Markup:
    """Draw the modelled indicators: value, status and difference to the base of each scenario."""
    found = zip(*projections(page.province, compared), strict=True)
    rows = [_indicator(page, row, base) for row in found if row[0].projected is not None]
    drawn, year = macros(page.language, TEMPLATE), page.province.base_year + 1
    return Markup(drawn.indicators(rows, compared, column_name(page, compared[base]), year))


def legend_html(page: Page) -> Markup:
    """Say what the status signs of the table mean."""
    chips = [chip_html(page.province, status, page.language) for status in COUNTED]
    return Markup(macros(page.language, TEMPLATE).key(chips))


def levers_table(page: Page, compared: Sequence[Column]) -> Markup:
    """Draw the levers that do not stand alike in every scenario."""
    language, rows = page.language, []
    for key, lever in page.province.levers.items():
        values = [column.scenario.levers[key] for column in compared]
        if len(set(values)) > 1:
            unit = name(page.province.units[lever.unit], language)
            rows.append(ComparedLever(name(lever, language), unit, values))
    return Markup(macros(language, TEMPLATE).levers(rows, compared))


def _indicator(page: Page, row: Sequence[ResultRow], base: int) -> ComparedIndicator:
    language, indicator, target = page.language, row[0].indicator, row[0].target
    return ComparedIndicator(
        indicator=name(indicator, language),
        unit=name(page.province.units[indicator.unit], language),
        mark=source_mark(page.province, indicator.key, language),
        target=UNKNOWN if target is None else format_target(target, language),
        cells=[
            _value(page, one, None if place == base else row[base]) for place, one in enumerate(row)
        ],
    )


def _value(page: Page, row: ResultRow, base: ResultRow | None) -> ComparedValue:
    language = page.language
    change = ""
    if base is not None and row.projected is not None and base.projected is not None:
        difference = row.projected - base.projected
        change = format_signed(difference, _decimals(row, difference), language)
        if difference == 0.0:
            change = "="
    return ComparedValue(
        value=format_number(row.projected, row.indicator.decimals, language),
        status=row.status,
        word=name(page.province.word("status", row.status), language) if row.target else "",
        change=change,
    )


def _decimals(row: ResultRow, difference: float) -> int:
    """Return the decimals of a difference: those of the indicator, more for a small one."""
    decimals = row.indicator.decimals
    return decimals if rounded(difference, decimals) else finer(decimals, abs(difference))
