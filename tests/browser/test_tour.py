"""The line for newcomers and the tour: by keyboard, by finger, over runs, beside what it shows."""

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import visitor
from tests.support.reader import PLAN, changed
from tests.support.steps import expect_page, open_page, settled, slider, step
from ui.frame.tour.tour import STOPS
from ui.text.words import say

PLACES = """it => {
    const { left, top, right, bottom } = it.getBoundingClientRect();
    return [left, top, right, bottom];
}"""
REFUSES = """const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("planTour")) throw new DOMException("", "QuotaExceededError");
    set.call(this, key, value);
};"""
"""A browser that keeps nothing of ours."""


def offer(tab: Page) -> Locator:
    return tab.locator(".offer:visible")


def box(tab: Page) -> Locator:
    return tab.get_by_role("dialog").and_(tab.locator(".tour-box"))


def expect_beside(tab: Page, index: int, inside: str) -> None:
    """Wait until a step stands in the window beside what it speaks of, which its ring surrounds."""
    expect(box(tab).locator("h2:visible small")).to_contain_text(f"{index}/{len(STOPS)}")
    target = tab.locator(inside).first
    expect(target).to_be_in_viewport(ratio=1)
    tab.wait_for_function(
        f"""([box, ring, target]) => {{
            const places = [box, ring, target].map({PLACES});
            const [[left, top, right, bottom], around, [l, t, r, b]] = places;
            const apart = right <= l || left >= r || bottom <= t || top >= b;
            const surrounded = around[0] <= l && around[1] <= t && around[2] >= r && around[3] >= b;
            const whole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            const before = window.tourPlaces;
            window.tourPlaces = JSON.stringify(places);
            return apart && surrounded && whole && before === window.tourPlaces;
        }}""",
        arg=[
            box(tab).element_handle(),
            tab.locator(".tour-ring:visible").element_handle(),
            target.element_handle(),
        ],
    )


def take(tab: Page, press: Callable[[], None], insides: list[str], start: int) -> None:
    """Go through the steps from ``start`` on."""
    for index, inside in enumerate(insides, start):
        expect_beside(tab, index, inside)
        press()


def test_the_tour_by_keyboard_leaves_the_page_to_the_reader(browser: Browser, server: str) -> None:
    with visitor(browser, server) as tab:
        open_page(tab, "/?view=why", scenario=PLAN, view="why")
        offer(tab).get_by_text(say("vi", "tour_open")).press("Enter")
        take(tab, lambda: tab.keyboard.press("Enter"), [".headline"], 1)
        expect_beside(tab, 2, "#slider_disbursement_rate")
        while not slider(tab, "disbursement_rate").evaluate("it => it === document.activeElement"):
            tab.keyboard.press("Tab")
        tab.keyboard.press("ArrowLeft")
        moved = changed({"disbursement_rate": 94.0})
        expect_page(tab, moved, view="why")
        expect_beside(tab, 2, "#slider_disbursement_rate")
        while not box(tab).evaluate("it => it.contains(document.activeElement)"):
            tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("ArrowRight")
        take(tab, lambda: tab.keyboard.press("ArrowRight"), [".hero .db", ".views", ".actions"], 3)
        expect_page(tab, moved)
        step(tab, "lang_en").click()
        expect(box(tab).locator("h2:visible")).to_contain_text(say("en", "tour_take_title"))
        box(tab).get_by_text(say("en", "tour_done")).press("Enter")
        expect(box(tab)).to_have_count(0)
        expect(offer(tab)).to_have_count(0)
        expect(step(tab, "view_indicators")).to_be_focused()

        tab.reload()
        foot = tab.locator(".foot").get_by_text(say("en", "tour_open"))
        expect(foot).to_be_visible()  # until it is revealed the page takes no focus
        foot.press("Enter")
        expect_beside(tab, 1, ".headline")
        expect(offer(tab)).to_have_count(0)
        tab.keyboard.press("Escape")
        expect(box(tab)).to_have_count(0)
        expect(foot).to_be_focused()


def test_the_tour_on_the_smallest_phone_opens_and_closes_the_levers(
    browser: Browser, server: str
) -> None:
    small = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    with visitor(browser, server, **small) as tab:
        tab.add_init_script(REFUSES)
        open_page(tab, "/", scenario=PLAN)
        settled(tab)
        following = box(tab).locator("[data-tour=next]")
        offer(tab).get_by_text(say("vi", "tour_open")).tap()
        insides = [".headline", "#slider_disbursement_rate", ".hero .db", ".views", ".actions"]
        take(tab, following.tap, insides, 1)
        expect(slider(tab, "disbursement_rate")).not_to_be_in_viewport()
        expect(offer(tab)).to_have_count(0)
        tab.reload()
        offer(tab).get_by_label(say("vi", "tour_offer_close")).tap()
        expect(offer(tab)).to_have_count(0)
