"""An own assumption and a source in a real browser."""

from dataclasses import replace
from types import MappingProxyType

from playwright.sync_api import Page, expect

from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from tests.support.steps import entries, expect_page, open_page, step
from ui.state.link import encode
from ui.text.numbers import format_exact
from ui.text.words import name, say

MU = PROVINCE.parameters["mu"]


def test_an_assumption_is_a_step_that_every_view_marks(page: Page) -> None:
    assumed = replace(PLAN, parameters=MappingProxyType({"mu": 0.4}))
    link = encode(PROVINCE, PLAN, "method")
    open_page(page, f"/{link}")
    before = entries(page)
    page.get_by_label(say("vi", "assume_choose")).press_sequentially(name(MU, "vi"))
    page.get_by_role("option", name=name(MU, "vi")).click()
    box = page.locator(".st-key-assume_value input")
    box.fill("0,4")
    box.press("Enter")
    page.locator(".st-key-assume button").click()
    expect_page(page, assumed, view="method")
    assert "p.mu=0.4" in page.url
    assert entries(page) == before + 1
    mark = page.locator(".assumed")
    expect(mark).to_contain_text("0,25 → 0,4")
    step(page, "view_why").click()
    expect(mark).to_contain_text(name(MU, "vi"))
    step(page, "undo").click()
    expect(mark).to_have_count(0)
    step(page, "redo").click()
    expect(mark).to_be_visible()
    step(page, "assumed_reset").click()
    expect(mark).to_have_count(0)
    expect_page(page, PLAN, view="why")


def test_a_parameter_is_chosen_where_it_is_read(page: Page) -> None:
    open_page(page, f"/{encode(PROVINCE, PLAN, 'why')}")
    before = entries(page)
    page.locator("a[data-to=block-demand]").first.click()
    fold = page.locator("details").filter(has=page.locator("#block-demand"))
    expect(fold.locator("summary")).to_be_in_viewport()
    change = fold.locator("[data-choose=mu]")
    assert entries(page) == before + 1
    change.click()
    box = page.locator(".st-key-assume_value input")
    expect(box).to_be_in_viewport()
    low, high = (format_exact(limit, "vi") for limit in MU.range)
    expect(page.locator(".st-key-assume_value")).to_contain_text(f"từ {low} đến {high}")
    expect_page(page, PLAN, view="method")
    assert entries(page) == before + 1
    box.fill("9")
    box.press("Enter")
    page.locator(".st-key-assume button").click()
    refused = page.get_by_role("alert").filter(has_text=name(MU, "vi"))
    for words in ("“9”", low, high):
        expect(refused).to_contain_text(words)
    expect(box).to_have_value("9")
    expect_page(page, PLAN, view="method")


def test_a_figure_leads_to_its_source_in_one_click(page: Page) -> None:
    open_page(page, "/?view=why&lang=en")
    page.locator(".headline .mark").first.click()
    card = page.locator("#s-grdp_growth")
    expect(card).to_be_visible()
    for text in ("official, 2023", say("en", "source_target", year=2024), "5.38%"):
        expect(card).to_contain_text(text)
    assert card.get_by_role("link").first.get_attribute("href")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
