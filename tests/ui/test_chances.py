"""The chances of How sure, and what may make a target missed, in words."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.results import results
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.bands import fan, spread
from model.uncertainty.draws import DRAWN
from model.uncertainty.outcome import parameter_dimensions
from model.uncertainty.risks import HIGH, LOW, Risk, risks
from model.uncertainty.scenario_draws import level_draws
from tests.support.page import page_with
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed, preset
from ui.pieces.chance import chance_dots, chance_words
from ui.pieces.indicator import row_of
from ui.state.current import Page
from ui.text.words import LANGUAGES, in_sentence, name
from ui.views.how_sure.chances import WITH_WORDS, chances_table, risk_text
from ui.views.outlook.tables import targets_table

languages = st.sampled_from(LANGUAGES)


def page(scenario: Scenario = PLAN, language: str = "vi") -> Page:
    rows = results(PROVINCE, scenario, level_draws(PROVINCE, scenario))
    return page_with(rows, scenario, "sure", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_may_make_a_target_missed_has_words(language: str) -> None:
    own = {row.residual for row in PROVINCE.indicators.values() if row.residual}
    keys = {*WITH_WORDS, *own, *parameter_dimensions(PROVINCE, PLAN)}
    texts = {
        (key, side): risk_text(PROVINCE, Risk(key, side, 0.5), language)
        for key in keys
        for side in (LOW, HIGH)
    }
    for key in keys:
        assert texts[key, LOW] != texts[key, HIGH]
    for text in texts.values():
        assert not set("{}_") & set(text)
        assert text == in_sentence(text)
    assert set(WITH_WORDS) & set(DRAWN) == {"nation", "product_taxes", "prices"}


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_every_chance_stands_with_its_dots_and_what_may_make_it_a_miss(
    levers: dict[str, float], language: str
) -> None:
    shown = page(changed(levers), language)
    found = spread(PROVINCE, shown.scenario)
    assert found.risks == risks(PROVINCE, shown.scenario, level_draws(PROVINCE, shown.scenario))
    table = chances_table(shown, found)
    rows = str(table).split("<tr>")[2:]
    chances = [row for row in shown.rows if row.chance is not None]
    assert len(rows) == len(chances)
    for row, html in zip(chances, rows, strict=True):
        text = unescape(html)
        assert name(row.indicator, language) in text
        assert chance_dots(row.chance, language) in html
        named = found.risks.get(row.indicator.key, ())
        for risk in named:
            assert risk_text(PROVINCE, risk, language) in text
            assert chance_words(risk.missed, language) in text
        assert html.count("<small>") == len(named)


def test_the_title_names_the_target_that_is_least_likely_reached() -> None:
    for key in PROVINCE.presets:
        shown = page(preset_scenario(PROVINCE, key), "en")
        table = chances_table(shown, spread(PROVINCE, shown.scenario))
        title = re.search("<h3>(.*?)</h3>", unescape(table))
        assert title is not None
        least = min(row.chance for row in shown.rows if row.chance is not None)
        likely = [row for row in shown.rows if row.chance == least]
        assert any(in_sentence(name(row.indicator, "en")) in title[1] for row in likely)


def test_what_stands_still_has_no_line() -> None:
    """A lever is reached or not: there is no chance to count."""
    shown = page()
    table = chances_table(shown, spread(PROVINCE, PLAN))
    still = [row for row in shown.rows if row.target and row.chance is None and row.projected]
    assert still
    assert all(name(row.indicator, "vi") not in table for row in still)
    assert row_of(shown, "disbursement_rate_pm").chance is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_later_targets_have_dots_too(language: str) -> None:
    shown = page(preset(PROVINCE.reference_preset), language)
    found = fan(PROVINCE, shown.scenario, PROVINCE.last_year)
    table = targets_table(shown, found)
    for chance in found.chances.values():
        assert chance_dots(chance, language) in table
