"""The view "Indicators": the picture of targets, all figures, and what is not modelled."""

import streamlit as st

from ui.frame.share.own_targets import draw_own_targets
from ui.pictures.draw import links_html
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.indicators.not_modelled import not_modelled_html
from ui.views.indicators.numbers import NOT_MODELLED, numbers_html
from ui.views.indicators.targets import targets_html


def indicators(page: Page) -> None:
    """Draw the picture; the figures only while they are open."""
    links = links_html("targets", "targets", page.language)
    draw_html(macros(page.language).stacked((targets_html(page), links)))
    count = sum(row.status != NOT_MODELLED for row in page.rows)
    title = say(page.language, "numbers_title", count=count, base=page.province.base_year)
    opened = st.expander(title, key="numbers", on_change="rerun")
    if opened.open:
        with opened:
            draw_html(numbers_html(page))
    draw_html(not_modelled_html(page))
    draw_own_targets(page)
