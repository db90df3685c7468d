"""The scorecard: every indicator beside its target, from result rows."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.results import ResultRow
from model.scenario.targets import OWN, chance_text, rounded
from ui.pieces.sources import kind_of
from ui.pieces.status import chip_html, status_counts
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_signed, format_target
from ui.text.words import name, say
from ui.views.indicators.bullet import bullet_style

TEMPLATE = "views/indicators/template.html"
NOT_MODELLED = "not_modelled"


class RowWords(NamedTuple):
    """What no lever moves in a row: key and name, unit, kind of source and its button's label."""

    key: str
    indicator: str
    unit: str
    kind: str
    source: str


class ScorecardRow(NamedTuple):
    """An indicator as it is written; what is empty is not drawn.

    ``shape`` is the class of the row, ``own`` says that the target is the reader's, ``bullet``
    holds the places of its marks, and ``band`` stands in place of a bullet.
    """

    words: RowWords
    shape: str
    base: str
    reference: str
    target: str
    own: bool
    projected: str
    bullet: str
    band: str
    chance: str
    status: Markup
    gap: str


class ScorecardGroup(NamedTuple):
    """Rows under a title; ``aside`` says more about them."""

    title: str
    aside: str
    rows: Sequence[ScorecardRow]


def scorecard_html(page: Page) -> Markup:
    """Draw the modelled indicators, grouped as the Resolution groups them.

    The table holds what moves with the levers; what stands still (`not_modelled_html` and
    the source cards) is drawn apart, so that it is sent to the browser only once.
    """
    province, language, groups = page.province, page.language, []
    for group in province.group_rows("indicator"):
        rows = [row for row in page.rows if row.indicator.group == group.key]
        rows = [row for row in rows if row.status != NOT_MODELLED]
        if rows:
            counts = group_counts(rows, language)
            groups.append(_group(province, name(group, language), counts, rows, language))
    return Markup(macros(language, TEMPLATE).scorecard(province.base_year, groups))


def not_modelled_html(page: Page) -> Markup:
    """Draw the indicators without a sourced link to growth, with the reason."""
    rows = tuple(row for row in page.rows if row.status == NOT_MODELLED)
    return _not_modelled(page.province, rows, page.language)


@lru_cache(maxsize=8)
def _not_modelled(province: Province, rows: tuple[ResultRow, ...], language: str) -> Markup:
    """Draw rows that no lever moves: once for every setting of the levers."""
    title, reason = (say(language, f"{key}_not_modelled") for key in ("group", "reason"))
    groups = [_group(province, title, reason, rows, language)]
    return Markup(macros(language, TEMPLATE).scorecard(province.base_year, groups, quiet=True))


def group_counts(rows: Iterable[ResultRow], language: str) -> str:
    """Count the statuses of a group: ``2 vượt · 1 đạt · 3 chưa đạt``."""
    found = status_counts(rows)
    if not any(found.values()):
        return say(language, "none_in_group")
    return " · ".join(
        say(language, f"count_{status}", count=count) for status, count in found.items()
    )


def distance(row: ResultRow) -> float | None:
    """Return projection less target at the target's decimals; 0 inside a range.

    Rounded as for the status, so that a target that is met never shows a gap.
    """
    if row.target is None or row.projected is None:
        return None
    value = rounded(row.projected, row.target.decimals)
    low, high = row.target.ends
    return value - min(max(value, low), high)


def _group(
    province: Province, title: str, aside: str, rows: Sequence[ResultRow], language: str
) -> ScorecardGroup:
    return ScorecardGroup(title, aside, [_written(province, row, language) for row in rows])


def _written(province: Province, row: ResultRow, language: str) -> ScorecardRow:
    """Write a row as the reader does."""
    indicator = row.indicator
    numbers = (row.base, row.reference, row.projected)
    base, reference, projected = (format_number(n, indicator.decimals, language) for n in numbers)
    shape = "" if row.target else "n"
    if row.status == NOT_MODELLED:
        shape = "m"
    bullet = bullet_style(row)
    return ScorecardRow(
        words=_row_words(province, indicator, language),
        shape=shape,
        base=base,
        reference=reference,
        target=UNKNOWN if row.target is None else format_target(row.target, language),
        own=row.target is not None and row.target.set == OWN,
        projected=projected,
        bullet=bullet,
        band="" if bullet else _band(row, language),
        chance=_chance(row),
        status=chip_html(province, row.status, language),
        gap=_gap(row, language),
    )


@cache
def _row_words(province: Province, indicator: Indicator, language: str) -> RowWords:
    title = name(indicator, language)
    kind = say(language, f"kind_{kind_of(province, indicator.key)}")
    return RowWords(
        key=indicator.key,
        indicator=title,
        unit=name(province.units[indicator.unit], language),
        kind=kind,
        source=say(language, "source_button", kind=kind, indicator=title),
    )


def _chance(row: ResultRow) -> str:
    if row.chance is None:
        return UNKNOWN if row.target else ""
    return chance_text(row.chance)


def _gap(row: ResultRow, language: str) -> str:
    """Write the distance to the target."""
    gap = distance(row)
    if gap is None or row.target is None:
        return ""
    return format_signed(gap, row.target.decimals, language)


def _band(row: ResultRow, language: str) -> str:
    if row.low is None or row.high is None or row.low == row.high:
        return ""
    low, high = (format_number(n, row.indicator.decimals, language) for n in (row.low, row.high))
    return say(language, "band", low=low, high=high)
