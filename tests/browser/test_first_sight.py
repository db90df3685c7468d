"""From the first HTML to the drawn page: the headline at once, and nothing jumps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.support.browser import DESKTOP, PHONE, open_context, running_server, visitor
from tests.support.province import PROVINCE
from tests.support.reader import changed, headline_text
from tests.support.steps import settled
from ui.state.link import encode
from ui.text.words import LANGUAGES, say

MOVED = changed({"disbursement_rate": 80, "salinity": 1.0})
LARGEST_SHIFT = 0.1
"""The most that counts as good for a page."""
FIRST = "#first"
RESULT = "#first .result"
CHART = "[data-testid=stVegaLiteChart]"
CODE = "**/static/js/index.*.js"
"""What Streamlit starts with."""
WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });"""
BROKEN = """from streamlit import App
from web.site import middleware
app = App("page.py", middleware=middleware())
"""


def link(view: str = "indicators", language: str = "vi") -> str:
    return "/" + encode(PROVINCE, MOVED, view, language)


@contextmanager
def held(tab: Page) -> Iterator[list[Route]]:
    """Hold Streamlit's own code back; what was held goes on at the end."""
    routes: list[Route] = []
    tab.route(CODE, lambda route: routes.append(route))
    yield routes
    for route in routes:
        route.continue_()


@contextmanager
def unwatched(browser: Browser, server: str, script: bool = True) -> Iterator[Page]:
    """Open a tab of which errors are expected."""
    context = open_context(browser, base_url=server, java_script_enabled=script)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("view", ["indicators", "why", "outlook"])
def test_nothing_jumps_until_the_page_is_drawn(
    browser: Browser, server: str, view: str, viewport: ViewportSize
) -> None:
    with visitor(browser, server, viewport=viewport) as tab:
        tab.add_init_script(WATCH)
        tab.goto(link(view))
        expect(tab.locator(FIRST)).to_have_count(0)
        for chart in tab.locator(CHART).all():
            expect(chart.locator(".marks").first).to_be_attached()
        settled(tab)
        assert sum(tab.evaluate("shifts")) < LARGEST_SHIFT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_shows_before_any_code_and_then_the_page_in_its_place(
    browser: Browser, server: str, language: str
) -> None:
    with visitor(browser, server) as tab:
        with held(tab):
            tab.goto(link(language=language), wait_until="commit")
            expect(tab.locator(RESULT)).to_have_text(headline_text(MOVED, language))
            expect(tab.locator(RESULT)).to_be_visible()
            expect(tab.locator("#root")).to_have_css("visibility", "hidden")
            expect(tab.locator(".late")).to_be_hidden()
            side = tab.locator("#first .side").bounding_box()
            place = tab.locator(RESULT).bounding_box()
        expect(tab.locator(FIRST)).to_have_count(0)
        drawn = tab.locator(".headline").bounding_box()
        sidebar = tab.get_by_test_id("stSidebar").bounding_box()
        assert side and sidebar and place and drawn
        assert side["width"] == sidebar["width"]
        assert abs(place["x"] - drawn["x"]) <= 1
        assert abs(place["y"] - drawn["y"]) <= 3


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_first_sight_has_the_theme_that_was_chosen(
    browser: Browser, server: str, theme: str
) -> None:
    scheme = "dark" if theme == "Light" else "light"
    with visitor(browser, server, color_scheme=scheme) as tab:
        tab.add_init_script(f"localStorage.setItem('stActiveTheme-/-v2', '\"{theme}\"')")
        with held(tab):
            tab.goto("/", wait_until="commit")
            expect(tab.locator(FIRST)).to_have_css("color-scheme", theme.lower())
        expect(tab.locator(FIRST)).to_have_count(0)
        expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", theme.lower())


def test_a_cut_link_shows_what_is_missing(page: Page) -> None:
    page.goto(link()[:-30])
    expect(page.get_by_text(say("vi", "cut_title"))).to_be_visible()
    expect(page.locator(FIRST)).to_have_count(0)


def test_a_page_that_never_comes_says_where_to_read(browser: Browser, server: str) -> None:
    with unwatched(browser, server) as tab:
        tab.clock.install()
        with held(tab):
            tab.goto(link(), wait_until="commit")
            expect(tab.locator(RESULT)).to_be_visible()
            tab.clock.run_for(20_000)
            expect(tab.locator(".late")).to_be_visible()
            expect(tab.locator("#root")).to_have_css("visibility", "visible")
            expect(tab.get_by_role("link", name=say("vi", "first_brief"))).to_be_visible()
        tab.clock.resume()
        expect(tab.locator(".headline")).to_be_visible()
        expect(tab.locator(FIRST)).to_have_count(0)


def test_code_that_does_not_load_says_where_to_read_at_once(browser: Browser, server: str) -> None:
    with unwatched(browser, server) as tab:
        tab.route(CODE, lambda route: route.abort())
        tab.goto(link())
        expect(tab.locator(".late")).to_be_visible()


def test_without_javascript_the_number_is_read(browser: Browser, server: str) -> None:
    with unwatched(browser, server, script=False) as tab:
        tab.goto(link(language="en"))
        expect(tab.get_by_role("link", name=say("en", "first_brief"))).to_be_visible()
        expect(tab.locator(FIRST)).to_be_hidden()


def test_the_page_is_shown_where_its_script_fails(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "page.py").write_text("raise RuntimeError", encoding="utf-8")
    with running_server("app.py", tmp_path) as address, unwatched(browser, address) as tab:
        tab.goto("/")
        expect(tab.get_by_test_id("stException")).to_be_visible()
        expect(tab.locator(FIRST)).to_have_count(0)


def test_the_parts_of_the_page_have_names_in_the_readers_language(page: Page) -> None:
    page.goto(link())
    for language in LANGUAGES:
        if language != "vi":
            page.locator(f"#lang_{language}").click()
        names = {
            key: say(language, f"landmark_{key}") for key in ("levers", "close", "open", "skip")
        }
        sidebar = page.get_by_test_id("stSidebar")
        expect(sidebar).to_have_attribute("aria-label", names["levers"])
        expect(page.get_by_test_id("stSkipToContent")).to_have_text(names["skip"])
        sidebar.hover()
        page.get_by_role("button", name=names["close"], exact=True).click()
        page.get_by_role("button", name=names["open"], exact=True).click()
