"""Hostile names, files and links in a real browser: nothing runs, every text stands as it is."""

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from model.scenario.scenario import Pin, Scenario
from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link
from tests.support.steps import download, iamc, open_page, open_share
from ui.state.link import encode
from ui.text.words import LANGUAGES, say

EVIL = "https://evil.example/?v=1&m=1.0.0"
PINS = {
    "a": "<img src=x onerror=alert(1)>",
    "b": "[x](javascript:alert(1)) **b** $x$",
    "c": ":red[x] :material/home: </script><b>",
    "d": "=cmd|' /C calc'!A1;=1+1",
}
HOSTILE = replace(
    changed({"fdi": 250.0}, name=EVIL),
    pins=MappingProxyType({key: Pin(PLAN.levers, text) for key, text in PINS.items()}),
)
FOREIGN = """() => Array.from(document.querySelectorAll("a[href], img, iframe, form, [onerror]"))
    .filter((it) => it.onerror || /evil/.test(it.host ?? it.src) || it.protocol === "javascript:")
    .map((it) => it.outerHTML)"""


def opened_dialogs(page: Page) -> list[str]:
    """Collect what a script says in a dialog."""
    found = []

    def opened(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    return found


def expect_nothing_runs(page: Page, dialogs: list[str]) -> None:
    """No dialog, nothing that leads or loads from elsewhere, no picture or frame at all."""
    assert dialogs == []
    assert page.evaluate(FOREIGN) == []
    expect(page.locator("img, iframe")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stand_letter_by_letter(page: Page, language: str) -> None:
    """In fields, table and chart; the page asks no other host."""
    dialogs = opened_dialogs(page)
    scenario = Scenario(
        HOSTILE.levers,
        parameters=MappingProxyType({"mu": PROVINCE.parameters["mu"].high}),
        name=HOSTILE.name,
        pins=HOSTILE.pins,
    )
    open_page(page, "/" + encode(PROVINCE, scenario, "compare", language))
    table = page.locator(".compared").first
    for letter, text in PINS.items():
        expect(table).to_contain_text(text)
        label = say(language, "compare_name", letter=letter.upper())
        expect(page.get_by_label(label, exact=True)).to_have_value(text)
    expect(
        page.locator("[data-testid=stVegaLiteChart] canvas, .vega-embed svg").first
    ).to_be_visible()
    expect_nothing_runs(page, dialogs)


def test_a_copied_link_is_to_this_page_whatever_the_name_says(page: Page, server: str) -> None:
    open_page(page, "/" + encode(PROVINCE, HOSTILE))
    page.locator("[data-copy=link]").click()
    expect(page.locator(".copy:has([data-copy=link]) [role=status]")).to_have_text(
        say("vi", "share_copied")
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == server + "/" + full_link(HOSTILE)
    assert page.evaluate(FOREIGN) == []
    open_share(page)
    name, content = download(page, "iamc")
    assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", name)
    assert content == iamc(HOSTILE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_file_and_a_hostile_link_are_refused_as_text(
    page: Page, tmp_path: Path, language: str
) -> None:
    dialogs = opened_dialogs(page)
    link = encode(PROVINCE, changed({"fdi": 250.0}), "indicators", language)
    open_page(page, f"/{link}&salinity=<img src=x onerror=alert(1)>&<b>x</b>=1")
    notice = page.get_by_role("alert").filter(has_text=say(language, "notices_title"))
    expect(notice).to_contain_text("<b>x</b>")
    open_share(page)
    before = page.locator(".headline").inner_text()
    file = tmp_path / "<img src=x onerror=alert(1)>.csv"
    for content in (b"<script>alert(1)</script>\n", b"\xff\xfe", iamc(PLAN)[:900], b"=1+1,@x\n"):
        file.write_bytes(content)
        page.locator(".st-key-opened input[type=file]").set_input_files(file)
        alert = page.get_by_role("alert").filter(has_text=say(language, "share_refused_file"))
        expect(alert).to_be_visible()
        assert page.locator(".headline").inner_text() == before
    expect_nothing_runs(page, dialogs)


def test_a_megabyte_typed_into_a_lever_is_refused(browser: Browser, server: str) -> None:
    """By the page's own script: the lever stays where it was."""
    with visitor(browser, server) as tab:
        open_page(tab, "/?fdi=250&disbursement_rate=80")
        entry = tab.locator("[data-lever=disbursement_rate] input[type=text]")
        for text in ("9" * 1_000_000, "=1+1", "<img src=x onerror=alert(1)>"):
            entry.fill(text)
            entry.press("Enter")
            expect(tab.locator("[data-lever=disbursement_rate] .refused")).to_be_visible()
            assert "disbursement_rate=80" in tab.url
        assert tab.evaluate(FOREIGN) == []
