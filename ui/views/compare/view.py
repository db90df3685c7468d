"""The view "Compare": pinned scenarios beside the present one, in one table and one chart."""

from collections.abc import Sequence

import streamlit as st

from model.files.cells import csv_text
from model.files.comparison import (
    Column,
    columns,
    comparison_iamc_rows,
    comparison_vietnamese_rows,
)
from ui.pieces.downloads import file_stem
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
    province, scenario, stem = page.province, page.scenario, file_stem(page)
    with st.container(key="compare_files", horizontal=True):
        for key, rows, ending, bom in (
            ("iamc", comparison_iamc_rows, "_compared.csv", False),
            ("vietnamese", comparison_vietnamese_rows, "_compared_vi.csv", True),
        ):
            st.download_button(
                say(page.language, f"compare_{key}"),
                data=lambda rows=rows, bom=bom: csv_text(  # type: ignore[misc]
                    rows(province, scenario), bom=bom
                ).encode(),
                file_name=f"{stem}{ending}",
                mime="text/csv",
                on_click="ignore",
                key=f"compare_{key}",
                icon=":material/download:",
            )
