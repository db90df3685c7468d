"""How good the model is: past years projected again, other provinces, published results."""

from functools import cache

from markupsafe import Markup

from model.evidence.backtest import totals
from model.evidence.benchmarks import benchmarks, formula_gain
from model.province.province import Province
from ui.charts.theme import theme_name
from ui.pictures.draw import draw_picture
from ui.pictures.past import past_picture, scores
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_number
from ui.text.words import words
from ui.views.method.backtest import backtest_table, result_html
from ui.views.method.benchmarks import benchmarks_table
from ui.views.method.contents import EVIDENCE
from ui.views.method.cross_checks import checks_table
from ui.views.method.vintages import vintage_cards

TEMPLATE = "views/method/evidence.html"
DOUBT = "trust_suspect_"
DOUBTS_TITLE = "trust_suspect_title"


def draw_evidence(page: Page) -> None:
    """Draw the section."""
    language, province = page.language, page.province
    drawn = past_picture(page, theme_name())
    draw_html(_opening(province, language, "" if drawn is None else drawn.finding))
    if drawn is not None:
        draw_picture(page, "past", drawn, "backtest_chart")
        draw_html(_findings(province, language))


@cache
def _opening(province: Province, language: str, finding: str) -> Markup:
    areas = {row.area for row in province.comparators}
    rows = totals(scores(province))
    result = result_html(rows, language) if rows else None
    return Markup(macros(language, TEMPLATE).opening(EVIDENCE, len(areas), result, finding))


@cache
def _findings(province: Province, language: str) -> Markup:
    scored = scores(province)
    return Markup(
        macros(language, TEMPLATE).findings(
            years=backtest_table(province, scored, language),
            cards=vintage_cards(province, ((row.key, row.year) for row in scored), language),
            doubts=sorted(key for key in words() if key.startswith(DOUBT) and key != DOUBTS_TITLE),
            provinces=checks_table(province, language),
            published=benchmarks_table(province, benchmarks(province), language),
            formula=format_number(formula_gain(province), 3, language),
        )
    )
