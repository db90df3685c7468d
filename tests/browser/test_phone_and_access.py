"""On a phone, by keyboard alone, and for a screen reader: nothing is out of reach."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from model import simulate
from model.link import VIEWS, encode
from tests.browser.conftest import DESKTOP, PHONE, visitor
from tests.browser.steps import (
    PRESSES,
    expect_page,
    number_in,
    open_group,
    open_page,
    open_share,
    slider,
    step,
)
from tests.conftest import PROVINCE
from tests.reader import PLAN, changed, preset
from ui.numbers import format_number
from ui.words import say

PHONE_OPTIONS: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
MOVED = changed({"disbursement_rate": 80.0, "salinity": 0.5})
OVERFLOW = """() => ({
    page: document.scrollingElement.scrollWidth - innerWidth,
    main: (main => main.scrollWidth - main.clientWidth)(
        document.querySelector("[data-testid=stMain]")),
})"""
NO_OVERFLOW = {"page": 0, "main": 0}


def growth(levers: dict[str, float]) -> str:
    """Return the growth of the plan with some levers moved, as the page writes it."""
    value = float(simulate({**PLAN.levers, **levers})["grdp_growth"][0, 0])
    return f"{format_number(value, 2, 'vi')}%"


def in_sight(tab: Page, locator: Locator) -> bool:
    """Tell whether all of an element lies in the window and nothing covers its middle."""
    found: bool = locator.evaluate(
        """it => {
            const { left, right, top, bottom } = it.getBoundingClientRect();
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
                && it.contains(hit);
        }"""
    )
    return found


# Phone


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_view_scrolls_sideways_and_the_bar_stays_in_sight(
    browser: Browser, server: str, language: str
) -> None:
    with visitor(browser, server, **PHONE_OPTIONS) as tab:
        for view in VIEWS:
            open_page(tab, "/" + encode(PROVINCE, MOVED, view, language))
            expect(step(tab, f"view_{view}")).to_have_attribute("aria-current", "page")
            bar = tab.locator(".phone-bar")
            expect(bar.locator("button")).to_be_visible()
            settled(tab)
            assert tab.evaluate(OVERFLOW) == NO_OVERFLOW
            assert in_sight(tab, bar)
            tab.locator("[data-testid=stMain]").evaluate("it => it.scrollTo(0, it.scrollHeight)")
            assert in_sight(tab, bar)


def test_one_tap_opens_the_levers_and_the_headline_stays_while_one_moves(
    browser: Browser, server: str
) -> None:
    with visitor(browser, server, **PHONE_OPTIONS) as tab:
        open_page(tab, "/", scenario=PLAN)
        expect(slider(tab, "disbursement_rate")).not_to_be_in_viewport()
        tab.locator(".phone-bar button").tap()
        strip = tab.get_by_test_id("stSidebar").locator(".strip")
        expect(strip).to_be_in_viewport(ratio=1)
        assert number_in(strip.inner_text()) == growth({})
        moved = slider(tab, "private_investment")
        moved.scroll_into_view_if_needed()
        moved.press("ArrowRight")
        expect(strip).to_contain_text(growth({"private_investment": 600}))
        open_group(tab, "risks")
        last = slider(tab, "salinity")
        last.scroll_into_view_if_needed()
        last.press("ArrowRight")
        end = {"private_investment": 600, "salinity": 0.05}
        expect(strip).to_contain_text(growth(end))
        expect(strip).to_be_in_viewport(ratio=1)
        assert in_sight(tab, strip)
        expect_page(tab, changed(end))
        assert tab.evaluate(OVERFLOW) == NO_OVERFLOW


def test_a_finger_moves_a_slider(browser: Browser, server: str) -> None:
    with visitor(browser, server, **PHONE_OPTIONS) as tab:
        open_page(tab, "/", scenario=PLAN)
        tab.locator(".phone-bar button").tap()
        track = tab.locator(".st-key-disbursement_rate [role=group]")
        expect(track).to_be_in_viewport(ratio=1)
        settled(tab)
        place = track.bounding_box()
        assert place is not None
        tab.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        expect_page(tab, preset("disbursement_75"))


def test_the_bar_counts_what_was_changed(browser: Browser, server: str) -> None:
    with visitor(browser, server, **PHONE_OPTIONS) as tab:
        open_page(tab, "/" + encode(PROVINCE, MOVED))
        words = say("vi", "levers_open_changed", count=2)
        expect(tab.locator(".phone-bar button")).to_have_text(words)


# Accessibility


def settled(tab: Page) -> None:
    """Wait until no run is under way and nothing moves any more."""
    expect(tab.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    expect(tab.locator("[data-stale=true]")).to_have_count(0)
    tab.wait_for_function("() => document.getAnimations().every(it => it.playState !== 'running')")


def violations(tab: Page) -> str:
    """Return what axe-core finds wrong, as text; empty if nothing."""
    settled(tab)
    found = Axe().run(tab)
    return "\n".join(
        f"{row['id']} ({row['impact']}): {node['html'][:200]} {node['failureSummary'][:200]}"
        for row in found.response["violations"]
        for node in row["nodes"]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_axe_finds_nothing_on_any_view(
    browser: Browser, server: str, width: str, scheme: str
) -> None:
    options: dict[str, Any] = {"viewport": DESKTOP} if width == "desktop" else PHONE_OPTIONS
    language = "vi" if (width == "desktop") == (scheme == "light") else "en"
    found = {}
    with visitor(browser, server, color_scheme=scheme, **options) as tab:
        for view in VIEWS:
            open_page(tab, "/" + encode(PROVINCE, MOVED, view, language))
            expect(step(tab, f"view_{view}")).to_have_attribute("aria-current", "page")
            if view in ("why", "method"):
                expect(tab.locator("[data-testid=stVegaLiteChart] .marks").first).to_be_visible()
            found[view] = violations(tab)
        if width == "desktop":
            open_share(tab)
            found["share"] = violations(tab)
            tab.keyboard.press("Escape")
        else:
            tab.locator(".phone-bar button").tap()
            expect(slider(tab, "disbursement_rate")).to_be_in_viewport()
            found["levers"] = violations(tab)
    assert found == dict.fromkeys(found, "")


def test_axe_finds_nothing_where_things_were_refused(browser: Browser, server: str) -> None:
    with visitor(browser, server) as tab:
        open_page(tab, "/?disbursement_rate=101&public_plan=12000&private_investment=5000")
        expect(tab.locator(".st-key-notices [role=alert]")).to_be_visible()
        expect(tab.locator(".warned")).to_be_visible()
        for group in ("shrimp", "risks"):
            open_group(tab, group)
        assert violations(tab) == ""


def test_charts_have_a_name(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, MOVED, "why"))
    for key in ("why_chart_groups", "why_chart_channels"):
        expect(page.get_by_label(say("vi", key), exact=True)).to_be_visible()


# Keyboard alone

WHERE = """() => {
    const it = document.activeElement;
    const key = it.closest("[class*=st-key-]")?.className.match(/st-key-(\\w+)/)[1] ?? it.tagName;
    return it.matches("a[id]") ? it.id : it.matches("[type=range]") ? `${key} slider` : key;
}"""
"""Where the focus is: a link's id, or the key of the element that it is in."""


def tab_until(page: Page, place: str, key: str = "Tab") -> None:
    """Press Tab until the focus is at a place; fail when it never comes there."""
    been = []
    for _ in range(PRESSES):
        page.keyboard.press(key)
        been.append(page.evaluate(WHERE))
        if been[-1] == place:
            return
    raise AssertionError(f"Tab never reached {place}: {been}")


def test_the_keyboard_alone_reaches_presets_views_and_sliders(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, MOVED))
    tab_until(page, "preset_disbursement_75")
    page.keyboard.press("Enter")
    expect_page(page, preset("disbursement_75"))
    tab_until(page, "view_why")
    page.keyboard.press("Enter")
    expect_page(page, preset("disbursement_75"), view="why")
    tab_until(page, "reset_disbursement_rate", "Shift+Tab")
    page.keyboard.press("Enter")
    expect_page(page, PLAN, view="why")
    page.evaluate("document.activeElement.blur()")
    tab_until(page, "undo")
    page.keyboard.press("Enter")
    expect_page(page, preset("disbursement_75"), view="why")


def test_the_keyboard_alone_opens_a_group_and_moves_its_slider(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    tab_until(page, "group_shrimp")
    page.keyboard.press("Enter")
    expect(slider(page, "shrimp_loss_rate")).to_be_visible()
    settled(page)
    tab_until(page, "shrimp_loss_rate slider")
    page.keyboard.press("ArrowRight")
    expect_page(page, changed({"shrimp_loss_rate": 6.0}))
    page.keyboard.press("ArrowRight")
    expect_page(page, changed({"shrimp_loss_rate": 6.5}))


def test_the_focus_stays_on_a_link_that_was_followed(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    step(page, "preset_price_slump").focus()
    page.keyboard.press("Enter")
    expect_page(page, preset("price_slump"))
    expect(step(page, "preset_price_slump")).to_be_focused()


def test_the_keyboard_alone_downloads_a_file(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    tab_until(page, "share")
    page.keyboard.press("Enter")
    expect(page.locator("[data-copy]")).to_be_visible()
    page.wait_for_timeout(500)  # a reader looks before going on
    tab_until(page, "download_vi")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith("_vi.csv")
