"""The line at the foot leads to the limits, and a weak parameter there to where it stands."""

import pytest
from playwright.sync_api import Locator, Page, expect

from model.evidence.limits import weakest
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from tests.support.steps import expect_page, open_page
from ui.state.link import encode
from ui.text.words import say


def press(link: Locator, place: Locator) -> None:
    """Press a link that leads to a place; again while the view is still being drawn over it."""
    for _ in range(6):
        link.click()
        try:
            expect(place).to_be_in_viewport(timeout=5_000)
        except AssertionError:
            continue
        return


@pytest.mark.parametrize("view", ["indicators", "method"])
def test_the_foot_leads_to_the_limits(page: Page, view: str) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, view))
    press(page.locator("#foot_limits"), page.locator("#limits"))
    expect_page(page, PLAN, "method")
    expect(page.locator("#limits")).to_be_in_viewport()
    expect(page.locator("#limits")).to_be_focused()


def test_a_weak_parameter_leads_to_where_it_stands(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, "method"))
    row = PROVINCE.parameters[weakest(PROVINCE, 1)[0].key]
    press(page.locator(".limits .choose").first, page.locator("#assume"))
    expect(page.locator("#assume")).to_be_in_viewport()
    expect(page.locator("#assume")).to_be_focused()
    chosen = page.get_by_label(say("vi", "assume_choose"))
    expect(chosen).to_have_value(f"{row.name_vi} ({row.symbol})")
    expect_page(page, PLAN, "method")
