"""The effect of public money among published ones: contrary ones included, numbers that agree."""

import re
from dataclasses import replace

import numpy as np
import pytest
from markupsafe import escape

from model import simulate
from model.evidence.benchmarks import permanent_gain
from model.evidence.effects import (
    AMOUNT,
    DISBURSED,
    LAST_YEAR,
    SIGNS,
    ComparedEffect,
    OwnEffect,
    by_booking,
    compared_effects,
    effects_of,
    own_effects,
)
from model.evidence.model_card import model_card
from model.province.keys import GROWTH
from model.uncertainty.draws import draw_count, drawn_parameters, hypercube
from tests.support import oracle
from tests.support.province import PROVINCE
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, name, say
from ui.views.method.effects import Axis, effects_html, shared_axis

FIRST, LAST = PROVINCE.base_year + 1, PROVINCE.last_year
YEARS = LAST - PROVINCE.base_year
TREND = {key: row.trend for key, row in PROVINCE.levers.items()}
BASE = {key: row.base for key, row in PROVINCE.levers.items()}
DRAWN = drawn_parameters(PROVINCE, hypercube(PROVINCE.folder), {})
EFFECTS = effects_of(PROVINCE, DRAWN)
OWN = own_effects(PROVINCE)
COMPARED = compared_effects(PROVINCE, OWN)
FOUND = {row.effect.key: row for row in COMPARED}


def assumed(index: int | None) -> dict[str, float]:
    """Return the parameters of a draw in the units of the table; None is the defaults."""
    values = {key: row.default for key, row in PROVINCE.parameters.items()}
    if index is not None:
        values |= {key: float(np.asarray(drawn)[index]) for key, drawn in DRAWN.items()}
    return values


# The model's own


@pytest.mark.parametrize("index", [None, 0, 1234])
def test_the_numbers_are_those_of_the_second_reading(index: int | None) -> None:
    """One number at a time, from tests/support/oracle.py, which shares no code with the engine."""
    parameters = assumed(index)
    more = {**TREND, "public_plan": TREND["public_plan"] + AMOUNT}
    usual, moved = (
        oracle.project(levers, TREND, BASE, parameters, YEARS) for levers in (TREND, more)
    )
    level, usual_level = 1.0, 1.0
    gained, spent = [], []
    for t in range(YEARS):
        level *= 1.0 + moved[GROWTH][t] / 100.0
        usual_level *= 1.0 + usual[GROWTH][t] / 100.0
        gained.append(parameters["y0_grdp"] * (level - usual_level))
        prices = (1.0 + parameters["deflator"]) ** (t + 1)
        spent.append((moved[DISBURSED][t] - usual[DISBURSED][t]) / prices)
    growth = [moved[GROWTH][t] - usual[GROWTH][t] for t in range(1, YEARS)]
    share = (moved[DISBURSED][0] - usual[DISBURSED][0]) / parameters["y0_grdp"]
    expected = {
        "first_year": gained[0] / spent[0],
        "two_years": sum(gained[:2]) / sum(spent[:2]),
        "several_years": sum(gained) / sum(spent),
        LAST_YEAR: gained[-1] / spent[-1],
        "later_growth": sum(growth) / len(growth) / (100.0 * share),
        "crowding_first_year": parameters["kci0"],
        "crowding": parameters["kci0"] + parameters["kci1"] + parameters["kci2"],
    }
    found = {
        key: OWN[key].central if index is None else float(values[index])
        for key, values in EFFECTS.items()
    }
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_money_is_disbursed_at_the_rate_of_the_trend() -> None:
    """More of it, 1,000 bn VND after the rate, gains as much for each VND."""
    rate = TREND["disbursement_rate"] / 100.0
    plan = TREND["public_plan"] + 1000.0 / rate
    moved, usual = simulate({"public_plan": plan}, horizon=LAST), simulate(horizon=LAST)
    assert moved[DISBURSED][0, 0] - usual[DISBURSED][0, 0] == pytest.approx(1000.0)
    gain = float(moved[GROWTH][0, 0] - usual[GROWTH][0, 0])
    grdp, prices = (PROVINCE.parameters[key].default for key in ("y0_grdp", "deflator"))
    spent = 1000.0 / (1.0 + prices)
    assert OWN["first_year"].central * 100.0 * spent / grdp == pytest.approx(gain, rel=0.01)


def test_the_multiplier_of_the_first_year_is_plausible_in_its_draws() -> None:
    first = EFFECTS["first_year"]
    assert np.mean((first >= 0.15) & (first <= 0.9)) >= 0.95


def test_bands_are_the_percentiles_of_all_stored_draws() -> None:
    for key, values in EFFECTS.items():
        assert len(values) == draw_count(PROVINCE)
        low, high = np.quantile(values, [0.05, 0.95])
        assert (OWN[key].low, OWN[key].high) == (low, high)
        assert low < OWN[key].central < high


def test_money_gains_more_the_longer_it_is_counted() -> None:
    """Demand in its year, works that last afterwards; both more where works are credited."""
    order = ("first_year", "two_years", "several_years", LAST_YEAR)
    values = [OWN[key].central for key in order]
    assert values == sorted(values)
    low, high = by_booking(PROVINCE)
    assert low < OWN["first_year"].central < high


def test_growth_of_later_years_is_that_of_the_benchmark() -> None:
    """A little less, as growth of the plan by more than the threshold would lose quality."""
    gains = permanent_gain(PROVINCE)[1:]
    assert OWN["later_growth"].central == pytest.approx(sum(gains) / len(gains), rel=0.02)


# Published ones


def test_the_table_holds_numbers_and_contrary_results() -> None:
    assert len(FOUND) == len(PROVINCE.effects)
    assert sum(row.numeric for row in COMPARED) >= 8
    assert {row.effect.measure for row in COMPARED} == OWN.keys() - {LAST_YEAR}
    assert FOUND["dong_thap"].verdict == "contradicts"
    assert FOUND["vietnam_growth_long"].verdict == "contradicts"
    assert FOUND["developing_116"].verdict == "contradicts"
    assert FOUND["mekong_short"].effect.sign == "not_positive"


@pytest.mark.parametrize("key", PROVINCE.effects)
def test_an_effect_is_a_range_or_a_sign_in_words(key: str) -> None:
    row = PROVINCE.effects[key]
    if row.low is None or row.high is None:
        assert row.low is row.high is None
        assert row.sign in {*SIGNS, "mixed"}
        assert row.finding_vi
        assert row.finding_en
    else:
        assert row.low <= row.high
        assert not row.sign + row.finding_vi + row.finding_en
    assert not re.search(r"\.$", row.finding_vi + row.finding_en + row.method_vi + row.method_en)
    assert bool(row.note_vi) == bool(row.note_en)


def test_effects_of_a_measure_stand_together() -> None:
    measures = [row.measure for row in PROVINCE.effects.values()]
    assert measures == sorted(measures, key=measures.index)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.4, 0.4, "below"),
        (0.3, 0.4, "inside"),
        (0.3, 0.3, "inside"),
        (0.0, 1.0, "inside"),
        (0.0, 0.1, "inside"),
        (-1.0, 0.0, "above"),
    ],
)
def test_verdicts_on_numbers(low: float, high: float, verdict: str) -> None:
    row = replace(PROVINCE.effects["china_counties"], low=low, high=high)
    assert ComparedEffect(row, OwnEffect(0.2, 0.1, 0.3)).verdict == verdict


@pytest.mark.parametrize(
    ("sign", "own", "verdict"),
    [
        ("positive", (0.2, 0.1, 0.3), "agrees"),
        ("positive", (0.2, -0.1, 0.3), "agrees"),
        ("positive", (-0.1, -0.2, 0.1), "silent"),
        ("positive", (-0.1, -0.2, -0.05), "contradicts"),
        ("not_positive", (0.0, -0.2, 0.2), "agrees"),
        ("not_positive", (0.1, -0.2, 0.2), "silent"),
        ("negative", (0.2, 0.1, 0.3), "contradicts"),
        ("none", (0.2, -0.1, 0.3), "silent"),
        ("none", (0.2, 0.1, 0.3), "contradicts"),
        ("mixed", (0.2, 0.1, 0.3), "silent"),
    ],
)
def test_verdicts_on_signs(sign: str, own: tuple[float, float, float], verdict: str) -> None:
    central, low, high = own
    row = replace(PROVINCE.effects["dong_thap"], sign=sign)
    assert ComparedEffect(row, OwnEffect(central, low, high)).verdict == verdict


# Page and card


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_effect_with_its_source(language: str) -> None:
    section = effects_html(PROVINCE, language)
    for row in COMPARED:
        effect = row.effect
        published = effect.finding_vi if language == "vi" else effect.finding_en
        place = effect.place_vi if language == "vi" else effect.place_en
        assert escape(published) in section
        assert escape(place) in section
        assert escape(PROVINCE.sources[effect.source].url) in section
        assert escape(name(PROVINCE.word("effect", effect.measure), language)) in section
        assert f'class="t nowrap {row.verdict}"' in section
    for own in (OWN[row.effect.measure] for row in COMPARED):
        assert format_number(own.central, 2, language) in section
    low, high = (format_number(value, 2, language) for value in by_booking(PROVINCE))
    assert low in section
    assert high in section
    assert say(language, "effects_title") in section.unescape()


def test_the_axis_holds_everything_and_zero() -> None:
    axis = shared_axis(COMPARED)
    for row in COMPARED:
        ends = (row.effect.low, row.effect.high, row.own.low, row.own.high, 0.0)
        assert all(0.0 <= axis.place(end) <= 100.0 for end in ends if end is not None)
    assert Axis(-0.5, 2.0).ticks("vi")[:3] == [("−0,5", "0.0"), ("0", "20.0"), ("0,5", "40.0")]


def test_the_card_is_written_from_the_table() -> None:
    text = model_card(PROVINCE).split("## Our effect among published ones")[1].split("\n## ")[0]
    for effect in PROVINCE.effects.values():
        assert f"`{effect.source}`" in text
        assert effect.finding_en in text
    for own in OWN.values():
        assert f"{own.central:.2f} | {own.low:.2f} | {own.high:.2f}" in text


def test_no_lever_moves_the_section() -> None:
    assert effects_html(PROVINCE, "vi") is effects_html(PROVINCE, "vi")
