"""Reach a target: found, verified by projecting, least, and honest where there is none."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.free_levers import Ranges, distance
from model.goal.grid import two_lever_grid
from model.goal.reach import Goal, reach
from model.goal.reach_all import AllTargets, reach_all
from model.goal.search import Box, best, least
from model.problems import InvalidInputError
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import own_target, rounded, scenario_targets, target_status
from model.uncertainty.scenario_draws import level_draws
from tests.support.province import PROVINCE

PLAN = preset_scenario(PROVINCE, "plan_2024")
SLUMP = preset_scenario(PROVINCE, "price_slump")
DRAWS = 200


def projected(levers: Mapping[str, float], indicator: str = "grdp_growth") -> float:
    return float(simulate(levers)[indicator][0, 0])


def sought(indicator: str, target: float | None, free: Ranges, start: Scenario = PLAN) -> Goal:
    """Seek, and check what every answer must hold."""
    goal = reach(PROVINCE, start, indicator, target, free, size=DRAWS)
    assert goal.value == projected(goal.levers, indicator)
    assert set(goal.changed) <= set(free)
    assert goal.distance == pytest.approx(distance(PROVINCE, start.levers, goal.levers))
    row = replace(PROVINCE.indicators[indicator], better=goal.direction)
    assert goal.reached == Aim(row, goal.target).reached(goal.value)
    assert 0.0 <= goal.probability <= 1.0
    for key, lever in PROVINCE.levers.items():
        low, high = free.get(key) or lever.range
        if key not in goal.changed:
            assert goal.levers[key] == start.levers[key]
        else:
            assert low <= goal.levers[key] <= high
            steps = goal.levers[key] / lever.step
            assert steps == pytest.approx(round(steps), abs=1e-9)
    return goal


def linear(
    slopes: Array, offset: float, low: float = -1.0, high: float = 1.0, power: int = 1
) -> Box:
    """A box with one target: slopes·point^power ≥ offset."""
    size = len(slopes)

    def margins(points: Array) -> Array:
        found: Array = (points**power @ slopes - offset)[:, np.newaxis]
        return found

    return Box(np.full(size, low), np.full(size, high), margins)


# The search, against closed forms


@given(
    slopes=st.lists(st.floats(0.1, 3.0), min_size=2, max_size=5),
    share=st.floats(0.01, 0.3),
)
@settings(max_examples=20)
def test_the_least_change_of_a_linear_outcome_is_along_its_slopes(
    slopes: list[float], share: float
) -> None:
    """The point of a plane nearest to zero: slopes·offset/|slopes|²."""
    normal = np.array(slopes)
    offset = share * float(normal @ normal) / float(normal.max())
    point = least(linear(normal, offset))
    assert point is not None
    assert point == pytest.approx(normal * offset / float(normal @ normal), abs=1e-4)


def test_what_cannot_be_reached_is_none_and_the_best_is_the_corner() -> None:
    box = linear(np.array([1.0, -2.0]), 3.5)
    assert least(box) is None
    assert best(box) == pytest.approx([1.0, -1.0])


def test_no_change_where_everything_holds_and_two_targets_at_once() -> None:
    assert least(linear(np.array([1.0, 1.0]), -0.5)) == pytest.approx([0.0, 0.0])
    ones = np.ones(2)
    both = Box(-ones, ones, lambda points: points - np.array([0.2, 0.6]))
    assert least(both) == pytest.approx([0.2, 0.6], abs=1e-6)
    assert least(both, np.array([1])) == pytest.approx([0.0, 0.6], abs=1e-6)


# One lever


@pytest.mark.parametrize(
    ("indicator", "lever", "value"),
    [
        ("grdp_growth", "disbursement_rate", 98.0),
        ("grdp_growth", "salinity", 0.0),
        ("shrimp_output", "shrimp_area_high_tech", 2500.0),
        ("shrimp_output", "shrimp_loss_rate", 3.0),
        ("exports", "external_demand", 5.0),
        ("poverty_rate", "ntp_disbursement_rate", 99.0),
    ],
)
def test_a_known_lever_value_is_found_again(indicator: str, lever: str, value: float) -> None:
    """The target is what the value gives, or a trifle less."""
    start = replace(PLAN, levers={**PLAN.levers, "salinity": 0.8}) if lever == "salinity" else PLAN
    target = projected({**start.levers, lever: value}, indicator)
    trifle = 1e-9 * (1 if PROVINCE.indicators[indicator].better == "down" else -1)
    for asked in (target, target + trifle):
        goal = sought(indicator, asked, {lever: None}, start)
        assert goal.reached
        assert (goal.levers[lever], goal.changed) == (value, (lever,))


def test_reached_means_reached_before_rounding() -> None:
    """7 is at least 7.00: 6.95 and 6.9999 are not, though a status would call them met."""
    free = {"shrimp_area_high_tech": None}
    goal = sought("grdp_growth", 7.0, free)
    assert goal.reached
    assert goal.value >= 7.0
    key = "shrimp_area_high_tech"
    shorter = {**PLAN.levers, key: goal.levers[key] - PROVINCE.levers[key].step}
    assert projected(shorter) < 7.0
    assert goal.target == PROVINCE.plan_targets["grdp_growth"]
    assert sought("grdp_growth", None, free) == goal
    almost = replace(PLAN, levers={**PLAN.levers, "national_growth": 6.45})
    assert 6.95 <= projected(almost.levers) < 7.0
    assert sought("grdp_growth", 7.0, free, almost).changed == (key,)


@given(steps=st.floats(-300, 300), target=st.integers(-100, 100))
def test_a_printed_value_never_reads_as_the_other_side(steps: float, target: int) -> None:
    for better in ("up", "down"):
        row = replace(PROVINCE.indicators["grdp_growth"], better=better)
        aim = Aim(row, own_target(PROVINCE, "grdp_growth", float(target)))
        value = target + steps / 1e4
        decimals = aim.telling_decimals(value, 2)
        assert aim.reached(rounded(value, decimals)) == aim.reached(value)
        assert decimals >= 2


def test_already_reached_changes_nothing() -> None:
    goal = sought("shrimp_output", 200_000, {"shrimp_loss_rate": None, "fdi": None})
    assert (goal.reached, goal.changed, goal.distance) == (True, (), 0.0)
    assert goal.value == goal.start
    narrow = sought("shrimp_output", 200_000, {"shrimp_loss_rate": (10.0, 20.0)})
    assert (narrow.reached, narrow.changed) == (True, ())


def test_what_cannot_be_reached_is_said_with_the_best() -> None:
    goal = sought("grdp_growth", 7.0, {"disbursement_rate": None})
    assert not goal.reached
    assert goal.levers["disbursement_rate"] == 100.0
    assert goal.value == pytest.approx(projected({**PLAN.levers, "disbursement_rate": 100.0}))
    assert goal.value < 6.95


def test_a_lever_that_does_nothing_cannot_reach_and_is_left_alone() -> None:
    goal = sought("shrimp_output", 230_000, {"disbursement_rate": None})
    assert (goal.reached, goal.changed, goal.distance) == (False, (), 0.0)


def test_a_narrowed_range_is_respected() -> None:
    free = {"disbursement_rate": (90.0, 96.0)}
    goal = sought("grdp_growth", 6.8, free)
    assert (goal.reached, goal.levers["disbursement_rate"]) == (False, 96.0)
    apart = sought("grdp_growth", 6.79, {"disbursement_rate": (98.0, 99.5)})
    assert (apart.reached, apart.levers["disbursement_rate"]) == (True, 98.0)


def test_lower_is_better_for_some() -> None:
    goal = sought("share_sector1", 39.0, {"shrimp_price": None})
    assert (goal.direction, goal.reached) == ("down", True)
    assert 38.9 < goal.value <= 39.0
    assert goal.levers["shrimp_price"] < 0.0


def test_the_direction_may_be_chosen() -> None:
    goal = reach(PROVINCE, PLAN, "grdp_growth", 6.2, {"salinity": None}, direction="down", size=50)
    assert (goal.direction, goal.reached) == ("down", True)
    assert 6.1 < goal.value <= 6.2


def test_an_undefined_outcome_is_never_a_success() -> None:
    worst = {"salinity": 1.5, "shrimp_loss_rate": 40.0, "external_demand": -8.0}
    flood = replace(PLAN, levers={**PLAN.levers, **worst})
    assert np.isnan(projected(flood.levers, "icor"))
    goal = reach(PROVINCE, flood, "icor", 4.0, {"ocop_new": (0.0, 1.0)}, size=50)
    assert not goal.reached


def test_the_probability_is_that_of_the_draws() -> None:
    goal = sought("grdp_growth", 6.6, {"disbursement_rate": None})
    draws = level_draws(PROVINCE, replace(PLAN, levers=goal.levers), size=DRAWS)
    indicator = PROVINCE.indicators["grdp_growth"]
    assert indicator.better == "up"
    assert goal.probability == np.mean(draws["grdp_growth"][:, 0] >= 6.6)


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 4), down=st.booleans())
def test_what_is_reached_has_that_status(value: float, decimals: int, down: bool) -> None:
    """A status is the milder one, as it rounds."""
    indicator = replace(PROVINCE.indicators["grdp_growth"], better="down" if down else "up")
    target = replace(PROVINCE.plan_targets["grdp_per_capita"], decimals=decimals)
    aim = Aim(indicator, target)
    assert aim.reached(value) == (float(aim.margins(np.array([value]))[0]) >= 0.0)
    if aim.reached(value):
        assert target_status(indicator, target, value) != "missed"


# Several levers


def test_two_levers_serve_with_the_least_change() -> None:
    free: Ranges = {"shrimp_area_high_tech": None, "private_investment": None}
    goal = sought("grdp_growth", 6.9, free)
    assert goal.reached
    assert set(goal.changed) == set(free)
    for lever in free:
        alone = sought("grdp_growth", 6.9, {lever: None})
        assert alone.reached
        assert goal.distance < alone.distance
    # No other setting of the two sliders is nearer and reaches it.
    keys = list(free)
    levers = [PROVINCE.levers[key] for key in keys]
    steps = [np.arange(lever.min, lever.max + lever.step / 2, lever.step) for lever in levers]
    values = np.array(list(product(*steps)))
    full = np.array([lever.max - lever.min for lever in levers])
    growth = simulate({**PLAN.levers, **dict(zip(keys, values.T, strict=True))})["grdp_growth"]
    sizes = np.sqrt((((values - [PLAN.levers[key] for key in keys]) / full) ** 2).sum(axis=1))
    assert goal.distance == pytest.approx(sizes[growth[:, 0] >= 6.9].min())


def test_a_useless_lever_among_useful_ones_is_left_alone() -> None:
    goal = sought("shrimp_output", 220_000, {"shrimp_area_high_tech": None, "fdi": None})
    assert goal.reached
    assert goal.changed == ("shrimp_area_high_tech",)


def test_a_harmful_lever_stands_at_its_end() -> None:
    """Salinity is at its minimum already; only the other lever can move."""
    goal = sought("grdp_growth", 6.8, {"salinity": None, "private_investment": None})
    assert goal.reached
    assert goal.changed == ("private_investment",)


def test_narrowed_ranges_of_several_levers_are_respected() -> None:
    free = {"shrimp_area_high_tech": (500.0, 800.0), "private_investment": (0.0, 700.0)}
    goal = sought("grdp_growth", 7.0, free)
    assert not goal.reached
    assert (goal.levers["shrimp_area_high_tech"], goal.levers["private_investment"]) == (800, 700)


def test_every_lever_may_be_free() -> None:
    goal = sought("grdp_growth", None, dict.fromkeys(PROVINCE.levers))
    assert goal.reached
    assert goal.distance < sought("grdp_growth", None, {"shrimp_area_high_tech": None}).distance


@settings(max_examples=8)
@given(
    target=st.floats(5.0, 9.0),
    keys=st.sets(st.sampled_from(list(PROVINCE.levers)), min_size=1, max_size=4),
    preset=st.sampled_from(list(PROVINCE.presets)),
)
def test_every_answer_is_checked(target: float, keys: set[str], preset: str) -> None:
    start = preset_scenario(PROVINCE, preset)
    goal = sought("grdp_growth", target, dict.fromkeys(sorted(keys)), start)
    assert goal.reached or goal.value >= goal.start - 1e-9


def test_answers_are_the_same_every_time() -> None:
    free: Ranges = dict.fromkeys(["fdi", "ocop_new", "shrimp_loss_rate"])
    assert sought("grdp_growth", 6.7, free) == sought("grdp_growth", 6.7, free)


def test_own_assumptions_count() -> None:
    start = replace(PLAN, parameters={"mu": 0.45})
    goal = reach(PROVINCE, start, "grdp_growth", 6.9, {"private_investment": None}, size=50)
    found = simulate(goal.levers, {"mu": 0.45})["grdp_growth"][0, 0]
    assert (goal.reached, goal.value) == (True, found)
    plain = sought("grdp_growth", 6.9, {"private_investment": None})
    assert goal.distance < plain.distance


# All targets


def all_sought(free: Ranges, start: Scenario = PLAN) -> AllTargets:
    found = reach_all(PROVINCE, start, free, size=DRAWS)
    targets = scenario_targets(PROVINCE, start)
    known = [key for key in targets if key in PROVINCE.modelled]
    assert sorted([*found.met, *found.missed]) == sorted(known)
    assert found.reached == (not found.missed)
    assert set(found.impossible) <= set(found.missed)
    for key in known:
        value = projected(found.levers, key)
        assert found.values[key] == value
        assert Aim(PROVINCE.indicators[key], targets[key]).reached(value) == (key in found.met)
        lever_steps = [found.levers[one] / PROVINCE.levers[one].step for one in found.changed]
        assert lever_steps == pytest.approx(np.round(lever_steps).tolist())
    return found


def test_all_targets_are_reached_where_they_can_be() -> None:
    found = all_sought(dict.fromkeys(["private_investment", "shrimp_area_high_tech"]))
    assert found.reached
    growth = sought(
        "grdp_growth", None, dict.fromkeys(["private_investment", "shrimp_area_high_tech"])
    )
    assert found.distance >= growth.distance - 1e-6
    assert 0.0 < found.probability < growth.probability


def test_targets_out_of_reach_are_named_and_the_others_reached() -> None:
    found = all_sought(dict.fromkeys(["shrimp_area_high_tech", "fdi"]), SLUMP)
    assert not found.reached
    assert set(found.impossible) == {"grdp_per_capita", "exports", "agri_value_per_ha"}
    assert found.missed == found.impossible
    assert "grdp_growth" in found.met


def test_targets_that_exclude_each_other_are_not_called_impossible() -> None:
    """More shrimp or less of KV I: either alone, never both."""
    start = replace(PLAN, targets={"growth_sector1": 6.5, "shrimp_value_per_ha": 425.0})
    found = all_sought({"shrimp_price": None, "shrimp_loss_rate": None}, start)
    assert found.reached or len(found.met) >= 10


def test_useless_levers_change_nothing() -> None:
    found = all_sought({"trained_labour": (1.0, 1.5)})
    assert (found.changed, found.distance) == ((), 0.0)
    assert "grdp_growth" in found.impossible


def test_all_reached_changes_nothing() -> None:
    start = preset_scenario(PROVINCE, "everything_right")
    first = all_sought(dict.fromkeys(PROVINCE.levers), start)
    again = all_sought({"fdi": None}, replace(start, levers=first.levers))
    if first.reached:
        assert (again.changed, again.distance) == ((), 0.0)


# The grid of two levers


def test_the_grid_is_the_model() -> None:
    free = {"disbursement_rate": None, "fdi": (0.0, 1000.0)}
    grid = two_lever_grid(PROVINCE, PLAN, "grdp_growth", free, 5)
    assert grid.levers == ("disbursement_rate", "fdi")
    assert grid.values.shape == (5, 5)
    assert list(grid.horizontal) == [50.0, 62.5, 75.0, 87.5, 100.0]
    assert list(grid.vertical) == [0.0, 250.0, 500.0, 750.0, 1000.0]
    for (row, fdi), (column, rate) in product(enumerate(grid.vertical), enumerate(grid.horizontal)):
        levers = {**PLAN.levers, "fdi": float(fdi), "disbursement_rate": float(rate)}
        assert grid.values[row, column] == pytest.approx(projected(levers), rel=1e-12)


# What is refused


@pytest.mark.parametrize(
    ("indicator", "target", "free", "fields"),
    [
        ("grdp_growth", 7.0, {}, ["levers"]),
        ("grdp_growth", 7.0, {"fdi2": None, "salt": None}, ["fdi2", "salt"]),
        ("grdp_growth", 7.0, {"fdi": (5.0, 5.0)}, ["fdi"]),
        ("grdp_growth", 7.0, {"fdi": (9.0, 5.0)}, ["fdi"]),
        ("grdp_growth", 7.0, {"fdi": (0.0, 9e9)}, ["fdi"]),
        ("grdp_growth", 7.0, {"fdi": (float("nan"), 5.0)}, ["fdi"]),
        ("gdp", 7.0, {"fdi": None}, ["gdp"]),
        ("papi_score", 7.0, {"fdi": None}, ["papi_score"]),
        ("icor", None, {"fdi": None}, ["icor"]),
        ("grdp_growth", float("inf"), {"fdi": None}, ["grdp_growth"]),
    ],
)
def test_bad_questions_are_refused(
    indicator: str, target: float | None, free: Ranges, fields: list[str]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        reach(PROVINCE, PLAN, indicator, target, free)
    assert [problem.field for problem in caught.value.problems] == fields


def test_a_bad_direction_or_grid_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="direction"):
        reach(PROVINCE, PLAN, "grdp_growth", 7.0, {"fdi": None}, direction="sideways")
    with pytest.raises(InvalidInputError, match="two of them"):
        two_lever_grid(PROVINCE, PLAN, "grdp_growth", {"fdi": None})
    with pytest.raises(InvalidInputError, match="cells"):
        two_lever_grid(PROVINCE, PLAN, "grdp_growth", {"fdi": None, "salinity": None}, 10_000)
