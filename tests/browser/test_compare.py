"""Pins in a real browser: pinned, renamed, opened, taken back, sent, loaded from files."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Browser, Page, expect

from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.scenario.scenario import Pin, Scenario
from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, preset
from tests.support.steps import (
    download,
    entries,
    expect_page,
    iamc,
    open_page,
    open_share,
    settled,
    step,
)
from ui.state.link import encode
from ui.text.words import name, say


def pinned(scenario: Scenario, **pins: Pin) -> Scenario:
    return replace(scenario, pins=MappingProxyType(pins))


def preset_pin(key: str) -> Pin:
    return Pin(preset(key).levers, name(PROVINCE.presets[key], "vi"))


def test_pins_are_steps_and_travel_in_the_link(page: Page, browser: Browser, server: str) -> None:
    open_page(page, "/?view=compare", scenario=PLAN, view="compare")
    before = entries(page)
    step(page, "pin_salinity_2016").click()
    one = pinned(PLAN, a=preset_pin("salinity_2016"))
    expect_page(page, one, view="compare")
    step(page, "pin_baseline_2023").click()
    two = pinned(one, a=one.pins["a"], b=preset_pin("baseline_2023"))
    expect_page(page, two, view="compare")
    field = page.get_by_label(say("vi", "compare_name", letter="B"), exact=True)
    field.fill("Năm <b>2023</b>")
    field.press("Enter")
    named = pinned(two, a=one.pins["a"], b=Pin(two.pins["b"].levers, "Năm <b>2023</b>"))
    expect_page(page, named, view="compare")
    assert entries(page) == before + 3
    settled(page)
    table = page.locator(".compared").first.inner_text()
    assert "Năm <b>2023</b>" in table
    with visitor(browser, server) as tab:
        open_page(tab, page.url, scenario=named, view="compare")
        settled(tab)
        assert tab.locator(".compared").first.inner_text() == table
    step(page, "load_a").click()
    loaded = replace(named, levers=named.pins["a"].levers, name="salinity_2016")
    expect_page(page, loaded, view="compare")
    step(page, "undo").click()
    expect_page(page, named, view="compare")
    step(page, "remove_a").click()
    left = pinned(named, b=named.pins["b"])
    expect_page(page, left, view="compare")
    assert "a." not in page.url
    assert download(page, "iamc", "compare") == (
        f"plan_2024_{PROVINCE.version}_so-sanh.csv",
        csv_text(comparison_iamc_rows(PROVINCE, left)).encode(),
    )
    assert (
        download(page, "vi", "compare")[1]
        == csv_text(comparison_vietnamese_rows(PROVINCE, left), vietnamese=True).encode()
    )


def test_files_are_opened_into_pins_or_refused_whole(page: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(iamc(changed({"fdi": 250.0}, name="Tệp tốt")))
    bad.write_text("Tên,Giá trị\nx,=1+1\n", encoding="utf-8")
    open_page(page, "/" + encode(PROVINCE, PLAN, "compare"))
    chooser = page.locator(".st-key-compare_open input[type=file]")
    chooser.set_input_files([good, bad])
    alert = page.get_by_role("alert").filter(has_text=say("vi", "compare_refused"))
    expect(alert).to_contain_text("bad.csv")
    expect_page(page, PLAN, view="compare")
    chooser.set_input_files([good])
    pin = Pin(changed({"fdi": 250.0}).levers, "Tệp tốt")
    expect_page(page, pinned(PLAN, a=pin), view="compare")
    expect(alert).to_have_count(0)


def test_an_opened_comparison_brings_its_pins(page: Page, tmp_path: Path) -> None:
    compared = pinned(changed({"fdi": 250.0}, name="Thử"), a=preset_pin("salinity_2016"))
    file = tmp_path / "compared.csv"
    file.write_text(csv_text(comparison_iamc_rows(PROVINCE, compared)), encoding="utf-8")
    open_page(page, "/" + encode(PROVINCE, PLAN, "compare"))
    open_share(page)
    page.locator(".st-key-opened input[type=file]").set_input_files(file)
    expect_page(page, compared, view="compare")
