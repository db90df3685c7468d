"""A picture on the page, and the addresses at which it can be had alone."""

import streamlit as st
from markupsafe import Markup

from model.scenario.link import written
from ui.charts.look import with_data
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.markup import draw_html, macros

TEMPLATE = "pictures/links.html"


def draw_picture(page: Page, kind: str, picture: Picture, key: str, **choices: str) -> None:
    """Draw a picture in a view, and below it the links to it.

    ``kind`` and ``choices`` are what `ui.pictures.pictures` knows it by; ``key`` keeps its place.
    """
    data = with_data(picture.spec, picture.data)
    st.vega_lite_chart(None, data, theme=None, key=key)
    draw_html(links_html(kind, key, page.language, **choices))


def links_html(kind: str, key: str, language: str, **choices: str) -> Markup:
    """Draw the links to a picture of what the page shows; ``key`` tells them from others.

    What the page shows is added by ui/browser/address.js, after the choices, as a link of the page
    keeps its end.
    """
    query = written(choices.items()) if choices else ""
    return Markup(macros(language, TEMPLATE).links(key, f"chart/{kind}", query))
