"""The script of the page, which keeps the address, and what a run tells it."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from model.province.province import Province
from ui.state.address import plan_link, step_mark
from ui.state.current import Page
from ui.state.session import session
from ui.text.markup import draw_html, render
from ui.text.words import LANGUAGES, say

TEMPLATE = "browser/address.html"
SCRIPTS = (
    "address.js",
    "presses.js",
    "drawer.js",
    "landmarks.js",
    "ahead.js",
    "results.js",
    "tour.js",
    "revive.js",
)
LANDMARKS = ("skip", "levers", "close", "open")
"""Parts of Streamlit's page that ui/browser/landmarks.js names."""
LINE = ("away", "revived", "lost", "again")
"""What ui/browser/revive.js says of the connection."""


def draw_script(province: Province) -> None:
    """Draw the script of the page, before anything that can be pressed.

    With a component it would come after the first drawing of the whole view, and what is pressed
    until then would be lost.
    """
    draw_html(page_script(province), unsafe_allow_javascript=True)


@cache
def page_script(province: Province) -> Markup:
    """Write the script of the page, the same for every reader.

    It lays short links over the full plan. Streamlit drops a script with ``<`` before a letter.
    """
    files = (Path(__file__).with_name(name) for name in SCRIPTS)
    script = "\n".join(file.read_text(encoding="utf-8") for file in files)
    script = script.replace("PLAN_LINK", plan_link(province))
    script = script.replace("LANDMARK_WORDS", _words("landmark", LANDMARKS))
    script = script.replace("REVIVAL_WORDS", _words("line", LINE))
    return render(TEMPLATE, "vi", script=Markup(script))


def _words(group: str, keys: Sequence[str]) -> str:
    """Write words of every language as a script reads them."""
    words = {
        language: {key: say(language, f"{group}_{key}") for key in keys} for language in LANGUAGES
    }
    return json.dumps(words)


def draw_state(page: Page, costs: Mapping[str, str]) -> None:
    """Tell the script of the page what this run showed; ``costs`` are lines beside the levers."""
    jump = session().jump
    year = page.province.base_year + 1
    state = {
        "link": page.link,
        "step": step_mark(),
        "lang": page.language,
        "title": say(page.language, "page_title", year=year),
        "number": jump.number,
        "go": jump.link,
        "costs": dict(costs),
    }
    # In a script nothing is escaped: without a "<", no text can end it.
    text = json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")
    script = Markup(f"window.planState={text};window.planPage?.sync(window.planState)")
    draw_html(render(TEMPLATE, page.language, script=script), unsafe_allow_javascript=True)
