"""Streamlit's HTML with what the page says of itself, and the first sight of it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ui.text.markup import render
from ui.text.numbers import LOCALES
from web.first.chunks import chunks
from web.first.seen import Seen

HERE = Path(__file__).parent
_FONT = r"<link\s+rel=\"preload\"\s+href=\"([\w./-]+)\"\s+as=\"font\""
"""What Streamlit loads before all else."""
_SHEET = r"<link rel=\"stylesheet\"[^>]*href=\"([\w./-]+)\"[^>]*>"
_APP = r"<script type=\"module\"[^>]*src=\"([\w./-]+)\"[^>]*></script>"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def rewritten(html: str, seen: Seen, site: str) -> str:
    """Put head, words for readers without JavaScript and the first sight into Streamlit's HTML.

    ``site`` is where the page is found, ending in ``/``.

    Raises
    ------
    ValueError
        A place of Streamlit's HTML is not found once: another version wrote it.
    """
    language = seen.language
    link = "" if seen.shown is None else seen.shown.page.link
    head = render(
        "web/first/head.html",
        language,
        seen=seen,
        site=site,
        address=site + ("" if seen.plain else link) if link else "",
        card=f"{site}card.png{link}",
        locale=LOCALES[language],
        others=[code for key, code in LOCALES.items() if key != language],
        chunks=chunks(seen.view, html),
    )
    noscript = render("web/first/noscript.html", language, seen=seen, link=link)
    sight = render(
        "web/first/sight.html",
        language,
        seen=seen,
        link=link,
        style=_style(_named(_FONT, html)),
        script=_script(),
        sheet=_named(_SHEET, html),
        app=_named(_APP, html),
    )
    return _spliced(
        html,
        {
            r"<html[^>]*>": render("web/first/html.html", language),
            r"<title>.*?</title>": head,
            r"<link rel=\"shortcut icon\"[^>]*>": "",
            r"(?:<!--(?:(?!-->).)*-->\s*)?<link rel=\"service-desc\"[^>]*>": "",
            # The first sight waits for neither: they come after it.
            _SHEET: "",
            _APP: render("web/first/preload.html", language, app=_named(_APP, html)),
            r"<noscript>.*?</noscript>": noscript,
            r"(?<=<div id=\"root\"></div>)": sight,
        },
    )


def _spliced(html: str, places: Mapping[str, str]) -> str:
    """Put texts in places of ``html``, each a pattern that is found there once."""
    found = {}
    for pattern, new in places.items():
        spans = [match.span() for match in re.finditer(pattern, html, re.DOTALL)]
        if len(spans) != 1:
            raise ValueError(f"{pattern} stands {len(spans)} times in the HTML of Streamlit")
        found[spans[0]] = new
    parts, at = [], 0
    for (start, end), new in sorted(found.items()):
        parts += [html[at:start], new]
        at = end
    return "".join((*parts, html[at:]))


def _named(pattern: str, html: str) -> str:
    """Return the address that a pattern holds, which is found in ``html``."""
    found = re.search(pattern, html)
    if found is None:
        raise ValueError(f"{pattern} is not in the HTML of Streamlit")
    return found[1]


@cache
def _style(font: str) -> Markup:
    """Return the sheet of the first sight in one line."""
    text = _COMMENT.sub("", (HERE / "sight.css").read_text(encoding="utf-8"))
    return Markup(" ".join(text.replace("FONT", font).split()))


@cache
def _script() -> Markup:
    """Return the script that shows the page, as it is written."""
    return Markup((HERE / "reveal.js").read_text(encoding="utf-8"))
