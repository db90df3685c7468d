"""The view "Compare": pinned scenarios beside the present one, in one chart and one table."""

import streamlit as st

from model.files.comparison import columns
from ui.pieces.downloads import FileLink, files_html, made_today
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.compare.chart import draw_chart
from ui.views.compare.pins import draw_pins
from ui.views.compare.tables import (
    indicators_table,
    legend_html,
    levers_table,
)


def compare(page: Page) -> None:
    """Draw the pins and, with at least one, the chart, the tables and the downloads."""
    title, intro = (say(page.language, f"compare_{key}") for key in ("title", "intro"))
    draw_html(macros(page.language).opening(title, intro))
    draw_pins(page)
    compared = columns(page.scenario)
    if len(compared) == 1:
        return
    draw_chart(page, compared)
    draw_html(indicators_table(page, compared) + legend_html(page) + levers_table(page, compared))
    with st.container(key="compare_files"):
        draw_html(files_html(page.language, compared_files(page.language)))


def compared_files(language: str) -> list[FileLink]:
    """List the files of a comparison."""
    addresses = {
        "xlsx": made_today("compare.xlsx"),
        "vi": "compare.vi.csv",
        "iamc": "compare.csv",
    }
    return [
        FileLink(f"compare_{key}", address, say(language, f"compare_{key}"))
        for key, address in addresses.items()
    ]
