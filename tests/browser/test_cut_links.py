"""A link that lost its end: the page asks before it shows a number, and the address stays."""

import pytest
from playwright.sync_api import Page, expect

from model.scenario.scenario import Scenario
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.steps import expect_page
from ui.state.link import encode
from ui.text.words import say

SENT = changed({"disbursement_rate": 80, "fdi": -250.0, "salinity": 1.0})
WHOLE = encode(PROVINCE, SENT, growth=5.0)
CUT = WHOLE[: WHOLE.index("salinity") + 4]


def test_a_page_within_another_stays_one(page: Page) -> None:
    page.goto(f"/?embed=true&{CUT[1:]}")
    expect(page.get_by_text(say("vi", "cut_title"))).to_be_visible()
    for link in page.locator(".ways a").all():
        assert (link.get_attribute("href") or "").startswith("?embed=true&v=")


@pytest.mark.parametrize(
    ("words", "opened"),
    [("cut_open", changed({"disbursement_rate": 80, "fdi": -250.0})), ("cut_plan", PLAN)],
    ids=["what arrived", "plan"],
)
def test_a_cut_link_opens_what_the_reader_chooses(
    page: Page, server: str, words: str, opened: Scenario
) -> None:
    page.goto(f"/{CUT}")
    expect(page.get_by_text(say("vi", "cut_title"))).to_be_visible()
    expect(page.locator(".headline, .levers")).to_have_count(0)
    assert page.url == f"{server}/{CUT}"
    assert page.evaluate("window.planState") is None  # nothing that would write the address
    plan = PROVINCE.presets[PROVINCE.default_preset].name_vi
    page.get_by_role("link", name=say("vi", words, plan=plan), exact=True).click()
    expect_page(page, opened)
    page.go_back()
    expect(page.get_by_text(say("vi", "cut_title"))).to_be_visible()
    assert page.url == f"{server}/{CUT}"
