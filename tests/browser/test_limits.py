"""The line at the foot leads to the limits, and a weak parameter there to where it stands."""

import pytest
from playwright.sync_api import Page, expect

from model.evidence.limits import weakest
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from tests.support.steps import expect_page, open_page
from ui.state.link import encode
from ui.text.words import say

PRESSED_WHEN_SEEN = """(() => {
    const place = () => document.querySelector("PLACE");
    const press = () => setTimeout(() => place().click(), 50);
    const seen = () => place()?.checkVisibility({ visibilityProperty: true });
    const look = () => requestAnimationFrame(seen() ? press : look);
    look();
})()"""
"""Presses a place 50 ms after it is first on the screen: no reader is faster."""


@pytest.mark.parametrize("view", ["indicators", "method"])
def test_the_foot_leads_to_the_limits(page: Page, view: str) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, view))
    page.locator("#foot_limits").click()
    expect_page(page, PLAN, "method")
    expect(page.locator("#limits")).to_be_in_viewport()
    expect(page.locator("#limits")).to_be_focused()


def test_a_weak_parameter_leads_to_where_it_stands(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, "method"))
    row = PROVINCE.parameters[weakest(PROVINCE, 1)[0].key]
    page.locator(".limits .choose").first.click()
    expect(page.locator("#assume")).to_be_in_viewport()
    expect(page.locator("#assume")).to_be_focused()
    chosen = page.get_by_label(say("vi", "assume_choose"))
    expect(chosen).to_have_value(f"{row.name_vi} ({row.symbol})")
    expect_page(page, PLAN, "method")


@pytest.mark.parametrize(
    ("pressed", "place"), [("#foot_limits", "#limits"), (".limits .choose", "#assume")]
)
def test_what_is_pressed_while_the_view_is_drawn_leads_on(
    page: Page, pressed: str, place: str
) -> None:
    page.add_init_script(PRESSED_WHEN_SEEN.replace("PLACE", pressed))
    open_page(page, "/" + encode(PROVINCE, PLAN, "method"))
    expect(page.locator(".katex").last).to_be_attached()
    expect(page.locator(place)).to_be_in_viewport()
    expect(page.locator(place)).to_be_focused()
    expect_page(page, PLAN, "method")
