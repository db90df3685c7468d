"""The addresses of pictures: every chart of the page as PNG and SVG, and what a chat shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from model.problems import InvalidInputError, Problem
from ui.pictures.pictures import PICTURES
from web.asked import Asked
from web.made import PICTURE, SLOW, Made, Maker
from web.pictures.card import card
from web.pictures.heading import heading
from web.pictures.render import svg, svg_to_png

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Size:
    """Pixels of a picture, ``zoom`` of them to one of its type; as high as it needs by default."""

    width: int
    height: int | None = None
    zoom: float = 1.0


SIZES: Mapping[str, Size] = MappingProxyType({"page": Size(720), "slide": Size(1280, 720, 1.4)})
"""For a page of text, and for a slide of 16 to 9."""
SCALES: Mapping[str, int] = MappingProxyType({"2": 2, "1": 1})
"""Dots to a pixel of a PNG."""
SIZE, SCALE = "size", "scale"
LONG = frozenset({"drivers", "reach"})
"""Pictures that wait for all others, as they take long to compute."""
OF_NO_SCENARIO = frozenset({"past", "came", "growth", "miss", "provinces", "series"})
"""Pictures that stay the same whatever is set."""
PNG, SVG = "image/png", "image/svg+xml"


def chart_svg(name: str, asked: Asked) -> Made:
    """Draw a chart as SVG, which has no dots to count."""
    _chosen(asked, SCALE, SCALES)
    return Made(_svg(name, asked).encode(), SVG)


def chart_png(name: str, asked: Asked) -> Made:
    """Draw a chart as PNG."""
    scale = _chosen(asked, SCALE, SCALES)
    return Made(svg_to_png(_svg(name, asked), scale), PNG)


def card_png(asked: Asked) -> Made:
    """Draw the card of a scenario as PNG."""
    return Made(svg_to_png(card(asked.page), 1), PNG)


def _svg(name: str, asked: Asked) -> str:
    size = _chosen(asked, SIZE, SIZES)
    picture = PICTURES[name].draw(asked.page, asked.options, "light")
    around = heading(asked, picture, name not in OF_NO_SCENARIO)
    return svg(picture, size.width, around, size.height, size.zoom)


def _chosen(asked: Asked, key: str, choices: Mapping[str, Choice]) -> Choice:
    """Return what was chosen; the first where nothing was."""
    value = asked.options.get(key, next(iter(choices)))
    if value not in choices:
        raise InvalidInputError([Problem("not_allowed", key, value, ", ".join(choices))])
    return choices[value]


def _makers() -> Mapping[str, Maker]:
    found = {"/card.png": Maker(card_png, PICTURE)}
    for name, kind in PICTURES.items():
        turn, options = SLOW if name in LONG else PICTURE, kind.choices | {SIZE, SCALE}
        found[f"/chart/{name}.svg"] = Maker(partial(chart_svg, name), turn, options)
        found[f"/chart/{name}.png"] = Maker(partial(chart_png, name), turn, options)
    return MappingProxyType(found)


PICTURE_ADDRESSES: Mapping[str, Maker] = _makers()
"""Makers by path."""
