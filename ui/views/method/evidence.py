"""How good the model is: past years projected again, other provinces, published results."""

from functools import cache

import streamlit as st
from markupsafe import Markup

from model.evidence.backtest import Score, backtest, totals
from model.evidence.benchmarks import benchmarks, formula_gain
from model.province.province import Province
from ui.charts.backtest import backtest_data, backtest_spec
from ui.charts.look import with_data
from ui.charts.theme import theme_name
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_number
from ui.text.words import say, words
from ui.views.method.backtest import backtest_table, result_html
from ui.views.method.benchmarks import benchmarks_table
from ui.views.method.cross_checks import checks_table
from ui.views.method.vintages import vintage_cards

TEMPLATE = "views/method/evidence.html"
DOUBT = "trust_suspect_"
DOUBTS_TITLE = "trust_suspect_title"


def draw_evidence(page: Page) -> None:
    """Draw the section."""
    language, province = page.language, page.province
    draw_html(_opening(province, language))
    rows = totals(_scores(province))
    if not rows:
        return
    spec = backtest_spec(
        say(language, "trust_chart"),
        min(row.year for row in rows),
        max(row.year for row in rows),
        language,
        theme_name(),
    )
    data = backtest_data(rows)
    st.vega_lite_chart(None, with_data(spec, data), theme=None, key="backtest_chart")
    draw_html(_findings(province, language))


@cache
def _scores(province: Province) -> tuple[Score, ...]:
    """Keep the scores for the life of the process: no lever moves them."""
    return backtest(province)


@cache
def _opening(province: Province, language: str) -> Markup:
    areas = {row.area for row in province.comparators}
    rows = totals(_scores(province))
    result = result_html(rows, language) if rows else None
    return Markup(macros(language, TEMPLATE).opening(len(areas), result))


@cache
def _findings(province: Province, language: str) -> Markup:
    scores = _scores(province)
    return Markup(
        macros(language, TEMPLATE).findings(
            years=backtest_table(province, scores, language),
            cards=vintage_cards(province, ((row.key, row.year) for row in scores), language),
            doubts=sorted(key for key in words() if key.startswith(DOUBT) and key != DOUBTS_TITLE),
            provinces=checks_table(province, language),
            published=benchmarks_table(province, benchmarks(province), language),
            formula=format_number(formula_gain(province), 3, language),
        )
    )
