"""The font of icons holds whatever the page and Streamlit may ask of it, and is small."""

from collections.abc import MutableMapping
from typing import Any

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from starlette.responses import PlainTextResponse

from tests.support.loops import run
from tests.support.make_icons import SOURCE, STREAMLIT, icons, named
from web.icons import FONT, Icons

STREAMLITS = next(STREAMLIT.glob(SOURCE))


def drawing(font: TTFont, glyph: str) -> object:
    """Return the strokes of a glyph, and how wide it is."""
    pen = RecordingPen()
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value, font["hmtx"][glyph][0]


def get(path: str) -> tuple[dict[bytes, bytes], bytes]:
    """Ask for a path; what passes is answered with ``theirs``."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def play() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        await Icons(PlainTextResponse("theirs"))(scope, receive, send)

    run(play())
    return dict(sent[0]["headers"]), sent[1]["body"]


def test_every_icon_that_is_named_and_known_to_streamlit_is_ours_too() -> None:
    theirs, ours = icons(TTFont(STREAMLITS)), icons(TTFont(FONT))
    assert named() & set(theirs) == named() & set(ours)
    assert "keyboard_double_arrow_left" in named()


def test_an_icon_looks_as_streamlit_draws_it() -> None:
    theirs, ours = TTFont(STREAMLITS), TTFont(FONT)
    glyphs = icons(theirs)
    for name, glyph in icons(ours).items():
        assert drawing(ours, glyph) == drawing(theirs, glyphs[name])


def test_it_answers_in_place_of_streamlits_font() -> None:
    headers, body = get(f"/static/media/{STREAMLITS.name}")
    assert body == FONT.read_bytes()
    assert headers[b"content-type"] == b"font/woff2"
    assert b"immutable" not in headers[b"cache-control"]  # its name stays when it changes
    assert len(body) < STREAMLITS.stat().st_size / 10


@pytest.mark.parametrize("path", ["/", "/static/media/SourceSansVF-Upright.ttf.a.woff2"])
def test_all_else_passes(path: str) -> None:
    assert get(path)[1] == b"theirs"
