"""Take a scenario along: copy the link, downloads, open a file, own targets."""

from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

import streamlit as st
from markupsafe import Markup

from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.province.province import Province
from ui.browser.open_file import open_file
from ui.frame.share.reproduce import reproduce_html
from ui.pieces.downloads import FileLink, files_html, made_on, made_today, today
from ui.state.address import go
from ui.state.current import Page
from ui.state.log import log_refused
from ui.state.session import session
from ui.text.markup import draw_html, macros, render
from ui.text.problems import problem_text
from ui.text.words import say


def draw_share(page: Page) -> None:
    """Draw what is taken most at once, and the popover of the rest; what is in it while open."""
    draw_html(_actions_html(page.language, today()), width="content")
    opened = st.popover(
        say(page.language, "share_title"), key="share_open", type="tertiary", on_change="rerun"
    )
    if opened.open:
        with opened:
            _draw_share(page)


@lru_cache(maxsize=4)
def _actions_html(language: str, day: date) -> Markup:
    """Draw workbook, paper and link, each one press away; the same in every run of a day."""
    return render("frame/share/actions.html", language, links=first_files(language, day))


def first_files(language: str, day: date) -> list[FileLink]:
    """List the files that are taken most."""
    return [
        FileLink("download_xlsx", made_on("scenario.xlsx", day), say(language, "share_xlsx")),
        FileLink("download_brief", made_on("brief", day), say(language, "share_brief"), True),
    ]


def more_files(language: str) -> list[FileLink]:
    """List the files of the popover."""
    addresses = {
        "docx": made_today("brief.docx"),
        "vi": "scenario.vi.csv",
        "iamc": "scenario.csv",
    }
    return [
        FileLink(f"download_{key}", address, say(language, f"share_{key}"))
        for key, address in addresses.items()
    ]


def _draw_share(page: Page) -> None:
    province, language = page.province, page.language
    draw_html(files_html(language, more_files(language)))
    draw_html(reproduce_html(page, _site()))
    open_file("opened", say(language, "share_open"), language, partial(_opened, province))
    draw_html(macros(language).note(say(language, "share_open_help")))
    refused = session().refused_file
    if refused:
        lines = [problem_text(province, row, language) for row in refused]
        draw_html(macros(language).refused(lines, say(language, "share_refused_file")))


def _site() -> str:
    """Return where the reader sees the page, ending in ``/``; nothing where it is not known."""
    return f"{(st.context.url or '').partition('?')[0].rstrip('/')}/" if st.context.url else ""


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
