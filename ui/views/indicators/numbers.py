"""The figures behind the picture: every modelled indicator, those with a target first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from model.scenario.results import ResultRow
from model.scenario.targets import OWN
from ui.pictures.targets import targeted
from ui.pieces.change import Change, change_of
from ui.pieces.indicator import band_text
from ui.pieces.status import chip_html, status_counts
from ui.state.compared import Compared, compared
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import name, say
from ui.views.indicators.targets import TEMPLATE, RowWords, row_words

NOT_MODELLED = "not_modelled"


class NumberRow(NamedTuple):
    """An indicator in figures as they are written."""

    words: RowWords
    base: str
    trend: str
    target: str
    own: bool
    projected: str
    change: Change
    band: str
    status: Markup


class NumberGroup(NamedTuple):
    """Rows under a title; ``aside`` says more about them."""

    title: str
    aside: str
    rows: Sequence[NumberRow]


def numbers_html(page: Page) -> Markup:
    """Draw the figures: indicators with a target, then the others as the Resolution groups them."""
    language, other = page.language, compared(page)
    first = [row for row, _ in targeted(page.rows)]
    title = say(language, "group_targets")
    groups = [_group(page, title, counted(first, language), first, other)] if first else []
    for group in page.province.group_rows("indicator"):
        rows = [row for row in page.rows if row.indicator.group == group.key]
        rows = [row for row in rows if row.target is None and row.status != NOT_MODELLED]
        if rows:
            groups.append(_group(page, name(group, language), "", rows, other))
    return Markup(macros(language, TEMPLATE).numbers(page.province.base_year, groups, other.to))


def counted(rows: Iterable[ResultRow], language: str) -> str:
    """Count the statuses: ``2 vượt · 1 đạt · 3 chưa đạt``."""
    return " · ".join(
        say(language, f"count_{status}", count=count)
        for status, count in status_counts(rows).items()
    )


def _group(
    page: Page, title: str, aside: str, rows: Sequence[ResultRow], other: Compared
) -> NumberGroup:
    return NumberGroup(title, aside, [_number_row(page, row, other) for row in rows])


def _number_row(page: Page, row: ResultRow, other: Compared) -> NumberRow:
    language, indicator = page.language, row.indicator
    figures = (row.base, row.reference, row.projected)
    base, trend, projected = (format_number(n, indicator.decimals, language) for n in figures)
    return NumberRow(
        words=row_words(page.province, indicator, language),
        base=base,
        trend=trend,
        target=UNKNOWN if row.target is None else format_target(row.target, language),
        own=row.target is not None and row.target.set == OWN,
        projected=projected,
        change=change_of(page, row, other),
        band=band_text(row, language),
        status=chip_html(page.province, row.status, language),
    )
