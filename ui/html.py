"""Draw HTML without the work that Streamlit does on plain strings."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


class _Html:
    """HTML as it is: a plain string would be dedented line by line in every run."""

    def __init__(self, body: str) -> None:
        self.body = body

    def _repr_html_(self) -> str:
        return self.body


def draw_html(
    body: str,
    place: DeltaGenerator | None = None,
    width: Literal["stretch", "content"] = "stretch",
    unsafe_allow_javascript: bool = False,
) -> None:
    """Draw a piece of HTML here, or in a place."""
    draw = st.html if place is None else place.html
    draw(_Html(body), width=width, unsafe_allow_javascript=unsafe_allow_javascript)
