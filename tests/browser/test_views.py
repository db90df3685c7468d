"""What a reader does on How sure, Reach a target and To 2030, at a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from model.uncertainty.sobol import sobol
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link
from tests.support.steps import box, expect_page, open_page, settled, step
from ui.pieces.ask import PLACE
from ui.text.numbers import format_number
from ui.text.words import name, say

CHART = "[data-testid=stVegaLiteChart] svg.marks"


@pytest.fixture(params=["page", "handset"])
def tab(request: pytest.FixtureRequest) -> Page:
    """A tab at a desk, and one on a phone."""
    found: Page = request.getfixturevalue(request.param)
    return found


def choose(tab: Page, label: str, option: str) -> None:
    """Type into a box of choices once the page is at rest, and take the one left."""
    settled(tab)
    tab.get_by_label(label).click()
    tab.keyboard.type(option)
    tab.get_by_role("option", name=option).first.click()
    settled(tab)


@pytest.mark.parametrize(
    "tab, key", [("page", "exports"), ("handset", "rice_output")], indirect=["tab"]
)
def test_what_drives_the_spread_is_computed_on_demand(tab: Page, key: str) -> None:
    """Each with an indicator of its own: what one visitor computed is kept for the next."""
    open_page(tab, "/?view=sure", scenario=PLAN, view="sure")
    choose(tab, say("vi", "choose_indicator"), name(PROVINCE.indicators[key], "vi"))
    button = tab.locator(".st-key-drivers_compute button")
    button.scroll_into_view_if_needed()
    button.click()
    wanted = sobol(PROVINCE, PLAN, key, effect=True)
    table = tab.locator(".fig", has=tab.locator(".swing"))
    first = wanted.indices[0]
    share = f"{format_number(100 * first.total, 0, 'vi')}%"
    expect(table.locator("tbody tr").first).to_contain_text(share)
    expect(table.locator("tbody tr").first).to_contain_text(
        name(PROVINCE.parameters[first.key], "vi")
    )
    runs = say("vi", "drivers_reading", runs=format_number(wanted.rows, 0, "vi"))
    expect(tab.get_by_text(runs.split(";")[0])).to_be_visible()
    expect(button).to_have_count(0)


def test_the_path_to_2030_is_drawn_for_any_indicator(tab: Page) -> None:
    open_page(tab, "/?view=outlook", scenario=PLAN, view="outlook")
    title = name(PROVINCE.indicators["rice_output"], "vi")
    choose(tab, say("vi", "choose_indicator"), title)
    expect(tab.get_by_role("heading", name=title)).to_be_visible()
    expect(tab.locator(CHART)).to_have_count(2)
    caption = tab.locator("table.fig caption", has_text=title)
    rows = caption.locator("xpath=..").locator("tbody tr")
    expect(rows).to_have_count(PROVINCE.last_year - PROVINCE.base_year)


def test_a_target_out_of_reach_says_so_and_is_never_a_success(tab: Page) -> None:
    open_page(tab, "/?view=reach", scenario=PLAN, view="reach")
    field = tab.locator("[class*=st-key-reach_target] input")
    field.fill("14")
    field.press("Enter")
    answer = tab.locator(".reach-answer")
    expect(answer.locator(".st.missed")).to_be_visible()
    expect(answer).to_contain_text("14")
    apply = step(tab, "reach_apply")
    if apply.count():
        assert say("vi", "reach_apply_best") in apply.inner_text()
    expect_page(tab, PLAN, view="reach")


def test_one_press_asks_with_levers_that_move_the_target(page: Page) -> None:
    """As any link with the attributes of `ui.pieces.ask` does."""
    open_page(page, "/?view=reach", scenario=PLAN, view="reach")
    indicator = name(PROVINCE.indicators["shrimp_output"], "vi")
    choose(page, say("vi", "choose_indicator"), indicator)
    answer = page.locator(".reach-answer")
    expect(answer).to_contain_text(indicator)
    expect(answer.locator(".st.missed")).to_be_visible()
    settled(page)
    page.locator("#reach_others").click()
    expect(answer.locator(".st.met")).to_be_visible()
    expect(page.locator(f"#{PLACE}")).to_be_focused()
    expect_page(page, PLAN, view="reach")


@pytest.mark.parametrize("view", ["why", "sure", "reach", "outlook", "look_back", "method"])
def test_over_a_chart_stands_no_toolbar_of_streamlit(page: Page, view: str) -> None:
    open_page(page, f"/?view={view}", scenario=PLAN, view=view)
    expect(page.locator(CHART).first).to_be_visible()
    settled(page)
    for frame in page.locator("[data-testid=stFullScreenFrame]", has=page.locator(CHART)).all():
        frame.hover()
        toolbar = frame.locator("[data-testid=stElementToolbar]")
        expect(toolbar.locator("button").first).to_be_attached()
        expect(toolbar.locator("button:visible")).to_have_count(0)


def test_links_below_a_chart_lead_to_its_picture_of_what_is_shown(page: Page) -> None:
    open_page(page, "/?view=why", scenario=PLAN, view="why")
    field = box(page, "disbursement_rate")
    field.fill("80")
    field.press("Enter")
    here = changed({"disbursement_rate": 80.0})
    expect_page(page, here, "why")
    link = page.locator("#why_changes_png")
    expect(link).to_have_text("PNG")
    expect(link).to_have_attribute("href", f"chart/why.png?by=changes&{full_link(here, 'why')[1:]}")
    with page.context.expect_page() as opened:
        link.click()
    answer = opened.value
    answer.wait_for_load_state()
    assert answer.url.endswith("lang=vi")
    assert answer.evaluate("document.contentType") == "image/png"
    answer.close()
