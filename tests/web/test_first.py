"""The first HTML of the page: what a chat reads of a link, in the numbers of the page."""

import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.scenario import Scenario
from tests.support.links import scenarios
from tests.support.loops import run
from tests.support.page import HOSTILE, opened, said
from tests.support.province import PROVINCE, fuzzed
from tests.support.reader import PLAN, changed, full_link, headline_text, preset
from ui.state.link import VIEWS, decode
from ui.state.results import scenario_rows
from ui.text.numbers import format_number, format_signed
from ui.text.words import LANGUAGES, say
from web.first import middleware
from web.first.middleware import FirstHtml

SITE = "https://example.vn/"
STREAMLIT = Path(streamlit.__file__).parent / "static" / "index.html"
"""What the installed version answers with."""
VOID = ("meta", "link", "br")
MOVED = changed({"disbursement_rate": 80, "fdi": -250.0, "salinity": 1.0})
GIVEN = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-length", b"7863"),
    (b"etag", b'"of a file"'),
    (b"last-modified", b"Thu, 26 Nov 2026 13:53:22 GMT"),
]


@dataclass
class Asked:
    """Streamlit in the place of Streamlit: answers with its file, and keeps what it was asked."""

    body: bytes = field(default_factory=STREAMLIT.read_bytes)
    status: int = 200
    headers: list[tuple[bytes, bytes]] = field(default_factory=lambda: list(GIVEN))
    scope: MutableMapping[str, Any] = field(default_factory=dict)

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Answer in two pieces."""
        self.scope = scope
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        half = len(self.body) // 2
        body = {"type": "http.response.body"}
        await send({**body, "body": self.body[:half], "more_body": True})
        await send({**body, "body": self.body[half:]})


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: Mapping[bytes, bytes]
    body: bytes


def get(
    query: str = "",
    path: str = "/",
    method: str = "GET",
    app: Asked | None = None,
    **headers: str,
) -> Got:
    """Ask through the middleware; a query is sent as a browser does, in ASCII."""
    sent: list[MutableMapping[str, Any]] = []
    named = {"host": "example.vn", "x-forwarded-proto": "https", **headers}
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": quote(query, safe="%&=+.,-_~!*'()[]:;/?@#$\\").encode(),
        "headers": [
            (key.replace("_", "-").encode(), value.encode()) for key, value in named.items()
        ],
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def play() -> None:
        await FirstHtml(app or Asked())(scope, receive, send)

    run(play())
    body = b"".join(row.get("body", b"") for row in sent[1:])
    return Got(sent[0]["status"], dict(sent[0]["headers"]), body)


class Read(HTMLParser):
    """The HTML as a chat reads it, and every tag that it holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self.result = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in VOID:
            self._open.append("result" if found.get("class") == "result" else tag)
        if tag == "meta" and (key := found.get("name") or found.get("property")):
            assert key not in self.meta
            self.meta[key] = found["content"] or ""
        if tag == "link" and found["rel"] not in ("modulepreload", "preload"):
            self.links[found["rel"] or ""] = found["href"] or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag that ends at once."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, which must be the one that is open."""
        assert self._open.pop() in (tag, "result")

    def handle_data(self, data: str) -> None:
        """Keep the text of title and headline."""
        self.title += data if self._open[-1:] == ["title"] else ""
        self.result += data if "result" in self._open else ""

    @property
    def language(self) -> str | None:
        """Return what the HTML says it is written in."""
        return next(found["lang"] for tag, found in self.tags if tag == "html")

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """Return the tags with the names of their attributes."""
        return [(tag, sorted(found)) for tag, found in self.tags]


def read(query: str = "") -> Read:
    return Read(get(query).body.decode())


def numbers(scenario: Scenario, language: str) -> tuple[str, str, str]:
    """Write growth and the ends of its band as the page does."""
    rows = {row.indicator.key: row for row in scenario_rows(PROVINCE, scenario)}
    row = rows["grdp_growth"]
    low, high = (
        format_number(end, row.indicator.decimals, language) for end in (row.low, row.high)
    )
    return format_signed(row.projected, row.indicator.decimals, language), low, high


def expect_preview(found: Read, scenario: Scenario, language: str) -> None:
    """The preview says what the page shows of a scenario, with the same numbers."""
    growth, low, high = numbers(scenario, language)
    assert f"{growth}%" in found.title
    assert str(PROVINCE.base_year + 1) in found.title
    assert found.language == language
    described = found.meta["description"]
    assert f"{growth}%" in described
    assert low == high or f"(90%: {low} – {high})" in described
    assert say(language, "first_kind") in described
    assert found.meta["og:title"] == found.meta["twitter:title"] == found.title
    assert found.meta["og:description"] == found.meta["twitter:description"] == described
    assert found.meta["og:locale"] == {"vi": "vi_VN", "en": "en_US"}[language]
    assert " ".join(found.result.split()) == headline_text(scenario, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "scenario", [PLAN, MOVED, preset("price_slump")], ids=["plan", "moved", "preset"]
)
def test_a_link_is_told_with_the_numbers_of_the_page(
    scenario: Scenario, view: str, language: str
) -> None:
    link = full_link(scenario, view, language)
    found = read(link[1:])
    expect_preview(found, scenario, language)
    assert found.links["canonical"] == found.meta["og:url"] == SITE + link
    assert found.meta["og:image"] == found.meta["twitter:image"] == f"{SITE}card.png{link}"
    assert (found.meta["og:image:width"], found.meta["og:image:height"]) == ("1200", "630")
    assert found.meta["twitter:card"] == "summary_large_image"
    assert found.meta["og:image:alt"] == found.meta["description"]


@given(scenario=scenarios, view=st.sampled_from(VIEWS), language=st.sampled_from(LANGUAGES))
@fuzzed(5)
def test_whatever_a_link_holds_its_preview_says_what_the_page_shows(
    scenario: Scenario, view: str, language: str
) -> None:
    link = full_link(scenario, view, language)
    found = read(link[1:])
    shown = decode(PROVINCE, link).scenario
    expect_preview(found, shown, language)
    assert dict(parse_qsl(urlsplit(found.links["canonical"]).query))["v"] == str(PROVINCE.schema)
    assert found.shape == read(full_link(shown, view, language)[1:]).shape


def test_the_plain_address_means_the_plan_for_good() -> None:
    found = read()
    expect_preview(found, PLAN, "vi")
    assert found.links["canonical"] == SITE
    assert found.meta["og:image"] == f"{SITE}card.png{full_link(PLAN)}"


@pytest.mark.parametrize(
    "query",
    [
        "disbursement_rate=80",
        "disbursement_rate=500&fdi=100",
        "disbursement_rate=80&disbursement_rate=70&lang=en",
        "nonsense=1&salinity=1",
        "lang=de&disbursement_rate=80",
        "embed=true&EMBED_OPTIONS=dark&disbursement_rate=80",
        "v=1&disbursement_rate=75",
        "step=move.disbursement_rate.3&disbursement_rate=81",
        "t.fdi_projects=3&p.mu=0.5&view=sure",
    ],
)
def test_the_page_shows_the_same_headline_where_parts_are_refused(query: str) -> None:
    app = opened(parse_qsl(query, keep_blank_values=True))
    assert " ".join(read(query).result.split()) == said(app, "headline")


@pytest.mark.parametrize(
    ("query", "cut"),
    [
        (full_link(MOVED)[1:][: full_link(MOVED).index("salinity")], True),
        ("v=2&m=1.1.0", True),
        ("disbursement_rate=x&fdi=y&salinity=z", False),
        ("&".join(f"key{n}=1" for n in range(500)), False),
        (f"name={'x' * 70_000}", False),
    ],
)
def test_no_number_is_said_of_what_did_not_arrive(query: str, cut: bool) -> None:
    found = read(query)
    growth, *_ = numbers(PLAN, "vi")
    html = get(query).body.decode()
    assert growth not in html
    assert found.result == ""
    assert not {"og:image", "twitter:image"} & found.meta.keys()
    assert "canonical" not in found.links
    assert found.meta["twitter:card"] == "summary"
    if cut:
        assert found.title == " · ".join(say(language, "cut_title") for language in LANGUAGES)
    else:
        assert found.title == say("vi", "page_title", year=PROVINCE.base_year + 1)


@pytest.mark.parametrize(
    "text", [*HOSTILE, '"><svg onload=alert(1)>', "{{ 7 * 7 }}", "'; alert(1)//"]
)
@pytest.mark.parametrize("key", ["name", "lang", "view", "disbursement_rate", "a.name", "m", None])
def test_hostile_text_stays_out_of_the_tags(text: str, key: str | None) -> None:
    honest = "disbursement_rate=80&fdi=50&salinity=1"
    query = f"{honest}&{key}={quote(text)}" if key else f"{honest}&{quote(text)}=1"
    body = get(query).body.decode()
    assert text not in body
    assert Read(body).shape == read(honest).shape


@pytest.mark.parametrize("host", ['"><script>alert(1)</script>', "[", "a b", "", "x" * 5000])
def test_a_hostile_host_breaks_nothing(host: str) -> None:
    found = Read(get(host=host).body.decode())
    assert found.shape in (read().shape, Read(STREAMLIT.read_text()).shape)


def test_what_a_browser_asks_of_a_file_is_not_asked() -> None:
    app = Asked()
    asked = {"accept_encoding": "gzip", "if_none_match": "x", "range": "bytes=0-9"}
    got = get(app=app, **asked, if_modified_since="Thu, 26 Nov 2026 13:53:22 GMT", accept="*/*")
    names = {name for name, _ in app.scope["headers"]}
    assert names == {b"host", b"x-forwarded-proto", b"accept"}
    assert got.headers[b"cache-control"] == b"no-cache"
    assert not {b"etag", b"last-modified"} & got.headers.keys()
    assert int(got.headers[b"content-length"]) == len(got.body)


def test_head_answers_as_get_without_the_body() -> None:
    app = Asked()
    head, whole = get(method="HEAD", app=app), get()
    assert head.body == b""
    assert head.headers == whole.headers
    assert app.scope["method"] == "GET"


@pytest.mark.parametrize(
    ("path", "method"),
    [("/x", "GET"), ("/static/js/x.js", "GET"), ("/card.png", "GET"), ("/", "POST")],
)
def test_other_answers_pass_as_they_are(path: str, method: str) -> None:
    got = get(path=path, method=method)
    assert got.body == STREAMLIT.read_bytes()
    assert got.headers == dict(GIVEN)


@pytest.mark.parametrize(
    "app",
    [
        Asked(status=404),
        Asked(headers=[(b"content-type", b"application/json")]),
        Asked(body=b"<html>of another version</html>"),
        Asked(body=b"\xff\xfe"),
    ],
    ids=["status", "type", "version", "bytes"],
)
def test_what_is_not_the_page_of_streamlit_passes_as_it_is(app: Asked) -> None:
    got = get(app=app)
    assert (got.status, got.body, got.headers) == (app.status, app.body, dict(app.headers))


def test_a_failure_of_ours_is_logged_and_the_page_goes_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(middleware, "seen", broken)
    assert get().body == STREAMLIT.read_bytes()
    assert "failure" in caplog.text


def test_the_page_does_not_wait_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def slow(_: str) -> None:
        over.wait()

    monkeypatch.setattr(middleware, "seen", slow)
    monkeypatch.setattr(middleware, "PATIENCE", 0.01)
    try:
        assert get().body == STREAMLIT.read_bytes()
    finally:
        over.set()


def test_words_for_readers_without_script_lead_to_brief_and_data() -> None:
    for language in LANGUAGES:
        link = full_link(MOVED, language=language)
        html = get(link[1:]).body.decode()
        noscript = html[html.index("<noscript>") : html.index("</noscript>")]
        places = [found.get("href") for tag, found in Read(noscript[10:]).tags if tag == "a"]
        assert places == [f"brief{link}", f"data?lang={language}"]
        assert "You need to enable JavaScript" not in html
        assert "service-desc" not in html
