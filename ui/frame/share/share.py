"""Take a scenario along: copy the link, downloads, open a file, own targets."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from model.files.cells import csv_text
from model.files.iamc import iamc_rows
from model.files.read import read_scenario
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import workbook
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.scenario_draws import bands
from ui.browser.open_file import open_file
from ui.frame.share.own_targets import draw_own_targets
from ui.pieces.downloads import CSV, WORKBOOK, draw_download, whole_link
from ui.state.address import go
from ui.state.current import Page
from ui.state.log import log_refused
from ui.state.session import session
from ui.text.markup import draw_html, macros, render
from ui.text.problems import problem_text
from ui.text.words import say


def draw_share(page: Page) -> None:
    """Draw the two popovers beside the views; what is in them only while they are open."""
    for key, icon, draw in (("own", "flag", draw_own_targets), ("share", "ios_share", _draw_share)):
        opened = st.popover(
            say(page.language, f"{key}_title"),
            icon=f":material/{icon}:",
            key=f"{key}_open",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                draw(page)


def workbook_file(province: Province, scenario: Scenario, language: str, link: str) -> bytes:
    """Write the Excel workbook of a scenario, made today."""
    return workbook(province, scenario, language, link, made=date.today())


def vietnamese_file(province: Province, scenario: Scenario) -> bytes:
    """Write the Vietnamese table, as a spreadsheet set to Việt Nam opens it."""
    return csv_text(vietnamese_rows(province, scenario), vietnamese=True).encode()


def iamc_file(province: Province, scenario: Scenario) -> bytes:
    """Write the IAMC table of a scenario with its bands."""
    rows = iamc_rows(province, scenario, drawn=bands(province, scenario))
    return csv_text(rows).encode()


def _draw_share(page: Page) -> None:
    province, scenario, language = page.province, page.scenario, page.language
    draw_html(render("frame/share/copy.html", language))
    link = whole_link(page)
    for key, ending, kind, data in (
        ("xlsx", ".xlsx", WORKBOOK, lambda: workbook_file(province, scenario, language, link)),
        ("vi", "_vi.csv", CSV, lambda: vietnamese_file(province, scenario)),
        ("iamc", ".csv", CSV, lambda: iamc_file(province, scenario)),
    ):
        draw_download(page, f"download_{key}", say(language, f"share_{key}"), ending, kind, data)
    open_file("opened", say(language, "share_open"), language, partial(_opened, province))
    st.caption(say(language, "share_open_help"))
    refused = session().refused_file
    if refused:
        lines = [problem_text(province, row, language) for row in refused]
        draw_html(macros(language).refused(lines, say(language, "share_refused_file")))


def _opened(province: Province, files: list[tuple[str, bytes]]) -> None:
    """Step to the scenario of a file; a bad file leaves everything as it is."""
    visit = session()
    visit.refused_file = ()
    try:
        scenario, notes = read_scenario(province, files[0][1])
    except InvalidInputError as error:
        visit.refused_file = error.problems
        log_refused(province, "file", error.problems)
        return
    visit.notices = tuple(notes)
    go(province, replace(scenario, pins=scenario.pins or visit.shown.pins))
