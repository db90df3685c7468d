"""Readers with settings of their own: enlarged, in another time zone, nothing stored, no copy."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link
from tests.support.steps import expect_page, open_page, open_share, settled, slider, step
from ui.pieces.downloads import today
from ui.state.link import VIEWS, encode
from ui.text.words import say

MOVED = changed({"disbursement_rate": 94.0})
HALVED: dict[str, Any] = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
"""A window of 1280 × 800 at 200 %."""
STYLES = {
    "as it is": "",
    "spaced": """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }""",
}
"""WCAG 1.4.12 asks that readers may space text so."""
STYLED = """style => {
    const sheet = document.querySelector("#reader") ?? document.createElement("style");
    sheet.id = "reader";
    sheet.textContent = style;
    document.head.append(sheet);
}"""
SIDEWAYS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
    .map(box => Math.max(0, box.scrollWidth - box.clientWidth))"""
PARTS = (
    ".bar, .presets, .headline, .actions, nav.views, [data-testid=stVegaLiteChart], h2, h3, table"
)
OVERLAPS = """parts => {
    const found = [];
    const places = [...document.querySelectorAll(`[data-testid=stMain] :is(${parts})`)]
        .filter(it => it.checkVisibility() && !it.closest("[popover], .vh"))
        .map(it => [it, it.getBoundingClientRect()]).filter(([, box]) => box.height > 1);
    for (const [at, [one, a]] of places.entries()) {
        for (const [other, b] of places.slice(at + 1)) {
            if (one.contains(other) || other.contains(one)) continue;
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 2) found.push(`${one.outerHTML} / ${other.outerHTML}`);
        }
    }
    return found.map(it => it.slice(0, 200));
}"""
"""Parts of the page that lie over each other."""
BLOCKED = """const refuse = () => { throw new DOMException("Access is denied.", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get: refuse });
}
Object.defineProperty(document, "cookie", { get: refuse, set: refuse });"""
"""A browser in which a site may keep nothing."""
REFUSED = """const denied = async () => { throw new DOMException("", "NotAllowedError"); };
Object.defineProperty(navigator, "clipboard", { value: { write: denied, writeText: denied } })"""
ABSENT = 'Object.defineProperty(navigator, "clipboard", { value: undefined })'
PRESSED = ".copy:has([data-copy=link]) [role=status]"


def open_view(tab: Page, view: str) -> None:
    """Go on to another view and wait until it stands."""
    step(tab, f"view_{view}").click()
    expect(tab.locator(f"#view_{view}[aria-current=page]")).to_be_attached()
    settled(tab)


def test_every_view_is_used_at_twice_its_size_and_with_spaced_text(
    browser: Browser, server: str
) -> None:
    """Nothing lies over another part or scrolls sideways, and the levers are reached."""
    with visitor(browser, server, **HALVED) as tab:
        open_page(tab)
        settled(tab)
        wrong = {}
        for view in VIEWS:
            if view != VIEWS[0]:
                open_view(tab, view)
            for name, style in STYLES.items():
                tab.evaluate(STYLED, style)
                found = tab.evaluate(SIDEWAYS), tab.evaluate(OVERLAPS, PARTS)
                if found != ([0, 0], []):
                    wrong[view, name] = found
        assert wrong == {}
        tab.locator(".phone-bar button").click()
        lever = slider(tab, "disbursement_rate")
        lever.scroll_into_view_if_needed()
        expect(lever).to_be_in_viewport(ratio=1)
        lever.press("ArrowLeft")
        expect_page(tab, MOVED, view=VIEWS[-1])


def test_files_are_dated_by_one_day_wherever_the_reader_is(browser: Browser, server: str) -> None:
    """At both ends of the day workbook and paper name that of Việt Nam."""
    days, before = set(), today()
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        with visitor(browser, server, timezone_id=zone) as tab:
            open_page(tab)
            settled(tab)
            links = [
                tab.locator(f"#download_{key}").get_attribute("href") or ""
                for key in ("xlsx", "brief")
            ]
            days |= {day for link in links for day in re.findall(r"made=([\d-]+)", link)}
            tab.goto(links[1])
            for day in {before, today()}:
                if f"made={day}" in links[1]:
                    expect(tab.locator("body")).to_contain_text(f"{day.day}/{day.month}/{day.year}")
    assert days
    assert days <= {str(before), str(today())}


def test_a_browser_that_stores_nothing_shows_and_does_all(browser: Browser, server: str) -> None:
    """Views, the line for newcomers, the panel, a move, a copied link; the console stays empty."""
    with visitor(browser, server, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.add_init_script(BLOCKED)
        open_page(tab)
        assert tab.evaluate("() => { try { return localStorage } catch { return 'blocked' } }") == (
            "blocked"
        )
        tab.locator(".offer-close:visible").click()
        expect(tab.locator(".offer:visible")).to_have_count(0)
        for view in ("why", "compare", "method"):
            open_view(tab, view)
        tab.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        tab.get_by_test_id("stExpandSidebarButton").click()
        slider(tab, "disbursement_rate").press("ArrowLeft")
        expect_page(tab, MOVED, view="method")
        tab.locator("[data-copy=link]").click()
        expect(tab.locator(PRESSED)).to_have_text(say("vi", "share_copied"))
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == f"{server}/{full_link(MOVED, 'method')}"


@pytest.mark.parametrize(
    ("clipboard", "language"), [(REFUSED, "vi"), (ABSENT, "en")], ids=["refused", "absent"]
)
def test_where_nothing_can_be_copied_it_is_selected_and_said(
    browser: Browser, server: str, clipboard: str, language: str
) -> None:
    """The link of a move that the server has not answered yet, and code."""
    with visitor(browser, server) as tab:
        tab.add_init_script(clipboard)
        open_page(tab, "/" + encode(PROVINCE, PLAN, language=language))
        settled(tab)
        slider(tab, "disbursement_rate").press("ArrowLeft")
        tab.locator("[data-copy=link]").click()
        field = tab.get_by_label(say(language, "share_field"))
        expect(field).to_be_focused()
        link = f"{server}/{full_link(MOVED, language=language)}"
        expect(field).to_have_value(link)
        assert link == field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
        expect(tab.locator(PRESSED)).to_have_text(say(language, "share_refused"))
        open_share(tab)
        tab.locator("details.reproduce > summary").click()
        tab.locator("#copy_data").click()
        place = tab.locator(".copy:has(#copy_data)")
        expect(place.locator("[role=status]")).to_have_text(say(language, "reproduce_refused"))
        code = place.locator("code").text_content()
        assert tab.evaluate("getSelection().toString()") == code
