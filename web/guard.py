"""What Streamlit would give to strangers: metrics, and its websocket to pages of other ports."""

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.text.words import say
from web.answer import language_of, refused, site_of

METRICS = "/_stcore/metrics"
OPENED_BY = "SOC_TRANG_METRICS"
"""What in the environment, set to 1, opens the metrics: where something in front closes them."""
DEFAULT_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}
POLICY_VIOLATION = 1008


class Guard:
    """Answers 404 for the metrics, and 403 for a websocket that a page of elsewhere opens.

    Streamlit compares the host alone, so a page on another port of the same machine would pass.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; what is asked by the page itself passes as it comes."""
        if scope["type"] == "websocket" and not same_place(scope):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        elif scope["type"] == "http" and scope["path"] == METRICS and not metrics_open():
            request = Request(scope)
            language = language_of(request.url.query)
            said = say(language, "by_address_unknown", site=site_of(request))
            await refused(request, 404, said)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def metrics_open() -> bool:
    """Tell whether whoever runs the site opened the metrics."""
    return os.environ.get(OPENED_BY) == "1"


def same_place(scope: Scope) -> bool:
    """Tell whether a websocket is opened by a page of this host and port, or by no page at all."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        page, here = urlsplit(origin), urlsplit(f"//{headers.get('host', '')}")
        port = page.port or DEFAULT_PORTS.get(page.scheme)
        # What a proxy speaks to us says nothing of what the reader spoke to it: of the page
        # comes the scheme, and with it the port where the host names none.
        return (page.hostname, port) == (
            here.hostname,
            here.port or DEFAULT_PORTS.get(page.scheme),
        )
    except ValueError:  # a port that is none
        return False
