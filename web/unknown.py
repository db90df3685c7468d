"""Paths that lead nowhere: Streamlit would answer each with its page, as if it had been found.

A link whose query was lost into its path leads to the page of that query.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model.scenario.link import query_in_path
from ui.text.words import say
from web.addresses import ADDRESSES
from web.answer import language_of, refused, site_of
from web.first.middleware import is_html

PAGE = ("", "/")


class UnknownPath:
    """Answers 404 where Streamlit would answer its HTML for a path that is not the page's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; what is no HTML passes as it comes."""
        path = scope.get("path", "")
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
            request = Request(scope)
            if query := query_in_path(scope.get("raw_path", b"").decode("ascii", "replace")):
                moved = RedirectResponse(f"/?{'&'.join(filter(None, (query, request.url.query)))}")
                await moved(scope, receive, send)
                return
            language = language_of(request.url.query)
            said = say(language, "by_address_unknown", site=site_of(request))
            await refused(request, 404, said)(scope, receive, send)
