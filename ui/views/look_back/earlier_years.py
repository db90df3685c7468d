"""Past years projected again with only what was known then."""

from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from model.evidence.backtest import totals
from model.province.province import Province
from ui.pictures.draw import Placed
from ui.pictures.past import past_picture, scores
from ui.pieces.past_result import result_text
from ui.state.current import Page
from ui.text.markup import macros
from ui.views.look_back.backtest import backtest_table
from ui.views.look_back.vintages import vintage_cards

TEMPLATE = "views/look_back/earlier_years.html"


def earlier_years(page: Page, theme: str) -> Iterator[Markup | Placed]:
    """Show the section; nothing where no year could be projected."""
    language, province = page.language, page.province
    drawn = past_picture(page, theme)
    if drawn is not None:
        yield _opening(province, language, drawn.finding)
        yield Placed(drawn, "past", "backtest_chart")
        yield _years(province, language)


@cache
def _opening(province: Province, language: str, finding: str) -> Markup:
    result = result_text(totals(scores(province)), language)
    return Markup(macros(language, TEMPLATE).opening(result, finding))


@cache
def _years(province: Province, language: str) -> Markup:
    scored = scores(province)
    table = backtest_table(province, scored, language)
    cards = vintage_cards(province, ((row.key, row.year) for row in scored), language)
    return Markup(macros(language, TEMPLATE).years(table, cards))
