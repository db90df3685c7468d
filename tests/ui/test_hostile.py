"""What a person types, sends or puts into a link is text: nothing runs, no cell is a formula."""

import base64
import csv
import http.client
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import streamlit
from hypothesis import example, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from model.files.cells import (
    EITHER,
    FORMULA_START,
    SEMICOLON,
    csv_text,
    plain_cell,
    safe_cell,
)
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.iamc import iamc_rows
from model.files.read import read_scenario
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import workbook
from model.scenario.link import MOST_PAIRS, decode_pairs
from model.scenario.names import LONGEST_PIN_NAME, read_name
from model.scenario.scenario import LETTERS, Pin
from tests.support.browser import running_server
from tests.support.page import Markup, html, notices, opened, visit
from tests.support.province import PROVINCE, fuzzed
from tests.support.reader import PLAN, changed
from ui.browser import open_file
from ui.browser.address import page_script
from ui.browser.open_file import LARGEST, sent_files
from ui.text.words import LANGUAGES, say
from ui.text.words import name as title
from web.guard import OPENED_BY, metrics_open

SHOWN = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</script><svg onload=alert(1)>",
    "\"'><a href=javascript:alert(1)>x",
    "<style>*{display:none}</style>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example/?v=1",
    "$$\\int x$$ `code` **b**",
    ":red[x] :material/home: :tada:",
    "{title} {0} %s ${x}",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "=cmd|' /C calc'!A1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "x;=1+1;+1;@a;'=1",
    "＝1+1",
    "a.name=b&view=why#x?y",
    "🦐🦐 Tôm – lúa ễ̃",
)
"""Names that are taken, and shown letter by letter."""
HIDDEN = (
    "\x00",
    "\x1b[2J",
    "a\x07b",
    "a\x7fb",
    "\x1f=1",
    "\u202etxt",
    "\u2066x\u2069",
    "\ufffe",
    "x" * 999,
)
"""Names that are refused: control characters, overrides of the direction, too long."""
SOURCES = frozenset(row.url for row in PROVINCE.sources.values())


def grouped(texts: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    """Part texts into groups, as opening a page for each takes long."""
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def tags(app: AppTest) -> list[tuple[str, list[str]]]:
    """List every tag on the page with the names of its attributes."""
    found = (tag for body in html(app) for tag in Markup(body).tags)
    return [(tag, sorted(attributes)) for tag, attributes in found]


def expect_text_only(app: AppTest, text: str = "") -> None:
    """Our scripts, one for every page; no link that leads elsewhere than here or to a source."""
    for body in html(app):
        for tag, attributes in Markup(body).tags:
            assert tag not in ("script", "img", "iframe", "object", "embed", "form", "style")
            assert not any(name.startswith("on") for name in attributes)
            href = attributes.get("href")
            assert href is None or href.startswith(("?", "#")) or href in SOURCES, href
    scripts = [e.proto.body for e in app.get("html") if "<script" in e.proto.body.lower()]
    ours, state = scripts
    assert ours == page_script(PROVINCE)
    for script in (ours, state):
        assert script.count("<script") == script.count("</script") == 1
    for element in (*app.markdown, *app.caption, *app.title, *app.header, *app.subheader):
        assert not text or text not in element.value
    for element in (*app.button, *app.text_input, *app.selectbox):
        assert not text or text not in element.label


def failed(app: AppTest) -> bool:
    return any('class="failed"' in body for body in html(app))


def named(name: str, pins: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Write a link with names for the scenario and its pins, to the view that shows them all."""
    pairs = [(f"{letter}.name", text) for letter, text in zip(LETTERS, pins, strict=False)]
    return [("name", name), ("view", "compare"), ("lang", language), *pairs]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("texts", grouped(SHOWN, 5), ids=repr)
def test_names_are_shown_letter_by_letter(texts: tuple[str, ...], language: str) -> None:
    """They add no tag and no attribute to the page with plain names."""
    name, *pins = texts
    app = opened(named(name, pins, language))
    for text in texts:
        expect_text_only(app, text)
    assert tags(app) == tags(opened(named("Ghim", ["Ghim"] * len(pins), language)))
    text = "".join(Markup(body).text for body in html(app))
    for pin in pins:
        assert pin in text
        assert pin in [element.value for element in app.text_input]
    assert notices(app) == ""
    assert visit(app).shown.name == name


@pytest.mark.parametrize("texts", grouped(HIDDEN, 5), ids=repr)
def test_names_that_hide_something_are_refused_and_said(texts: tuple[str, ...]) -> None:
    name, *pins = texts
    app = opened(named(name, pins, "vi"))
    expect_text_only(app)
    said = notices(app)
    assert say("vi", "field_name") in said
    for letter in LETTERS[: len(pins)]:
        assert say("vi", "field_pin", letter=letter.upper(), part=say("vi", "field_name")) in said
    for body in html(app):
        assert not set("\x00\x1b\u202e\u2066") & set(body)
    assert visit(app).shown.name in ("", "plan_2024")


@pytest.mark.parametrize("texts", grouped((*SHOWN, *HIDDEN), 8), ids=repr)
def test_any_part_of_a_link_is_text_in_the_notices(texts: tuple[str, ...]) -> None:
    """As a key, as a value of a lever, and where a word is wanted."""
    pairs = [(text, "1") for text in texts]
    pairs += [("fdi", texts[0]), ("v", texts[-1]), ("m", texts[1]), ("p.mu", texts[2])]
    pairs += [(key, str(value)) for key, value in PLAN.levers.items() if key != "fdi"]
    app = opened(pairs)
    expect_text_only(app)
    plan = PROVINCE.presets[PROVINCE.default_preset].name_vi
    mostly = decode_pairs(PROVINCE, pairs).mostly_refused
    said = say("vi", "notices_plan", plan=plan) if mostly else say("vi", "notices_title")
    assert said in notices(app)
    for body in html(app):
        assert not set("\x00\x1b\u202e\u2066") & set(body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_wrong_parts_are_a_short_message(language: str) -> None:
    """What cannot be used is counted after the first few."""
    heading = say(language, "notices_title")
    wrong = ((f"x{n}" * 30, "y" * 100) for n in range(len(PLAN.levers) - 1))
    levers = ((key, str(value)) for key, value in PLAN.levers.items())
    app = opened([("lang", language), *levers, *wrong])
    (alert,) = (body for body in html(app) if heading in body)
    assert alert.count("<li>") == 13
    assert len(alert) < 10_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [3, 300, 900])
def test_a_link_of_wrong_parts_opens_the_plan_and_says_so(language: str, count: int) -> None:
    """The plan is opened, and nothing claims that the rest was kept; past a limit, that is said."""
    wrong = ((f"x{n}" * 30, "y" * 100) for n in range(count))  # Streamlit ignores more than 1000
    app = opened([("lang", language), ("fdi", "250"), *wrong])
    plan = title(PROVINCE.presets[PROVINCE.default_preset], language)
    (alert,) = (body for body in html(app) if 'role="alert"' in body)
    text = Markup(alert).text
    opened_plan = say(language, "notices_plan", plan=plan)
    assert text.startswith(opened_plan)
    assert (str(MOST_PAIRS) in text) == (count > MOST_PAIRS)
    assert (text == opened_plan) == (count <= MOST_PAIRS)
    assert visit(app).shown.levers == PLAN.levers


# What is typed


TYPED = ("<img src=x onerror=alert(1)>", "=1+1", ":red[x] [y](javascript:alert(1))", "9" * 10**6)


@pytest.mark.parametrize("text", TYPED, ids=lambda text: text[:20])
@pytest.mark.parametrize(
    ("view", "key"),
    [
        ("sure", "sigma_value"),
        ("compare", "pin_name_a_ghim"),
        ("reach", "reach_target_grdp_growth_vi"),
        ("reach", "reach_low_disbursement_rate_vi"),
    ],
)
def test_what_is_typed_is_refused_as_text(view: str, key: str, text: str) -> None:
    """A text of a megabyte too; the scenario stands."""
    app = opened([("view", view), ("a.name", "ghim")])
    field = app.text_input(key=key).set_value(text)
    if key == "sigma_value":
        app.button(key="sigma").click()
    field.run()
    assert not app.exception
    assert not failed(app)
    taken = key.startswith("pin") and len(text) <= LONGEST_PIN_NAME
    assert bool(visit(app).jump.link) == taken
    alerts = [body for body in html(app) if 'role="alert"' in body]
    assert taken or alerts
    assert all(len(body) < 5_000 for body in alerts)
    expect_text_only(app, text)
    assert visit(app).shown.levers == PLAN.levers


# What a browser may send in place of our script


Send = Callable[..., None]


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch) -> Send:
    """Answer in the name of the button that opens files on *Compare*."""
    answers: list[dict[str, Any]] = []

    def button(key: str, on_files_change: Callable[[], None], **_: Any) -> None:
        if answers and key == "compare_open":
            streamlit.session_state[key] = answers.pop()
            on_files_change()

    monkeypatch.setattr(open_file, "_button", lambda: button)

    def answer(app: AppTest, value: Any, event: str = "files") -> None:
        answers.append({event: value})
        app.run()
        assert not answers, "the button was not drawn"

    return answer


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


GOOD = csv_text(iamc_rows(PROVINCE, changed({"fdi": 250.0}, name="Tệp tốt"))).encode()
TAMPERED: tuple[Any, ...] = (
    *(None, 5, True, "files", [], {}, [[]], [None], ["ab"], [["a.csv"]], [["a.csv", None]]),
    *([[1, 2]], [["a.csv", 5]], [["a.csv", "%%%"]], [["a.csv", "Zg"]], [["a.csv", "é"]]),
    *([["a.csv", "Zg==", "x"]], {"a": "b"}, [[["a"], "Zg=="]], [["a.csv", "A" * 10_000_000]]),
)


@pytest.mark.parametrize("sent", TAMPERED, ids=lambda sent: repr(sent)[:30])
def test_what_our_script_does_not_send_is_no_file(sent: object) -> None:
    assert sent_files(sent) == []


@given(sent=st.recursive(st.none() | st.floats() | st.text(max_size=8), st.lists, max_leaves=8))
@fuzzed(2)
def test_nothing_that_is_sent_breaks_the_reading_of_files(sent: object) -> None:
    for name, content in sent_files(sent):
        assert name.isprintable()
        assert len(content) <= 2 * LARGEST


def test_a_tampered_answer_changes_nothing_on_the_page(send: Send) -> None:
    app = opened([("view", "compare")])
    for sent in TAMPERED:
        send(app, sent)
        assert not app.exception
        assert not failed(app)
        assert not visit(app).jump.link
    send(app, [["a.csv", encoded(GOOD)]], event="x" * 1000)
    assert not visit(app).jump.link


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_files_are_said_and_good_ones_opened(language: str, send: Send) -> None:
    app = opened([("view", "compare"), ("lang", language), ("fdi", "200")])
    before = visit(app).shown
    hostile = "<img src=x onerror=alert(1)>\u202e\ud800" + "x" * 500
    for content in (b"", b"\xff\xfe", b"PK\x03\x04", b"=1+1\n", GOOD[:3000], GOOD * 2):
        send(app, [["good.csv", encoded(GOOD)], [hostile, encoded(content)]])
        assert not app.exception
        alert = next(body for body in html(app) if say(language, "compare_refused") in body)
        assert "&lt;img src=x" in alert
        assert "\u202e" not in alert
        assert len(alert) < 10_000
        expect_text_only(app)
        assert not visit(app).jump.link
        assert visit(app).shown == before
    send(app, [["good.csv", encoded(GOOD)]])
    assert quote("Tệp tốt") in visit(app).jump.link


# Cells


NAMES = st.one_of(
    st.text(st.characters().filter(str.isprintable), max_size=LONGEST_PIN_NAME),
    st.lists(
        st.sampled_from([*FORMULA_START, ";", ";;", "'", '"', ",", "x", " ", "cmd|' /C calc'!A1"]),
        max_size=8,
    )
    .map(lambda parts: "".join(parts)[:LONGEST_PIN_NAME])
    .filter(str.isprintable),
)
NUMBER = re.compile(r"-?\d[\d.]*(e[+-]?\d+)?|-?\d+,\d+")


def formulas(text: str) -> Iterator[str]:
    """Yield what a spreadsheet takes for a formula, whether commas or semicolons part cells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for delimiter in ",;":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cell in (cell for row in rows for cell in row):
            if cell.startswith(FORMULA_START[:-1]) and not NUMBER.fullmatch(cell):
                yield cell


def test_what_is_a_formula_is_found() -> None:
    assert list(formulas('a,=1\n"@x",-5,-5+1\nx;+1,b\n')) == [
        "=1",
        "@x",
        "-5+1",
        "@x,-5,-5+1",
        "+1,b",
    ]


@pytest.mark.parametrize("name", [*SHOWN, "\t=1", ";=1;;@x;'=1", "x" * 999], ids=repr)
def test_no_cell_of_any_file_is_a_formula(name: str) -> None:
    """Where the list separator is a semicolon, as in Vietnamese, not after one either."""
    scenario = replace(
        PLAN,
        name=name,
        targets=MappingProxyType({"growth_sector1": -4.5}),
        pins=MappingProxyType({"a": Pin(PLAN.levers, name), "d": Pin(PLAN.levers, f";{name}")}),
    )
    for rows, vietnamese in (
        (iamc_rows(PROVINCE, scenario), False),
        (vietnamese_rows(PROVINCE, scenario), True),
        (comparison_iamc_rows(PROVINCE, scenario), False),
        (comparison_vietnamese_rows(PROVINCE, scenario), True),
    ):
        text = csv_text(rows, vietnamese)
        assert list(formulas(text)) == []


@given(name=NAMES)
@example(name=';"=')
@example(name=';""""=1')
@fuzzed(10)
def test_a_name_is_safe_in_a_cell_and_comes_back(name: str) -> None:
    for separators, vietnamese in ((SEMICOLON, False), (EITHER, True)):
        cell = safe_cell(name, separators)
        assert list(formulas(csv_text([("x", cell, "y"), (cell,)], vietnamese))) == []
        assert plain_cell(cell, separators) == name


@given(name=NAMES.map(lambda text: read_name(text, "name", LONGEST_PIN_NAME)[0]))
@fuzzed()
def test_a_hostile_name_comes_back_from_every_file(name: str) -> None:
    scenario = replace(PLAN, name=name)
    for content in (
        csv_text(iamc_rows(PROVINCE, scenario)),
        csv_text(vietnamese_rows(PROVINCE, scenario), vietnamese=True),
        workbook(PROVINCE, scenario),
    ):
        found, notes = read_scenario(PROVINCE, content)
        assert notes == []
        assert found.name == ("" if name == "scenario" else name)


# The server


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as address:
        yield address


def asked(server: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Ask for a path exactly as it is written."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, b"" if answer.status == 101 else answer.read()
    finally:
        connection.close()


def shaken(server: str, origin: str | None) -> int:
    """Ask for the websocket of the page in the name of a site; return the status."""
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    if origin is not None:
        headers["Origin"] = origin
    return asked(server, "/_stcore/stream", **headers)[0]


def test_the_websocket_is_for_our_own_page_only(server: str) -> None:
    assert shaken(server, server) == 101
    assert shaken(server, None) == 101  # no page at all
    host, port = urlsplit(server).netloc.split(":")
    for origin in (
        "https://evil.example",
        f"http://{host}.evil.example:{port}",
        f"http://{host}:{int(port) + 1}",
        f"http://{host}",
        f"http://localhost:{port}",
        f"http://{host}:port",
        "null",
        "http://[::1",
    ):
        assert shaken(server, origin) == 403, origin


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics?families=active_sessions"])
def test_metrics_are_closed_unless_they_are_opened(
    path: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(server, path)[0] == 404
    monkeypatch.setenv(OPENED_BY, "1")
    assert metrics_open()
    monkeypatch.setenv(OPENED_BY, "0")
    assert not metrics_open()


TRICKS = (
    "/static/../pyproject.toml",
    "/static/../../pyproject.toml",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static/..%2f..%2fpyproject.toml",
    "/static/..%5c..%5cpyproject.toml",
    "/static/%252e%252e/pyproject.toml",
    "/static//etc/passwd",
    "/static/%00/../pyproject.toml",
    "/../pyproject.toml",
    "//pyproject.toml",
    "/%2e%2e/pyproject.toml",
    "/app/static/../pyproject.toml",
    "/app/static/%2e%2e/%2e%2e/pyproject.toml",
    "/media/../pyproject.toml",
    "/media/%2e%2e/%2e%2e/app.py",
    "/component/x/../../pyproject.toml",
    "/component/levers_vi/%2e%2e/%2e%2e/pyproject.toml",
    "/_stcore/bidi-components/levers_vi/../../../pyproject.toml",
    "/_stcore/bidi-components/levers_vi/%2e%2e/%2e%2e/levers.js",
    "/_stcore/bidi-components/open_file//etc/passwd",
    "/pyproject.toml",
    "/app.py",
    "/data/levers.csv",
    "/.streamlit/config.toml",
    "/.git/config",
    "/" + "a/" * 4000,
)


@pytest.mark.parametrize("path", TRICKS, ids=lambda path: path[:60])
def test_no_path_leads_to_a_file_of_the_project(server: str, path: str) -> None:
    """A refusal that may name the page; never a file, or another site."""
    status, body = asked(server, path)
    assert status in (301, 400, 403, 404, 414, 431)
    assert len(body) < 2_000
    for secret in (b"soc-trang", b"[runner]", b"import streamlit", b"root:", b"public_plan"):
        assert secret not in body
