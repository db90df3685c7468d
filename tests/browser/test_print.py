"""Views on paper: what informs, and nothing that can only be pressed."""

import re
from dataclasses import replace
from types import MappingProxyType

from playwright.sync_api import Page, PdfMargins, expect

from model.scenario.scenario import Pin
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, full_link
from tests.support.steps import open_page, settled
from ui.pictures.goal import FIRST_LEVERS
from ui.text.words import name

MOVED = changed({"public_plan": 8000.0, "disbursement_rate": 98.0})
SCENARIO = replace(MOVED, pins=MappingProxyType({"a": Pin(PLAN.levers, "A")}))
SHEETS = {
    "indicators": 2,
    "why": 2,
    "sure": 4,
    "compare": 3,
    "reach": 2,
    "outlook": 3,
    "look_back": 13,
}
"""The most sheets of A4, within margins: none blank and none for the last line alone."""
CHARTS = {"why": 2, "sure": 3, "compare": 1, "reach": 2, "outlook": 2, "look_back": 4}
CENTIMETRE: PdfMargins = {"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}
LEFT = """() => [...document.querySelectorAll(`button, input, textarea, [role=combobox], summary,
        #lang_en, #how_good, #foot_limits, .tg td a, .pin-steps a, .files a, .picture-links a,
        .tour, .offer, [data-testid=stExpander], .st-key-reach_ranges`)]
    .filter(it => it.checkVisibility({visibilityProperty: true})
        && !it.matches(".fold > summary, .folds summary"))
    .map(it => it.outerHTML.slice(0, 120))"""


def test_a_view_on_paper_informs_and_is_pressed_nowhere(page: Page) -> None:
    for view, most in SHEETS.items():
        open_page(page, "/" + full_link(SCENARIO, view))
        expect(page.locator("svg.marks")).to_have_count(CHARTS.get(view, 0))
        settled(page)
        page.locator(".foot").scroll_into_view_if_needed()
        page.emulate_media(media="print")
        expect(page.locator(":has(> .st-key-views)")).not_to_be_visible()
        assert page.evaluate(LEFT) == [], view
        expect(page.locator(".headline")).to_be_visible()
        if view == "reach":
            expect(page.locator(".reach-answer")).to_be_visible()
            free = page.locator(".reach-free")
            for lever in FIRST_LEVERS:
                expect(free).to_contain_text(name(PROVINCE.levers[lever], "vi"))
        page.emulate_media(media="screen")
        sheets = page.pdf(format="A4", margin=CENTIMETRE)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= most, view
