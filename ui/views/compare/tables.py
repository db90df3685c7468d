"""The tables of a comparison: indicators with their differences, and levers that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.files.comparison import Column
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED
from ui.pictures.compare import column_title, present_less
from ui.pieces.sources import source_mark
from ui.pieces.status import chip_html
from ui.state.compared import rows_beside
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_signed, format_target
from ui.text.words import name

TEMPLATE = "views/compare/template.html"
SAME = "="


@dataclass(frozen=True)
class ComparedValue:
    """A value of an indicator: ``word`` names its status, if it has a target.

    ``change`` is the present scenario less this one, empty for the present one itself.
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


def indicators_table(page: Page, compared: Sequence[Column]) -> Markup:
    """Draw the modelled indicators: value and status of each scenario, and the present less it."""
    pins = [rows_beside(page, column.scenario.levers) for column in compared[1:]]
    rows = [
        _indicator(page, [row, *(pin[row.indicator.key] for pin in pins)])
        for row in page.rows
        if row.projected is not None
    ]
    drawn, year = macros(page.language, TEMPLATE), page.province.base_year + 1
    return Markup(drawn.indicators(rows, _heads(page, compared), year))


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
    return Markup(macros(language, TEMPLATE).levers(rows, _heads(page, compared)))


def _heads(page: Page, compared: Sequence[Column]) -> Sequence[tuple[str, str]]:
    """Return letter and title of each scenario; the present one has no letter."""
    return [(column.letter, column_title(page, column)) for column in compared]


def _indicator(page: Page, row: Sequence[ResultRow]) -> ComparedIndicator:
    language, indicator, target = page.language, row[0].indicator, row[0].target
    return ComparedIndicator(
        indicator=name(indicator, language),
        unit=name(page.province.units[indicator.unit], language),
        mark=source_mark(page.province, indicator.key, language),
        target=UNKNOWN if target is None else format_target(target, language),
        cells=[
            _value(page, row[0], ""),
            *(_value(page, one, _less(page, row[0], one)) for one in row[1:]),
        ],
    )


def _value(page: Page, row: ResultRow, change: str) -> ComparedValue:
    language = page.language
    return ComparedValue(
        value=format_number(row.projected, row.indicator.decimals, language),
        status=row.status,
        word=name(page.province.word("status", row.status), language) if row.target else "",
        change=change,
    )


def _less(page: Page, here: ResultRow, there: ResultRow) -> str:
    """Write the present less a pin; a sign of its own where both show the same figure."""
    change = present_less(here, there)
    if change is None:
        return ""
    return format_signed(change, here.indicator.decimals, page.language) if change else SAME
