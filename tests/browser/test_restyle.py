"""A move has the browser compute the style of what it changes, not of the page."""

import json

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import open_context
from tests.support.reader import changed
from tests.support.steps import expect_page, open_page, settled, slider

SHARE = 0.25
"""Most of the elements of a page whose style a move may have computed, counted each time."""


def restyled(browser: Browser, tab: Page, moves: int) -> float:
    """Press an arrow some times; return the elements restyled by one press."""
    browser.start_tracing(page=tab, categories=["devtools.timeline"])
    for _ in range(moves):
        slider(tab, "disbursement_rate").press("ArrowRight")
        settled(tab)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    counts: list[int] = [
        event["args"]["elementCount"]
        for event in events
        if event["name"] == "UpdateLayoutTree" and "elementCount" in event.get("args", {})
    ]
    assert counts
    return sum(counts) / moves


@pytest.mark.parametrize("view", ["indicators", "method"])
def test_a_move_leaves_the_style_of_most_elements_alone(
    browser: Browser, server: str, view: str
) -> None:
    context = open_context(browser, base_url=server)
    tab = context.new_page()
    start = changed({"disbursement_rate": 60.0})
    open_page(tab, f"/?disbursement_rate=60&view={view}", scenario=start, view=view)
    slider(tab, "disbursement_rate").press("ArrowRight")
    expect_page(tab, changed({"disbursement_rate": 61.0}), view=view)
    settled(tab)
    elements = tab.evaluate("document.querySelectorAll('[data-testid=stApp] *').length")
    assert restyled(browser, tab, 4) <= SHARE * elements
    context.close()
