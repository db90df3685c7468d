"""The view "Compare": pinned scenarios beside the present one, in one table and one chart."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from model.files.cells import csv_text
from model.files.comparison import (
    Column,
    columns,
    comparison_iamc_rows,
    comparison_vietnamese_rows,
)
from model.files.workbook.workbook import comparison_workbook
from ui.pieces.downloads import CSV, WORKBOOK, draw_download, whole_link
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.compare.chart import draw_chart
from ui.views.compare.pins import draw_pins
from ui.views.compare.tables import (
    column_name,
    indicators_table,
    legend_html,
    levers_table,
)


def compare(page: Page) -> None:
    """Draw the pins and, with at least one, the tables, the chart and the downloads."""
    title, intro = (say(page.language, f"compare_{key}") for key in ("title", "intro"))
    draw_html(macros(page.language).opening(title, intro))
    draw_pins(page)
    compared = columns(page.scenario)
    if len(compared) == 1:
        return
    base = _choose_base(page, compared)
    draw_html(
        indicators_table(page, compared, base) + legend_html(page) + levers_table(page, compared)
    )
    draw_chart(page, compared, base)
    _draw_downloads(page)


def _choose_base(page: Page, compared: Sequence[Column]) -> int:
    """Let the reader choose what the others are compared with: the present one, unless told."""
    key = f"compare_base_{page.language}"
    letters = [column.letter for column in compared]
    if st.session_state.get(key) not in (None, *letters):
        del st.session_state[key]
    letter = st.selectbox(
        say(page.language, "compare_base"),
        letters,
        format_func=lambda letter: column_name(page, compared[letters.index(letter)]),
        key=key,
        width=320,
    )
    return letters.index(letter)


def _draw_downloads(page: Page) -> None:
    province, scenario, language = page.province, page.scenario, page.language
    link = whole_link(page)
    with st.container(key="compare_files", horizontal=True):
        for key, ending, kind, data in (
            (
                *("xlsx", ".xlsx", WORKBOOK),
                lambda: comparison_workbook(province, scenario, language, link, date.today()),
            ),
            (
                *("vi", "_vi.csv", CSV),
                lambda: csv_text(comparison_vietnamese_rows(province, scenario), True).encode(),
            ),
            (
                *("iamc", ".csv", CSV),
                lambda: csv_text(comparison_iamc_rows(province, scenario)).encode(),
            ),
        ):
            label, name = (say(language, f"compare_{part}") for part in (key, "file"))
            draw_download(page, f"compare_{key}", label, f"_{name}{ending}", kind, data)
