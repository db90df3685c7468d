"""From any figure on the page to its source: every sign opens a card that says enough."""

import re

import pytest

from model.link import LANGUAGES, VIEWS
from model.scenario import Pin
from tests.conftest import PROVINCE
from tests.reader import PLAN
from tests.test_compare import pinned
from tests.test_page import html, linked
from ui.sources import cards_html
from ui.words import name, say

SCENARIO = pinned(PLAN, a=Pin(PLAN.levers, "A"))
HEADLINE = {"grdp_growth", "grdp_per_capita"}


def opens(bodies: list[str]) -> set[str]:
    """Return the cards that buttons on the page open."""
    return {key for body in bodies for key in re.findall(r'popovertarget="s-(\w+)"', body)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_sign_opens_a_card_of_the_page(view: str, language: str) -> None:
    bodies = html(linked(SCENARIO, view, language))
    cards = {key for body in bodies for key in re.findall(r' id="s-(\w+)"', body)}
    assert opens(bodies) == cards == set(PROVINCE.indicators)
    marked = {key for body in bodies for key in re.findall(r'"mark" popovertarget="s-(\w+)"', body)}
    assert marked >= HEADLINE


@pytest.mark.parametrize("view", ["indicators", "compare"])
def test_tables_of_all_indicators_have_a_sign_in_every_row(view: str) -> None:
    bodies = [body for body in html(linked(SCENARIO, view)) if "popover id=" not in body]
    assert opens(bodies) >= set(PROVINCE.modelled)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PROVINCE.indicators)
def test_a_card_says_year_kind_source_and_what_else_was_published(key: str, language: str) -> None:
    card = cards_html(PROVINCE, language).split(f'id="s-{key}"')[1].split("</dl>")[0]
    year = PROVINCE.base_year
    source = PROVINCE.base_source(key)
    if source is None:
        assert say(language, "source_no_base", year=year) in card
    else:
        assert f", {year}: " in card
        assert source.url in card.replace("&amp;", "&")
    used = PROVINCE.observed(key, year)
    others = [
        row
        for row in PROVINCE.observations
        if (row.key, row.year) == (key, year) and row.value is not None and row is not used
        if used is None or row.value != used.value
    ]
    assert (say(language, "source_alternatives", year=year) in card) == bool(others)
    for row in others:
        assert PROVINCE.sources[row.source].url in card.replace("&amp;", "&")
    assert (say(language, "source_projection", year=year + 1) in card) == (key in PROVINCE.modelled)
    assert name(PROVINCE.indicators[key], language)


def test_sources_that_disagree_stand_beside_each_other() -> None:
    card = cards_html(PROVINCE, "vi").split('id="s-grdp_growth"')[1].split("</dl>")[0]
    assert card.count("5,77%") == 1
    for value in ("5,57%", "5,38%"):
        assert value in card
