"""A line that is cut is said; a page that Streamlit gave up loads itself anew and loses nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browser import open_context
from tests.support.reader import PLAN, changed
from tests.support.steps import expect_page, open_page, slider
from ui.text.words import LANGUAGES, say

NOTE = ".line-note"
DIALOG = "[data-testid=stDialog]"
KEY = "disbursement_rate"
POISONS = {
    "a hash that nobody knows": ForwardMsg(ref_hash="0" * 32).SerializeToString(),
    "text": "text",
    "no message": b"\xff\xff\xff",
}


class Line:
    """The websockets of a tab, which a test can poison, cut and keep cut."""

    def __init__(self, tab: Page) -> None:
        self.routes: list[WebSocketRoute] = []
        self.closed = False
        tab.route_web_socket("**/_stcore/stream", self._opened)

    def _opened(self, route: WebSocketRoute) -> None:
        if self.closed:
            route.close()
            return
        self.routes.append(route)
        route.connect_to_server()

    def poison(self, message: str | bytes) -> None:
        """Send what the page cannot read, after which Streamlit never connects again."""
        self.routes[-1].send(message)

    def cut(self) -> None:
        """End the line, and each that follows."""
        self.closed = True
        self.routes[-1].close()


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Page]:
    """A tab in which errors are let pass: a lost line is one."""
    context: BrowserContext = open_context(browser, base_url=server)
    yield context.new_page()
    context.close()


def press(tab: Page, count: int, arrow: str = "ArrowLeft") -> None:
    for _ in range(count):
        slider(tab, KEY).press(arrow)


def expect_said(tab: Page, key: str, language: str = "vi") -> None:
    expect(tab.locator(NOTE)).to_contain_text(say(language, f"line_{key}"))


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_a_dead_page_loads_itself_anew_with_all_that_the_hand_left(
    tab: Page, poison: str | bytes
) -> None:
    line = Line(tab)
    open_page(tab, "/", scenario=PLAN)
    tab.evaluate("window.before = true")
    press(tab, 2)
    line.poison(poison)
    press(tab, 3)
    expect_said(tab, "revived")
    expect_page(tab, changed({KEY: 90.0}))
    assert not tab.evaluate("window.before ?? false")
    expect(tab.locator(DIALOG)).to_have_count(0)
    press(tab, 1)
    expect_page(tab, changed({KEY: 89.0}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_keeps_dying_does_not_loop_and_can_be_tried_again(
    tab: Page, language: str
) -> None:
    line = Line(tab)
    open_page(tab, f"/?lang={language}")
    for _ in range(2):
        expect_page(tab, PLAN, language=language)
        tab.evaluate("window.before = true")
        line.poison("text")
        expect(tab.locator(NOTE)).to_be_visible()
        if not tab.locator(f"{NOTE} button").is_visible():
            expect_said(tab, "revived", language)
    expect_said(tab, "lost", language)
    assert tab.evaluate("window.before")
    press(tab, 2)
    tab.get_by_role("button", name=say(language, "line_again"), exact=True).click()
    expect_said(tab, "revived", language)
    expect_page(tab, changed({KEY: 93.0}), language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cut_line_is_said_until_it_is_mended(tab: Page, language: str) -> None:
    """In the reader's language, and never by Streamlit's dialog over the page."""
    line = Line(tab)
    open_page(tab, f"/?lang={language}", scenario=PLAN, language=language)
    tab.evaluate("window.before = true")
    line.cut()
    expect_said(tab, "away", language)
    press(tab, 2)
    expect(tab.locator(DIALOG)).to_have_count(0)
    line.closed = False
    expect(tab.locator(NOTE)).to_be_hidden()
    expect_page(tab, changed({KEY: 93.0}), language=language)
    assert tab.evaluate("window.before")
