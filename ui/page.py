"""The page: read the address, draw the levers, project, show the chosen view."""

from dataclasses import replace

import streamlit as st

from model.province.load import load_province
from ui.browser.address import draw_script, draw_state
from ui.frame.cut.cut import draw_cut
from ui.frame.failure import draw_failure
from ui.frame.foot import foot_html
from ui.frame.head.head import draw_header
from ui.frame.levers.levers import draw_levers
from ui.frame.share.share import draw_share
from ui.frame.style import draw_style
from ui.frame.summary.summary import draw_summary
from ui.frame.switch import views_html
from ui.frame.tour.tour import tour_html
from ui.pieces.cost import cost_texts
from ui.pieces.source_cards import cards_html
from ui.state.address import read_address, remember
from ui.state.current import Page, page_of
from ui.state.history import Trail
from ui.state.run_queue import BEHIND, FIRST, one_run_at_a_time
from ui.state.session import session
from ui.text.markup import draw_html
from ui.text.words import say
from ui.views import VIEWS

SIDEBAR_WIDTH = 350
DEAR = ("reach",)
"""Views whose runs take so long that moves on the others go first."""


def main() -> None:
    """Draw the page once; of a cut link only what is missing, as nothing is opened yet."""
    province = load_province()
    decoded = read_address(province)
    if decoded.cut is not None:
        draw_cut(province, decoded, decoded.cut)
        return
    language = decoded.language
    page = page_of(province, decoded)
    trail = remember(province, page.scenario)
    page = replace(page, notices=session().notices)
    draw_style(language)
    draw_script(province)
    draw_header(page)
    draw_summary(page)
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        draw_html(views_html(page.view, language))
        draw_share(page)
    if page.view in DEAR:
        draw_beside(page, trail)
        VIEWS[page.view](page)
    else:
        try:
            VIEWS[page.view](page)
        except Exception:
            draw_beside(page, trail)  # where a view fails, there are levers to move on with
            raise
        draw_beside(page, trail)
    foot = foot_html(province, language) + tour_html(province, language)
    draw_html(foot + cards_html(province, language))


def draw_beside(page: Page, trail: Trail) -> None:
    """Draw the levers, and tell the script of the page what this run shows.

    What the levers cost takes as long as a chart, so that charts go before it; where a view takes
    long, a reader who moves on need not wait for it.
    """
    with st.sidebar:
        draw_levers(page, trail)
        draw_state(page, cost_texts(page))


def run() -> None:
    """Draw the page in its turn, or say what a reader can do when it fails."""
    try:
        st.set_page_config(
            page_title=say("vi", "page_title", year=load_province().base_year + 1),
            layout="wide",
            initial_sidebar_state=SIDEBAR_WIDTH,
        )
        dear = st.query_params.get("view") in DEAR
        with one_run_at_a_time(BEHIND if dear else FIRST):
            main()
    except Exception:
        draw_failure()


def failed(_: Exception) -> bool:
    """Say what a reader can do when what a press set off fails, before `run` begins."""
    draw_failure()
    return True


if __name__ == "__main__":
    run()
