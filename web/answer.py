"""Answers to GET and HEAD: kept, cacheable, the same bytes for the same question and version."""

import asyncio
import json
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

import model
from model.problems import Problem
from model.province.load import load_province
from ui.state.log import log_refused
from ui.state.results import ResultCache
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES, UI, WEB, say
from web.addresses import ADDRESSES
from web.made import HAND, Made
from web.turns import TooManyError, Turns
from web.worker import Worker, make

LONGEST_QUERY = 16_384
"""Signs of a query; the longest link of the page has fewer."""
KEPT = 100
"""Answers that a process keeps, and as many of those that hands on levers ask for."""
PATIENCE = 30.0
"""Seconds after which what is made is given up, and its process with it."""
SECONDS = 600
"""So long a reader's program need not ask again; then it asks whether anything is new."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:"
"""What pictures and papers may load: nothing but their own look."""
CACHE = "__pycache__"
Found = TypeVar("Found")
TEXT, JSON = "text/plain; charset=utf-8", "application/json"


class Answers:
    """Answers questions about scenarios, one at a time, with one worker."""

    def __init__(self) -> None:
        self.worker = Worker()
        self._turns = Turns()
        self._kept = ResultCache[Made](KEPT)
        self._of_hands = ResultCache[Made](KEPT)

    async def answer(self, request: Request) -> Response:
        """Answer what an address asks for, or say what is wrong with the question."""
        query, site = request.url.query, site_of(request)
        if len(query) > LONGEST_QUERY:
            return refused(request, 414, say(language_of(query), "by_address_long"))
        if _has_body(request):
            return refused(request, 413, say(language_of(query), "by_address_body"))
        tag = tag_of(request.url.path, query, site)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers(tag))
        # Each lever that is taken up asks one: they would push out what is dear to make.
        kept = self._of_hands if ADDRESSES[request.url.path].turn == HAND else self._kept
        made = kept.get(tag)
        if made is None:
            found = await _while_asked(request, self._make(request.url.path, query, site))
            if not isinstance(found, Made):
                return _failed(request, query, found)
            made = kept.put(tag, found)
        return Response(made.content, media_type=made.media, headers=headers(tag, made.name))

    async def _make(
        self, path: str, query: str, site: str
    ) -> Made | Sequence[Problem] | str | None:
        """Make an answer in the worker; None where too many wait, or it takes too long."""
        try:
            async with self._turns.turn(ADDRESSES[path].turn):
                return await self._worked(path, query, site)
        except (TooManyError, TimeoutError, BrokenExecutor):
            return None

    async def _worked(self, path: str, query: str, site: str) -> Made | Sequence[Problem] | str:
        """Have the worker make an answer; one whose process was found dead is tried once more."""
        for last in (False, True):
            try:
                future = self.worker.start().submit(make, path, query, site)
                return await asyncio.wait_for(asyncio.wrap_future(future), PATIENCE)
            except (TimeoutError, BrokenExecutor) as error:
                self.worker.stop()
                if last or isinstance(error, TimeoutError):
                    raise
        raise AssertionError("never here")


async def _while_asked(request: Request, making: Coroutine[None, None, Found]) -> Found | None:
    """Wait for an answer, as long as there is somebody who waits for it."""
    task = asyncio.ensure_future(making)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _has_body(request: Request) -> bool:
    length = request.headers.get("content-length", "0").lstrip("0")
    return bool(length) or "transfer-encoding" in request.headers


def site_of(request: Request) -> str:
    """Return where the reader finds the page, ending in ``/``; a proxy says by which protocol."""
    told = request.headers.get("x-forwarded-proto", "").partition(",")[0].strip()
    scheme = told if told in ("http", "https") else request.url.scheme
    return f"{scheme}://{request.url.netloc}/"


def tag_of(path: str, query: str, site: str) -> str:
    """Name an answer by all that its bytes depend on."""
    province = load_province()
    parts = (path, query, site, province.version, province.changed, code_mark())
    return f'W/"{sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


@cache
def code_mark() -> str:
    """Name the code and the tables that answers are made of, the same in every process of them."""
    mark = sha256()
    for room in (UI, WEB, Path(model.__file__).parent, load_province().folder):
        for path in sorted(it for it in room.rglob("*") if it.is_file() and CACHE not in it.parts):
            mark.update(path.read_bytes())
    return mark.hexdigest()


def headers(tag: str, name: str = "") -> Mapping[str, str]:
    """Return the headers of an answer that may be kept, and read by any page."""
    found = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": f"public, max-age={SECONDS}",
        "Content-Security-Policy": POLICY,
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
    }
    if name:
        found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def language_of(query: str) -> str:
    """Return the language that a query asks for, the default where it asks for none of ours."""
    asked = parse_qs(query[:LONGEST_QUERY]).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def refused(
    request: Request, status: int, said: str, problems: Sequence[Mapping[str, str]] = ()
) -> Response:
    """Say why there is no answer, as JSON to whoever asked for it, else as text."""
    as_json = request.url.path.endswith(".json") or JSON in request.headers.get("accept", "")
    body = json.dumps({"said": said, "problems": problems}, ensure_ascii=False) if as_json else said
    return Response(
        body + "\n",
        status,
        {
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **({"Retry-After": "5"} if status == 503 else {}),
        },
        JSON if as_json else TEXT,
    )


def _failed(request: Request, query: str, found: Sequence[Problem] | str | None) -> Response:
    language, province = language_of(query), load_province()
    if found is None:
        return refused(request, 503, say(language, "by_address_busy"))
    if isinstance(found, str):
        return refused(request, 500, say(language, "failure_tell", mark=found))
    log_refused(province, "address", found)
    lines = [problem_text(province, row, language) for row in found]
    problems = [
        {
            "code": row.code,
            "field": row.field,
            "value": row.value,
            "allowed": row.allowed,
            "nearest": row.nearest,
            "said": line,
        }
        for row, line in zip(found, lines, strict=True)
    ]
    said = "\n".join((say(language, "by_address_refused"), *(f"- {line}" for line in lines)))
    return refused(request, 400, said, problems)
