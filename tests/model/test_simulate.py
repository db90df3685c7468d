"""The contract of `simulate` and `explain`: what they take, refuse and give."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import explain, simulate
from model.engine import prepare
from model.equations.arrays import SECTORS
from model.equations.growth import RESIDUALS
from model.inputs import residual_array
from model.problems import InvalidInputError
from model.province.province import Province
from tests.support.province import PROVINCE, lever_boxes, lever_values

LAST = PROVINCE.last_year
GROUPS = [row.key for row in PROVINCE.group_rows("lever")]
Call = Callable[..., Any]


@pytest.mark.parametrize("call", [simulate, explain])
@pytest.mark.parametrize(
    ("levers", "parameters", "code", "said"),
    [
        ({"disbursment_rate": 95}, {}, "unknown", "disbursement_rate"),
        ({"shrimp_los_rate": 5}, {}, "unknown", "shrimp_loss_rate"),
        ({"xyz": 5}, {}, "unknown", "table levers"),
        ({"mu": 0.2}, {}, "unknown", "mu"),
        ({}, {"muu": 0.2}, "unknown", "mu"),
        ({}, {"salinity": 1}, "unknown", "salinity"),
        ({}, {"plan24_pm": 6000}, "unknown", "plan24_pm"),
        ({}, {"ref_disb": 0.9}, "unknown", "ref_disb"),
        ({}, {"claim_058": 0.05}, "unknown", "claim_058"),
        ({"disbursement_rate": np.nan}, {}, "not_a_number", "nan"),
        ({"disbursement_rate": None}, {}, "not_a_number", "50 to 100 (%)"),
        ({"disbursement_rate": np.inf}, {}, "out_of_range", "inf"),
        ({"disbursement_rate": -np.inf}, {}, "out_of_range", "-inf"),
        ({"disbursement_rate": "many"}, {}, "not_a_number", "many"),
        ({"disbursement_rate": [95, "many"]}, {}, "not_a_number", "many"),
        ({"disbursement_rate": 100.1}, {}, "out_of_range", "50 to 100 (%)"),
        ({"disbursement_rate": 0.95}, {}, "out_of_range", "0.95"),
        ({"disbursement_rate": [95.0, 101.0]}, {}, "out_of_range", "101"),
        ({"disbursement_rate": [95.0, np.nan]}, {}, "not_a_number", "nan"),
        ({"disbursement_rate": [[95.0, 96.0]]}, {}, "shape", "(1, 2)"),
        ({"disbursement_rate": [[95.0]]}, {}, "shape", "(1, 1)"),
        ({"disbursement_rate": []}, {}, "shape", "(0,)"),
        ({"disbursement_rate": [90, 91], "salinity": [0, 0, 0]}, {}, "shape", "length 2"),
        ({"disbursement_rate": [90, 91]}, {"mu": [0.2, 0.2, 0.2]}, "shape", "length 2"),
        ({}, {"mu": 0.9}, "out_of_range", "0 to 0.45"),
        ({}, {"mu": np.nan}, "not_a_number", "nan"),
        ({}, {"mu": "0,25"}, "not_a_number", "0,25"),
        ({}, {"mu": []}, "shape", "(0,)"),
    ],
)
def test_bad_values_are_refused_by_name(
    call: Call, levers: dict[str, Any], parameters: dict[str, Any], code: str, said: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        call(levers, parameters)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.field in {*levers, *parameters}
    assert problem.field in str(caught.value)
    assert said in str(caught.value)


def test_the_refusal_is_a_value_error_that_names_every_problem() -> None:
    with pytest.raises(ValueError, match="disbursement_rate") as caught:
        simulate({"disbursement_rate": 120, "salinty": 1}, {"mu": np.nan})
    assert len(str(caught.value).splitlines()) == 3
    for key in ("disbursement_rate", "salinty", "mu", "did you mean salinity?"):
        assert key in str(caught.value)


@pytest.mark.parametrize("text", ["95", b"95", np.array(["95"])])
def test_text_is_no_number_even_if_it_reads_like_one(text: object) -> None:
    with pytest.raises(InvalidInputError, match="disbursement_rate"):
        simulate({"disbursement_rate": text})  # type: ignore[dict-item]


@pytest.mark.parametrize("call", [simulate, explain])
@pytest.mark.parametrize("place", ["levers", "parameters"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([1, 2], "list, expected: a mapping"),
        ("fdi", "str, expected: a mapping"),
        (3, "int, expected: a mapping"),
        ({1: 3.0}, "the key 1, expected: keys that are text"),
        ({None: 3.0}, "the key None"),
        ({b"fdi": 3.0}, "the key b'fdi'"),
        ({("fdi",): 3.0}, "the key ('fdi',)"),
        (pd.Series([3.0]), "the key 0"),
        (pd.DataFrame([[1.0, 2.0]], columns=["fdi", "fdi"]), "fdi: given more than once"),
    ],
    ids=str,
)
def test_what_is_not_given_by_key_is_refused(
    call: Call, place: str, given: object, said: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        call(**{place: given})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1j,
        {"a": 1},
        {1, 2},
        [[1.0], [1.0, 2.0]],
        np.ma.masked_array([1.0, 2.0], [False, True]),
        np.array([1, None], dtype=object),
        np.datetime64("2024-01-01"),
        pd.Series(["1"]),
    ],
    ids=str,
)
def test_a_value_that_is_no_number_is_refused_with_what_is_allowed(value: Any) -> None:
    with pytest.raises(InvalidInputError, match=r"fdi: .* allowed: -400 to 3000") as caught:
        simulate({"fdi": value})
    assert [problem.code for problem in caught.value.problems] == ["not_a_number"]


def test_a_series_or_a_table_of_levers_is_taken_by_key() -> None:
    columns = {"fdi": [0.0, 300.0], "salinity": [0.5, 1.0]}
    wanted = simulate(columns)
    for table in (pd.DataFrame(columns), {key: pd.Series(row) for key, row in columns.items()}):
        found = simulate(table)
        for key, values in wanted.items():
            np.testing.assert_array_equal(found[key], values)
    one = simulate(pd.Series({"fdi": 300.0}))
    assert one["grdp_growth"] == simulate({"fdi": 300.0})["grdp_growth"]


@pytest.mark.parametrize("call", [simulate, explain])
@pytest.mark.parametrize(
    "horizon", [2023, 2031, 0, -1, 2024.5, 2024.0, "2024", "x", True, np.nan, [2024]]
)
def test_other_horizons_are_refused(call: Call, horizon: object) -> None:
    with pytest.raises(InvalidInputError, match=r"horizon.*2024 to 2030"):
        call(horizon=horizon)


@pytest.mark.parametrize(
    ("residuals", "horizon", "said"),
    [
        ({"crop": 1.0}, 2024, "crops"),
        ({"nation": 1.0}, 2024, "nation"),
        ({"crops": np.nan}, 2024, "crops"),
        ({"crops": [1.0, np.inf]}, 2024, "crops"),
        ({"crops": "much"}, 2024, "crops"),
        ({"crops": []}, 2024, "crops"),
        ({"crops": 50.1}, 2024, "-50 to 50 points"),
        ({"crops": [0.0, -1e9]}, 2024, "-50 to 50 points"),
        ({"crops": [[1.0], [1.0, 2.0]]}, 2024, "crops"),
        ({"crops": np.zeros((2, 3))}, 2024, "crops"),
        ({"crops": np.zeros((2, 6))}, 2030, "crops"),
        ({"crops": np.zeros((2, 7, 1))}, 2030, "crops"),
        ({"crops": [1.0, 1.0], "tourism": [1.0, 1.0, 1.0]}, 2024, "tourism"),
    ],
)
def test_bad_residuals_are_refused_by_name(
    residuals: dict[str, Any], horizon: int, said: str
) -> None:
    with pytest.raises(InvalidInputError, match=said):
        simulate(horizon=horizon, residuals=residuals)


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_every_range_are_accepted(end: str, province: Province) -> None:
    simulate({key: getattr(row, end) for key, row in province.levers.items()})
    bound = {"min": "low", "max": "high"}[end]
    simulate(parameters={key: getattr(row, bound) for key, row in province.assumptions.items()})


def test_inputs_are_not_changed() -> None:
    inputs = [
        {"public_plan": np.array([4000.0, 8000.0]), "disbursement_rate": np.array([80.0, 90.0])},
        {"mu": np.array([0.2, 0.3]), "y0_grdp": np.array([72093.0, 73000.0])},
        {"crops": np.array([[1.0] * 7, [2.0] * 7])},
    ]
    kept = [{key: array.copy() for key, array in values.items()} for values in inputs]
    for values in inputs:
        for array in values.values():
            array.flags.writeable = False
    levers, parameters, residuals = inputs
    simulate(levers, parameters, LAST, residuals)
    explain(levers, parameters, LAST)
    for values, before in zip(inputs, kept, strict=True):
        assert list(values) == list(before)
        for key, array in values.items():
            np.testing.assert_array_equal(array, before[key])


def test_results_are_the_callers_own() -> None:
    """Writing into a result changes neither the next result nor the inputs."""
    first = simulate({"disbursement_rate": np.array([80.0, 90.0])})
    expected = {key: values.copy() for key, values in first.items()}
    for values in first.values():
        values[:] = -1.0
    again = simulate({"disbursement_rate": np.array([80.0, 90.0])})
    for key, values in again.items():
        np.testing.assert_array_equal(values, expected[key])


@settings(max_examples=20)
@given(share=st.floats(0.1, 0.4), horizon=st.sampled_from([None, 2027]))
def test_a_parameter_given_as_a_number_counts_as_one_given_as_an_array(
    share: float, horizon: int | None
) -> None:
    levers = {"fdi": 500.0, "salinity": 0.5}
    number = simulate(levers, {"mu": share}, horizon)
    array = simulate(levers, {"mu": np.array([share])}, horizon)
    for key, values in number.items():
        np.testing.assert_array_equal(values, array[key], key)


def test_a_number_at_its_default_is_the_default(province: Province) -> None:
    own = {key: row.default for key, row in province.assumptions.items()}
    given, none = simulate(parameters=own, horizon=LAST), simulate(horizon=LAST)
    for key, values in none.items():
        np.testing.assert_allclose(given[key], values, rtol=1e-14, err_msg=key)


# Contributions


@given(levers=lever_boxes())
@settings(max_examples=30)
def test_explained_growth_is_the_growth_that_is_projected(levers: dict[str, float]) -> None:
    found = explain(levers, horizon=LAST)
    np.testing.assert_allclose(
        found.growth, simulate(levers, horizon=LAST)["grdp_growth"], rtol=1e-12
    )
    np.testing.assert_allclose(found.reference, simulate(horizon=LAST)["grdp_growth"], rtol=1e-12)
    assert list(found.groups) == GROUPS


@pytest.mark.parametrize("group", GROUPS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_single_changed_group_gets_the_whole_change(group: str, data: st.DataObject) -> None:
    keys = [key for key, row in PROVINCE.levers.items() if row.group == group]
    levers = {key: data.draw(lever_values(key)) for key in keys}
    found = explain(levers, horizon=LAST)
    for other, value in found.groups.items():
        expected = found.growth - found.reference if other == group else 0.0
        np.testing.assert_allclose(value, expected, rtol=0, atol=1e-10, err_msg=other)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_at_the_reference_gets_nothing(group: str, plan: Mapping[str, float]) -> None:
    levers = {key: value for key, value in plan.items() if PROVINCE.levers[key].group != group}
    levers |= {"salinity": 1.0} if group != "context" else {}
    np.testing.assert_allclose(explain(levers, horizon=LAST).groups[group], 0.0, atol=1e-12)


def test_contributions_do_not_depend_on_the_order_of_the_levers(
    plan: Mapping[str, float],
) -> None:
    usual, turned = explain(plan), explain(dict(reversed(list(plan.items()))))
    for group in GROUPS:
        np.testing.assert_array_equal(usual.groups[group], turned.groups[group])


def test_two_groups_share_what_they_make_together() -> None:
    """Of two groups each gets its effect alone and half of what only both together give."""
    shrimp, price = {"shrimp_area_high_tech": 5000.0}, {"shrimp_price": 40.0}
    alone = {
        "shrimp": explain(shrimp).growth - explain().growth,
        "tourism_markets": explain(price).growth - explain().growth,
    }
    both = explain({**shrimp, **price})
    together = both.growth - both.reference - sum(alone.values())
    assert abs(together[0, 0]) > 1e-4
    for group, effect in alone.items():
        np.testing.assert_allclose(both.groups[group], effect + together / 2, atol=1e-12)


def test_channels_without_a_cause_are_zero() -> None:
    channels = explain({"trained_labour": 2.0}).channels
    moved = {key for key, value in channels.items() if value[0, 0] != explain().channels[key][0, 0]}
    assert moved == {"people", "product_taxes"}


def test_every_channel_has_its_words(province: Province) -> None:
    named = {row.key for row in province.group_rows("channel")}
    assert set(explain().channels) <= named
    assert {"residual"} == named - set(explain().channels)


def test_explained_arrays_have_a_row_for_each_draw() -> None:
    found = explain({"disbursement_rate": [80.0, 90.0, 100.0]}, {"mu": [0.2, 0.25, 0.3]}, LAST)
    parts = [found.growth, found.reference, *found.channels.values(), *found.groups.values()]
    assert {part.shape for part in parts} == {(3, 7)}
    alone = explain({"disbursement_rate": 90.0}, {"mu": 0.25}, LAST)
    for group in GROUPS:
        np.testing.assert_allclose(found.groups[group][1], alone.groups[group][0], atol=1e-12)


def test_residuals_are_those_of_the_sectors_of_product_taxes_and_of_prices() -> None:
    assert SECTORS == (
        "crops",
        "fisheries",
        "industry",
        "construction",
        "trade_services",
        "tourism",
    )
    assert (*SECTORS, "product_taxes", "prices") == RESIDUALS


@given(levers=lever_boxes(), noisy=st.booleans(), seed=st.integers(0, 100))
def test_prepared_draws_give_what_simulate_gives(
    levers: dict[str, float], noisy: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    parameters = {
        key: rng.triangular(row.low, row.default, row.high, 5)
        for key, row in PROVINCE.assumptions.items()
        if row.distribution == "triangular"
    }
    residuals = {key: rng.normal(0.0, 2.0, (5, 3)) for key in RESIDUALS}
    prepared = prepare(PROVINCE, parameters, 2026)
    found = prepared.simulate(levers, residual_array(residuals, 5, 3) if noisy else None)
    wanted = simulate(levers, parameters, 2026, residuals if noisy else None)
    for key, values in wanted.items():
        np.testing.assert_array_equal(found[key], values, err_msg=key)
