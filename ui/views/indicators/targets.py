"""The picture that opens the page: every target a row, at once chart and table."""

from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Indicator, Target
from model.scenario.results import ResultRow
from model.scenario.targets import OWN, exact_status, rounded, target_status
from ui.charts.places import placed
from ui.pictures.targets import finding, targeted
from ui.pieces.ask import ask_setting
from ui.pieces.chance import chance_dots
from ui.pieces.change import Change, change_of
from ui.pieces.marks import look_of, target_places, written_places
from ui.pieces.sources import source_mark
from ui.pieces.status import chip_html
from ui.state.compared import Compared, compared
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import format_number, format_target
from ui.text.words import in_sentence, name, say

TEMPLATE = "views/indicators/template.html"


class RowWords(NamedTuple):
    """What no lever moves in a row: name, unit and the sign that opens its sources."""

    indicator: str
    unit: str
    mark: Markup


class TargetRow(NamedTuple):
    """A target as it is written and drawn; what is empty is not drawn.

    ``marks`` are the places of its marks as CSS properties, ``look`` the class of a dot beyond an
    edge, ``reading`` says what the marks show, ``aside`` what is to be known of the status, and
    ``ask`` are the attributes of a link that asks what it takes to reach a target that is missed.
    """

    key: str
    words: RowWords
    marks: str
    look: str
    reading: str
    projected: str
    target: str
    own: bool
    change: Change
    dots: Markup
    status: Markup
    aside: str
    ask: Markup


def targets_html(page: Page) -> Markup:
    """Draw the targets under what they say together."""
    other, language, year = compared(page), page.language, page.province.base_year + 1
    rows = [target_row(page, row, target, other) for row, target in targeted(page.rows)]
    drawn = macros(language, TEMPLATE)
    return Markup(drawn.targets(finding(page, other), rows, year, other.to))


def target_row(page: Page, row: ResultRow, target: Target, other: Compared) -> TargetRow:
    """Write and place an indicator with its target."""
    language, decimals = page.language, row.indicator.decimals
    places = placed(page.province, row, target, other)
    return TargetRow(
        key=row.indicator.key,
        words=row_words(page.province, row.indicator, language),
        marks=written_places(target_places(places, other.to)),
        look=look_of(places.at),
        reading=_reading(page, row, other),
        projected=format_number(row.projected, decimals, language),
        target=format_target(target, language),
        own=target.set == OWN,
        change=change_of(page, row, other),
        dots=chance_dots(row.chance, language),
        status=chip_html(page.province, row.status, language),
        aside=_aside(page, row, target, other),
        ask=ask_setting(row.indicator.key, language) if row.status == "missed" else Markup(),
    )


@cache
def row_words(province: Province, indicator: Indicator, language: str) -> RowWords:
    """Write what names a row, once for every setting of the levers."""
    unit = name(province.units[indicator.unit], language)
    mark = source_mark(province, indicator.key, language)
    return RowWords(name(indicator, language), unit, mark)


def _reading(page: Page, row: ResultRow, other: Compared) -> str:
    """Say the figures behind the marks: the band, the plan, the trend, the base year."""
    language, decimals = page.language, row.indicator.decimals
    plan = other.plan[row.indicator.key].projected
    planned, trend, base = (
        format_number(value, decimals, language) for value in (plan, row.reference, row.base)
    )
    words = {"plan": planned, "trend": trend, "base": base, "year": page.province.base_year}
    text = say(language, "target_reading", **words)
    if row.band is not None:
        low, high = (format_number(end, decimals, language) for end in row.band)
        return say(language, "target_reading_band", low=low, high=high, text=text)
    return say(language, "target_reading_undefined", text=text) if row.low is None else text


def _aside(page: Page, row: ResultRow, target: Target, other: Compared) -> str:
    """Say what the status was on the plan if it turned, or that rounding decides it."""
    before, language = other.flipped(row), page.language
    if before:
        word = name(page.province.word("status", before), language)
        return say(language, "status_from", status=in_sentence(word))
    if row.projected is not None and rounding_decides(row.indicator, target, row.projected):
        value = format_number(row.projected, target.decimals, language)
        return say(language, "status_rounded", value=value)
    return ""


def rounding_decides(indicator: Indicator, target: Target, projected: float) -> bool:
    """Say whether a projection has its status only as it is rounded to the target's decimals."""
    if rounded(projected, indicator.decimals) == rounded(projected, target.decimals):
        return False
    exact = exact_status(indicator, target, projected)
    return target_status(indicator, target, projected) != exact
