"""The script of the page, which keeps the address, and what a run tells it."""

import json
from pathlib import Path

from markupsafe import Markup

from model.province.province import Province
from ui.state.address import plan_link, step_mark
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, render
from ui.text.words import say


def page_script(province: Province) -> str:
    """Return the script of the page, which lays short links over the full plan."""
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return script.replace("PLAN_LINK", plan_link(province))


def draw_state(page: Page) -> None:
    """Tell the script of the page what this run showed."""
    jump = session().jump
    year = page.province.base_year + 1
    state = {
        "link": page.link,
        "step": step_mark(),
        "lang": page.language,
        "title": say(page.language, "page_title", year=year),
        "number": jump.number,
        "go": jump.link,
    }
    # In a script nothing is escaped: without a "<", no text can end it.
    text = Markup(json.dumps(state).replace("<", "\\u003c"))
    draw_html(
        render("browser/address.html", page.language, state=text), unsafe_allow_javascript=True
    )
