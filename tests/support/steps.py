"""What a reader does on the page and what the page then shows, in the words of the model."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

from model.files.cells import csv_text
from model.files.iamc import iamc_rows
from model.files.vietnamese import vietnamese_rows
from model.scenario.scenario import Scenario
from model.uncertainty.scenario_draws import bands
from tests.support.province import PROVINCE
from tests.support.reader import full_link, headline_text
from ui.frame.levers.panel import lever_label
from ui.text.numbers import format_exact
from ui.text.words import say

CRASH = "[data-testid=stException]"
TRIES = 600
PRESSES = 60
"""Presses of Tab after which a place counts as out of reach."""
PAUSE = 50
"""Milliseconds between two looks at the page."""


SEEN = """() => ({
    address: location.search,
    lang: document.documentElement.lang,
    headline: document.querySelector(".headline")?.innerText.replace(/\\s+/g, " ") ?? "",
    view: document.querySelector("nav.views [aria-current=page]")?.id ?? "",
    sliders: Object.fromEntries(Array.from(document.querySelectorAll("[data-lever]"), row =>
        [row.dataset.lever, row.querySelector("[type=range]").getAttribute("aria-valuetext")])),
    boxes: Object.fromEntries(Array.from(document.querySelectorAll("[data-lever]"), row =>
        [row.dataset.lever, row.querySelector("[type=text]").value])),
    history: history.length,
})"""


def box_label(key: str, language: str = "vi") -> str:
    label = lever_label(PROVINCE, PROVINCE.levers[key], language)
    return say(language, "lever_exact", lever=label)


def expected(scenario: Scenario, view: str = "indicators", language: str = "vi") -> dict[str, Any]:
    """Say what the whole page shows for a scenario: address, headline, sliders, boxes."""
    link = full_link(scenario, view, language)
    levers = {key: format_exact(value, language) for key, value in scenario.levers.items()}
    return {
        "address": sorted(parse_qsl(link[1:])),
        "lang": language,
        "headline": headline_text(scenario, language),
        "view": f"view_{view}",
        "sliders": levers,
        "boxes": levers,
    }


def shown(tab: Page) -> dict[str, Any]:
    """Read the page."""
    seen: dict[str, Any] = tab.evaluate(SEEN)
    seen.pop("history")
    seen["address"] = sorted(parse_qsl(seen["address"][1:], keep_blank_values=True))
    return seen


def expect_page(
    tab: Page,
    scenario: Scenario,
    view: str = "indicators",
    language: str = "vi",
) -> None:
    """Wait until the whole page shows a scenario."""
    wanted = expected(scenario, view, language)
    for _ in range(TRIES):
        found = shown(tab)
        if found == wanted:
            break
        tab.wait_for_timeout(PAUSE)
    assert differing(found, wanted) == {}


def differing(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the page shows otherwise than wanted: part to (shown, wanted)."""
    pairs: dict[str, Any] = {}
    for part, value in wanted.items():
        if isinstance(value, dict):
            for key in value.keys() | found[part].keys():
                here, there = found[part].get(key), value.get(key)
                if here != there:
                    pairs[f"{part}: {key}"] = here, there
        elif found[part] != value:
            pairs[part] = found[part], value
    return pairs


def open_page(tab: Page, link: str = "/", **state: Any) -> None:
    """Open a link and wait until it is drawn; ``state`` as for `expect_page`, at least nothing."""
    tab.goto(link)
    expect(tab.locator(f".headline, {CRASH}").first).to_be_visible()
    expect(tab.locator(CRASH)).to_have_count(0)
    if state:
        expect_page(tab, **state)


def settled(tab: Page) -> None:
    """Wait until no run is under way and nothing moves any more."""
    expect(tab.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    expect(tab.locator("[data-stale=true]")).to_have_count(0)
    tab.wait_for_function("() => document.getAnimations().every(it => it.playState !== 'running')")


def entries(tab: Page) -> int:
    """Return the number of history entries of the tab."""
    count: int = tab.evaluate("history.length")
    return count


def slider(tab: Page, key: str) -> Locator:
    return tab.locator(f"#slider_{key}")


def box(tab: Page, key: str, language: str = "vi") -> Locator:
    return tab.get_by_label(box_label(key, language), exact=True)


def open_group(tab: Page, group: str) -> None:
    """Unfold a group of levers."""
    tab.locator(f"#group_{group} > summary").click()


def step(tab: Page, key: str) -> Locator:
    """Find a link that changes the page in one step: a preset, a view, a reset, undo."""
    return tab.locator(f"a.step#{key}")


def open_share(tab: Page) -> None:
    """Open the popover with further files and upload."""
    tab.locator(".st-key-share_open button").first.click()
    expect(tab.locator("[data-copy=link]")).to_be_visible()


def download(tab: Page, key: str, place: str = "download") -> tuple[str, bytes]:
    """Download a file by a link in sight, once its run is over; return its name and bytes."""
    settled(tab)
    with tab.expect_download() as started:
        tab.locator(f"#{place}_{key}").click()
    return started.value.suggested_filename, started.value.path().read_bytes()


def iamc(scenario: Scenario) -> bytes:
    rows = iamc_rows(PROVINCE, scenario, drawn=bands(PROVINCE, scenario))
    return csv_text(rows).encode()


def vietnamese(scenario: Scenario) -> bytes:
    return csv_text(vietnamese_rows(PROVINCE, scenario), vietnamese=True).encode()


def query(link: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(urlsplit(link).query, keep_blank_values=True))


def number_in(text: str) -> str:
    """Return the growth that a headline or strip names first."""
    found = re.search(r"\d+[.,]\d+%", text)
    assert found, text
    return found.group()
