"""Take a scenario along: copy the link, two downloads, open a file, own targets."""

from dataclasses import replace
from functools import partial

import streamlit as st

from model.files.cells import csv_text
from model.files.iamc import iamc_rows
from model.files.read import read_scenario
from model.files.vietnamese import vietnamese_rows
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.uncertainty.scenario_draws import bands
from ui.browser.open_file import open_file
from ui.frame.share.own_targets import draw_own_targets
from ui.pieces.downloads import file_stem
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


def iamc_file(province: Province, scenario: Scenario) -> bytes:
    """Write the IAMC table of a scenario with its bands."""
    rows = iamc_rows(province, scenario, drawn=bands(province, scenario))
    return csv_text(rows).encode()


def vietnamese_file(province: Province, scenario: Scenario) -> bytes:
    """Write the Vietnamese table; with a byte-order mark, by which Excel reads the accents."""
    return csv_text(vietnamese_rows(province, scenario), bom=True).encode()


def _draw_share(page: Page) -> None:
    province, scenario, language = page.province, page.scenario, page.language
    draw_html(render("frame/share/copy.html", language))
    stem = file_stem(page)
    st.download_button(
        say(language, "share_iamc"),
        data=lambda: iamc_file(province, scenario),
        file_name=f"{stem}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_iamc",
        icon=":material/download:",
        width="stretch",
    )
    st.download_button(
        say(language, "share_vietnamese"),
        data=lambda: vietnamese_file(province, scenario),
        file_name=f"{stem}_vi.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_vi",
        icon=":material/download:",
        width="stretch",
    )
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
