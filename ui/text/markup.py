"""Draw HTML without the work that Streamlit does on plain strings."""

from typing import Literal

import streamlit as st


class _Html:
    """HTML as it is: a plain string would be dedented line by line in every run."""

    def __init__(self, body: str) -> None:
        self.body = body

    def _repr_html_(self) -> str:
        return self.body


def draw_html(
    body: str,
    width: Literal["stretch", "content"] = "stretch",
    unsafe_allow_javascript: bool = False,
) -> None:
    """Draw a piece of HTML."""
    st.html(_Html(body), width=width, unsafe_allow_javascript=unsafe_allow_javascript)


def stacked(*pieces: str) -> str:
    """Lay pieces of HTML below each other as one element: each element costs every run time."""
    return f'<div class="stacked">{"".join(pieces)}</div>'
