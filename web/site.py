"""The site put together: addresses, what stands around them, start and end."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

from anyio.to_thread import run_sync
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import App

from ui.state.lane import lane
from ui.state.results import warm_up
from ui.text.words import UI
from web.addresses import ADDRESSES
from web.answer import Answers, code_mark
from web.first.middleware import FirstHtml
from web.guard import Guard
from web.icons import Icons
from web.unknown import UnknownPath

SCRIPT = UI / "page.py"
"""What Streamlit runs for the page."""
ROBOTS = """User-agent: *
Disallow: /scenario.
Disallow: /compare.
Disallow: /chart/
Disallow: /brief
Disallow: /lever.
"""


@cache
def answers() -> Answers:
    """Return what answers for this process."""
    return Answers()


def routes() -> Sequence[Route]:
    """Return the addresses beside the page."""
    made = [Route(path, answers().answer, methods=["GET"]) for path in ADDRESSES]
    return [*made, Route("/robots.txt", robots, methods=["GET"])]


async def robots(_: Request) -> Response:
    """Let search engines read the page, and leave the files of every scenario to people.

    Chats obey this too: the page and its card stay open to them.
    """
    return PlainTextResponse(ROBOTS, headers={"Cache-Control": "public, max-age=86400"})


def middleware() -> Sequence[Middleware]:
    """Return what stands between the network and the page."""
    return [Middleware(it) for it in (Guard, UnknownPath, Icons, FirstHtml)]


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Load what the first reader would wait for; end what works beside the page with the site."""
    await run_sync(warm_up)
    await run_sync(code_mark)
    answers().worker.start()
    lane().open()
    yield
    answers().worker.stop()
    await run_sync(lane().close)
