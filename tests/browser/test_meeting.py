"""In a meeting: what a change did is seen at once, and nothing jumps while one speaks of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from model.province.keys import GROWTH
from model.scenario.results import results
from model.scenario.scenario import Scenario
from model.scenario.targets import COUNTED
from tests.support.browser import PHONE, visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, change_text, changed, preset
from tests.support.steps import expect_page, open_page, settled, slider, step
from ui.pictures.targets import targeted
from ui.text.numbers import format_number
from ui.text.words import say

WIDE = ViewportSize(width=1920, height=1080)
SHORT = ViewportSize(width=1280, height=720)
FOLD = """() => ["nav.presets", ".standing", "nav.views", ".hero .legend", ".tg tbody"].map(
    place => document.querySelector(place).getBoundingClientRect().top)"""
"""Where things above the fold stand, pixels from the top."""
WIDER = """() => [...document.querySelectorAll(".headline, .standing, .tg td, .tg th, .actions")]
    .filter(it => it.scrollWidth > it.clientWidth + 1 &&
        getComputedStyle(it).overflowX === "visible" &&
        it.getBoundingClientRect().right > innerWidth)
    .map(it => it.outerHTML)"""
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
SPACED += "word-spacing: .16em !important }"
"""Text as WCAG 1.4.12 lets a reader space it."""
MOVED = changed({"disbursement_rate": 94.0})


def presses(key: str) -> Callable[[Page], None]:
    return lambda tab: slider(tab, "disbursement_rate").press(key)


HEARD = [
    (MOVED, presses("ArrowLeft")),
    (changed({"disbursement_rate": 93.0}), presses("ArrowLeft")),
    (MOVED, presses("ArrowRight")),
    (PLAN, presses("ArrowRight")),
    (preset("price_slump"), lambda tab: step(tab, "preset_price_slump").click()),
]
"""Scenarios one after the other, and what leads to each."""


def shown_growth(scenario: Scenario) -> str:
    rows = results(PROVINCE, scenario)
    growth = next(row.projected for row in rows if row.indicator.key == "grdp_growth")
    return f"{format_number(growth, 2, 'vi')}%"


@pytest.mark.parametrize("size", [SHORT, WIDE, PHONE], ids=lambda size: str(size["width"]))
def test_nothing_above_the_fold_moves_whatever_is_set(
    browser: Browser, server: str, size: ViewportSize
) -> None:
    with visitor(browser, server, viewport=size) as tab:
        open_page(tab, "/", scenario=PLAN)
        settled(tab)
        places = tab.evaluate(FOLD)
        if size is not PHONE:
            expect(tab.locator(".tg tbody tr").first).to_be_in_viewport(ratio=1)
        for key in ("price_slump", "shrimp_breakthrough", PROVINCE.reference_preset):
            step(tab, f"preset_{key}").evaluate("it => it.click()")
            expect_page(tab, preset(key))
            settled(tab)
            assert tab.evaluate(FOLD) == pytest.approx(places, abs=1), key


def test_a_move_says_at_once_what_it_did_against_the_plan(page: Page) -> None:
    page.set_viewport_size(SHORT)
    open_page(page, "/", scenario=PLAN)
    settled(page)
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect_page(page, MOVED)
    settled(page)
    change = change_text(MOVED)
    expect(page.locator(".headline .change")).to_have_text(change)
    plan = {row.indicator.key: row for row in results(PROVINCE, PLAN)}
    rows = [row for row, _ in targeted(results(PROVINCE, MOVED))]

    def written(value: float | None, decimals: int) -> str:
        return format_number(value, decimals, "vi")

    moved = [
        row.indicator.key
        for row in rows
        if written(row.projected, row.indicator.decimals)
        != written(plan[row.indicator.key].projected, row.indicator.decimals)
    ]
    assert "disbursement_rate_pm" in moved
    marked = page.locator(".tg tr.moved [data-dot]")
    assert [it.get_attribute("data-dot") for it in marked.all()] == moved
    before = PROVINCE.word("status", plan["disbursement_rate_pm"].status).name_vi
    turned = page.locator(".tg tr:has([data-dot=disbursement_rate_pm]) small").last
    expect(turned).to_have_text(say("vi", "status_from", status=before.lower()))
    # Where the headline is out of sight, its figures are not.
    page.get_by_test_id("stMain").evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(page.locator(".compact .strip")).to_be_in_viewport(ratio=1)
    expect(page.locator(".compact .strip")).to_contain_text(shown_growth(MOVED))
    # From a target that is missed, one press asks what would reach it.
    page.locator(".tg tr:has([data-dot=grdp_growth]) a").click()
    expect(step(page, "view_reach")).to_have_attribute("aria-current", "page")


def test_a_screen_reader_hears_the_figure_and_what_turned_in_this_move(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    settled(page)
    spoken = page.locator("[data-testid=stApp] > [role=status]:not(.line-note)")
    expect(spoken).to_be_empty()
    before, ends = PLAN, []
    for scenario, move in HEARD:
        move(page)
        expect_page(page, scenario)
        there = {row.indicator.key: row.status for row in results(PROVINCE, before)}
        rows = [row for row in results(PROVINCE, scenario) if row.status in COUNTED]
        rows.sort(key=lambda row: row.indicator.key != GROWTH)
        turned = [
            say(
                "vi",
                "spoken_status",
                name=row.indicator.name_vi,
                status=PROVINCE.word("status", row.status).name_vi.lower(),
            )
            for row in rows
            if row.status != there[row.indicator.key]
        ]
        ends.append(len(turned))
        named = turned[:2]
        if len(turned) > len(named):
            named.append(say("vi", "flips_more", count=len(turned) - len(named)))
        growth = f"{PROVINCE.indicators[GROWTH].name_vi} {shown_growth(scenario)}"
        expect(spoken).to_have_text("; ".join([growth, change_text(scenario), *named]))
        before = scenario
    assert {0, 1} < set(ends), "moves where nothing, one and more turned"
    assert max(ends) > 2
    # Another view or language is no move.
    heard = spoken.inner_text()
    step(page, "lang_en").click()
    expect_page(page, before, language="en")
    settled(page)
    expect(spoken).to_have_text(heard)


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_spaced_text_is_not_cut(browser: Browser, server: str, width: int) -> None:
    with visitor(browser, server, viewport={"width": width, "height": 800}) as tab:
        open_page(tab, "/", scenario=PLAN)
        tab.add_style_tag(content=SPACED)
        settled(tab)
        assert tab.evaluate(WIDER) == []
