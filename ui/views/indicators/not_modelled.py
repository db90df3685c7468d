"""The indicators without a sourced link to growth, each with its reason: no lever moves them."""

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from model.province.province import Province
from model.scenario.results import ResultRow
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import in_language
from ui.views.indicators.numbers import NOT_MODELLED
from ui.views.indicators.targets import TEMPLATE, RowWords, row_words


class UnmovedRow(NamedTuple):
    """An indicator that is not modelled, as it is written."""

    words: RowWords
    base: str
    target: str
    reason: str


def not_modelled_html(page: Page) -> Markup:
    """Draw them folded, and how to read the page: the same for every setting of the levers."""
    rows = tuple(row for row in page.rows if row.status == NOT_MODELLED)
    return _not_modelled(page.province, rows, page.language)


@lru_cache(maxsize=8)
def _not_modelled(province: Province, rows: tuple[ResultRow, ...], language: str) -> Markup:
    written = [
        UnmovedRow(
            row_words(province, row.indicator, language),
            format_number(row.base, row.indicator.decimals, language),
            format_target(row.target, language) if row.target else UNKNOWN,
            in_language(row.indicator, "note", language),
        )
        for row in rows
    ]
    return Markup(macros(language, TEMPLATE).not_modelled(province.base_year, written))
