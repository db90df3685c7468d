"""Pictures drawn as SVG and PNG: a chart alone, or framed by what it finds and where it is from."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import Any

from markupsafe import Markup
from PIL import Image

from ui.charts.look import Spec
from ui.pictures.picture import Picture
from ui.text.markup import render
from ui.text.words import LANGUAGES
from web.pictures.frame import GAP, INKS, MARGIN, Heading, foot, head
from web.pictures.lettering import FAMILIES, FAMILY, FILES, FONTS, drawn, embedded

LEAST_HEIGHT = 120.0
"""Pixels that a chart keeps where text around it would leave it fewer."""
CSS_INCH = 96
"""Pixels to an inch, as in browsers."""
FONT_OF_TEXT = f' font-family="{FAMILY}"'
"""Stands at every text of a chart; once around it is enough."""
_ROOT = re.compile(r'<\w+[^>]* height="([\d.]+)"[^>]*>(.*)</\w+>\s*', re.DOTALL)
_PARTS = re.compile(r"(<[^>]*>)|([^<]+)")
_IDS = re.compile(r'( id="|url\(#)')
_ROLES = re.compile(r' (?:role="graphics-\w+"|aria-roledescription="[^"]*")')
"""Of marks without a name: who reads by ear is told of the whole picture alone."""


@dataclass(frozen=True)
class Chart:
    """What an SVG of a chart holds, and how many pixels it is high."""

    inside: Markup
    height: float


def svg(
    picture: Picture,
    width: int,
    heading: Heading | None = None,
    height: int | None = None,
    zoom: float = 1.0,
) -> str:
    """Draw a picture as SVG, on white.

    Parameters
    ----------
    width, height
        Pixels of the whole picture; without a height it is as high as it needs to be.
    heading
        What stands around the chart. Without it there is the chart alone, and without a font, to
        stand in a page that has one.
    zoom
        Pixels of the picture to one of the chart: type is larger on a slide.
    """
    if heading is None:
        chart = _chart(picture, width / zoom, height and height / zoom)
        whole = height or ceil(chart.height * zoom)
        return _filled("chart", width, whole, zoom, chart=chart, finding=picture.finding)
    inner = width / zoom - 2 * MARGIN
    above = head(heading, inner)
    below, rule = foot(heading, picture.reading, inner)
    around = above.end + GAP + GAP + below.end + MARGIN - 6
    left = None if height is None else max(LEAST_HEIGHT, height / zoom - around)
    chart = _chart(picture, inner, left)
    return _filled(
        "frame",
        width,
        height or ceil((chart.height + around) * zoom),
        zoom,
        chart=chart,
        heading=heading,
        above=above.lines,
        below=below.lines,
        rule=rule,
        chart_top=above.end + GAP,
        below_top=above.end + GAP + chart.height + GAP,
        margin=MARGIN,
        fonts={weight: embedded(weight) for weight in FILES},
    )


def png(
    picture: Picture,
    width: int,
    heading: Heading | None = None,
    scale: int = 2,
    height: int | None = None,
    zoom: float = 1.0,
) -> bytes:
    """Draw a picture as PNG: as `svg`, with ``scale`` dots to a pixel."""
    return svg_to_png(svg(picture, width, heading, height, zoom), scale)


def svg_to_png(text: str, scale: int) -> bytes:
    """Turn an SVG in the shipped font into a PNG, ``scale`` dots to a pixel.

    It is laid on white and packed once more: in 60 ms a third of the size is left. The dots to an
    inch let a document place it at the size of the SVG.
    """
    drawn_at: bytes = _converter().svg_to_png(text, scale=scale)
    packed, dots = BytesIO(), CSS_INCH * scale
    with Image.open(BytesIO(drawn_at)) as image:
        ground = Image.new("RGB", image.size, INKS["page"])
        ground.paste(image, mask=image)
        ground.save(packed, "PNG", compress_level=4, dpi=(dots, dots))
    return packed.getvalue()


@cache
def _converter() -> Any:
    """Load vl-convert when it is first needed, as it is large, and tell it of the font."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _chart(picture: Picture, width: float, height: float | None) -> Chart:
    spec = {**_adapted(picture.spec, width, height), "datasets": picture.data}
    found = _ROOT.fullmatch(_converter().vegalite_to_svg(spec, allowed_base_urls=[]))
    if found is None:
        raise ValueError("an SVG of vl-convert no longer begins as it did")
    mark = sha256(found[2].encode()).hexdigest()[:8]  # no other chart on a page has the same ids

    def mended(part: re.Match[str]) -> str:
        tag, text = part.groups()
        if tag is None:
            return str(Markup.escape(drawn(Markup(text).unescape())))
        return _IDS.sub(rf"\1c{mark}-", _ROLES.sub("", tag.replace(FONT_OF_TEXT, "")))

    return Chart(Markup(_PARTS.sub(mended, found[2])), float(found[1]))


def _adapted(spec: Spec, width: float, height: float | None) -> Spec:
    """Return a spec of the page for a picture: its size in pixels, the shipped font, no margin."""
    config = {**spec["config"], "font": FAMILY, "aria": False, "padding": 0}
    sizes = {"width": width} if height is None else {"width": width, "height": height}
    return {**spec, **sizes, "config": config}


def _filled(template: str, width: int, height: int, zoom: float, **values: object) -> str:
    return str(
        render(
            f"web/pictures/{template}.svg",
            LANGUAGES[0],  # the templates have no words
            width=width,
            height=height,
            inner_width=width / zoom,
            inner_height=height / zoom,
            families=FAMILIES,
            family=FAMILY,
            inks=INKS,
            **values,
        )
    )
