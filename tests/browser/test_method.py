"""From a card to what a figure is made of, and to places of the method view by hand and address."""

from playwright.sync_api import Page, expect

from model.evidence.derived import equation_of
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from tests.support.steps import expect_page, open_page
from ui.state.link import encode
from ui.text.words import say


def test_a_card_leads_to_its_inputs_and_to_its_equation(page: Page) -> None:
    """The card of a derived figure opens that of an input; its equation stands in an open fold."""
    open_page(page, "/" + encode(PROVINCE, PLAN, "indicators"))
    page.locator('.mark[popovertarget="s-grdp_per_capita"]').first.click()
    card, below = page.locator("#s-grdp_per_capita"), page.locator("#s-grdp_current")
    card.locator('button[popovertarget="s-grdp_current"]').click()
    expect(below).to_be_visible()
    below.get_by_role("button", name=say("vi", "close")).click()
    expect(below).to_be_hidden()
    found = equation_of(PROVINCE, "grdp_per_capita")
    assert found is not None
    block, number = found
    card.get_by_text(say("vi", "source_way_equation", number=number)).first.click()
    expect_page(page, PLAN, "method")
    expect(card).to_be_hidden()
    expect(page.locator(f"#block-{block}")).to_be_visible()


def test_contents_lead_by_key_within_the_page_and_by_address(page: Page) -> None:
    """Without a run, with the focus in its place; the link that was copied leads there too."""
    open_page(page, "/" + encode(PROVINCE, PLAN, "method"), scenario=PLAN, view="method")
    expect(page.locator(".katex").last).to_be_attached()
    runs = page.evaluate("planPage.sent")
    link = page.locator('.contents a[data-to="m-conflicts"]')
    place = page.locator("#m-conflicts")
    expect(place).not_to_be_in_viewport()
    link.press("Enter")
    expect(place).to_be_in_viewport()
    expect(place).to_be_focused()
    assert page.evaluate("planPage.sent") == runs
    address = link.get_attribute("href")
    assert address is not None
    assert address.endswith("#m-conflicts")
    open_page(page, "/" + address)
    expect(place).to_be_in_viewport()
    expect_page(page, PLAN, "method")


def test_folds_open_at_once_and_on_paper(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, "method"), scenario=PLAN, view="method")
    folds = page.locator('[data-testid="stMain"] details')
    expect(page.locator(".katex").last).to_be_attached()
    folded = page.locator(".fold table, [data-testid=stExpander] table")
    for table in (folded.first, folded.last):
        expect(table).not_to_be_visible()
    page.emulate_media(media="print")
    for table in (folded.first, folded.last):
        expect(table).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("[data-unfold]").click()
    expect(page.locator('[data-testid="stMain"] details:not([open])')).to_have_count(0)
    assert folds.count() > len(PROVINCE.group_rows("limit"))
