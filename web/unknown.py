"""Paths that lead nowhere: Streamlit would answer each with its page, as if it had been found.

A link whose query was lost into its path leads to the page of that query, and a person who asks for
any other path to the page, which says so. Who asks for a file, or is no browser, is told. Of more
parameters than the page reads, one too many goes on: Streamlit would pass over all without a word.
"""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model.scenario.link import MOST_PAIRS, query_in_path
from ui.text.words import say
from web.addresses import ADDRESSES
from web.answer import language_of, refused, site_of
from web.first.middleware import is_html

PAGE = ("", "/")
_FILE = re.compile(r"\.\w{1,5}/?$|^/(_stcore|static|app|component|media)/", re.ASCII)
"""Ends and starts of what programs ask for."""
LONGEST_SHOWN = 60
"""Signs of a path that the page repeats."""


class UnknownPath:
    """Answers 404 where Streamlit would answer its HTML for a path that is not the page's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; what is no HTML passes as it comes."""
        path = scope.get("path", "")
        if scope["type"] == "http" and path in PAGE and (fewer := _fewer(scope)):
            await RedirectResponse(f"{page_from(path)}?{fewer}")(scope, receive, send)
            return
        if scope["type"] != "http" or path in PAGE or path in ADDRESSES:
            await self._app(scope, receive, send)
            return
        lost = False

        async def pass_on(message: Message) -> None:
            nonlocal lost
            if message["type"] == "http.response.start":
                lost = is_html(message)
            if not lost:
                await send(message)

        await self._app(scope, receive, pass_on)
        if lost:
            await answer(Request(scope))(scope, receive, send)


def _fewer(scope: Scope) -> str:
    """Return the first parameters of far too many, one more than are read; nothing for fewer."""
    pairs = scope["query_string"].decode("ascii", "replace").split("&")
    return "&".join(pairs[: MOST_PAIRS + 1]) if len(pairs) > MOST_PAIRS + 1 else ""


def answer(request: Request) -> Response:
    """Lead to the page with the query, or say that there is nothing at this address."""
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    path, query = raw.decode("ascii", "replace"), request.url.query
    found = query_in_path(path)
    if not found and _by_a_person(request):
        found = f"lost={quote(request.url.path[:LONGEST_SHOWN])}"
    if found:
        return RedirectResponse(f"{page_from(path)}?{'&'.join(filter(None, (found, query)))}")
    said = say(language_of(query), "by_address_unknown", site=site_of(request))
    return refused(request, 404, said)


def page_from(path: str) -> str:
    """Write the way from a path to the page: right wherever a proxy has put the page.

    As no host and no start of a path stands in it, it leads to no other site.
    """
    return "../" * (path.count("/") - 1) or "./"


def _by_a_person(request: Request) -> bool:
    """Tell whether a browser asks for something to show, and not for a file."""
    asked = "text/html" in request.headers.get("accept", "").lower()
    return asked and not _FILE.search(request.url.path)
