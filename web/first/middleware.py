"""What answers for the page: Streamlit's HTML, with what a chat and a first sight need.

Whatever fails or takes long in here is given up, and Streamlit's own HTML goes out.
"""

from collections.abc import Sequence

from anyio import CapacityLimiter, move_on_after
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.state.log import log_failure
from ui.state.run_queue import one_run_at_a_time
from web.answer import site_of
from web.first.rewrite import rewritten
from web.first.seen import seen

PASSED_OVER = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""What a browser asks of Streamlit's file, which is not what it gets."""
PATIENCE = 3.0
"""Seconds after which the page goes out as Streamlit wrote it: it opens all the same."""
Headers = Sequence[tuple[bytes, bytes]]


class FirstHtml:
    """Writes the first HTML of the page; every other answer passes as it is.

    One answer is made at a time, so that moves find no more than one before them, and no thread
    waits that other answers need.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        headers = [row for row in scope["headers"] if row[0].lower() not in PASSED_OVER]
        asked = {**scope, "method": "GET", "headers": headers, "extensions": {}}
        await self._app(asked, receive, collect)
        html = b"".join(body)
        if is_html(start):
            html = await self._first(scope, start, html)
        await send(start)
        await send(
            {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else html}
        )

    async def _first(self, scope: Scope, start: Message, html: bytes) -> bytes:
        """Return the first HTML with its headers in ``start``, or what was given where it fails."""
        new: bytes | None = None
        try:
            with move_on_after(PATIENCE):
                new = await run_sync(
                    _written, scope, html, abandon_on_cancel=True, limiter=self._limiter
                )
        except Exception:
            log_failure()
        if new is None:
            return html
        start["headers"] = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(new)).encode()),
            (b"cache-control", b"no-cache"),
            (b"vary", b"Accept-Encoding"),
        ]
        return new


def _written(scope: Scope, html: bytes) -> bytes:
    query = scope["query_string"].decode("latin-1")
    with one_run_at_a_time():
        return rewritten(html.decode(), seen(query), site_of(Request(scope))).encode()


def _is_page(scope: Scope) -> bool:
    asks = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return asks and scope["path"].removeprefix(scope.get("root_path", "")) in ("", "/")


def is_html(start: Message) -> bool:
    """Tell whether an answer that starts so is a page of HTML."""
    headers: Headers = start.get("headers", ())
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    return start.get("status") == 200 and kind.startswith(b"text/html")
