"""The trend, equal returns and limits: docs/MODEL.md, "What must always hold"."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import simulate
from model.equations.arrays import CONSTRUCTION, Array, Values
from model.equations.base_year import base_private_capital
from model.equations.capital import accumulate
from model.equations.demand import within_capacity
from model.equations.shrimp import pond_capital
from model.province.province import Province
from model.scenario.results import results
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.warnings import HIGHEST_GROWTH, warnings
from model.uncertainty.draws import drawn_parameters, hypercube
from tests.support.province import (
    DATA,
    PROVINCE,
    base_calibration,
    growth_paths,
    lever_boxes,
    lever_values,
    random_levers,
)

FIRST, LAST = PROVINCE.base_year + 1, PROVINCE.last_year
NATION = "national_growth"
USUAL = PROVINCE.levers[NATION].trend


def growth(
    levers: Mapping[str, float | Array], parameters: Mapping[str, float | Array] | None = None
) -> Array:
    """Growth by draw and year, per cent."""
    return simulate(levers, parameters, LAST)["grdp_growth"]


# The trend


@given(nation=lever_values(NATION), gap=st.floats(-0.8, 0.8))
def test_growth_on_the_trend_is_the_nations_and_the_gap_in_every_year(
    nation: float, gap: float
) -> None:
    found = growth({NATION: nation}, {"gap": gap})
    np.testing.assert_allclose(found, nation + gap, rtol=0, atol=1e-9)


def test_so_it_is_in_every_draw_of_parameters() -> None:
    """The base loss is the one that stays: drawn off the lever's value, it moves the trend too."""
    drawn = drawn_parameters(PROVINCE, hypercube(DATA), {})
    drawn.pop("loss0")
    found = growth({}, drawn)
    expected = np.asarray(USUAL + drawn["gap"])[:, np.newaxis]
    np.testing.assert_allclose(found, np.broadcast_to(expected, found.shape), rtol=0, atol=1e-9)


@given(levers=lever_boxes(), other=lever_values(NATION))
def test_growth_rises_with_that_of_the_nation(levers: dict[str, float], other: float) -> None:
    low, high = sorted([levers[NATION], other])
    slower, faster = growth({**levers, NATION: low}), growth({**levers, NATION: high})
    assert faster[0, 0] >= slower[0, 0] - 1e-9


def test_agriculture_hardly_follows_the_nation_and_services_do_most() -> None:
    usual, faster = simulate(), simulate({NATION: USUAL + 1.0})
    gains = [
        float(faster[key][0, 0] - usual[key][0, 0])
        for key in ("growth_sector1", "growth_sector2", "growth_sector3")
    ]
    assert 0.0 < gains[0] < 0.3 < 1.0 < gains[1] < gains[2]


def test_no_sector_drifts_away_on_the_trend(province: Province) -> None:
    """New money is allotted so that capital of each sector grows as the sector does."""
    path = growth_paths(province, {}, LAST - province.base_year)[0]
    capital = np.array([stock.private[0] for stock in path.capital])
    product = np.array([year.before.value_added[0] for year in path.years])
    ratio = capital[1:-1] / product[1:]
    drift = ratio[-1] / ratio[0]
    assert np.abs(drift / drift.mean() - 1.0).max() < 0.06


# Equal returns


def test_a_vnd_of_capital_earns_the_same_in_every_sector(province: Province) -> None:
    """Its marginal product is α·VA/K; 1.0 had 39 % in crops and 9 % in industry."""
    base = base_calibration(province)
    returns = base.private_share * base.economy.value_added / base.capital
    np.testing.assert_allclose(returns, returns[0, 0], rtol=1e-12)
    assert 0.2 < returns[0, 0] < 0.26


@given(shares=st.lists(st.floats(0.1, 0.6), min_size=6, max_size=6))
def test_returns_are_equal_whatever_the_elasticities(shares: list[float]) -> None:
    economy, private_share = base_calibration(PROVINCE).economy, np.array([shares])
    capital = base_private_capital(economy, private_share, PROVINCE.default_values)
    returns = private_share * economy.value_added / capital
    np.testing.assert_allclose(returns, returns[0, 0], rtol=1e-12)


def test_private_investment_of_the_base_year_is_allotted_whole(province: Province) -> None:
    drawn = drawn_parameters(province, hypercube(DATA), {})
    few = {key: np.atleast_1d(values)[:200] for key, values in drawn.items()}
    setting = {key: values * province.parameter_scales[key] for key, values in few.items()}
    for parameters in (province.default_values, {**province.default_values, **setting}):
        base = base_calibration(province, parameters)
        np.testing.assert_allclose(base.allocation.sum(axis=-1), 1.0, rtol=1e-12)
        assert (base.allocation > 0.0).all()


# Limits


def test_ponds_take_their_capital_from_other_private_investment(province: Province) -> None:
    """5,000 ha of high-tech ponds cost what they cost, and the other sectors lack it."""
    levers = {"shrimp_area_high_tech": 5000.0}
    reference, path = growth_paths(province, levers, 2)
    taken = reference.capital[1].private - path.capital[1].private
    cost = province.parameters["capex_sup"].default * 5000.0
    in_year = province.parameters["lam_p"].default
    assert taken.sum() == pytest.approx(in_year * cost, rel=1e-9)
    assert (taken > 0.0).all()


@given(levers=lever_boxes())
def test_ponds_never_make_an_investment_negative(levers: dict[str, float]) -> None:
    ponds = {key: row.max for key, row in PROVINCE.levers.items() if "shrimp_area" in key}
    parameters = PROVINCE.parameters
    for path in growth_paths(PROVINCE, {**levers, **ponds, "private_investment": -3000.0}, 2):
        before, after = path.capital[:2]
        kept = accumulate(
            before.private,
            np.zeros(1),
            np.zeros(1),
            np.array([parameters["delta_k"].default]),
            np.array([parameters["lam_p"].default]),
        )
        assert (after.private >= kept - 1e-9).all()


def test_the_reader_is_warned_when_ponds_need_more_than_can_turn_to_them() -> None:
    def warned(**levers: float) -> set[str]:
        moved = {**preset_scenario(PROVINCE, "trend_2024").levers, **levers}
        scenario = Scenario(moved)
        found = warnings(PROVINCE, scenario, results(PROVINCE, scenario))
        return {warning.key for warning in found}

    assert "warning_ponds" not in warned(shrimp_area_high_tech=1400.0)
    assert "warning_ponds" in warned(shrimp_area_high_tech=1600.0)
    assert "warning_ponds" not in warned(shrimp_area_high_tech=1600.0, private_investment=500.0)


def test_a_hectare_of_ponds_costs_as_it_yields(province: Province) -> None:
    parameters = province.default_values

    def cost(system: str) -> float:
        levers = {key: np.zeros(1) for key in province.levers}
        levers[f"shrimp_area_{system}"] = np.array([100.0])
        return float(pond_capital(levers, parameters)[0])

    high_tech = cost("high_tech")
    assert high_tech == pytest.approx(200.0)
    expected = high_tech * parameters["y_int"][0] / parameters["y_sup"][0]
    assert cost("intensive") == pytest.approx(expected)


@given(wanted=st.floats(-5e4, 5e4), share=st.floats(0.15, 0.45))
def test_builders_take_on_no_more_than_they_can(wanted: float, share: float) -> None:
    parameters: Values = {"con_cap": np.array([share])}
    construction = np.array([4000.0])
    found = float(within_capacity(np.array([wanted]), construction, parameters)[0])
    assert abs(found) <= min(abs(wanted), share * 4000.0) * (1 + 1e-12) + 1e-300


@given(wanted=st.floats(-5e3, 5e3))
def test_without_a_limit_builders_take_on_everything(wanted: float) -> None:
    unlimited: Values = {"con_cap": np.array([1e9])}
    found = float(within_capacity(np.array([wanted]), np.array([4000.0]), unlimited)[0])
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_the_limit_is_that_of_construction_in_the_year_before(province: Province) -> None:
    """All money at its highest: construction still gains no more than its capacity."""
    rich = {key: province.levers[key].max for key in ("public_plan", "central_projects", "fdi")}
    path = growth_paths(province, rich, 1)[1]
    gain = path.years[0].terms["demand"][0, CONSTRUCTION]
    assert gain < province.parameters["con_cap"].default


def test_the_best_corner_stays_below_20_per_cent_and_is_warned_about(province: Province) -> None:
    """Every lever of the province at its better end, the nation as usual; 1.0 gave 22.6 %."""
    corner = {NATION: USUAL}
    for key in province.levers.keys() - {NATION}:
        ends = {end: float(growth({key: end})[0, 0]) for end in province.levers[key].range}
        corner[key] = max(ends, key=ends.__getitem__)
    best = float(growth(corner)[0, 0])
    assert HIGHEST_GROWTH < best < 20.0
    scenario = Scenario(corner)
    keys = {row.key for row in warnings(province, scenario, results(province, scenario))}
    assert "warning_growth_high" in keys


def test_no_setting_beats_20_per_cent_while_the_nation_grows_as_usual() -> None:
    levers = random_levers(20_000, 11, corners=True) | {NATION: np.full(20_000, USUAL)}
    assert growth(levers)[:, 0].max() < 20.0


# What stops


def test_a_change_of_pci_lifts_the_level_and_not_growth_for_ever() -> None:
    gap = growth({"pci_change": 3.0}, {"eps_pci_inv": 0.0}) - growth({}, {"eps_pci_inv": 0.0})
    assert (gap[0, :3] > 0.01).all()
    assert np.abs(gap[0, 3:]).max() < 1e-3


def test_retail_sales_come_to_grow_as_services_do() -> None:
    found, prices = simulate(horizon=LAST), 1.0 + PROVINCE.parameters["cpi"].default
    volume = found["retail_sales"][0, 1:] / found["retail_sales"][0, :-1] / prices - 1.0
    elasticity = 100.0 * volume / found["growth_sector3"][0, 1:]
    assert (np.diff(elasticity) < 0.0).all()
    assert elasticity[-1] == pytest.approx(1.0, abs=0.02)


def test_poverty_has_no_value_after_its_standard_ends(province: Province) -> None:
    found = simulate(horizon=LAST)
    for key, row in province.indicators.items():
        if row.modelled:
            missing = np.isnan(found[key][0])
            ends = LAST if row.until is None else row.until
            assert missing.tolist() == [year > ends for year in range(FIRST, LAST + 1)], key
    assert province.indicators["poverty_rate"].until == 2025


def test_exports_answer_to_external_demand_one_for_one() -> None:
    """Of the rice and aquatic ones all; of industry's its own demand counts once."""
    usual, more = simulate(), simulate({"external_demand": 2.0})
    for key in ("exports", "exports_aquatic"):
        rise = more[key][0, 0] / usual[key][0, 0] - 1.0
        assert rise == pytest.approx(0.02, abs=0.0005), key


# What a transcription gave before


@pytest.mark.parametrize(
    ("preset", "moved", "expected"),
    [
        ("trend_2024", {}, (6.250, 2.90, 8.93, 8.86, 66.26)),
        (
            "baseline_2023",
            {"visitor_growth": 6, "spend_growth": 3},
            (6.081, 2.85, 8.35, 8.73, 66.15),
        ),
        ("plan_2024", {}, (6.767, 3.19, 10.32, 9.28, 66.58)),
        ("plan_dec_2023", {}, (6.495, 3.15, 9.22, 9.08, 66.41)),
        ("disbursement_75", {}, (6.290, 3.12, 8.39, 8.94, 66.28)),
    ],
)
def test_growth_is_what_an_independent_transcription_gave(
    preset: str, moved: dict[str, float], expected: tuple[float, ...]
) -> None:
    """Its levers of 2023 held visits and spending as usual, not as they were."""
    keys = ("grdp_growth", "growth_sector1", "growth_sector2", "growth_sector3", "grdp_per_capita")
    found = simulate({**preset_scenario(PROVINCE, preset).levers, **moved})
    assert [float(found[key][0, 0]) for key in keys] == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("lever", "first", "level"),
    [
        ("public_plan", 0.357, 1.54),
        ("private_investment", 0.409, 1.53),
        ("fdi", 0.236, 1.26),
        ("central_projects", 0.357, 1.08),
    ],
)
def test_a_thousand_billion_a_year_gives_what_the_transcription_gave(
    lever: str, first: float, level: float
) -> None:
    more = 1000.0 / (PROVINCE.levers["disbursement_rate"].trend / 100.0)
    row = PROVINCE.levers[lever]
    moved = growth({lever: row.trend + (more if lever == "public_plan" else 1000.0)})
    usual = growth({})
    assert moved[0, 0] - usual[0, 0] == pytest.approx(first, abs=0.002)
    ratio = np.prod(1.0 + moved[0] / 100.0) / np.prod(1.0 + usual[0] / 100.0)
    assert 100.0 * (ratio - 1.0) == pytest.approx(level, abs=0.01)


def test_the_path_of_the_plan_is_what_the_transcription_gave() -> None:
    found = growth(preset_scenario(PROVINCE, "plan_2024").levers)[0]
    assert found == pytest.approx([6.77, 6.59, 6.62, 6.56, 6.53, 6.48, 6.46], abs=0.006)


def test_high_tech_ponds_give_what_the_transcription_gave() -> None:
    found = growth({"shrimp_area_high_tech": np.array([500.0, 5000.0])})[:, 0]
    assert found == pytest.approx([6.365, 7.370], abs=0.002)


def test_money_of_a_path_grows_from_that_of_the_plan_year(province: Province) -> None:
    path = growth_paths(province, {"public_plan": 8000.0}, 3)[1]
    public = [money.public[0] for money in path.money]
    rise = 1.0 + province.parameters["g_ig_ref"].default
    assert np.diff(np.log(public)) == pytest.approx(np.log(rise))
