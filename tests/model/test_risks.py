"""What would most likely make a target missed: closed forms, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from model.equations.arrays import Array
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import reached, scenario_targets
from model.uncertainty.draws import hypercube
from model.uncertainty.risks import HIGH, LOW, NAMED, Mask, Risk, likeliest, risks
from model.uncertainty.scenario_draws import level_draws
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed

N = 60_000
RNG = np.random.default_rng(7)
U = np.stack([RNG.permutation((np.arange(N) + 0.5) / N) for _ in range(3)])
NAMES = ("first", "second", "idle")


def thirds(values: Array) -> tuple[Mask, Mask]:
    low, high = np.quantile(values, [1 / 3, 2 / 3], axis=1, keepdims=True)
    return values < low, values >= high


def named(outcome: Array, target: float, things: Array = U) -> tuple[Risk, ...]:
    return likeliest(NAMES, *thirds(things), (outcome < target)[np.newaxis])[0]


def test_what_alone_decides_is_named_alone() -> None:
    assert named(U[0], 0.5) == (Risk("first", LOW, 1.0),)
    assert named(-U[0], -0.5) == (Risk("first", HIGH, 1.0),)


def test_of_a_sum_of_two_even_things_a_miss_has_its_closed_form() -> None:
    """Of u + v < 1 given u < 1/3 the chance is the mean of 1 − u there: 5/6."""
    first, second = named(U[0] + U[1], 1.0)
    assert {first.key, second.key} == {"first", "second"}
    assert first.missed == pytest.approx(5 / 6, abs=0.01)
    assert second.missed == pytest.approx(5 / 6, abs=0.01)


def test_of_normal_things_a_miss_has_its_closed_form_and_the_larger_stands_first() -> None:
    """The outcome is normal; given a third of one thing, what is left is a normal integral."""
    slopes = np.array([1.0, 2.0])
    normals = stats.norm.ppf(U)
    found = {row.key: row for row in named(slopes @ normals[:2], 0.5)}
    assert list(found) == ["second", "first"]
    cut = stats.norm.ppf(1 / 3)
    for place, key in enumerate(NAMES[:2]):
        own, other = slopes[place], slopes[1 - place]
        grid = np.linspace(-8.0, cut, 20_001)
        weight = stats.norm.pdf(grid)
        expected = np.average(stats.norm.cdf((0.5 - own * grid) / other), weights=weight)
        assert found[key].missed == pytest.approx(expected, abs=0.01)
        assert found[key].side == LOW


def test_what_does_not_matter_is_never_named() -> None:
    """A hundred idle things on a hundred outcomes: none is named by luck."""
    things = np.stack([RNG.permutation(2000) for _ in range(100)]).astype(float)
    missed = RNG.random((100, 2000)) < np.linspace(0.02, 0.98, 100)[:, np.newaxis]
    names = [str(place) for place in range(100)]
    assert not any(likeliest(names, *thirds(things), missed))


def test_nothing_is_named_where_every_draw_or_none_misses() -> None:
    assert named(U[0], 2.0) == named(U[0], -1.0) == ()


@given(levers=lever_boxes())
@fuzzed()
def test_what_is_named_makes_a_miss_likelier_than_it_is_over_all_draws(
    levers: dict[str, float],
) -> None:
    scenario = changed(levers)
    level = level_draws(PROVINCE, scenario)
    targets = scenario_targets(PROVINCE, scenario)
    found = risks(PROVINCE, scenario, level)
    assert found.keys() <= targets.keys() & level.keys()
    for key, rows in found.items():
        draws = level[key][:, 0]
        missed = 1.0 - reached(PROVINCE.indicators[key], targets[key], draws).mean()
        assert len(rows) <= NAMED
        assert [row.missed for row in rows] == sorted((row.missed for row in rows), reverse=True)
        assert all(missed < row.missed <= 1.0 for row in rows), key
        assert draws.min() < draws.max(), key


def test_a_weaker_nation_is_what_growth_may_miss_its_target_by() -> None:
    level = level_draws(PROVINCE, PLAN)
    first = risks(PROVINCE, PLAN, level)["grdp_growth"][0]
    assert (first.key, first.side) == ("nation", LOW)
    surprise = hypercube(PROVINCE.folder)["residual_nation_1"]
    worst = np.argsort(surprise)[: len(surprise) // 3]
    target = PROVINCE.plan_targets["grdp_growth"]
    draws = level["grdp_growth"][worst, 0]
    kept = reached(PROVINCE.indicators["grdp_growth"], target, draws)
    assert first.missed == pytest.approx(1.0 - kept.mean(), abs=1e-6)


def test_what_a_reader_knows_is_no_risk() -> None:
    """A fixed parameter has no bad third; without a spread there is nothing to name."""
    key = "special_rice_drift"
    level = level_draws(PROVINCE, PLAN)
    assert [row.key for row in risks(PROVINCE, PLAN, level)["special_rice_share"]] == [key]
    known = Scenario(PLAN.levers, parameters={key: PROVINCE.parameters[key].default})
    found = risks(PROVINCE, known, level_draws(PROVINCE, known))
    assert "special_rice_share" not in found
    assert all(row.key != key for rows in found.values() for row in rows)


def test_areas_are_one_thing_each() -> None:
    """No sector is named beside another of its area, whose residual moves with it."""
    for preset in PROVINCE.presets:
        scenario = preset_scenario(PROVINCE, preset)
        for rows in risks(PROVINCE, scenario, level_draws(PROVINCE, scenario)).values():
            assert len({row.key for row in rows}) == len(rows)
            assert not any(row.key.startswith("residual_") for row in rows)
