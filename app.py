"""The page: read the address, draw the levers, project, show the chosen view."""

import streamlit as st

from model.link import encode
from model.province import load_province
from model.scenario import preset_scenario
from ui.failure import draw_failure
from ui.header import draw_header, draw_warnings, views_html
from ui.html import draw_html
from ui.levers import draw_levers, draw_top
from ui.limits import foot_html
from ui.page import Page
from ui.projection import project, settle
from ui.share import draw_share
from ui.sources import cards_html
from ui.state import changes, named, notices, read_address, remember, result_key
from ui.style import draw_phone_bar, draw_script, draw_style
from ui.views import VIEWS, headline, phone_bar
from ui.warnings import warnings
from ui.words import say

SIDEBAR_WIDTH = 350


def main() -> None:
    """Draw the page once."""
    province = load_province()
    decoded = read_address(province)
    language = decoded.language
    draw_style()
    top = draw_levers(province, language)
    scenario = named(province, decoded.scenario)
    trail = remember(province, scenario)
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
    strip = phone_bar(page)
    draw_top(top, page, trail, strip)
    draw_header(page)
    headline(page)
    draw_warnings(page, warnings(province, scenario, page.rows))
    with st.container(key="views", horizontal=True, vertical_alignment="center"):
        draw_html(views_html(page))
        with st.container(key="sharing", horizontal=True, width="content", gap="small"):
            draw_share(page)
    draw_phone_bar(page, strip, len(changes(province, scenario.levers, page.plan)))
    draw_script(page)
    settle()
    VIEWS[page.view](page)
    draw_html(foot_html(page))
    draw_html(cards_html(province, language))


try:
    st.set_page_config(
        page_title=say("vi", "page_title", year=load_province().base_year + 1),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    main()
except Exception:
    draw_failure()
