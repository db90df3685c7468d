"""The page: read the address, draw the levers, project, show the chosen view."""

import streamlit as st

from model.link import encode
from model.province import load_province
from model.scenario import preset_scenario
from ui.failure import draw_failure
from ui.header import draw_header, views_html
from ui.html import draw_html
from ui.levers import draw_levers
from ui.limits import foot_html
from ui.page import Page
from ui.projection import project, settle
from ui.share import draw_share
from ui.sources import cards_html
from ui.state import named, notices, read_address, remember, result_key
from ui.style import draw_state, draw_style
from ui.turn import turn
from ui.views import VIEWS, headline
from ui.words import say

SIDEBAR_WIDTH = 350


def main() -> None:
    """Draw the page once."""
    province = load_province()
    decoded = read_address(province)
    language = decoded.language
    scenario = named(province, decoded.scenario)
    trail = remember(province, scenario)
    draw_style()
    page = Page(
        province=province,
        scenario=scenario,
        view=decoded.view,
        language=language,
        rows=project(province, result_key(province, scenario), scenario),
        plan=preset_scenario(province, province.default_preset).levers,
        link=encode(province, scenario, decoded.view, language),
        notices=notices(),
    )
    draw_header(page)
    headline(page)
    draw_levers(page, trail)
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        draw_html(views_html(page.view, language))
        draw_share(page)
    draw_state(page)
    settle()
    VIEWS[page.view](page)
    draw_html(foot_html(province, language) + cards_html(province, language))


try:
    st.set_page_config(
        page_title=say("vi", "page_title", year=load_province().base_year + 1),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    with turn():
        main()
except Exception:
    draw_failure()
