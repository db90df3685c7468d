"""The page by Streamlit's own test runner: opened, read, moved."""

from collections.abc import Sequence
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from model.scenario.results import ResultRow
from model.scenario.scenario import Scenario
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, headline_text
from ui.state.current import Page
from ui.state.link import encode
from ui.state.session import KEY, Session
from ui.text.words import say

Pairs = Sequence[tuple[str, str]]
HOSTILE = (
    "<script>alert(1)</script>",
    "[x](http://evil.example)",
    "<img src=x onerror=alert(1)>",
    "\"'><a href=http://evil.example>x</a>",
    "</script><b>",
)


class Markup(HTMLParser):
    """Tags with their attributes and the text that a piece of HTML holds, in all and each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.text = ""
        self._open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        if tag not in ("br", "input"):
            self._open.append(len(self.tags))
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data
        for place in self._open:
            self.texts[place] += data


class Table(HTMLParser):
    """Cells of the rows of a table, as text, and the tags that it holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.tags: set[str] = set()
        self.feed(str(html))  # text added to `Markup` would be escaped
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if self.inside:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def page_with(
    rows: tuple[ResultRow, ...], scenario: Scenario, view: str, language: str = "vi"
) -> Page:
    """Return what a view is given of a scenario whose results these are."""
    link = encode(PROVINCE, scenario, view, language)
    return Page(PROVINCE, scenario, view, language, rows, PLAN.levers, link)


def opened(pairs: Pairs = ()) -> AppTest:
    """Open the page at an address; it must draw without an exception."""
    app = AppTest.from_file(str(ROOT / "ui/page.py"), default_timeout=120)
    for key in dict(pairs):
        app.query_params[key] = [text for name, text in pairs if name == key]
    app.run()
    assert not app.exception
    return app


def linked(scenario: Scenario, view: str = "indicators", language: str = "vi") -> AppTest:
    return opened(parse_qsl(encode(PROVINCE, scenario, view, language)[1:]))


def visit(app: AppTest) -> Session:
    """Return what the page remembers of the visit."""
    found: Session = app.session_state[KEY]
    return found


def html(app: AppTest) -> list[str]:
    """Return every piece of HTML on the page but style and script."""
    bodies = [element.proto.body for element in app.get("html")]
    return [body for body in bodies if not body.startswith(("<style>", "<script>"))]


def said(app: AppTest, style: str) -> str:
    """Return the text of the one tag that has a class."""
    pieces = [Markup(body) for body in html(app)]
    found = [
        text
        for piece in pieces
        for (_, attributes), text in zip(piece.tags, piece.texts, strict=True)
        if attributes.get("class") == style
    ]
    assert len(found) == 1, style
    return " ".join(found[0].split())


def notices(app: AppTest) -> str:
    """Return what the page says about the link; empty if nothing."""
    titles = [say("vi", key, plan="") for key in ("notices_title", "notices_kept", "notices_plan")]
    starts = [title.partition(".")[0] for title in titles]
    found = [body for body in html(app) if any(start in body for start in starts)]
    return Markup(found[0]).text if found else ""


def expect_scenario(app: AppTest, scenario: Scenario, language: str = "vi") -> None:
    assert said(app, "headline") == headline_text(scenario, language)
    assert visit(app).shown.levers == scenario.levers


def moved(app: AppTest, key: str, value: float) -> None:
    """Move a lever as the page does: in the address."""
    app.query_params[key] = str(value)
    app.run()
