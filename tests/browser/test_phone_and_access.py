"""On a phone, by keyboard alone, and for a screen reader: nothing is out of reach."""

from dataclasses import replace
from types import MappingProxyType
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from model import simulate
from model.scenario.scenario import Pin
from tests.support.axe import violations
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, preset
from tests.support.steps import (
    PRESSES,
    expect_page,
    number_in,
    open_group,
    open_page,
    settled,
    slider,
    step,
)
from ui.state.link import VIEWS, encode
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, say

MOVED = changed({"disbursement_rate": 80.0, "salinity": 0.5})
PINNED = replace(MOVED, pins=MappingProxyType({"b": Pin(PLAN.levers, "Kế hoạch 2024")}))
OVERFLOW = """() => ({
    page: document.scrollingElement.scrollWidth - innerWidth,
    main: (main => main.scrollWidth - main.clientWidth)(
        document.querySelector("[data-testid=stMain]")),
})"""
CUT_WITHOUT_A_SIGN = """() =>
    Array.from(document.querySelectorAll("[data-testid=stMain] :not(.katex-display)"))
        .filter(box => getComputedStyle(box).overflowX === "auto"
            && box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1
            && !getComputedStyle(box, "::after").backgroundImage.includes("gradient"))
        .map(box => box.tagName + "." + box.className)
"""
"""What scrolls sideways and does not fade out where it is cut; a formula breaks off plainly."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NOTHING_WRONG: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}
CHART = "[data-testid=stVegaLiteChart]"
NO_OVERFLOW = {"page": 0, "main": 0}


def growth(levers: dict[str, float]) -> str:
    """Return the growth of the plan with some levers moved, as the page writes it."""
    value = float(simulate({**PLAN.levers, **levers})["grdp_growth"][0, 0])
    return f"{format_number(value, 2, 'vi')}%"


def in_sight(locator: Locator) -> bool:
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


def test_a_finger_reaches_the_language(handset: Page) -> None:
    open_page(handset, "/", scenario=PLAN)
    settled(handset)
    assert in_sight(step(handset, "lang_en"))
    step(handset, "lang_en").tap()
    expect(step(handset, "lang_vi")).to_be_visible()


def test_one_tap_opens_the_levers_and_the_headline_stays_while_one_moves(handset: Page) -> None:
    open_page(handset, "/", scenario=PLAN)
    expect(slider(handset, "disbursement_rate")).not_to_be_in_viewport()
    handset.locator(".phone-bar button").tap()
    strip = handset.get_by_test_id("stSidebar").locator(".strip")
    expect(strip).to_be_in_viewport(ratio=1)
    assert number_in(strip.inner_text()) == growth({})
    moved = slider(handset, "private_investment")
    moved.scroll_into_view_if_needed()
    moved.press("ArrowRight")
    expect(strip).to_contain_text(growth({"private_investment": 600}))
    open_group(handset, "context")
    last = slider(handset, "salinity")
    last.scroll_into_view_if_needed()
    last.press("ArrowRight")
    end = {"private_investment": 600, "salinity": 0.05}
    expect(strip).to_contain_text(growth(end))
    expect(strip).to_be_in_viewport(ratio=1)
    assert in_sight(strip)
    expect_page(handset, changed(end))
    assert handset.evaluate(OVERFLOW) == NO_OVERFLOW


def test_a_finger_moves_a_slider(handset: Page) -> None:
    open_page(handset, "/", scenario=PLAN)
    handset.locator(".phone-bar button").tap()
    track = slider(handset, "disbursement_rate")
    expect(track).to_be_in_viewport(ratio=1)
    settled(handset)
    place = track.bounding_box()
    assert place is not None
    handset.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect_page(handset, preset("disbursement_75"))


def test_the_bar_counts_what_was_changed(handset: Page) -> None:
    open_view(handset, "indicators", "vi")
    words = say("vi", "levers_open_changed", count=2)
    expect(handset.locator(".phone-bar button")).to_have_text(words)


# Accessibility


def open_view(tab: Page, view: str, language: str) -> None:
    """Open a view of a scenario off the plan and wait for its charts."""
    scenario = PINNED if view == "compare" else MOVED
    open_page(tab, "/" + encode(PROVINCE, scenario, view, language))
    expect(step(tab, f"view_{view}")).to_have_attribute("aria-current", "page")
    settled(tab)
    charts = tab.locator(CHART)
    if view in ("why", "look_back", "method"):
        expect(charts.first).to_be_visible()
    for chart in charts.all():
        expect(chart.locator(".marks").first).to_be_attached()


def in_both_schemes(tab: Page) -> dict[str, list[str]]:
    """Return what axe-core finds wrong in light, and in dark with the colours, at their end."""
    tab.add_style_tag(content="* { transition: none !important }")
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        settled(tab)
        found[scheme] = violations(tab, colours=scheme != SCHEMES[0])
    return found


@pytest.mark.parametrize("width", ["page", "handset"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_view(
    request: pytest.FixtureRequest, width: str, view: str
) -> None:
    tab: Page = request.getfixturevalue(width)
    open_view(tab, view, LANGUAGES[(VIEWS.index(view) + (width == "page")) % 2])
    assert in_both_schemes(tab) == NOTHING_WRONG


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_scrolls_sideways_and_the_bar_stays_in_sight(handset: Page, view: str) -> None:
    open_view(handset, view, "vi")
    bar = handset.locator(".phone-bar")
    for language in LANGUAGES:
        if language != "vi":
            step(handset, f"lang_{language}").dispatch_event("click")
            expect(step(handset, "lang_vi")).to_be_attached()
            settled(handset)
        assert handset.evaluate(OVERFLOW) == NO_OVERFLOW
        assert in_sight(bar)
        handset.get_by_test_id("stMain").evaluate("it => it.scrollTo(0, it.scrollHeight)")
        assert in_sight(bar)
        assert handset.evaluate(CUT_WITHOUT_A_SIGN) == []
        wide = handset.viewport_size
        assert wide is not None
        handset.set_viewport_size({"width": 320, "height": wide["height"]})
        handset.wait_for_function(f"() => Object.values(({OVERFLOW})()).every(over => over === 0)")
        handset.set_viewport_size(wide)


@pytest.mark.parametrize("key", ["share_open", "own_open"])
def test_axe_finds_nothing_in_the_popovers(page: Page, key: str) -> None:
    open_view(page, "indicators", "vi")
    page.locator(f".st-key-{key} button").first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    assert in_both_schemes(page) == NOTHING_WRONG


@pytest.mark.parametrize("width", ["page", "handset"])
def test_axe_finds_nothing_in_folds_and_cards(request: pytest.FixtureRequest, width: str) -> None:
    tab: Page = request.getfixturevalue(width)
    open_view(tab, "indicators", "vi")
    tab.locator(".st-key-numbers summary").click()
    expect(tab.locator("table.sc")).to_be_visible()
    for fold in tab.locator(".folds summary").all():
        fold.click()
    assert in_both_schemes(tab) == NOTHING_WRONG
    tab.locator(".tg .mark").first.click()
    expect(tab.locator("[popover]:popover-open")).to_be_visible()
    assert in_both_schemes(tab) == NOTHING_WRONG


def test_axe_finds_nothing_in_the_levers_of_a_phone(handset: Page) -> None:
    open_view(handset, "indicators", "en")
    handset.locator(".phone-bar button").tap()
    expect(handset.get_by_test_id("stSidebar").locator(".strip")).to_be_in_viewport(ratio=1)
    assert in_both_schemes(handset) == NOTHING_WRONG


def test_axe_finds_nothing_where_things_were_refused(page: Page) -> None:
    open_page(page, "/?disbursement_rate=101&public_plan=12000&private_investment=5000")
    expect(page.locator(".st-key-notices [role=alert]")).to_be_visible()
    page.locator(".doubt").click()
    expect(page.locator(".warned")).to_be_visible()
    for group in ("shrimp", "context"):
        open_group(page, group)
    settled(page)
    assert violations(page) == []


def test_charts_have_a_name(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, MOVED, "why"))
    page.get_by_text(say("vi", "why_channels_open"), exact=True).click()
    for key in ("why_chart_changes", "why_chart_groups", "why_chart_channels"):
        expect(page.get_by_label(say("vi", key), exact=True)).to_be_visible()


# Keyboard alone

WHERE = """() => {
    const it = document.activeElement;
    const key = it.closest("[class*=st-key-]")?.className.match(/st-key-(\\w+)/)[1] ?? it.tagName;
    if (it.matches("a[id], [type=range]")) return it.id;
    return it.matches("summary") ? it.parentElement.id : key;
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
    tab_until(page, "undo", "Shift+Tab")
    page.keyboard.press("Enter")
    expect_page(page, preset("disbursement_75"), view="why")


def test_the_keyboard_alone_opens_a_group_and_moves_its_slider(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    tab_until(page, "group_shrimp")
    page.keyboard.press("Enter")
    expect(slider(page, "shrimp_loss_rate")).to_be_visible()
    settled(page)
    tab_until(page, "slider_shrimp_loss_rate")
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


def test_the_focus_stays_on_views_and_languages_however_late_they_are_drawn(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    step(page, f"view_{VIEWS[0]}").focus()
    language, other = LANGUAGES
    for view in VIEWS[1:]:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect_page(page, PLAN, view=view, language=language)
        settled(page)
        expect(step(page, f"view_{view}")).to_be_focused()
        if view not in (VIEWS[1], VIEWS[-1]):
            continue
        step(page, f"lang_{other}").focus()
        page.keyboard.press("Enter")
        language, other = other, language
        expect_page(page, PLAN, view=view, language=language)
        settled(page)
        expect(step(page, f"lang_{other}")).to_be_focused()
        step(page, f"view_{view}").focus()
    # Who moved on meanwhile stays there.
    step(page, f"view_{VIEWS[0]}").focus()
    page.keyboard.press("Enter")
    slider(page, "disbursement_rate").focus()
    expect_page(page, PLAN, language=language)
    settled(page)
    expect(slider(page, "disbursement_rate")).to_be_focused()


MARKED = """([place, fade]) => {
    const row = document.querySelector(place);
    const [edges, box] = [row, row.querySelector("[aria-current]")].map(
        it => it.getBoundingClientRect());
    const atEnd = row.scrollLeft + row.clientWidth >= row.scrollWidth - 1;
    return box.left >= edges.left - 1 && box.right <= edges.right - (atEnd ? 0 : fade) + 1;
}"""
ROWS = {".presets ul": 48, ".views": 24}
"""Rows that are cut at their edge, and the pixels over which they fade there."""


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_chosen_is_in_sight_in_its_row(handset: Page, width: int) -> None:
    handset.set_viewport_size({"width": width, "height": 800})
    open_page(handset, "/" + encode(PROVINCE, preset("disbursement_75"), "method"))

    def in_rows(key: str) -> None:
        expect(step(handset, f"preset_{key}")).to_have_attribute("aria-current", "true")
        settled(handset)
        for place, fade in ROWS.items():
            handset.wait_for_function(MARKED, arg=[place, fade])
        assert handset.get_by_test_id("stMain").evaluate("it => it.scrollTop") == 0

    def move(key: str) -> None:
        slider(handset, key).evaluate(
            "it => { it.value = 0; it.dispatchEvent(new Event('input', { bubbles: true })); }"
        )

    in_rows("disbursement_75")
    step(handset, "view_indicators").evaluate("it => it.click()")
    expect(step(handset, "view_indicators")).to_have_attribute("aria-current", "page")
    in_rows("disbursement_75")
    for key in (list(PROVINCE.presets)[-1], PROVINCE.default_preset, PROVINCE.reference_preset):
        step(handset, f"preset_{key}").evaluate("it => it.click()")
        in_rows(key)
    step(handset, "lang_en").evaluate("it => it.click()")
    expect(step(handset, "lang_vi")).to_be_attached()
    in_rows(key)
    move("disbursement_rate")
    in_rows(PROVINCE.default_preset)
    # Whoever scrolls the row is left alone, also where a run draws it anew.
    row = handset.locator(".presets ul")
    row.evaluate("it => { it.scrollLeft = 30; it.id = 'old'; }")
    move("rice_price")
    expect(handset.locator("#old")).to_have_count(0)
    settled(handset)
    assert row.evaluate("it => it.scrollLeft") == 30


def test_the_keyboard_alone_downloads_a_file(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    tab_until(page, "share_open")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("#download_docx")).to_be_focused()
    tab_until(page, "download_vi")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith("_vi.csv")
