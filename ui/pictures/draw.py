"""Pictures on the page, and the addresses at which each can be had alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import streamlit as st
from markupsafe import Markup

from model.scenario.link import written
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.markup import draw_html, joined, macros

TEMPLATE = "pictures/links.html"


@dataclass(frozen=True)
class Placed:
    """A picture in a view.

    ``kind`` and ``choices`` are what `ui.pictures.pictures` knows it by; ``key`` keeps its place.
    """

    picture: Picture
    kind: str
    key: str
    choices: Mapping[str, str] = field(default_factory=dict)


def draw_picture(page: Page, kind: str, picture: Picture, key: str, **choices: str) -> None:
    """Draw a picture in a view, and below it the links to it."""
    draw_parts([Placed(picture, kind, key, choices)], page.language)


def draw_parts(parts: Iterable[Markup | Placed], language: str) -> None:
    """Draw pieces of HTML and pictures one below the other, below each picture the links to it.

    What stands between two pictures is one element, as each element more costs every run time.
    """
    pieces: list[Markup] = []
    for part in parts:
        if isinstance(part, Markup):
            pieces.append(part)
            continue
        _draw(pieces)
        st.vega_lite_chart(None, part.picture.filled, theme=None, key=part.key)
        pieces = [links_html(part.kind, part.key, language, **part.choices)]
    _draw(pieces)


def _draw(pieces: Iterable[Markup]) -> None:
    found = joined(pieces)
    if found:
        draw_html(found)


def links_html(kind: str, key: str, language: str, **choices: str) -> Markup:
    """Draw the links to a picture of what the page shows; ``key`` tells them from others.

    What the page shows is added by ui/browser/address.js, after the choices, as a link of the page
    keeps its end.
    """
    query = written(choices.items()) if choices else ""
    return Markup(macros(language, TEMPLATE).links(key, f"chart/{kind}", query))
