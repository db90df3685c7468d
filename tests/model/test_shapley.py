"""Shapley values: against their definition, and what makes them fair shares."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import simulate
from model.contributions import explain, explain_change
from model.equations.arrays import Array
from model.province.keys import GROWTH
from model.shapley import coalitions, shapley_values
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN

MOST = 5
"""Players of a game whose every order is walked."""
MU = PROVINCE.parameters["mu"]


@st.composite
def games(draw: st.DrawFn, players: int | None = None) -> Array:
    """Draw what each set of some players is worth."""
    count = draw(st.integers(1, MOST)) if players is None else players
    worth: Array = draw(arrays(float, 2**count, elements=st.floats(-100.0, 100.0)))
    return worth


def by_orders(worth: Array) -> Array:
    """Shapley values as they are defined: the mean of what a player adds, over every order."""
    players = len(worth).bit_length() - 1
    found = np.zeros(players)
    for order in permutations(range(players)):
        joined = 0
        for player in order:
            found[player] += worth[joined | 1 << player] - worth[joined]
            joined |= 1 << player
    return found / factorial(players)


def test_the_glove_game() -> None:
    """One left glove (player 0) and two right ones; a pair is worth 1: shares 2/3, 1/6, 1/6."""
    pair = [float(bool(row[0] and (row[1] or row[2]))) for row in coalitions(3)]
    assert shapley_values(np.array(pair)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(worth=games())
def test_shares_are_the_mean_over_every_order_and_add_up(worth: Array) -> None:
    found = shapley_values(worth)
    assert found == pytest.approx(by_orders(worth), abs=1e-9)
    assert found.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-9)


@given(worth=games(players=4), player=st.integers(0, 3))
def test_who_adds_the_same_to_every_set_gets_that(worth: Array, player: int) -> None:
    """So that who adds nothing gets nothing."""
    without = np.arange(len(worth)) & ~(1 << player)
    for adds in (0.0, 2.5):
        steady = worth[without] + adds * coalitions(4)[:, player]
        assert shapley_values(steady)[player] == pytest.approx(adds, abs=1e-9)


@given(worth=games(players=4), pair=st.permutations(range(4)))
def test_two_who_can_stand_for_each_other_get_the_same(worth: Array, pair: list[int]) -> None:
    one, other = pair[:2]
    sets = np.arange(len(worth))
    swapped = (
        sets & ~(1 << one) & ~(1 << other) | (sets >> one & 1) << other | (sets >> other & 1) << one
    )
    found = shapley_values(worth + worth[swapped])
    assert found[one] == pytest.approx(found[other], abs=1e-9)


@given(one=games(players=3), other=games(players=3))
def test_shares_of_a_sum_are_the_sum_of_shares(one: Array, other: Array) -> None:
    assert shapley_values(one + other) == pytest.approx(
        shapley_values(one) + shapley_values(other), abs=1e-9
    )


# Changes of levers


def growth(levers: dict[str, float], **parameters: float) -> float:
    return float(simulate(levers, parameters)[GROWTH][0, 0])


@given(levers=lever_boxes(), count=st.integers(1, 6), mu=st.floats(*MU.range))
@fuzzed()
def test_changes_add_up_to_what_they_do_together(
    levers: dict[str, float], count: int, mu: float
) -> None:
    plan = dict(PLAN.levers)
    moved = list(levers)[:count]
    here = {**plan, **{key: levers[key] for key in moved}}
    found = explain_change(PROVINCE, plan, here, {key: [key] for key in moved}, {"mu": mu})
    ends = growth(plan, mu=mu), growth(here, mu=mu)
    assert (found.before[0, 0], found.after[0, 0]) == pytest.approx(ends)
    total = sum(float(points[0, 0]) for points in found.changes.values())
    assert total == pytest.approx(ends[1] - ends[0], abs=1e-9)


def test_one_change_does_all_and_two_share_by_both_orders() -> None:
    plan = dict(PLAN.levers)
    here = {**plan, "disbursement_rate": 60.0, "private_investment": 2000.0}
    one = {**plan, "disbursement_rate": 60.0}
    other = {**plan, "private_investment": 2000.0}
    alone = explain_change(PROVINCE, plan, one, {"x": ["disbursement_rate"]})
    assert alone.changes["x"][0, 0] == pytest.approx(growth(one) - growth(plan))
    players = {"public": ["disbursement_rate"], "private": ["private_investment"]}
    found = explain_change(PROVINCE, plan, here, players).changes
    first, last = growth(one) - growth(plan), growth(here) - growth(other)
    assert found["public"][0, 0] == pytest.approx((first + last) / 2)


def test_lever_groups_against_the_trend_are_such_changes() -> None:
    trend = {key: lever.trend for key, lever in PROVINCE.levers.items()}
    groups: dict[str, list[str]] = {row.key: [] for row in PROVINCE.group_rows("lever")}
    for key, lever in PROVINCE.levers.items():
        groups[lever.group].append(key)
    found = explain_change(PROVINCE, trend, PLAN.levers, groups)
    wanted = explain(PROVINCE, PLAN.levers)
    for key, points in wanted.groups.items():
        assert found.changes[key] == pytest.approx(points)
    assert found.before == pytest.approx(wanted.reference)
