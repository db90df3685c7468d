"""Downloads: a file is made when it is asked for."""

from collections.abc import Callable

import streamlit as st

from model.files.file_names import file_stem
from ui.state.current import Page

WORKBOOK, CSV = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"
"""Kinds of files, as browsers call them."""


def draw_download(
    page: Page, key: str, label: str, ending: str, kind: str, data: Callable[[], bytes]
) -> None:
    """Draw the button of a file that is named after the scenario and ends in ``ending``."""
    st.download_button(
        label,
        data=data,
        file_name=file_stem(page.province, page.scenario.name) + ending,
        mime=kind,
        on_click="ignore",
        key=key,
        icon=":material/download:",
        width="stretch",
    )


def whole_link(page: Page) -> str:
    """Return the link of the page with the address at which the reader sees it, if it is known."""
    address = st.context.url
    return f"{address.rstrip('/')}/{page.link}" if address else page.link
