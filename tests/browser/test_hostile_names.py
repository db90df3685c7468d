"""Names that try to run, to draw or to mislead, where a chart or a hover shows them."""

from dataclasses import replace
from types import MappingProxyType
from urllib.parse import quote

from playwright.sync_api import Browser, Dialog, expect

from model.scenario.scenario import Pin
from tests.support.browser import visitor
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.steps import open_page, settled
from ui.state.link import encode
from ui.text.words import say

NAMES = {
    "a": "<img src=x onerror=document.title=1>",
    "b": "{{7*7}} ${7*7} datum.value \\n",
    "c": "'+alert(1)+' \\u003cb\\u003e &lt;b&gt;",
    "d": "**b** [x](javascript:alert(1)) $x$ שלום",
}
SCENARIO = '"><svg onload=document.title=1> {{7*7}}'
PINS = MappingProxyType({letter: Pin(PLAN.levers, text) for letter, text in NAMES.items()})
HOSTILE = replace(changed({"fdi": 250.0}, name=SCENARIO), pins=PINS)
CHART = "[data-testid=stVegaLiteChart]"
FOREIGN = """() => [...document.querySelectorAll("[onerror], [onload], img, iframe, svg a"),
    ...[...document.querySelectorAll("a")].filter(it => it.protocol === "javascript:")]
    .map(it => it.outerHTML)"""
"""What only a name that was taken as markup could have drawn."""
OVERRIDE = "\u202e"


def test_a_chart_and_what_is_hovered_show_names_letter_by_letter(
    browser: Browser, server: str
) -> None:
    """Nothing that a name says is run, drawn or worked out, in chart, table, field or title."""
    with visitor(browser, server) as tab:
        dialogs: list[str] = []

        def opened(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        tab.on("dialog", opened)
        open_page(tab, "/" + encode(PROVINCE, HOSTILE, "compare"))
        settled(tab)
        title = tab.title()
        words = tab.locator(f"{CHART} text")
        for letter, text in NAMES.items():
            expect(words.filter(has_text=f"{letter.upper()} · ").first).to_have_text(
                f"{letter.upper()} · {text}"
            )
        tab.locator(CHART).scroll_into_view_if_needed()
        box = tab.locator(f"{CHART} svg").bounding_box()
        assert box is not None
        for part in range(1, 10):
            tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * part / 10)
        for found in tab.locator("[data-testid=stMain] :is(.compared th, [title]):visible").all():
            found.hover(force=True)
        assert tab.evaluate(FOREIGN) == []
        assert dialogs == []
        assert tab.title() == title
        for letter, text in NAMES.items():
            label = say("vi", "compare_name", letter=letter.upper())
            expect(tab.get_by_label(label, exact=True)).to_have_value(text)


def test_names_too_long_or_turning_the_text_are_refused_and_their_levers_kept(
    browser: Browser, server: str
) -> None:
    """A long value ends in an ellipsis, a sign is named and never shown."""
    link = encode(PROVINCE, HOSTILE, "compare")
    for letter, text in (("a", "x" * 300), ("b", f"{OVERRIDE}gpj.exe")):
        old = f"{letter}.name={quote(NAMES[letter], safe='')}"
        assert old in link
        link = link.replace(old, f"{letter}.name={quote(text)}")
    with visitor(browser, server) as tab:
        open_page(tab, "/" + link)
        settled(tab)
        notice = tab.get_by_role("alert").filter(has_text=say("vi", "notices_title"))
        expect(notice).to_contain_text("xxx…”")
        expect(notice).to_contain_text("U+202E")
        assert OVERRIDE not in tab.locator("body").inner_text()
        heads = tab.locator(".compared").first.locator("thead th").all_inner_texts()
        assert [head[:1] for head in heads[-4:]] == ["A", "B", "C", "D"]
        assert NAMES["c"] in heads[-2]
        assert "xxx" not in heads[-4]
