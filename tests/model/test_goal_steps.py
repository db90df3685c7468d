"""Answers in whole steps of the sliders: inside the range, reaching unrounded, and least."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model import simulate
from model.cli.main import main
from model.equations.arrays import Array
from model.goal import reach as reach_module
from model.goal.aim import Aim
from model.goal.free_levers import checked_ranges, whole_steps
from model.goal.reach import Goal, reach
from model.problems import InvalidInputError
from model.scenario.scenario import Scenario, preset_scenario
from tests.support.province import PROVINCE, fuzzed

LEVERS = list(PROVINCE.levers)
levers = st.sampled_from(LEVERS)
presets = st.sampled_from(list(PROVINCE.presets))
indicators = st.sampled_from(PROVINCE.modelled)
shares = st.floats(0.0, 1.0)


def target_of(key: str, start: Scenario, free: Sequence[str], share: float) -> float:
    """A target between what the ends of the levers give, or a little beyond."""
    ends = product(*(PROVINCE.levers[one].range for one in free))
    columns = dict(zip(free, np.array(list(ends)).T, strict=True))
    found = simulate({**start.levers, **columns})[key][:, 0]
    assume(bool(np.isfinite(found).any()))
    low, high = float(np.nanmin(found)), float(np.nanmax(found))
    value = low + (1.2 * share - 0.1) * (high - low)
    return float(f"{min(max(value, PROVINCE.indicators[key].range[0]), 1e9):.6g}")


def sought(key: str, target: float, free: Sequence[str], start: Scenario) -> Goal:
    """Seek, and check what every answer must hold."""
    goal = reach(PROVINCE, start, key, target, dict.fromkeys(free), size=2)
    for one, value in goal.levers.items():
        lever = PROVINCE.levers[one]
        if value != start.levers[one]:
            assert one in free
            assert lever.min <= value <= lever.max
            assert value / lever.step == pytest.approx(round(value / lever.step), abs=1e-9)
    value = float(simulate(goal.levers)[key][0, 0])
    assert value == goal.value or np.isnan([value, goal.value]).all()
    beyond = value - target if goal.direction == "up" else target - value
    assert goal.reached == (beyond >= -1e-11 * max(1.0, abs(target)))
    return goal


def aim_of(goal: Goal) -> Aim:
    row = replace(PROVINCE.indicators[goal.indicator], better=goal.direction)
    return Aim(row, goal.target)


def along(key: str, free: Sequence[str], start: Scenario) -> tuple[Array, Array]:
    """Every setting of some sliders, (n, k), and an indicator there, (n,)."""
    steps = [whole_steps(PROVINCE.levers[one], *PROVINCE.levers[one].range) for one in free]
    steps = [np.union1d(each, start.levers[one]) for each, one in zip(steps, free, strict=True)]
    settings = np.array(list(product(*steps)))
    moved = dict(zip(free, settings.T, strict=True))
    return settings, simulate({**start.levers, **moved})[key][:, 0]


def sizes(settings: Array, free: Sequence[str], start: Scenario) -> Array:
    full = [PROVINCE.levers[one].max - PROVINCE.levers[one].min for one in free]
    found: Array = np.sqrt(
        (((settings - [start.levers[one] for one in free]) / full) ** 2).sum(axis=1)
    )
    return found


@given(key=indicators, lever=levers, preset=presets, share=shares)
@fuzzed(4)
def test_no_smaller_move_of_one_slider_reaches_it(
    key: str, lever: str, preset: str, share: float
) -> None:
    start = preset_scenario(PROVINCE, preset)
    goal = sought(key, target_of(key, start, [lever], share), [lever], start)
    settings, values = along(key, [lever], start)
    margins = aim_of(goal).margins(values)
    if goal.reached:
        nearest = sizes(settings, [lever], start)[margins >= 0.0].min()
        assert goal.distance == pytest.approx(nearest, abs=1e-12)
    else:
        assert not (margins >= 0.0).any()
        best = float(aim_of(goal).margins(np.array([goal.value]))[0])
        assert best >= margins.max() - 1e-8 * max(1.0, float(np.abs(margins).max()))


@given(key=indicators, free=st.lists(levers, min_size=2, max_size=2, unique=True), share=shares)
@fuzzed()
def test_no_smaller_move_of_two_sliders_reaches_it(key: str, free: list[str], share: float) -> None:
    start = preset_scenario(PROVINCE, "plan_2024")
    goal = sought(key, target_of(key, start, free, share), free, start)
    settings, values = along(key, free, start)
    margins = aim_of(goal).margins(values)
    moves = sizes(settings, free, start)
    assert goal.reached == bool((margins >= 0.0).any())
    if goal.reached:
        assert goal.distance <= moves[margins >= 0.0].min() + 1e-9


@given(
    free=st.lists(levers, min_size=3, max_size=8, unique=True),
    share=st.floats(0.0, 0.9),
    preset=presets,
)
@fuzzed()
def test_of_many_sliders_none_can_go_back_a_step(
    free: list[str], share: float, preset: str
) -> None:
    start = preset_scenario(PROVINCE, preset)
    goal = sought("grdp_growth", target_of("grdp_growth", start, free, share), free, start)
    if not goal.reached:
        return
    for one in goal.changed:
        back = PROVINCE.levers[one].step * np.sign(start.levers[one] - goal.levers[one])
        value = goal.levers[one] + float(back)
        if (value - start.levers[one]) * back < 0:  # still on the same side of the start
            moved = simulate({**goal.levers, one: float(f"{value:.12g}")})
            assert not aim_of(goal).reached(float(moved["grdp_growth"][0, 0]))


@given(free=st.lists(levers, min_size=2, max_size=2, unique=True), share=st.floats(0.0, 0.9))
@fuzzed()
def test_stepping_from_a_point_is_as_good_as_trying_every_setting(
    free: list[str], share: float
) -> None:
    start = preset_scenario(PROVINCE, "plan_2024")
    target = target_of("grdp_growth", start, free, share)
    tried = sought("grdp_growth", target, free, start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach_module, "MOST_SETTINGS", 0)
        walked = sought("grdp_growth", target, free, start)
    assert walked.reached == tried.reached
    if tried.reached:
        assert walked.distance <= 1.05 * tried.distance + 0.02


def test_the_command_line_answers_in_steps_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["goal", "grdp_growth", "7", "--lever", "disbursement_rate", "--lever", "fdi"]) == 0
    goal = reach(
        PROVINCE,
        preset_scenario(PROVINCE, "plan_2024"),
        "grdp_growth",
        7.0,
        {"disbursement_rate": None, "fdi": None},
    )
    printed = capsys.readouterr().out
    assert goal.value >= 7.0
    for key in goal.changed:
        assert f"→ {goal.levers[key]:g} " in printed


def test_a_range_without_a_step_is_refused() -> None:
    assert checked_ranges(PROVINCE, {"fdi": (101.0, 151.0)}) == {"fdi": (101.0, 151.0)}
    with pytest.raises(InvalidInputError, match="multiple of 50"):
        checked_ranges(PROVINCE, {"fdi": (101.0, 149.0)})


@pytest.mark.parametrize("key", LEVERS)
def test_the_steps_are_those_of_the_slider(key: str) -> None:
    lever = PROVINCE.levers[key]
    steps = whole_steps(lever, *lever.range)
    assert (steps[0], steps[-1]) == lever.range
    assert np.diff(steps) == pytest.approx(lever.step)
