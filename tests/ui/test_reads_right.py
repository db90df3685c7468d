"""Figures in a sentence or a cell read as what they are, in every view that writes them."""

import re
from dataclasses import replace
from types import MappingProxyType

import pytest

from model.evidence.effects import compared_effects
from model.scenario.results import results
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import level_draws
from tests.support.province import PROVINCE
from ui.pictures.sure import spreads
from ui.pieces.chance import chance_count, chance_dots
from ui.pieces.sources import source_html
from ui.state.compared import compared
from ui.state.current import Page, page_of
from ui.state.link import PageLink
from ui.text.markup import macros
from ui.text.words import LANGUAGES, say
from ui.views.how_sure.bands import bands_table
from ui.views.how_sure.chances import chances_table
from ui.views.indicators.numbers import numbers_html
from ui.views.indicators.targets import targets_html
from ui.views.method.effects import effects_html, own
from ui.views.reach.question import TEMPLATE
from web.brief.differs import BARE, own_assumptions

PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)


def page(scenario: Scenario, language: str) -> Page:
    return page_of(PROVINCE, PageLink(scenario, "indicators", language, ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_some_draws_do_not_define_has_words_and_no_dash_for_an_end(language: str) -> None:
    scenario = replace(PLAN, targets=MappingProxyType({"icor": 4.0}))
    level = level_draws(PROVINCE, scenario)
    undefined = [
        row.indicator.key
        for row in results(PROVINCE, scenario, level)
        if row.chance is not None and row.low is None
    ]
    assert undefined == ["icor"]
    shown = page(scenario, language)
    found = spreads(shown)
    words = say(language, "band_undefined")
    assert say(language, "chances_undefined") in chances_table(shown, found)
    for drawn in (
        bands_table(shown, found, undefined),
        chances_table(shown, found),
        targets_html(shown),
        numbers_html(shown),
    ):
        assert words in drawn
        assert say(language, "interval", low="–", high="–") not in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_that_is_known_has_a_sign_of_its_own(language: str) -> None:
    """A figure, or = where both show the same; – stands for what is not known alone."""
    moved = replace(PLAN, levers=MappingProxyType({**PLAN.levers, "ocop_new": 40.0}))
    for scenario in (PLAN, moved):
        shown = page(scenario, language)
        other = compared(shown)
        label = say(language, f"column_change_{other.to}")
        cells = re.findall(rf'<td data-l="{label}">\s*<b[^>]*>([^<]+)</b>', numbers_html(shown))
        known = [row for row in shown.rows if row.projected is not None]
        same = sum(other.change(row) == 0.0 for row in known)
        unknown = sum(other.change(row) is None for row in known)
        assert same and len(cells) >= same
        assert (cells.count("="), cells.count("–")) == (same, unknown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdicts_on_signs_add_up(language: str) -> None:
    compared_signs = [row for row in compared_effects(PROVINCE, own(PROVINCE)) if not row.numeric]
    text = say(
        language,
        "effects_result",
        numbers=0,
        inside=0,
        below=0,
        above=0,
        signs="S",
        agrees="A",
        contradicts="C",
        silent="N",
    )
    assert [text.find(sign) >= 0 for sign in "SACN"] == [True] * 4
    counts = {
        verdict: sum(row.verdict == verdict for row in compared_signs)
        for verdict in ("agrees", "contradicts", "silent")
    }
    assert sum(counts.values()) == len(compared_signs)
    last = text.split("S", 1)[1].replace("A", str(counts["agrees"]))
    last = last.replace("C", str(counts["contradicts"])).replace("N", str(counts["silent"]))
    assert last in effects_html(PROVINCE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_source_says_its_date_twice(language: str) -> None:
    for source in PROVINCE.sources.values():
        dates = re.findall(r"\([^()]*\d{4}\)", source_html(source, language))
        assert len(dates) == len(set(dates)), source.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_kind_of_number_is_written_as_its_unit(language: str) -> None:
    """An own assumption of a bare number ends with the number, all others with their unit."""
    plan = page(PLAN, language)
    for row in PROVINCE.assumptions.values():
        scenario = replace(PLAN, parameters=MappingProxyType({row.key: row.high}))
        bare = own_assumptions(replace(plan, scenario=scenario), 1)[-1].isdigit()
        assert bare == (row.unit in BARE), row.key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["found", "not"])
def test_a_full_stop_follows_its_sentence_and_not_the_dots(language: str, key: str) -> None:
    drawn = macros(language, TEMPLATE).goal_words(
        key, "up", "I", "L", "S", "V", chance_count(0.5, language), chance_dots(0.5, language)
    )
    text = re.sub(r"<[^>]+>|\s+", " ", str(drawn)).strip()
    assert text.endswith(".")
    assert not re.search(r"\s\.", re.sub(r"<[^>]+>", "", str(drawn)))
