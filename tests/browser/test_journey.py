"""A planner's way through the page in a real browser: move, step back, share, download, reopen."""

import io
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from model.files.file_names import file_stem
from model.files.read import read_scenario
from model.goal.reach import reach
from model.scenario.scenario import Scenario
from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link, headline_text, preset
from tests.support.steps import (
    box,
    download,
    entries,
    expect_page,
    iamc,
    open_group,
    open_page,
    open_share,
    query,
    slider,
    step,
    vietnamese,
)
from ui.browser.open_file import LARGEST
from ui.frame.levers.panel import lever_label
from ui.state.link import VIEWS, decode
from ui.text.numbers import format_exact
from ui.text.words import say

OWN = replace(
    changed(
        {
            "public_plan": 6123.456,
            "disbursement_rate": 81.0,
            "shrimp_area_high_tech": -250.5,
            "trained_labour": 2.3,
        },
        name="Phương án A/B",
    ),
    targets=MappingProxyType({"shrimp_area": 51_000.5, "grdp_current": 78_000.0}),
    parameters=MappingProxyType({"mu": PROVINCE.parameters["mu"].high}),
)
MOVED = replace(OWN, levers=MappingProxyType({**OWN.levers, "fdi": 150.0}))
BASELINE = replace(OWN, levers=preset("baseline_2023").levers, name="baseline_2023")
"""A scenario with a bit of everything that a link can hold."""
MIXED = [random.Random(3).uniform(5, 100) for _ in range(20)]
SLOW_LINE = """(() => {
    const Native = window.WebSocket;
    const late = (listener) => (event) => setTimeout(() => listener(event), DELAY);
    window.WebSocket = class extends Native {
        set onmessage(listener) { super.onmessage = late(listener); }
        get onmessage() { return super.onmessage; }
        addEventListener(kind, listener, ...more) {
            super.addEventListener(kind, kind === "message" ? late(listener) : listener, ...more);
        }
        send(data) { setTimeout(() => super.send(data), DELAY); }
    };
})()"""
"""Holds every message back, both ways, as a distant or busy server does."""
COPIED = say("vi", "share_copied")


def link(scenario: Scenario, view: str = "indicators", language: str = "vi") -> str:
    return "/" + full_link(scenario, view, language)


# Moves


def test_a_bare_address_opens_the_plan_and_becomes_its_link(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)


def test_every_address_that_the_page_writes_is_short(page: Page) -> None:
    open_page(page, link(OWN, "compare"), scenario=OWN, view="compare")
    off = [key for key in PROVINCE.levers if OWN.levers[key] != PLAN.levers[key]]
    slider(page, "fdi").press("ArrowRight")
    page.wait_for_url(re.compile("step=move"))
    shown = [page.url]
    expect_page(page, MOVED, view="compare")
    expect(step(page, "view_why")).to_have_attribute("href", re.compile("fdi=150&"))
    shown += [page.url, str(step(page, "view_why").get_attribute("href"))]
    step(page, "view_why").click()
    page.wait_for_url(re.compile("step=new"))
    shown.append(page.url)
    for address in shown:
        pairs = [pair for pair in parse_qsl(address.partition("?")[2]) if pair[0] != "step"]
        levers = [key for key, _ in pairs if key in PROVINCE.levers]
        assert sorted(levers) == sorted([*off, "fdi"])
        assert dict(pairs)["n"] == str(len(levers))
        assert pairs[-1] == ("lang", "vi")
        assert "+" not in address
    slider(page, "fdi").press("ArrowLeft")
    expect_page(page, OWN, view="why")
    assert "fdi" not in page.url


def test_a_key_press_moves_page_and_address_without_a_history_step(page: Page) -> None:
    open_page(page)
    before = entries(page)
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect_page(page, changed({"disbursement_rate": 94}))
    assert entries(page) == before


@pytest.mark.parametrize(
    ("key", "press", "gaps", "end"),
    [
        ("disbursement_rate", "ArrowLeft", [5] * 20, 75),
        ("disbursement_rate", "ArrowLeft", [30] * 20, 75),
        ("disbursement_rate", "ArrowLeft", [100] * 20, 75),
        ("private_investment", "ArrowRight", MIXED, 2500),
        ("trained_labour", "ArrowRight", MIXED, 3.5),
    ],
    ids=["5 ms", "30 ms", "100 ms", "mixed", "decimals"],
)
def test_twenty_key_presses_end_right_everywhere(
    page: Page, key: str, press: str, gaps: Sequence[float], end: float
) -> None:
    open_page(page)
    before = entries(page)
    if key == "trained_labour":
        open_group(page, "people_reform")
    slider(page, key).focus()
    for gap in gaps:
        page.keyboard.press(press)
        page.wait_for_timeout(gap)
    name = "disbursement_75" if end == 75 else ""
    expect_page(page, changed({key: end}, name=name))
    assert entries(page) == before


def test_presses_on_two_sliders_in_turn_are_all_kept(page: Page) -> None:
    open_page(page)
    for _ in range(5):
        slider(page, "disbursement_rate").press("ArrowLeft")
        slider(page, "private_investment").press("ArrowRight")
    expect_page(page, changed({"disbursement_rate": 90, "private_investment": 1000}))


@pytest.mark.parametrize("delay", [100, 200, 300])
def test_presses_over_a_slow_line_end_right_everywhere(
    browser: Browser, server: str, delay: int
) -> None:
    with visitor(browser, server) as tab:
        tab.add_init_script(f"const DELAY = {delay};{SLOW_LINE}")
        open_page(tab)
        for _ in range(8):
            for key, press in (
                ("disbursement_rate", "ArrowLeft"),
                ("private_investment", "ArrowRight"),
            ):
                slider(tab, key).press(press)
                tab.wait_for_timeout(300)
        expect_page(tab, changed({"disbursement_rate": 87, "private_investment": 1300}))


def test_the_page_follows_a_slider_while_it_is_dragged(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    before = entries(page)
    place = slider(page, "disbursement_rate").bounding_box()
    assert place is not None
    middle = place["y"] + place["height"] / 2
    page.mouse.move(place["x"] + place["width"] - 20, middle)
    page.mouse.down()
    for part in (0.8, 0.7, 0.6, 0.5):
        page.mouse.move(place["x"] + place["width"] * part, middle, steps=5)
    expect(page.locator(".headline")).to_have_text(headline_text(preset("disbursement_75")))
    page.mouse.up()
    expect_page(page, preset("disbursement_75"))
    assert entries(page) == before
    step(page, "undo").click()
    expect_page(page, PLAN)


def test_a_slider_stops_at_the_marks_of_2023_the_trend_and_the_plan(page: Page) -> None:
    lever = PROVINCE.levers["public_plan"]
    for mark in (lever.base, lever.trend):
        below = lever.min + (mark - lever.min) // lever.step * lever.step
        open_page(page, link(changed({"public_plan": below})))
        slider(page, "public_plan").press("ArrowRight")
        expect(box(page, "public_plan")).to_have_value(format_exact(mark, "vi"))
    open_page(page, "/", scenario=PLAN)
    for press, value in (("ArrowRight", 6700), ("ArrowLeft", PLAN.levers["public_plan"])):
        slider(page, "public_plan").press(press)
        expect(box(page, "public_plan")).to_have_value(format_exact(value, "vi"))
    expect_page(page, PLAN)


def test_a_group_counts_what_was_changed_and_help_unfolds(page: Page) -> None:
    open_page(page, link(changed({"disbursement_rate": 80, "other_public": 700})))
    title = page.locator("#group_investment > summary")
    expect(title).to_contain_text(say("vi", "group_changed", count=2))
    expect(page.locator("#group_investment .more > summary")).to_contain_text("1")
    lever = PROVINCE.levers["disbursement_rate"]
    ask = page.get_by_role(
        "button", name=say("vi", "lever_help_label", lever=lever_label(PROVINCE, lever, "vi"))
    )
    ask.press("Enter")
    expect(page.locator("#help_disbursement_rate")).to_contain_text(lever.help_vi)
    expect(ask).to_have_attribute("aria-expanded", "true")


def test_an_exact_entry_is_taken_as_written(page: Page) -> None:
    open_page(page)
    box(page, "public_plan").fill("7.123,4567")
    box(page, "public_plan").press("Enter")
    expect_page(page, changed({"public_plan": 7123.4567}))
    open_page(page, page.url, scenario=changed({"public_plan": 7123.4567}))


def test_a_bad_entry_is_said_and_changes_nothing(page: Page) -> None:
    open_page(page)
    slider(page, "private_investment").press("ArrowRight")
    here = changed({"private_investment": 600})
    expect_page(page, here)
    alert = page.get_by_test_id("stSidebar").get_by_role("alert")
    for entry in ("101", "tám mươi", "<b>80</b>", ""):
        box(page, "disbursement_rate").fill(entry)
        box(page, "disbursement_rate").press("Enter")
        for part in (f"“{entry}”", "50", "100"):
            expect(alert).to_contain_text(part)
        expect(page.locator(".headline")).to_have_text(headline_text(here))
        assert query(page.url) == query(link(here))
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect_page(page, changed({"private_investment": 600, "disbursement_rate": 94}))
    expect(alert).to_have_count(0)


def test_a_value_off_the_steps_stays_exact_while_others_move(page: Page) -> None:
    here = {"public_plan": 6654.534, "other_public": 684.2501}
    open_page(page, link(changed(here)))
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect_page(page, changed({**here, "disbursement_rate": 94}))
    step(page, "view_why").click()
    expect_page(page, changed({**here, "disbursement_rate": 94}), view="why")


# Steps


@pytest.mark.parametrize("key", ["salinity_2016", "baseline_2023"])
def test_a_preset_is_one_step_there_and_one_back(page: Page, key: str) -> None:
    open_page(page, "/", scenario=PLAN)
    before = entries(page)
    step(page, f"preset_{key}").click()
    expect_page(page, preset(key))
    assert entries(page) == before + 1
    page.go_back()
    expect_page(page, PLAN)
    page.go_forward()
    expect_page(page, preset(key))
    assert entries(page) == before + 1


def test_undo_and_redo_are_one_step_each(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    slider(page, "disbursement_rate").press("Home")
    lowest = changed({"disbursement_rate": 50})
    expect_page(page, lowest)
    step(page, "preset_everything_right").click()
    expect_page(page, preset("everything_right"))
    before = entries(page)
    for count, (key, scenario) in enumerate(
        [
            ("undo", lowest),
            ("undo", PLAN),
            ("redo", lowest),
            ("redo", preset("everything_right")),
        ],
        start=1,
    ):
        step(page, key).click()
        expect_page(page, scenario)
        assert entries(page) == before + count
    expect(step(page, "redo")).to_have_count(0)


def test_a_reset_of_one_a_group_and_all_is_one_step_each(page: Page) -> None:
    levers = {
        "disbursement_rate": 70.0,
        "private_investment": 1234.5,
        "other_public": 10.0,
        "salinity": 0.55,
        "rice_to_fruit": 1000.0,
    }
    open_page(page, link(changed(levers)), scenario=changed(levers))
    before = entries(page)
    open_group(page, "context")
    step(page, "reset_salinity").click()
    del levers["salinity"]
    expect_page(page, changed(levers))
    assert entries(page) == before + 1
    step(page, "reset_investment").click()
    expect_page(page, changed({"rice_to_fruit": 1000.0}))
    assert entries(page) == before + 2
    step(page, "reset_all").click()
    expect_page(page, PLAN)
    assert entries(page) == before + 3
    for scenario in (changed({"rice_to_fruit": 1000.0}), changed(levers)):
        page.go_back()
        expect_page(page, scenario)


def test_a_reset_by_mistake_can_be_undone(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    step(page, "preset_price_slump").click()
    expect_page(page, preset("price_slump"))
    step(page, "reset_all").click()
    expect_page(page, PLAN)
    expect(step(page, "undo")).to_be_visible()
    step(page, "undo").click()
    expect_page(page, preset("price_slump"))


def test_back_and_forward_restore_slider_headline_and_address(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    slider(page, "disbursement_rate").press("ArrowLeft")
    moved = changed({"disbursement_rate": 94})
    expect_page(page, moved)
    step(page, "preset_price_slump").click()
    expect_page(page, preset("price_slump"))
    step(page, "view_why").click()
    expect_page(page, preset("price_slump"), view="why")
    page.go_back()
    expect_page(page, preset("price_slump"))
    page.go_back()
    expect_page(page, moved)
    page.go_forward()
    expect_page(page, preset("price_slump"))
    page.go_forward()
    expect_page(page, preset("price_slump"), view="why")


def test_a_slider_moved_after_back_moves_from_there(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    step(page, "preset_disbursement_75").click()
    expect_page(page, preset("disbursement_75"))
    page.go_back()
    expect_page(page, PLAN)
    slider(page, "disbursement_rate").press("ArrowRight")
    expect_page(page, changed({"disbursement_rate": 96}))


# Views and languages


def test_each_view_is_one_step_and_part_of_the_link(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    before = entries(page)
    for count, view in enumerate(VIEWS[1:], start=1):
        step(page, f"view_{view}").click()
        expect_page(page, PLAN, view=view)
        assert entries(page) == before + count
    for view in reversed(VIEWS[:-1]):
        page.go_back()
        expect_page(page, PLAN, view=view)
    for view in VIEWS:
        open_page(page, link(PLAN, view))
        expect(step(page, f"view_{view}")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(
    ("place", "scenario", "view", "language"),
    [
        ("view_why", MOVED, "why", "vi"),
        ("lang_en", MOVED, "indicators", "en"),
        ("preset_baseline_2023", BASELINE, "indicators", "vi"),
    ],
    ids=["view", "language", "preset"],
)
def test_a_link_opened_beside_carries_what_was_moved(
    page: Page, place: str, scenario: Scenario, view: str, language: str
) -> None:
    open_page(page, link(OWN), scenario=OWN)
    slider(page, "fdi").press("ArrowRight")
    expect(step(page, "view_why")).to_have_attribute("href", re.compile("fdi=150&"))
    with page.context.expect_page() as opened:
        step(page, place).click(modifiers=["ControlOrMeta"])
    expect_page(opened.value, scenario, view, language)
    expect_page(page, MOVED)


def test_the_language_is_one_step_and_keeps_everything_else(page: Page) -> None:
    open_page(page, link(OWN, "why"), scenario=OWN, view="why")
    before = entries(page)
    step(page, "lang_en").click()
    expect_page(page, OWN, view="why", language="en")
    expect(page).to_have_title(say("en", "page_title", year=PROVINCE.base_year + 1))
    assert entries(page) == before + 1
    slider(page, "disbursement_rate").press("ArrowLeft")
    moved = replace(OWN, levers=MappingProxyType({**OWN.levers, "disbursement_rate": 80.0}))
    expect_page(page, moved, view="why", language="en")
    step(page, "lang_vi").click()
    expect_page(page, moved, view="why")


def test_an_english_browser_writes_english_numbers(browser: Browser, server: str) -> None:
    scenario = changed({"public_plan": 7123.5})
    with visitor(browser, server, locale="en-US") as tab:
        open_page(tab, link(scenario, language="en"), scenario=scenario, language="en")
        expect(slider(tab, "public_plan")).to_have_attribute("aria-valuetext", "7,123.5")


def test_the_answer_to_a_target_is_set_in_one_step_and_taken_back(page: Page) -> None:
    open_page(page, link(PLAN, "reach"), scenario=PLAN, view="reach")
    free = {"disbursement_rate": (50.0, 100.0), "private_investment": (-3000.0, 5000.0)}
    goal = reach(PROVINCE, PLAN, "grdp_growth", 7.0, free)
    before = entries(page)
    step(page, "reach_apply").click()
    expect_page(page, changed(dict(goal.levers)), view="reach")
    assert entries(page) == before + 1
    expect(step(page, "reach_apply")).to_have_count(0)
    step(page, "undo").click()
    expect_page(page, PLAN, view="reach")


# Sharing


def test_copy_link_by_keyboard_gives_the_link(page: Page) -> None:
    open_page(page, link(OWN, "why"), scenario=OWN, view="why")
    slider(page, "disbursement_rate").press("ArrowRight")
    moved = replace(OWN, levers=MappingProxyType({**OWN.levers, "disbursement_rate": 82.0}))
    expect_page(page, moved, view="why")
    page.locator("[data-copy=link]").press("Enter")
    expect(page.locator(".copy:has([data-copy=link]) [role=status]")).to_have_text(COPIED)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url.partition("?")[0] + full_link(moved, "why")
    assert decode(PROVINCE, copied).problems == ()
    assert decode(PROVINCE, copied).scenario == moved


def test_where_the_clipboard_is_refused_a_selected_field_holds_the_link(
    browser: Browser, server: str
) -> None:
    plain_http = server.replace("127.0.0.1", "0.0.0.0")  # no secure context, as on an intranet
    with visitor(browser, plain_http) as tab:
        open_page(tab, link(OWN), scenario=OWN)
        assert not tab.evaluate("isSecureContext")
        tab.locator("[data-copy=link]").click()
        field = tab.get_by_label(say("vi", "share_field"))
        expect(field).to_be_focused()
        expect(field).to_have_value(plain_http + link(OWN))
        selected = field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
        assert selected == plain_http + link(OWN)
        expect(tab.locator(".copy:has([data-copy=link]) [role=status]")).to_have_text(
            say("vi", "share_refused")
        )


@pytest.mark.parametrize(
    ("scenario", "stem"),
    [
        (PLAN, f"plan_2024_{PROVINCE.version}"),
        (changed({"disbursement_rate": 80}), f"soc_trang_{PROVINCE.version}"),
        (OWN, file_stem(PROVINCE, OWN.name)),
    ],
    ids=["preset", "unnamed", "own"],
)
def test_all_downloads_are_the_files_of_the_model(
    page: Page, scenario: Scenario, stem: str
) -> None:
    open_page(page, link(scenario))
    open_share(page)
    assert download(page, "iamc") == (f"{stem}.csv", iamc(scenario))
    assert download(page, "vi") == (f"{stem}_vi.csv", vietnamese(scenario))
    name, content = download(page, "xlsx")
    assert name == f"{stem}.xlsx"
    about = load_workbook(io.BytesIO(content)).worksheets[-1]
    assert page.url in [cell.value for row in about for cell in row]
    assert read_scenario(PROVINCE, content)[0].levers == scenario.levers


def test_downloads_follow_a_slider_that_just_moved(page: Page) -> None:
    open_page(page)
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect_page(page, changed({"disbursement_rate": 94}))
    open_share(page)
    assert download(page, "iamc")[1] == iamc(changed({"disbursement_rate": 94}))


@pytest.mark.parametrize("key", ["iamc", "vi", "xlsx"])
def test_a_downloaded_file_opened_in_a_fresh_tab_restores_the_scenario(
    page: Page, browser: Browser, server: str, tmp_path: Path, key: str
) -> None:
    open_page(page, link(OWN))
    open_share(page)
    name, content = download(page, key)
    file = tmp_path / name
    file.write_bytes(content)
    with visitor(browser, server) as tab:
        open_page(tab, "/", scenario=PLAN)
        before = entries(tab)
        open_share(tab)
        tab.locator(".st-key-opened input[type=file]").set_input_files(file)
        expect_page(tab, OWN)
        assert entries(tab) == before + 1
        assert download(tab, key) == (name, content)
        step(tab, "undo").click()
        expect_page(tab, PLAN)


def test_a_bad_file_is_refused_with_its_rows_and_nothing_is_lost(
    page: Page, tmp_path: Path
) -> None:
    bad = iamc(OWN).decode().replace("Lever|disbursement_rate,%,2024,81", "Lever|x,%,2024,1")
    bad = re.sub(r"(Lever\|salinity,index,2024,)[\d.]+", r"\1=1+1", bad)
    file = tmp_path / "bad.csv"
    file.write_text(bad, encoding="utf-8")
    here = changed({"private_investment": 777.0})
    open_page(page, link(here), scenario=here)
    before = entries(page)
    open_share(page)
    page.locator(".st-key-opened input[type=file]").set_input_files(file)
    alert = page.get_by_role("alert").filter(has_text=say("vi", "share_refused_file"))
    expect(alert).to_contain_text("“x”")
    expect(alert).to_contain_text("“=1+1”")
    expect_page(page, here)
    assert entries(page) == before
    good = tmp_path / "good.csv"
    good.write_bytes(iamc(OWN))
    page.locator(".st-key-opened input[type=file]").set_input_files(good)
    expect_page(page, OWN)
    expect(alert).to_have_count(0)


def test_a_link_gives_the_same_files_in_another_language_and_time_zone(
    page: Page, browser: Browser, server: str
) -> None:
    open_page(page, link(OWN), scenario=OWN)
    open_share(page)
    here = {key: download(page, key) for key in ("iamc", "vi")}
    shared = page.url.replace("lang=vi", "lang=en")
    options = {"locale": "de-DE", "timezone_id": "America/St_Johns"}
    with visitor(browser, server, **options) as tab:
        open_page(tab, shared, scenario=OWN, language="en")
        open_share(tab)
        assert {key: download(tab, key) for key in ("iamc", "vi")} == here


def test_an_own_target_set_on_the_page_travels_in_the_link(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    before = entries(page)
    page.locator(".st-key-own_open button").first.click()
    first = next(key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets)
    field = page.locator(".st-key-own_value input")
    field.fill("12,5")
    field.press("Enter")
    page.locator(".st-key-own button").click()
    scenario = replace(PLAN, targets=MappingProxyType({first: 12.5}))
    expect_page(page, scenario)
    assert entries(page) == before + 1
    open_page(page, page.url, scenario=scenario)


def test_a_reset_keeps_own_targets_and_assumptions(page: Page) -> None:
    open_page(page, link(OWN), scenario=OWN)
    step(page, "reset_all").click()
    expect_page(page, replace(OWN, levers=PLAN.levers))


def test_what_an_older_link_showed_is_said_until_a_move_and_never_again(page: Page) -> None:
    first = {row.lever: row.value for row in PROVINCE.link_defaults if row.schema == 1}
    here = changed({**first, "disbursement_rate": 80})
    open_page(page, "/?v=1&m=1.0.0&disbursement_rate=80&r=5.55")
    alert = page.locator(".st-key-notices").get_by_role("alert")
    for part in ("1.0.0", "5,55%", PROVINCE.version):
        expect(alert).to_contain_text(part)
    expect_page(page, here)
    step(page, "view_why").click()
    expect_page(page, here, view="why")
    expect(alert).to_be_visible()
    slider(page, "disbursement_rate").press("ArrowLeft")
    expect(alert).to_have_count(0)
    expect_page(page, changed({"disbursement_rate": 79}, base=here), view="why")
    page.go_back()
    expect_page(page, here)
    expect(alert).to_have_count(0)
    page.reload()
    expect_page(page, here)
    expect(alert).to_have_count(0)
    with page.context.expect_page() as opened:
        page.evaluate("open(location.href)")
    expect_page(opened.value, here)
    expect(opened.value.get_by_role("alert")).to_have_count(0)


def test_a_reload_amid_moves_says_nothing_of_growth_before_them(page: Page) -> None:
    open_page(page, "/", scenario=PLAN)
    for gap in (0, 60, 150, 300):
        slider(page, "disbursement_rate").press("ArrowLeft")
        page.wait_for_timeout(gap)
        page.reload()
        expect(page.locator(".headline")).to_be_visible()
        expect(page.locator("nav.views")).to_be_visible()
        expect(page.locator(".st-key-notices").get_by_role("alert")).to_have_count(0)


def test_refused_parts_of_a_link_are_listed_until_put_away(page: Page) -> None:
    open_page(page, "/?disbursement_rate=101&fdi=200&evil=<script>document.title=1</script>")
    here = changed({"fdi": 200})
    expect_page(page, here)
    alert = page.locator(".st-key-notices").get_by_role("alert")
    expect(alert).to_contain_text("101")
    expect(alert).to_contain_text("evil")
    slider(page, "fdi").press("ArrowRight")
    expect_page(page, changed({"fdi": 250}))
    expect(alert).to_be_visible()
    page.locator(".st-key-dismiss button").click()
    expect(alert).to_have_count(0)
    expect_page(page, changed({"fdi": 250}))


def test_a_file_too_large_is_refused_in_the_page(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"x" * (LARGEST + 1))
    open_page(page)
    open_share(page)
    page.locator(".st-key-opened input[type=file]").set_input_files(file)
    expect(page.locator(".open-file [role=alert]")).to_contain_text("large.csv")
    expect_page(page, PLAN)
