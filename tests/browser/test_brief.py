"""The paper in a browser: two pages of A4 whatever the scenario, and readable on a phone."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.axe import violations
from tests.support.browser import PHONE, open_context, visitor
from tests.support.papers import HARD, scenario
from tests.web.test_files import MOVED, PLAN, answer, query
from ui.text.words import LANGUAGES, say
from web.pictures.lettering import FAMILY

A4 = "/MediaBox [0 0 594.95996 841.91998]"
SHAPES = [
    PLAN,
    MOVED,
    HARD,
    replace(HARD, name="W" * 80),
    scenario(99, 0, 0, low=True),
    scenario(8, 0, 0),
    scenario(9, 2, 2),
    scenario(14, 30, 1),
    scenario(20, 6, 5, "Kịch bản họp ngày 5/12, giải ngân chậm"),
    scenario(0, 99, 0),
    scenario(3, 0, 40),
]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = open_context(browser)
    yield context.new_page()
    context.close()


def shown(tab: Page, address: str, **sizes: int) -> None:
    """Show the paper of an address, its font loaded."""
    tab.set_content(answer("/brief", address).content.decode())
    tab.evaluate("document.fonts.ready")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_it_prints_on_exactly_two_pages_of_a4(tab: Page, shape: int, language: str) -> None:
    shown(tab, f"made=2026-11-26&{query(SHAPES[shape], language)}")
    pdf = tab.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 2
    assert pdf.count(A4.encode()) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", [0, 1, 2], ids=["plan", "moved", "hard"])
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, shape: int, language: str) -> None:
    context = open_context(browser, viewport=PHONE)
    tab = context.new_page()
    shown(tab, query(SHAPES[shape], language))
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_without_seeing_it(tab: Page, language: str) -> None:
    shown(tab, query(HARD, language))
    assert violations(tab) == []


def test_it_stands_alone_behind_its_policy(browser: Browser, server: str) -> None:
    """The font that comes along is used; nothing is refused, nothing else asked for."""
    with visitor(browser, server) as tab:
        opened = tab.goto(f"/brief?{query(MOVED)}")
        assert opened is not None
        assert opened.headers["content-type"].startswith("text/html")
        tab.evaluate("document.fonts.ready")
        loaded = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
        assert set(tab.evaluate(loaded)) == {f'"{FAMILY}"'} or set(tab.evaluate(loaded)) == {FAMILY}


def test_who_prints_the_page_is_told_of_the_paper(desktop: BrowserContext, server: str) -> None:
    tab = desktop.new_page()
    tab.goto(f"/?{query(MOVED)}")
    line = tab.locator(".foot-brief")
    line.wait_for(state="attached")
    there = line.locator("a[href]")
    there.wait_for(state="attached")
    assert not line.is_visible()
    tab.emulate_media(media="print")
    line.wait_for(state="visible")
    assert line.inner_text().startswith(say("vi", "foot_brief"))
    address = there.inner_text()
    assert address.startswith(f"{server}/brief?v=")
    assert "disbursement_rate=80" in address
    tab.goto(address)
    assert tab.locator("h1").inner_text()
    tab.close()
