"""Pictures by address: every chart in every language and size, in the font that comes along."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from model.problems import InvalidInputError
from model.scenario.names import LONGEST_NAME, read_name
from tests.support.paths import ROOT
from ui.pictures.pictures import PICTURES
from ui.text.words import LANGUAGES
from web.asked import asked
from web.made import Made
from web.pictures.addresses import PICTURE_ADDRESSES, SIZES
from web.pictures.lettering import FAMILIES, FAMILY, FILES, FONTS, SIGNS, UNKNOWN, drawn
from web.pictures.render import svg_to_png

SITE = "https://soc-trang.example/"
CHANGED: Mapping[str, str] = {
    "disbursement_rate": "80",
    "ocop_new": "40",
    "a.disbursement_rate": "95",
    "a.name": "Kế hoạch",
}
"""A scenario that every picture has something to show of, with one to compare."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"><a href="javascript:0">',
    "&lt;&amp; ]]> -->",
    "a id='x'",
)
WHITE = (255, 255, 255)
TAG = "{http://www.w3.org/2000/svg}"


def get(path: str, **query: str) -> Made:
    """Ask as the worker does."""
    maker = PICTURE_ADDRESSES[path]
    return maker.make(asked(urlencode(query), SITE, maker.options))


def opened(made: Made) -> Image.Image:
    """Read a PNG whole."""
    image = Image.open(BytesIO(made.content))
    image.load()
    return image


def parsed(made: Made) -> ElementTree.Element:
    """Read an SVG, which is XML or it fails."""
    return ElementTree.fromstring(made.content)


def texts(root: ElementTree.Element) -> Iterator[str]:
    """Yield what an SVG draws as text."""
    return ("".join(text.itertext()) for text in root.iter(f"{TAG}text"))


@cache
def glyphs(weight: int) -> frozenset[str]:
    """Return the signs that a font file holds."""
    with TTFont(FONTS / f"{FILES[weight]}.ttf") as font:
        return frozenset(map(chr, font.getBestCmap()))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_its_size_and_every_sign_its_glyph(
    name: str, language: str, size: str
) -> None:
    query = {"size": size, "lang": language, **CHANGED}
    vector, sharp = get(f"/chart/{name}.svg", **query), get(f"/chart/{name}.png", **query)
    plain = get(f"/chart/{name}.png", scale="1", **query)
    assert (vector.media, sharp.media) == ("image/svg+xml", "image/png")
    root = parsed(vector)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    assert width == SIZES[size].width
    assert height == (SIZES[size].height or height)
    assert opened(plain).size == (width, height)
    assert opened(sharp).size == (2 * width, 2 * height)
    said = list(texts(root))
    assert len(said) > 5
    assert set("".join(said)) <= glyphs(400) & glyphs(600)
    assert UNKNOWN not in "".join(said)
    assert not list(root.iter(f"{TAG}script"))
    assert not any(key.startswith("on") for node in root.iter() for key in node.attrib)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_text_is_drawn_and_stays_inside(name: str, language: str) -> None:
    made = get(f"/chart/{name}.svg", lang=language, **CHANGED)
    root = parsed(made)
    for text in list(root.iter(f"{TAG}text")):
        text.text = None
        for part in list(text):
            text.remove(part)
    silent = svg_to_png(ElementTree.tostring(root, encoding="unicode"), 1)
    spoken = svg_to_png(made.content.decode(), 1)
    assert silent != spoken
    for image in (Image.open(BytesIO(silent)), Image.open(BytesIO(spoken))):
        edges = ((0, 2), (image.width - 2, image.width))
        for left, right in edges:
            edge = image.crop((left, 0, right, image.height))
            assert edge.getcolors() == [(2 * image.height, WHITE)]


@pytest.mark.parametrize("weight", FILES)
def test_every_sign_of_the_font_leaves_ink(weight: int) -> None:
    """vl-convert leaves out what it finds no font for, without a word."""
    assert glyphs(weight) >= SIGNS
    cell, across = 24, 32
    signs = sorted(sign for sign in SIGNS if not sign.isspace() and sign != "\u00ad")
    height = cell * (len(signs) // across + 1)
    root = ElementTree.Element("svg", xmlns=TAG[1:-1], width=f"{cell * across}", height=f"{height}")
    for place, sign in enumerate(signs):
        x, y = place % across * cell, place // across * cell
        look = {"x": f"{x + 4}", "y": f"{y + 18}", "font-family": FAMILIES, "font-size": "14"}
        text = ElementTree.SubElement(root, "text", {**look, "font-weight": f"{weight}"})
        text.text = sign
    image = Image.open(BytesIO(svg_to_png(ElementTree.tostring(root, encoding="unicode"), 1)))
    blank = []
    for place, sign in enumerate(signs):
        x, y = place % across * cell, place // across * cell
        if len(image.crop((x, y, x + cell, y + cell)).getcolors() or ()) < 2:
            blank.append(sign)
    assert blank == []


@pytest.mark.parametrize("weight", FILES)
@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_the_font_has_a_name_of_its_own_and_its_license(weight: int, ending: str) -> None:
    with TTFont(FONTS / f"{FILES[weight]}.{ending}") as font:
        names = {row.nameID: row.toUnicode() for row in font["name"].names}
        assert font["OS/2"].usWeightClass == weight
        assert set(map(chr, font.getBestCmap())) >= SIGNS
    assert names[16] == FAMILY
    assert [text for number, text in names.items() if "Source" in text and number != 0] == []
    license_text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Reserved Font Name 'Source'" in license_text
    assert "SIL OPEN FONT LICENSE" in license_text


@pytest.mark.parametrize("name", [*HOSTILE, "Tôm 🦐 ខ្មែរ", "Лев 漢字", "a\u0301" * 20])
def test_a_name_is_text_in_the_picture_whatever_it_holds(name: str) -> None:
    root = parsed(get("/chart/why.svg", name=name, **CHANGED))
    assert drawn(name) in " ".join(texts(root))
    assert set("".join(texts(root))) <= glyphs(400)
    assert {node.tag.removeprefix(TAG) for node in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "a", "path", "line", "text", "clipPath"),
        "defs",
    }


@given(st.text(max_size=LONGEST_NAME))
@settings(max_examples=20)
def test_any_name_gives_a_picture(name: str) -> None:
    assume(read_name(name, "name", LONGEST_NAME)[0])
    root = parsed(get("/chart/why.svg", name=name, disbursement_rate="80"))
    assert set("".join(texts(root))) <= glyphs(400)


@pytest.mark.parametrize("name", ["why", "sure"])
@pytest.mark.parametrize(
    ("key", "value", "allowed"), [("size", "poster", "page, slide"), ("scale", "3", "2, 1")]
)
def test_another_size_is_refused(name: str, key: str, value: str, allowed: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        get(f"/chart/{name}.png", **{key: value})
    (problem,) = caught.value.problems
    assert (problem.field, problem.value, problem.allowed) == (key, value, allowed)


def test_the_link_is_whole_in_the_svg_and_short_in_the_picture() -> None:
    query = {"lang": "vi", "name": "K" * 80, **CHANGED}
    root = parsed(get("/chart/why.svg", **query))
    page = asked(urlencode(query), SITE, frozenset()).link
    (link,) = root.iter(f"{TAG}a")
    assert link.attrib["href"] == page
    assert page in (root.findtext(f"{TAG}desc") or "")
    (shown,) = texts(link)
    assert shown.startswith("soc-trang.example/?v=") and shown.endswith("lang=vi")
    assert "…" in shown


def test_what_no_scenario_moves_names_none() -> None:
    one, other = (
        list(texts(parsed(get("/chart/past.svg", lang="en", disbursement_rate=rate))))[:-1]
        for rate in ("60", "100")
    )
    assert one == other
    assert not any("Scenario" in text for text in one)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", *HOSTILE])
def test_a_card_is_as_chats_want_it_and_speaks_for_the_site(name: str, language: str) -> None:
    given_name = {"name": name} if name else {}
    card = get("/card.png", lang=language, disbursement_rate="80", **given_name)
    assert (card.media, opened(card).size) == ("image/png", (1200, 630))
    assert card == get("/card.png", lang=language, disbursement_rate="80")
    assert card != get("/card.png", lang=language, disbursement_rate="81")


def test_the_same_question_gives_the_same_bytes_in_another_process() -> None:
    paths = ("/chart/why.png", "/chart/why.svg", "/card.png")
    here = [sha256(get(path, **CHANGED).content).hexdigest() for path in paths]
    code = (
        "from hashlib import sha256\n"
        "from tests.web.test_pictures import CHANGED, get\n"
        f"for path in {paths!r}:\n"
        "    print(sha256(get(path, **CHANGED).content).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == here
