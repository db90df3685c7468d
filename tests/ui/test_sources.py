"""From any figure on the page to its source: every sign opens a card that says enough."""

import re
from html import escape

import pytest

from model import explain
from model.evidence.backtest import backtest
from model.evidence.equations_document import equations
from model.evidence.origin import NATION, NATION_SERIES
from model.province.keys import GROWTH
from model.province.rows import Benchmark, CrossCheck
from model.scenario.scenario import Pin
from tests.support.page import html, linked
from tests.support.pins import pinned
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.pieces.source_cards import cards_html
from ui.state.link import VIEWS
from ui.text.numbers import format_target
from ui.text.words import LANGUAGES, name, say
from ui.views.method.observations import series_table
from ui.views.why.contributions import RESTS_ON

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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_sign_leads_nowhere(view: str, language: str) -> None:
    def found(bodies: list[str], attribute: str) -> list[str]:
        return [key for body in bodies for key in re.findall(f' {attribute}="([^"]+)"', body)]

    bodies = html(linked(SCENARIO, view, language))
    places = found(bodies, "id")
    assert len(places) == len(set(places))
    assert set(found(bodies, "popovertarget")) <= set(places)
    there = [
        key for view in ("method", "reach") for key in found(html(linked(SCENARIO, view)), "id")
    ]
    assert set(found(bodies, "data-to")) <= set(there)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_contribution_leads_to_its_equations(language: str) -> None:
    bodies = [body for body in html(linked(SCENARIO, "why", language)) if "popover id=" not in body]
    assert set(RESTS_ON.values()) <= set(equations())
    scenario = explain(SCENARIO.levers, province=PROVINCE)
    links = re.findall(r'data-to="block-\w+">([^<]+)<', "".join(bodies))
    shown = [
        escape(name(row, language))
        for kind, values in (("lever", scenario.groups), ("channel", scenario.channels))
        for row in PROVINCE.group_rows(kind)
        if row.key in values and row.key != "trend"
    ]
    assert links == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checks_name_where_their_figures_are_from(language: str) -> None:
    body = "".join(html(linked(SCENARIO, "look_back", language))).replace("&amp;", "&")
    for score in backtest(PROVINCE):
        card = body.split(f'id="s-{score.key}-{score.year}"')[1].split("</dl>")[0]
        told = {score.key, NATION, *NATION_SERIES} if score.key == GROWTH else {score.key}
        rows = [row for row in PROVINCE.backtest if row.key in told and row.year == score.year]
        assert card.count("<dd>") == len(rows) > 0
        assert all(PROVINCE.sources[row.source].url in card for row in rows)
        assert all(str(row.origin) in card for row in rows)
    checks: list[CrossCheck | Benchmark] = [
        *PROVINCE.cross_checks.values(),
        *PROVINCE.benchmarks.values(),
    ]
    assert checks
    assert all(PROVINCE.sources[row.source].url in body for row in checks)


@pytest.mark.parametrize("view", ["indicators", "compare"])
def test_tables_of_all_indicators_have_a_sign_in_every_row(view: str) -> None:
    app = linked(SCENARIO, view)
    app.session_state["numbers"] = True  # all figures, which are folded
    bodies = [body for body in html(app.run()) if "popover id=" not in body]
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
    assert escape(name(PROVINCE.indicators[key], language)) in card


@pytest.mark.parametrize("key", PROVINCE.plan_targets)
def test_a_target_stands_beside_those_of_other_sources(key: str) -> None:
    card = cards_html(PROVINCE, "vi").split(f'id="s-{key}"')[1].split("</dl>")[0]
    used = PROVINCE.plan_targets[key]
    others = [
        row
        for row in PROVINCE.targets
        if (row.set, row.key, row.year) == (used.set, key, used.year) and row is not used
    ]
    assert (say("vi", "source_target_others", year=used.year) in card) == bool(others)
    for row in (used, *others):
        assert format_target(row, "vi") in card
        assert PROVINCE.sources[row.source].url in card.replace("&amp;", "&")


def test_sources_that_disagree_stand_beside_each_other() -> None:
    card = cards_html(PROVINCE, "vi").split('id="s-grdp_growth"')[1].split("</dl>")[0]
    assert card.count("5,77%") == 1
    for value in ("5,57%", "5,38%"):
        assert value in card


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_looked_for_and_not_found_stands_as_a_dash(language: str) -> None:
    """The year is in the table of its series, of the kind that says so."""
    unknown = next(row for row in PROVINCE.observations if row.key == "pci_score" and not row.value)
    table = series_table(PROVINCE, unknown.key, language)
    line = table.split(f'<th scope="row">{unknown.year}</th>')[1].split("</tr>")[0]
    assert "<td>–</td>" in line
    assert say(language, "kind_unknown") in line
    assert say(language, "kind_official") not in line
    assert PROVINCE.observed(unknown.key, unknown.year) is None
