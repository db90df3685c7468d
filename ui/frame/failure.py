"""What a reader sees when the page fails: what is kept and what to do."""

from html import escape

import streamlit as st

from model.scenario.link import LANGUAGES
from ui.frame.style import draw_style
from ui.state.log import log_failure
from ui.text.markup import draw_html
from ui.text.words import say


def draw_failure() -> None:
    """Log the exception being handled and say what the reader can do about it."""
    asked = st.query_params.get("lang", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    mark = log_failure()
    draw_style()
    title, kept, reload, afresh, tell = (
        escape(say(language, f"failure_{key}", mark=mark))
        for key in ("title", "kept", "reload", "afresh", "tell")
    )
    draw_html(
        f'<div class="failed" role="alert"><h2>{title}</h2><p>{kept}</p><ul><li>{reload}</li>'
        f'<li><a href="?lang={language}" target="_self">{afresh}</a></li><li>{tell}</li></ul></div>'
    )
