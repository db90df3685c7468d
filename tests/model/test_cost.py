"""What growth costs by each lever: slopes of the model, inside the ranges of the sliders."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import simulate
from model.goal.cost import POINTS, Cost, costs
from model.scenario.scenario import Scenario, preset_scenario
from tests.support.province import PROVINCE, fuzzed, lever_boxes

PLAN = preset_scenario(PROVINCE, "plan_2024")
UP = ("public_plan", "disbursement_rate", "private_investment", "fdi", "trained_labour")
DOWN = ("shrimp_loss_rate", "salinity")


def growth(levers: Mapping[str, float]) -> float:
    return float(simulate(levers)["grdp_growth"][0, 0])


def at(**levers: float) -> Scenario:
    return replace(PLAN, levers={**PLAN.levers, **levers})


def test_a_lever_that_growth_follows_one_to_one_costs_what_it_gives() -> None:
    """A point of national growth is a point here: the closed form of a linear lever."""
    assert costs(PROVINCE, PLAN)["national_growth"].change == pytest.approx(POINTS)


@pytest.mark.parametrize("preset", PROVINCE.presets)
def test_the_change_gives_so_much_growth(preset: str) -> None:
    scenario = preset_scenario(PROVINCE, preset)
    before = growth(scenario.levers)
    tried = 0
    for key, cost in costs(PROVINCE, scenario).items():
        lever = PROVINCE.levers[key]
        if cost.change is None or lever.group == "shrimp":  # ponds bend where land or market ends
            continue
        there = scenario.levers[key] + cost.change
        if lever.min <= there <= lever.max:
            tried += 1
            after = growth({**scenario.levers, key: there})
            assert after - before == pytest.approx(POINTS, rel=0.35), key
    assert tried > 5


@given(levers=lever_boxes())
@fuzzed()
def test_it_is_the_slope_between_the_steps_beside_and_never_leaves_the_range(
    levers: dict[str, float],
) -> None:
    """`simulate` refuses a value out of range, so no place was one."""
    found = costs(PROVINCE, Scenario(levers=levers))
    assert list(found) == list(PROVINCE.levers)
    for key in (*UP, *DOWN):
        lever, change = PROVINCE.levers[key], found[key].change
        if change is None:
            continue
        low = max(levers[key] - lever.step, lever.min)
        high = min(levers[key] + lever.step, lever.max)
        rise = growth({**levers, key: high}) - growth({**levers, key: low})
        assert change * rise / (high - low) == pytest.approx(POINTS)
        assert (change > 0) == (key in UP)
        assert abs(change) <= lever.max - lever.min


@given(corner=st.fixed_dictionaries({key: st.booleans() for key in PROVINCE.levers}))
@fuzzed()
def test_at_an_end_there_is_a_cost_too(corner: dict[str, bool]) -> None:
    levers = {key: PROVINCE.levers[key].range[high] for key, high in corner.items()}
    assert costs(PROVINCE, Scenario(levers=levers))["national_growth"].change is not None


def test_a_lever_that_cannot_give_so_much_has_none_and_says_what_it_gives() -> None:
    found = costs(PROVINCE, PLAN)
    for key, cost in found.items():
        lever = PROVINCE.levers[key]
        ends = [growth({**PLAN.levers, key: end}) for end in lever.range]
        assert cost.whole == pytest.approx(ends[1] - ends[0], abs=1e-9)
        if cost.change is not None:
            assert max(*ends, growth(PLAN.levers)) - min(ends) >= POINTS
    assert found["ntp_disbursement_rate"] == Cost(None, 0.0)
    assert found["ocop_new"].change is None
    assert 0.0 < found["ocop_new"].whole < POINTS


def test_public_money_that_is_not_spent_buys_no_growth() -> None:
    """The dearer the less of it is spent, and of no use where none is."""
    dear, cheap = (
        costs(PROVINCE, at(disbursement_rate=rate))["public_plan"].change for rate in (50, 100)
    )
    assert dear is not None
    assert cheap is not None
    assert dear > cheap > 0.0
    assert costs(PROVINCE, at(disbursement_rate_other=0.0))["other_public"].change is None
