"""The panel of levers: it keeps its place under the hand, and there is always a way into it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from model.province.rows import Lever
from model.scenario.scenario import Scenario
from tests.support.browser import PHONE, visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.steps import box, expect_page, open_group, open_page, settled, slider, step
from ui.pieces.cost import cost_texts
from ui.state.current import page_of
from ui.state.link import decode, encode
from ui.text.numbers import format_exact
from ui.text.words import LANGUAGES, name, say

SHOWN = [lever for lever in PROVINCE.levers.values() if not lever.advanced]
FIRST, LAST = PROVINCE.levers["disbursement_rate"], SHOWN[-1]
ALL_MOVED = changed(
    {
        key: lever.max if lever.plan < lever.max else lever.min
        for key, lever in PROVINCE.levers.items()
    }
)
WATCH = """it => {
    const top = () => it.getBoundingClientRect().top;
    const start = top();
    window.strayed = 0;
    const look = () => {
        window.strayed = Math.max(window.strayed, Math.abs(top() - start));
        if (it.isConnected) requestAnimationFrame(look);
    };
    look();
}"""
"""Keeps how far a slider was off its place in any frame, pixels."""
CONTROLS = """least => Array.from(
    document.querySelectorAll(
        ".levers :is(button, input, summary, a.step), .undo-redo a," +
        "[data-testid=stSidebarCollapseButton] button"),
    it => [it.id || it.className || it.textContent, it.getBoundingClientRect()],
).filter(([, { width, height }]) => width && height && Math.min(width, height) < least - 0.1)
 .map(([name, { width, height }]) => `${name} ${width} × ${height}`)"""
OVERLAPS = """() => {
    const parts = [...document.querySelectorAll(".phone-bar :is(p:first-child, .st, button)")];
    const boxes = parts.map(it => it.getBoundingClientRect());
    const bar = document.querySelector(".phone-bar .counts").getBoundingClientRect();
    const out = boxes.filter(({ left, right }) => left < 0 || right > innerWidth);
    const cut = boxes.slice(1, -1).filter(({ right }) => right > bar.right + 0.5);
    const on = boxes.filter((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 0.5 &&
        b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5));
    return [out.length, cut.length, on.length];
}"""
STICKS_OUT = """() => {
    const { left, right } = document.querySelector(".levers").getBoundingClientRect();
    const all = document.querySelectorAll(".levers *, .levers-strip *, .levers-top *");
    return [...all].filter(it => {
        const place = it.getBoundingClientRect();
        return place.width && (place.left < left - 4.5 || place.right > right + 0.5);
    }).map(it => `${it.tagName} ${it.className} ${it.textContent || it.outerHTML}`);
}"""
"""What in the levers is wider than they are."""


def open_levers(tab: Page) -> None:
    tab.locator("[data-open-levers]").click()
    expect(tab.locator("#levers_title")).to_be_focused()
    settled(tab)


def costs_of(scenario: Scenario) -> dict[str, str]:
    return dict(cost_texts(page_of(PROVINCE, decode(PROVINCE, encode(PROVINCE, scenario)))))


def one_step_off(lever: Lever) -> float:
    return lever.plan + (lever.step if lever.plan < lever.max else -lever.step)


@pytest.mark.parametrize("width", ["page", "handset"])
@pytest.mark.parametrize(
    ("lever", "start"), [(FIRST, PLAN), (LAST, ALL_MOVED)], ids=["first", "last"]
)
def test_the_slider_in_hand_keeps_its_place(
    request: pytest.FixtureRequest, width: str, lever: Lever, start: Scenario
) -> None:
    tab: Page = request.getfixturevalue(width)
    key = lever.key
    open_page(tab, "/" + encode(PROVINCE, start), scenario=start)
    if width == "handset":
        open_levers(tab)
    if lever is LAST:
        open_group(tab, lever.group)
        tab.get_by_test_id("stSidebarContent").evaluate("it => it.scrollTo(0, it.scrollHeight)")
    settled(tab)
    track, field = slider(tab, key), tab.locator(f"[data-lever={key}] [type=text]")
    expect(track).to_be_in_viewport()
    track.evaluate(WATCH)
    track.evaluate("it => it.focus({ preventScroll: true })")

    def at(value: float, base: Scenario = start) -> Scenario:
        return changed({key: value}, base=base)

    tab.keyboard.press("Home")
    expect_page(tab, at(lever.min))
    assert tab.locator(f"[data-lever={key}] .cost").inner_text() == costs_of(at(lever.min))[key]
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    expect_page(tab, at(lever.min + 2 * lever.step))
    field.evaluate("it => { it.value = ''; it.focus({ preventScroll: true }); }")
    tab.keyboard.type(format_exact(one_step_off(lever), "vi"))
    tab.keyboard.press("Enter")
    expect_page(tab, at(one_step_off(lever)))
    step(tab, f"reset_{key}").evaluate("it => { it.focus({ preventScroll: true }); it.click(); }")
    there = at(lever.plan)
    expect_page(tab, PLAN if start is PLAN else there)
    expect(track).to_be_focused()
    for press in ("undo", "redo", "reset_all"):
        step(tab, press).evaluate("it => it.click()")
        settled(tab)
    expect_page(tab, PLAN)
    assert tab.evaluate("window.strayed") <= 1


def test_what_stands_off_the_plan_is_listed_below_the_groups(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    changes = page.locator(".changes")
    plan = name(PROVINCE.presets[PROVINCE.default_preset], "vi")
    none = say("vi", "levers_none_changed", plan=plan)
    expect(changes).to_have_text(none, use_inner_text=True)
    box(page, FIRST.key).fill("80")
    box(page, FIRST.key).press("Enter")
    expect(changes.locator("b").first).to_have_text(say("vi", "levers_changed", count=1))
    expect(changes.locator("li:visible")).to_have_text([f"{FIRST.name_vi}95 → 80 %"])
    step(page, "reset_all").press("Enter")
    expect_page(page, PLAN)
    expect(changes).to_be_focused()


def test_what_was_unfolded_stays_so_in_the_other_language(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    open_group(page, "shrimp")
    open_group(page, "investment")
    step(page, "lang_en").click()
    expect_page(page, PLAN, language="en")
    expect(page.locator("#group_shrimp")).to_have_attribute("open", "")
    expect(page.locator("#group_investment")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("size", [(390, 844), (700, 800), (768, 800), (720, 450)], ids=str)
def test_a_narrow_window_has_a_way_to_the_levers(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with visitor(browser, server, viewport=viewport) as tab:
        open_page(tab, "/", scenario=PLAN)
        way_in = tab.locator("[data-open-levers]")
        expect(way_in).to_be_in_viewport(ratio=1)
        expect(slider(tab, FIRST.key)).not_to_be_in_viewport()
        tab.keyboard.press("Tab")
        been = tab.evaluate("document.activeElement.closest('[data-testid=stSidebar]') !== null")
        assert not been, "a key leads into closed levers"
        way_in.focus()
        tab.keyboard.press("Enter")
        expect(tab.locator("#levers_title")).to_be_focused()
        expect(slider(tab, FIRST.key)).to_be_in_viewport()
        box(tab, FIRST.key).fill("x")
        tab.keyboard.press("Escape")
        expect(box(tab, FIRST.key)).to_have_value(format_exact(FIRST.plan, "vi"))
        expect(way_in).to_be_hidden()
        tab.keyboard.press("Escape")
        expect(way_in).to_be_focused()
        open_levers(tab)
        tab.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        expect(way_in).to_be_focused()
        open_levers(tab)
        tab.reload()
        expect(way_in).to_be_in_viewport(ratio=1)


def test_a_closed_panel_has_a_way_in_on_a_wide_screen(browser: Browser, server: str) -> None:
    with visitor(browser, server) as tab:
        open_page(tab, "/", scenario=PLAN)
        way_in = tab.locator("[data-open-levers]")
        expect(way_in).to_be_hidden()
        tab.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        expect(way_in).to_be_focused()
        expect(way_in).to_be_in_viewport(ratio=1)
        open_levers(tab)
        expect(slider(tab, FIRST.key)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "least"), [("page", 24), ("handset", 36)])
def test_every_control_of_the_panel_is_large_enough(
    request: pytest.FixtureRequest, width: str, least: int
) -> None:
    tab: Page = request.getfixturevalue(width)
    open_page(tab, "/" + encode(PROVINCE, ALL_MOVED), scenario=ALL_MOVED)
    if width == "handset":
        way_in = tab.locator("[data-open-levers]").bounding_box()
        assert way_in is not None
        assert way_in["height"] >= least
        open_levers(tab)
    for fold in tab.locator(".levers details").all():
        fold.evaluate("it => { it.open = true; }")
    assert tab.evaluate(CONTROLS, least) == []


@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_the_bar_of_a_phone_says_its_counts_in_words_and_all_fits(
    browser: Browser, server: str, width: int
) -> None:
    with visitor(browser, server, viewport={"width": width, "height": 700}) as tab:
        for language in LANGUAGES:
            open_page(tab, "/" + encode(PROVINCE, ALL_MOVED, language=language))
            settled(tab)
            counts = tab.locator(".phone-bar .counts")
            for status in ("exceeded", "met", "missed"):
                expect(counts).to_contain_text(say(language, f"strip_{status}"))
            assert tab.evaluate(OVERLAPS) == [0, 0, 0]
            open_levers(tab)
            for fold in tab.locator(".levers details").all():
                fold.evaluate("it => { it.open = true; }")
            assert tab.evaluate(STICKS_OUT) == []
