"""The icons of the page: those that it can show, in place of a font of four thousand.

Streamlit's own is 375 kB, a quarter of a first visit, and comes while the page still waits for its
first run. `tests.support.make_icons` cuts it down.
"""

import re
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FONT = Path(__file__).parent / "icons.woff2"
_ASKED = re.compile(r".*/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2", re.ASCII)
AN_HOUR = "public, max-age=3600"
"""The name is that of Streamlit's font, and stays when ours takes another icon in."""


class Icons:
    """Answers with our font where Streamlit would answer with its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._font = FONT.read_bytes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; what is no font of icons passes as it comes."""
        app = self._app
        if scope["type"] == "http" and _ASKED.fullmatch(scope["path"]):
            app = Response(self._font, 200, {"Cache-Control": AN_HOUR}, "font/woff2")
        await app(scope, receive, send)
