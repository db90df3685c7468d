"""What stands in a number box counts, whatever is pressed next: a file, the link, a pin, a step."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Page, expect

from model.scenario.scenario import Pin, Scenario
from tests.browser.test_journey import COPIED, SLOW_LINE
from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link, preset
from tests.support.steps import (
    box,
    entries,
    expect_page,
    open_group,
    open_page,
    open_share,
    query,
    settled,
    slider,
    step,
)
from ui.pieces.pin_names import described
from ui.state.current import page_of
from ui.state.link import decode, encode
from ui.text.numbers import format_exact
from ui.text.words import LANGUAGES, name, say

KEY = "disbursement_rate"
PINNED = replace(PLAN, pins=MappingProxyType({"a": Pin(preset("price_slump").levers, "Giảm giá")}))
FILE = "#compare_iamc"
OPTIONS = [("embed", "true"), ("embed_options", "light_theme"), ("embed_options", "show_padding")]
Press = Callable[[Page, str], None]


def typed(value: float) -> Scenario:
    """Return the scenario with its pin after a number was typed."""
    return replace(PINNED, levers=MappingProxyType({**PINNED.levers, KEY: value}), name="")


def own_pin(scenario: Scenario) -> Pin:
    """Return a pin of a scenario, called by what differs from the plan."""
    page = page_of(PROVINCE, decode(PROVINCE, encode(PROVINCE, scenario)))
    return Pin(scenario.levers, described(page, scenario.levers))


def click(tab: Page, place: str) -> None:
    tab.locator(place).click()


def by_key(tab: Page, place: str) -> None:
    tab.keyboard.press("Tab")
    tab.locator(place).focus()
    tab.keyboard.press("Enter")


def by_space(tab: Page, place: str) -> None:
    tab.keyboard.press("Tab")
    tab.locator(place).focus()
    tab.keyboard.press("Space")


def in_one_go(tab: Page, place: str) -> None:
    """Press without leaving the box, as where a press does not move the focus."""
    tab.locator(place).evaluate("it => it.click()")


def compare_page(tab: Page) -> None:
    open_page(tab, "/" + encode(PROVINCE, PINNED, "compare"), scenario=PINNED, view="compare")
    settled(tab)


def rates_in(text: str) -> list[str]:
    """Return the disbursement rates that a file says, scenario by scenario."""
    lines = (line.split(",") for line in text.splitlines())
    return [cells[-1] for cells in lines if cells[3] == f"Lever|{KEY}"]


def downloaded(tab: Page, press: Press) -> str:
    with tab.expect_download() as started:
        press(tab, FILE)
    return started.value.path().read_text(encoding="utf-8")


# What was typed counts


@pytest.mark.parametrize("press", [click, by_key, in_one_go])
def test_a_file_holds_what_was_typed(page: Page, press: Press) -> None:
    compare_page(page)
    for number in (81, 64.5):
        box(page, KEY).fill(format_exact(number, "vi"))
        assert rates_in(downloaded(page, press))[0] == str(number)
    expect_page(page, typed(64.5), view="compare")


@pytest.mark.parametrize("press", [click, by_key, in_one_go])
def test_a_pin_holds_what_was_typed(page: Page, press: Press) -> None:
    compare_page(page)
    before = entries(page)
    box(page, KEY).fill("81")
    press(page, "a.step#pin_here")
    here = typed(81)
    both = {**PINNED.pins, "b": own_pin(here)}
    expect_page(page, replace(here, pins=MappingProxyType(both)), view="compare")
    assert entries(page) == before + 1


@pytest.mark.parametrize("press", [click, by_key, by_space, in_one_go])
def test_the_copied_link_holds_what_was_typed(page: Page, press: Press) -> None:
    open_page(page, scenario=PLAN)
    open_share(page)
    settled(page)
    for number in (81, 64):
        box(page, KEY).fill(str(number))
        if not page.locator("[data-copy=link]").is_visible():
            open_share(page)
            box(page, KEY).evaluate("it => it.focus()")
        press(page, "[data-copy=link]")
        there = full_link(changed({KEY: number}))
        expect_clipboard(page, page.url.partition("?")[0] + there)
    expect(page.locator(".copy:has([data-copy=link]) [role=status]")).to_have_text(COPIED)


def expect_clipboard(tab: Page, text: str) -> None:
    tab.wait_for_function(
        "text => navigator.clipboard.readText().then(it => it === text)", arg=text
    )


def test_a_view_and_a_preset_take_what_was_typed_along(page: Page) -> None:
    open_page(page, scenario=PLAN)
    box(page, KEY).fill("81")
    step(page, "view_why").click()
    expect_page(page, changed({KEY: 81}), view="why")
    box(page, KEY).fill("82")
    step(page, "lang_en").click()
    expect_page(page, changed({KEY: 82}), view="why", language="en")


def test_undo_takes_back_what_was_just_typed(page: Page) -> None:
    open_page(page, scenario=PLAN)
    slider(page, "fdi").press("ArrowRight")
    expect_page(page, changed({"fdi": 150}))
    box(page, KEY).fill("81")
    step(page, "undo").click()
    expect_page(page, changed({"fdi": 150}))
    step(page, "redo").click()
    expect_page(page, changed({"fdi": 150, KEY: 81}))


@pytest.mark.parametrize("delay", [0, 300])
def test_undo_takes_back_one_change_of_the_hand(browser: Browser, server: str, delay: int) -> None:
    with visitor(browser, server) as tab:
        tab.add_init_script(f"const DELAY = {delay};{SLOW_LINE if delay else ''}")
        open_page(tab, scenario=PLAN)
        for number in ("81", "64"):
            box(tab, KEY).fill(number)
            box(tab, KEY).press("Enter")
        slider(tab, KEY).focus()
        for _ in range(3):
            tab.keyboard.press("ArrowRight")
        tab.keyboard.press("ArrowLeft")
        ends: list[float] = [81, 64, 67, 66]
        place = slider(tab, KEY).bounding_box()
        assert place is not None
        middle = place["y"] + place["height"] / 2
        for start, *others in ((0.9, 0.2, 0.8), (0.3, 0.7, 0.5)):
            tab.mouse.move(place["x"] + place["width"] * start, middle)
            tab.mouse.down()
            for part in others:
                tab.mouse.move(place["x"] + place["width"] * part, middle, steps=3)
            tab.mouse.up()
            ends.append(float(box(tab, KEY).input_value().replace(",", ".")))
        assert len(set(ends)) == len(ends)
        expect_page(tab, at(ends[-1]))
        for _ in range(2):  # the page showed what the first press gave: no burst
            tab.keyboard.press("ArrowLeft")
            ends.append(ends[-1] - 1)
            expect_page(tab, at(ends[-1]))
        for end in reversed(ends[:-1]):
            step(tab, "undo").click()
            expect(box(tab, KEY)).to_have_value(format_exact(end, "vi"))
        step(tab, "undo").click()
        expect_page(tab, PLAN)
        expect(tab.locator("#undo")).to_have_attribute("aria-disabled", "true")


def at(rate: float) -> Scenario:
    """Return the plan with another disbursement rate."""
    return changed({KEY: rate}, name="disbursement_75" if rate == 75 else "")


def test_a_step_opened_beside_holds_what_was_typed(page: Page) -> None:
    open_page(page, scenario=PLAN)
    box(page, KEY).fill("81")
    with page.context.expect_page() as opened:
        step(page, "view_why").click(modifiers=["ControlOrMeta"])
    expect_page(opened.value, changed({KEY: 81}), view="why")


def test_an_answer_is_that_to_the_question_just_typed(page: Page) -> None:
    open_page(page, "/" + encode(PROVINCE, PLAN, "reach"), scenario=PLAN, view="reach")
    settled(page)
    first = step(page, "reach_apply").get_attribute("href")
    page.get_by_label(say("vi", "reach_high", lever=name(PROVINCE.levers[KEY], "vi"))).fill("95,2")
    step(page, "reach_apply").click()
    expect(page.locator("#reach_apply")).to_have_count(0)
    assert first is not None
    levers = decode(PROVINCE, page.url).scenario.levers
    assert PLAN.levers[KEY] <= levers[KEY] <= 95.2
    assert dict(levers) != dict(decode(PROVINCE, first).scenario.levers)


def test_a_finger_takes_what_was_typed_along(handset: Page) -> None:
    open_page(handset, "/" + encode(PROVINCE, PINNED, "compare"), scenario=PINNED, view="compare")
    handset.locator(".phone-bar button").tap()
    field = box(handset, KEY)
    field.tap()
    field.fill("81")
    handset.get_by_test_id("stSidebarCollapseButton").locator("button").tap()
    handset.locator("a.step#pin_here").tap()
    both = {**PINNED.pins, "b": own_pin(typed(81))}
    expect_page(handset, replace(typed(81), pins=MappingProxyType(both)), view="compare")


@pytest.mark.parametrize("delay", [100, 300])
def test_what_was_typed_counts_over_a_slow_line(browser: Browser, server: str, delay: int) -> None:
    with visitor(browser, server) as tab:
        tab.add_init_script(f"const DELAY = {delay};{SLOW_LINE}")
        compare_page(tab)
        box(tab, KEY).fill("81")
        assert rates_in(downloaded(tab, click))[0] == "81"
        box(tab, KEY).fill("82")
        step(tab, "replace_a").click()
        here = typed(82)
        pins = {"a": own_pin(here)}
        expect_page(tab, replace(here, pins=MappingProxyType(pins)), view="compare")


def test_presses_are_made_at_once_where_nothing_is_under_way(page: Page) -> None:
    compare_page(page)
    page.evaluate("addEventListener('click', event => { window.byHand = event.isTrusted; })")
    for place in (FILE, "[data-copy=link]", "a.step#pin_here"):
        if place == "[data-copy=link]":
            open_share(page)
            settled(page)
        page.evaluate("window.byHand = null")
        page.locator(place).click()
        assert page.evaluate("window.byHand") is True, place


# What cannot be read


@pytest.mark.parametrize("press", [click, by_key])
def test_nothing_is_taken_along_while_a_box_cannot_be_read(page: Page, press: Press) -> None:
    compare_page(page)
    before = entries(page)
    files: list[str] = []
    page.on("download", lambda file: files.append(file.suggested_filename))
    for place in (FILE, "a.step#pin_here", "a.step#replace_a", FILE):
        box(page, KEY).fill("tám mươi")
        press(page, place)
        expect(box(page, KEY)).to_be_focused()
        expect(page.locator(f"#refused_{KEY}")).to_contain_text("“tám mươi”")
        expect(box(page, KEY)).to_have_value("tám mươi")
    assert entries(page) == before
    assert files == []
    box(page, KEY).press("Escape")
    expect(box(page, KEY)).to_have_value(format_exact(PLAN.levers[KEY], "vi"))
    expect(page.locator(f"#refused_{KEY}")).to_be_hidden()
    assert rates_in(downloaded(page, press))[0] == format_exact(PLAN.levers[KEY], "en")


def test_a_box_out_of_sight_is_led_to(page: Page, handset: Page) -> None:
    compare_page(page)
    open_group(page, "context")
    box(page, "salinity").fill("nhiều")
    open_group(page, "context")
    step(page, "pin_here").click()
    expect(box(page, "salinity")).to_be_focused()
    compare_page(handset)
    handset.locator(".phone-bar button").tap()
    box(handset, KEY).tap()
    box(handset, KEY).fill("nhiều")
    handset.get_by_test_id("stSidebarCollapseButton").locator("button").tap()
    handset.locator("a.step#pin_here").tap()
    expect(box(handset, KEY)).to_be_focused()
    expect(handset.locator(f"#refused_{KEY}")).to_be_in_viewport()


def test_a_reader_is_not_kept_on_a_view_by_a_box(page: Page) -> None:
    open_page(page, scenario=PLAN)
    box(page, KEY).fill("nhiều")
    step(page, "view_why").click()
    expect(box(page, KEY)).to_be_focused()
    step(page, "view_why").click()
    expect(step(page, "view_why")).to_have_attribute("aria-current", "page")
    expect(box(page, KEY)).to_have_value("nhiều")


# Number boxes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_with_two_readings_is_asked_about_in_its_box(page: Page, language: str) -> None:
    open_page(page, f"/?lang={language}", scenario=PLAN, language=language)
    text = format_exact(60_125.0, language)
    box(page, KEY, language).fill(text)
    box(page, KEY, language).press("Enter")
    refused = page.locator(f"#refused_{KEY}")
    meant = format_exact(60.125, language)
    for part in ("60125", say(language, "typed_thousands"), "50", "100", meant):
        expect(refused).to_contain_text(part)
    expect(box(page, KEY, language)).to_have_value(text)
    refused.get_by_role("button", name=say(language, "typed_take", other=meant)).click()
    expect(box(page, KEY, language)).to_be_focused()
    expect(refused).to_be_hidden()
    expect_page(page, changed({KEY: 60.125}), language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_unit_is_refused_by_its_name(page: Page, language: str) -> None:
    open_page(page, f"/?lang={language}", scenario=PLAN, language=language)
    field = box(page, "public_plan", language)
    for text in ("7000 triệu", "70 %"):
        field.fill(text)
        field.press("Enter")
        refused = page.locator("#refused_public_plan")
        for part in (text.partition(" ")[2], name(PROVINCE.units["bn VND"], language)):
            expect(refused).to_contain_text(part)
    field.fill("7000 tỉ đồng")
    field.press("Enter")
    expect_page(page, changed({"public_plan": 7000}), language=language)


def test_a_keyboard_with_a_minus_is_asked_for_where_one_may_be_typed(handset: Page) -> None:
    open_page(handset, scenario=PLAN)
    for key, lever in PROVINCE.levers.items():
        field = handset.locator(f"[data-lever={key}] [type=text]")
        expect(field).to_have_attribute("inputmode", "text" if lever.min < 0 else "decimal")


# Options of Streamlit


def test_options_of_streamlit_stay_in_the_address_and_in_no_link(page: Page) -> None:
    options = "&".join(f"{key}={value}" for key, value in OPTIONS)
    open_page(page, f"/?{options}&{encode(PROVINCE, PLAN)[1:]}")

    def expect_options(scenario: Scenario, view: str = "indicators") -> None:
        wanted = query(full_link(scenario, view)) + OPTIONS
        page.wait_for_function(
            "wanted => `${new URLSearchParams([...new URLSearchParams(location.search)].sort())}`"
            " === String(new URLSearchParams(wanted.sort()))",
            arg=wanted,
        )

    expect_options(PLAN)
    slider(page, KEY).press("ArrowLeft")
    assert query(page.url)[-1][0] != "embed"
    assert set(OPTIONS) <= set(query(page.url))
    expect_options(changed({KEY: 94}))
    step(page, "view_why").click()
    expect_options(changed({KEY: 94}), "why")
    page.go_back()
    expect_options(changed({KEY: 94}))
    open_share(page)
    settled(page)
    page.locator("[data-copy=link]").click()
    expect_clipboard(page, page.url.partition("?")[0] + full_link(changed({KEY: 94})))
    href = step(page, "view_sure").get_attribute("href")
    assert href is not None
    assert "embed" not in href
