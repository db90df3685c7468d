"""What a reader sees when the page fails: what is kept and what to do."""

import streamlit as st

from ui.frame.style import draw_style
from ui.state.log import log_failure
from ui.text.markup import draw_html, render
from ui.text.words import LANGUAGES


def draw_failure() -> None:
    """Log the exception being handled and say what the reader can do about it."""
    asked = st.query_params.get("lang", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    mark = log_failure()
    draw_style(language)
    draw_html(render("frame/failure.html", language, mark=mark))
