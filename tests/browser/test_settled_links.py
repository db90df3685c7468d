"""What a pasted link brings along and is no part of it leaves the address by itself."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from model.scenario.link import MOST_PAIRS
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.steps import expect_page, open_page, open_share, step
from ui.state.link import encode
from ui.text.numbers import format_number
from ui.text.words import say

SENT = changed({"fdi": 300.0})
LINK = encode(PROVINCE, SENT)
STEPS = (
    "step=move.fdi.3.7",
    "step=",
    "step=a&step=b",
    "STEP=x",
    "step=%FF%00%F0%9F",
    "step=walk.9~fdi.1.40~x",
    "step=" + "9" * 2000,
)


def notice(value: str, language: str = "vi") -> str:
    return say(language, "notice_lost_path", value=value)


@pytest.mark.parametrize("mark", STEPS)
@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_pasted_step_is_settled_and_never_copied(page: Page, mark: str, first: bool) -> None:
    page.goto(f"/?{mark}&{LINK[1:]}" if first else f"/{LINK}&{mark}")
    expect_page(page, SENT)
    open_share(page)
    links = page.locator("a[href]").evaluate_all("them => them.map((it) => it.href)")
    copied = page.locator("[data-copy]").evaluate_all("them => them.map((it) => it.outerHTML)")
    assert [it for it in [*links, *copied] if "step=" in it.lower()] == []


def test_a_pasted_step_does_not_outlive_a_language_or_a_page_within_another(page: Page) -> None:
    page.goto(f"/?embed=true&{LINK[1:]}&step=move.fdi.3.7")
    page.wait_for_function("location.search.startsWith('?embed=true&v=')")
    page.wait_for_function("!location.search.includes('step')")
    page.goto(f"/{LINK}&step=move.fdi.3.7")
    expect_page(page, SENT)
    step(page, "lang_en").click()
    expect_page(page, SENT, language="en")


@pytest.mark.parametrize(
    "link",
    [
        "?" + quote(LINK[1:], safe=""),
        "?url=" + quote(f"https://page.example/{LINK}", safe=""),
        "nowhere/" + quote(LINK, safe=""),
    ],
)
def test_a_wrapped_link_opens_and_the_address_is_the_short_one(page: Page, link: str) -> None:
    open_page(page, f"/{link}", scenario=SENT)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_path_that_leads_nowhere_is_said_once(page: Page) -> None:
    open_page(page, f"/ke-hoach/2024{LINK}", scenario=SENT)
    expect(page.get_by_text(notice("/ke-hoach/2024"))).to_be_visible()
    page.reload()
    expect_page(page, SENT)
    expect(page.get_by_text(notice("/ke-hoach/2024"))).to_have_count(0)
    open_page(page, "/<b>x")
    expect_page(page, PLAN)
    expect(page.get_by_text(notice("/<b>x"))).to_be_visible()


@pytest.mark.parametrize("count", [MOST_PAIRS + 1, 1500])
def test_too_many_parameters_are_said(page: Page, count: int) -> None:
    many = "&".join(f"k{number}=1" for number in range(count))
    open_page(page, f"/?{many}", scenario=PLAN)
    expect(page.locator(".st-key-notices")).to_contain_text(format_number(MOST_PAIRS, 0, "vi"))
