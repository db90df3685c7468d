"""Searches that ask for many settings in one call find what one setting after the other finds."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import simulate
from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.first_year import first_year
from model.goal.free_levers import free_levers
from model.goal.money import next_money
from model.goal.search import Box, least
from model.goal.steps import every_setting, nearest, picked
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.scenario.scenario import preset_scenario
from model.scenario.targets import own_target
from model.uncertainty.scenario_draws import parametric_draws
from tests.support.province import PROVINCE, fuzzed

LEVERS = list(PROVINCE.levers)
levers = st.sampled_from(LEVERS)
some_levers = st.lists(levers, min_size=1, max_size=4, unique=True)
presets = st.sampled_from(list(PROVINCE.presets))
indicators = st.sampled_from(PROVINCE.modelled)


@given(
    free=some_levers,
    preset=presets,
    wanted=st.sampled_from([[GROWTH], list(PROVINCE.modelled)]),
    size=st.sampled_from([1, 7, 10_001]),
)
@fuzzed(2)
def test_the_first_year_is_that_of_the_model_to_the_last_bit(
    free: list[str], preset: str, wanted: list[str], size: int
) -> None:
    start, rng = preset_scenario(PROVINCE, preset), np.random.default_rng(size)
    start = replace(start, parameters={"mu": 0.45})
    moved = {key: rng.uniform(*PROVINCE.levers[key].range, size) for key in free}
    whole = simulate({**start.levers, **moved}, {"mu": 0.45})
    found = first_year(PROVINCE, start, {**start.levers, **moved}, wanted)
    last = {key: float(values[-1]) for key, values in moved.items()}
    alone = first_year(PROVINCE, start, {**start.levers, **last}, wanted)
    for key in wanted:
        np.testing.assert_array_equal(found[key], whole[key][:, 0])
        np.testing.assert_array_equal(alone[key], found[key][-1:])


def test_the_first_year_of_what_is_no_setting_is_refused() -> None:
    start = preset_scenario(PROVINCE, "plan_2024")
    for key, value in (("fdi", 1e9), ("fdi", np.nan), ("no_lever", 1.0)):
        with pytest.raises(InvalidInputError, match=key):
            first_year(PROVINCE, start, {**start.levers, key: value}, [GROWTH])


@given(
    free=st.lists(levers, min_size=1, max_size=2, unique=True),
    key=indicators,
    preset=presets,
    share=st.floats(-0.2, 1.2),
)
@fuzzed(2)
def test_the_nearest_setting_is_that_of_all_tried_at_once(
    free: list[str], key: str, preset: str, share: float
) -> None:
    start = preset_scenario(PROVINCE, preset)
    ranges = {one: PROVINCE.levers[one].range for one in free}
    ends = np.array(list(product(*ranges.values()))).T
    found = first_year(
        PROVINCE, start, {**start.levers, **dict(zip(free, ends, strict=True))}, [key]
    )
    low, high = float(np.min(found[key])), float(np.max(found[key]))
    if not np.isfinite([low, high]).all():
        return
    row = replace(PROVINCE.indicators[key], better="up")
    aim = Aim(row, own_target(PROVINCE, key, low + share * (high - low)))
    moving = free_levers(PROVINCE, start, ranges, [aim])
    if moving.keys:
        settings = every_setting(moving)
        whole = picked(moving, settings, moving.margins(settings))
        np.testing.assert_array_equal(nearest(moving), whole)


@given(
    slopes=st.lists(st.floats(-2.0, 2.0), min_size=2, max_size=5),
    edge=st.floats(0.05, 0.9),
)
@fuzzed()
def test_no_change_that_stands_could_be_taken_back_alone(slopes: list[float], edge: float) -> None:
    """Of a target that is reached beyond a kink, where levers near the end help nothing."""
    normal = np.array(slopes)

    def margins(points: Array) -> Array:
        reached: Array = np.minimum(points @ normal, 0.5) - edge
        return reached[:, np.newaxis]

    ones = np.ones(len(slopes))
    point = least(Box(-ones, ones, margins))
    if point is None:
        return
    assert margins(point[np.newaxis])[0, 0] >= 0.0
    for lever in np.flatnonzero(point):
        back = point.copy()
        back[lever] = 0.0
        assert margins(back[np.newaxis])[0, 0] < 0.0


@pytest.mark.parametrize("preset", ["plan_2024", "price_slump"])
def test_money_is_compared_in_the_draws_of_the_model(preset: str) -> None:
    start = preset_scenario(PROVINCE, preset)
    before = parametric_draws(PROVINCE, start)[GROWTH][:, 0]
    here = simulate(start.levers)[GROWTH][0, 0]
    for gain in next_money(PROVINCE, start).gains:
        more = {**start.levers, gain.lever: start.levers[gain.lever] + gain.change}
        effects = parametric_draws(PROVINCE, replace(start, levers=more))[GROWTH][:, 0] - before
        assert (gain.low, gain.high) == tuple(np.quantile(effects, (0.05, 0.95)))
        assert gain.effect == simulate(more)[GROWTH][0, 0] - here
