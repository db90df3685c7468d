"""Exceeded, met or missed: docs/MODEL.md, "Indicators and their status"."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import simulate
from model.problems import parse_number
from model.province.province import Province
from model.province.rows import Target
from model.scenario.link import own_targets
from model.scenario.results import first_year, results
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import (
    STATUSES,
    counts,
    rounded,
    scenario_targets,
    statuses,
    target_status,
)
from tests.support.province import PROVINCE

OPEN = [key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets]
TARGET = PROVINCE.plan_targets["grdp_growth"]


def target(low: float, high: float | None, decimals: int, comparator: str = "=") -> Target:
    return replace(TARGET, value=low, value_high=high, decimals=decimals, comparator=comparator)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (7.45, 1, 7.5),
        (7.449999, 1, 7.4),
        (6.95, 1, 7.0),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (0.5, 0, 1.0),
        (1.5, 0, 2.0),
        (2.5, 0, 3.0),
        (-0.5, 0, -1.0),
        (-2.345, 2, -2.35),
        (214_999.5, 0, 215_000.0),
        (72_093.0, 0, 72_093.0),
        (1e-9, 2, 0.0),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert rounded(value, decimals) == expected


def test_a_small_loss_is_not_shown_as_minus_zero() -> None:
    assert f"{rounded(-0.001, 2):.2f}" == "0.00"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (6.0, "missed"),
        (6.949, "missed"),
        (6.95, "met"),
        (7.0, "met"),
        (7.2, "met"),
        (7.45, "met"),
        (7.5, "met"),
        (7.549, "met"),
        (7.55, "exceeded"),
        (8.0, "exceeded"),
    ],
)
def test_growth_of_7_to_7_5_per_cent(value: float, expected: str, province: Province) -> None:
    assert TARGET.text == "7–7.5"
    assert target_status(province.indicators["grdp_growth"], TARGET, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(39.4, "exceeded"), (39.5, "met"), (40.0, "met"), (40.49, "met"), (40.5, "missed")],
)
def test_share_of_sector_1_is_better_when_lower(
    value: float, expected: str, province: Province
) -> None:
    found = province.plan_targets["share_sector1"]
    assert target_status(province.indicators["share_sector1"], found, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.94, "exceeded"), (1.95, "met"), (2.5, "met"), (3.04, "met"), (3.05, "missed")],
)
def test_a_range_where_lower_is_better(value: float, expected: str, province: Province) -> None:
    indicator = province.indicators["poverty_rate"]
    assert target_status(indicator, target(2.0, 3.0, 1, "range"), value) == expected


@pytest.mark.parametrize(("value", "expected"), [(94.4, "missed"), (94.5, "met"), (96, "exceeded")])
def test_at_least_95(value: float, expected: str, province: Province) -> None:
    found = province.plan_targets["disbursement_rate_pm"]
    assert found.text == "≥ 95"
    assert target_status(province.indicators["disbursement_rate_pm"], found, value) == expected


@pytest.mark.parametrize(
    ("key", "better"),
    [
        ("share_sector1", "down"),
        ("share_sector2", "up"),
        ("share_sector3", "up"),
        ("share_product_tax", "up"),
        ("poverty_rate", "down"),
        ("poverty_rate_khmer", "down"),
        ("poverty_reduction", "up"),
        ("icor", "down"),
        ("grdp_growth", "up"),
    ],
)
def test_directions_are_those_of_the_model_text(key: str, better: str) -> None:
    assert PROVINCE.indicators[key].better == better


@given(value=st.floats(-1e6, 1e6), better=st.sampled_from(["up", "down"]))
def test_a_target_equal_to_the_projection_is_met(value: float, better: str) -> None:
    indicator = replace(PROVINCE.indicators["grdp_growth"], better=better)
    near = rounded(value, 2)
    assert target_status(indicator, target(near, None, 2), value) == "met"


@given(low=st.floats(-1e3, 1e3), more=st.floats(0.1, 1e3), better=st.sampled_from(["up", "down"]))
def test_better_is_exceeded_and_worse_is_missed(low: float, more: float, better: str) -> None:
    indicator = replace(PROVINCE.indicators["grdp_growth"], better=better)
    sign = 1.0 if better == "up" else -1.0
    aim = target(low, None, 2)
    assert target_status(indicator, aim, low + sign * more) == "exceeded"
    assert target_status(indicator, aim, low - sign * more) == "missed"


# Whole scenarios


def status_of(province: Province, scenario: Scenario) -> Mapping[str, str]:
    projected = first_year(simulate(scenario.levers, scenario.parameters))
    return statuses(province, projected, scenario_targets(province, scenario))


def test_every_indicator_has_one_status(province: Province) -> None:
    found = status_of(province, preset_scenario(province, "plan_2024"))
    assert list(found) == list(province.indicators)
    assert set(found.values()) <= set(STATUSES)
    assert sum(counts(found.values()).values()) == len(province.indicators)
    assert list(counts(found.values())) == list(STATUSES)


def test_what_is_not_modelled_is_said_so_even_with_a_target(province: Province) -> None:
    found = status_of(province, preset_scenario(province, "plan_2024"))
    for key, row in province.indicators.items():
        assert (found[key] == "not_modelled") == (not row.modelled)
    assert "aquaculture_output" in province.plan_targets
    assert found["aquaculture_output"] == "not_modelled"


def test_counts_are_over_modelled_indicators_with_a_known_target(province: Province) -> None:
    found = counts(status_of(province, preset_scenario(province, "plan_2024")).values())
    known = [key for key in province.plan_targets if province.indicators[key].modelled]
    assert found["exceeded"] + found["met"] + found["missed"] == len(known)
    assert found["not_modelled"] == 13
    assert found["no_target"] == len(province.indicators) - 13 - len(known)


def test_the_term_average_on_poverty_is_never_missed(province: Province) -> None:
    """A fall of 2 to 3 points a year cannot be repeated from a rate of 2.5 %."""
    found = status_of(province, preset_scenario(province, "baseline_2023"))
    for key in ("poverty_reduction", "poverty_reduction_khmer", "poverty_rate"):
        assert found[key] == "no_target"


def test_the_disbursement_target_follows_the_lever(province: Province) -> None:
    base = preset_scenario(province, "plan_2024")
    for rate, expected in ((75.0, "missed"), (95.0, "met"), (100.0, "exceeded")):
        scenario = replace(base, levers={**base.levers, "disbursement_rate": rate})
        assert status_of(province, scenario)["disbursement_rate_pm"] == expected


@pytest.mark.parametrize(("aim", "expected"), [(70.0, "exceeded"), (90.0, "missed")])
def test_an_own_target_counts_where_none_is_known(
    aim: float, expected: str, province: Province
) -> None:
    base = preset_scenario(province, "plan_2024")
    found = status_of(province, replace(base, targets={"ntm_communes": aim}))
    usual = status_of(province, base)
    assert usual["ntm_communes"] == "no_target"
    assert found == {**usual, "ntm_communes": expected}


def test_an_own_target_has_at_least_the_decimals_of_its_indicator(province: Province) -> None:
    scenario = Scenario({}, targets={"trained_labour_rate": 64.5, "poverty_rate": 1.125})
    found = scenario_targets(province, scenario)
    assert found["trained_labour_rate"].decimals == 2
    assert found["poverty_rate"].decimals == 3


def test_a_known_target_stands_above_an_own_one(province: Province) -> None:
    scenario = Scenario({}, targets={"grdp_growth": 1.0})
    assert scenario_targets(province, scenario)["grdp_growth"] == TARGET


@given(key=st.sampled_from(OPEN), value=st.floats(-1e14, 1e14) | st.floats(-60.0, 200.0))
def test_every_own_target_that_a_link_accepts_has_a_status(key: str, value: float) -> None:
    number = parse_number(repr(value))
    if number is None:
        return
    low, high = PROVINCE.indicators[key].range
    kept, problems = own_targets(PROVINCE, {key: number})
    if not low <= number <= high:
        assert not kept and [(row.code, row.field) for row in problems] == [
            ("out_of_range", f"t.{key}")
        ]
        return
    assert (kept, problems) == ({key: number}, [])
    base = preset_scenario(PROVINCE, "plan_2024")
    found = {
        row.indicator.key: row.status
        for row in results(PROVINCE, replace(base, targets={key: number}))
    }
    assert found[key] in ("exceeded", "met", "missed")


def test_an_undefined_icor_neither_meets_nor_misses_a_target(province: Province) -> None:
    levers = {"external_demand": -8.0, "shrimp_loss_rate": 40.0}
    projected = first_year(simulate(levers))
    assert math.isnan(projected["icor"])
    scenario = Scenario(levers, targets={"icor": 5.0})
    found = statuses(province, projected, scenario_targets(province, scenario))
    assert found["icor"] == "no_target"
    row = next(row for row in results(province, scenario) if row.indicator.key == "icor")
    assert row.projected is None


def test_results_hold_what_the_model_gives(province: Province, plan: dict[str, float]) -> None:
    projected, usual = simulate(plan), simulate()
    rows = results(province, preset_scenario(province, "plan_2024"))
    assert [row.indicator.key for row in rows] == list(province.indicators)
    for row in rows:
        key = row.indicator.key
        if row.indicator.modelled:
            assert row.projected == projected[key][0, 0]
            assert row.reference == usual[key][0, 0]
        else:
            assert row.projected is row.reference is None
        assert row.low is row.high is None
