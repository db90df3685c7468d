"""Where the next money does most: the same sum, in the same draws, by levers that are money."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from model import simulate
from model.goal.money import OWNERS, SHARE_OF, SUM, next_money
from model.goal.movers import movers
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import parametric_draws
from tests.support.province import PROVINCE, lever_boxes

PLAN = preset_scenario(PROVINCE, "plan_2024")


def at(**levers: float) -> Scenario:
    return replace(PLAN, levers={**PLAN.levers, **levers})


def test_every_lever_in_money_has_an_owner_and_rates_are_of_money() -> None:
    in_money = {key for key, lever in PROVINCE.levers.items() if lever.unit == "bn VND"}
    assert set(OWNERS) == in_money | set(SHARE_OF)
    assert set(SHARE_OF.values()) <= in_money


@pytest.mark.parametrize("preset", ["plan_2024", "disbursement_75", "everything_right"])
def test_effects_are_the_model_and_bands_are_of_the_same_draws(preset: str) -> None:
    scenario = preset_scenario(PROVINCE, preset)
    found = next_money(PROVINCE, scenario)
    before = parametric_draws(PROVINCE, scenario)["grdp_growth"][:, 0]
    start = simulate(scenario.levers)["grdp_growth"][0, 0]
    effects = {}
    for gain in found.gains:
        there = {**scenario.levers, gain.lever: scenario.levers[gain.lever] + gain.change}
        after = simulate(there)["grdp_growth"][0, 0]
        assert gain.effect == pytest.approx(float(after - start), abs=1e-12)
        drawn = parametric_draws(PROVINCE, replace(scenario, levers=there))["grdp_growth"][:, 0]
        effects[gain.lever] = drawn - before
        ends = np.quantile(drawn - before, (0.05, 0.95))
        assert (gain.low, gain.high) == pytest.approx(tuple(ends))
        assert gain.low < gain.effect < gain.high
    best = np.max(list(effects.values()), axis=0)
    for gain in found.gains:
        assert gain.first == np.mean(effects[gain.lever] >= best - 1e-9)


@given(levers=lever_boxes())
def test_the_same_sum_goes_where_there_is_room_for_it(levers: dict[str, float]) -> None:
    found = next_money(PROVINCE, Scenario(levers=levers))
    assert {gain.lever for gain in found.gains} | set(found.full) == set(OWNERS)
    assert not {gain.lever for gain in found.gains} & set(found.full)
    effects = [gain.effect for gain in found.gains]
    assert effects == sorted(effects, reverse=True)
    for gain in found.gains:
        lever, of = PROVINCE.levers[gain.lever], SHARE_OF.get(gain.lever)
        assert lever.min < levers[gain.lever] + gain.change <= lever.max + 1e-9
        worth = 1.0 if of is None else levers[of] / 100.0
        assert gain.change * worth == pytest.approx(SUM)
    for key, room in found.full.items():
        of = SHARE_OF.get(key)
        worth = 1.0 if of is None else levers[of] / 100.0
        assert room == pytest.approx((PROVINCE.levers[key].max - levers[key]) * worth)
        assert room < SUM


def test_a_rate_at_its_end_and_capital_that_is_not_there_are_left_out() -> None:
    found = next_money(PROVINCE, at(disbursement_rate=100.0, other_public=0.0, fdi=2950.0))
    assert found.full == {"disbursement_rate": 0.0, "disbursement_rate_other": 0.0, "fdi": 50.0}
    nearly = next_money(PROVINCE, at(disbursement_rate=99.0))
    assert nearly.full == {"disbursement_rate": pytest.approx(66.54534)}
    full = {key: PROVINCE.levers[key].max for key in OWNERS}
    assert next_money(PROVINCE, at(**full)).gains == ()


def test_the_same_money_spent_by_either_rate_does_the_same() -> None:
    gains = {gain.lever: gain for gain in next_money(PROVINCE, PLAN).gains}
    one, other = (gains[key] for key in SHARE_OF)
    assert one.effect == pytest.approx(other.effect)
    assert one.first == other.first


# The levers that a question begins with


@pytest.mark.parametrize("key", PROVINCE.modelled)
def test_the_levers_that_move_an_indicator_most_are_named_first(key: str) -> None:
    better = "down" if PROVINCE.indicators[key].better == "down" else "up"
    found = movers(PROVINCE, PLAN, key, better, 3)
    sign = -1.0 if better == "down" else 1.0
    here = simulate(PLAN.levers)[key][0, 0]
    gains = []
    for lever in found:
        ends = PROVINCE.levers[lever].range
        values = [simulate({**PLAN.levers, lever: end})[key][0, 0] for end in ends]
        gains.append(max(float((value - here) * sign) for value in values))
        assert PROVINCE.levers[lever].group != "context"
    assert all(gain > 0.0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    if key == "shrimp_output":
        assert found[0].startswith("shrimp_")
