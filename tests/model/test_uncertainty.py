"""Draws, the two bands and what each of them holds (equations 40 to 43)."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from model import simulate
from model.equations.arrays import SECTORS, Array
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.bands import spread
from model.uncertainty.draws import (
    drawn_parameters,
    drawn_residuals,
    hypercube,
    nation_residuals,
    triangular,
)
from model.uncertainty.scenario_draws import Bands, bands, draw_level, nation_draws
from tests.support.province import DATA, PROVINCE, lever_boxes

LAST = PROVINCE.last_year
PLAN = preset_scenario(PROVINCE, "plan_2024")


@pytest.fixture(scope="module")
def drawn() -> Bands:
    return bands(PROVINCE, PLAN, LAST)


def width(draws: Array) -> Array:
    """Width of the 90 % band of each year."""
    low, high = np.nanquantile(draws, [0.05, 0.95], axis=0)
    return np.asarray(high - low)


# The triangular distribution


@given(
    low=st.floats(-10, 10),
    left=st.floats(0, 10),
    right=st.floats(0, 10),
    quantile=st.floats(0.001, 0.999),
)
def test_triangular_inverts_the_distribution_function(
    low: float, left: float, right: float, quantile: float
) -> None:
    mode, high = low + left, low + left + right
    value = float(triangular(np.array([quantile]), low, mode, high)[0])
    assert low - 1e-9 <= value <= high + 1e-9
    span = high - low
    if span > 1e-3:
        shape = (mode - low) / span
        expected = stats.triang.ppf(quantile, shape, loc=low, scale=span)
        assert value == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("quantile", "low", "mode", "high", "expected"),
    [
        (0.5, 0.0, 0.5, 1.0, 0.5),
        (0.125, 0.0, 0.5, 1.0, 0.25),
        (0.875, 0.0, 0.5, 1.0, 0.75),
        (0.25, 0.0, 0.0, 1.0, 1.0 - np.sqrt(0.75)),
        (0.25, 0.0, 1.0, 1.0, 0.5),
        (0.3, 4.0, 4.0, 4.0, 4.0),
    ],
)
def test_triangular_has_its_closed_forms(
    quantile: float, low: float, mode: float, high: float, expected: float
) -> None:
    assert triangular(np.array([quantile]), low, mode, high)[0] == pytest.approx(expected)


# The draws


def test_parameters_are_drawn_inside_their_range(province: Province) -> None:
    draws = drawn_parameters(province, hypercube(DATA), {})
    assert set(draws) == {
        key for key, row in province.assumptions.items() if row.distribution == "triangular"
    }
    for key, values in draws.items():
        row = province.parameters[key]
        assert np.min(values) > row.low, key
        assert np.max(values) < row.high, key
        expected = (row.low + row.default + row.high) / 3
        assert np.mean(values) == pytest.approx(expected, abs=1e-3 * (row.high - row.low)), key


@pytest.mark.parametrize("prefix", ["alpha", "beta"])
def test_elasticities_share_one_quantile_across_sectors(prefix: str, province: Province) -> None:
    draws = drawn_parameters(province, hypercube(DATA), {})
    keys = [key for key in draws if key.startswith(f"{prefix}_")]
    assert len(keys) == len(SECTORS)
    for key in keys:
        np.testing.assert_array_equal(np.argsort(draws[key]), np.argsort(draws[keys[0]]))


def test_draws_are_the_same_every_time() -> None:
    hypercube.cache_clear()
    first = bands(PROVINCE, PLAN, size=200)
    hypercube.cache_clear()
    second = bands(PROVINCE, PLAN, size=200)
    for key, values in first.level.items():
        np.testing.assert_array_equal(values, second.level[key])
        np.testing.assert_array_equal(first.effect[key], second.effect[key])


def test_draws_are_those_that_were_published() -> None:
    """The first numbers of the first draws; a change of these is a change of every band."""
    cube = hypercube(DATA)
    published = {
        "mu": [0.46175, 0.06225, 0.00375],
        "alpha": [0.86975, 0.48775, 0.51275],
        "residual_industry_1": [0.97125, 0.36775, 0.41425],
    }
    for name, values in published.items():
        assert cube[name][:3] == pytest.approx(values, abs=1e-12)


def test_fewer_draws_are_the_first_ones(drawn: Bands) -> None:
    few = bands(PROVINCE, PLAN, LAST, 50)
    for key, values in few.level.items():
        assert values.shape == (50, LAST - PROVINCE.base_year)
        np.testing.assert_allclose(values, drawn.level[key][:50], rtol=1e-12, err_msg=key)


def test_a_longer_horizon_keeps_the_first_year(drawn: Bands) -> None:
    short = bands(PROVINCE, PLAN)
    for key, values in short.level.items():
        np.testing.assert_array_equal(values[:, 0], drawn.level[key][:, 0], err_msg=key)
        np.testing.assert_array_equal(short.effect[key][:, 0], drawn.effect[key][:, 0])


@pytest.mark.parametrize("size", [0, -1, 2001, 10**9])
def test_more_draws_than_stored_or_none_are_refused(size: int) -> None:
    with pytest.raises(InvalidInputError, match=r"draws.*1 to 2000"):
        bands(PROVINCE, PLAN, size=size)


@pytest.mark.parametrize("horizon", [2022, 2023, 2031, 2100])
def test_a_horizon_outside_the_years_is_refused(horizon: int) -> None:
    with pytest.raises(InvalidInputError, match=r"horizon.*2024 to 2030"):
        bands(PROVINCE, PLAN, horizon)


# The residual


def residual_spread(fixed: Mapping[str, float], province: Province) -> Array:
    """Standard deviation of growth by residuals alone, in points, by year."""
    years = LAST - province.base_year
    residuals = drawn_residuals(province, hypercube(DATA), fixed, years)
    noisy = simulate(PLAN.levers, fixed, LAST, residuals)["grdp_growth"]
    clean = simulate(PLAN.levers, fixed, LAST)["grdp_growth"]
    return np.asarray((noisy - clean).std(axis=0))


def test_the_residual_of_growth_has_the_standard_deviation_sigma(province: Province) -> None:
    """1.8 points within 2 % in 2024; a tenth more by 2030, as services come to weigh more."""
    found = residual_spread({}, province)
    assert province.parameters["sd_agg"].default == 1.8
    assert found[0] == pytest.approx(1.8, rel=0.02)
    assert found == pytest.approx(1.8, rel=0.12)


def test_the_residual_is_the_nations_and_the_provinces(province: Province) -> None:
    """1.5 and 1.0 points: sectors move with the nation's surprise as with its growth."""
    cube, years = hypercube(DATA), 1
    nation = nation_residuals(province, cube, {}, years)
    usual = simulate(PLAN.levers)["grdp_growth"]
    moved = simulate(PLAN.levers, residuals=nation)["grdp_growth"]
    assert (moved - usual).std() == pytest.approx(1.5, rel=0.02)
    faster = simulate({**PLAN.levers, "national_growth": 7.25})
    slower = simulate({**PLAN.levers, "national_growth": 5.25})
    gain = (faster["growth_sector3"] - slower["growth_sector3"])[0, 0] / 2
    ratio = nation["trade_services"].std() / (moved - usual).std()
    assert ratio == pytest.approx(gain, rel=0.02)
    whole = drawn_residuals(province, cube, {}, years)
    own = {key: whole[key] - nation[key] for key in nation}
    alone = simulate(PLAN.levers, residuals=own)["grdp_growth"]
    assert (alone - usual).std() == pytest.approx(1.0, rel=0.02)


def test_the_provinces_own_part_has_the_pattern_of_its_sectors(province: Province) -> None:
    cube = hypercube(DATA)
    whole = drawn_residuals(province, cube, {}, 1)
    nation = nation_residuals(province, cube, {}, 1)
    own = [(whole[key] - nation[key]).std() for key in SECTORS]
    suffixes = ("crop", "fish", "ind", "con", "srv", "tou")
    expected = [province.parameters[f"sd_{suffix}"].default for suffix in suffixes]
    assert np.divide(own, expected) == pytest.approx(own[0] / expected[0], rel=0.02)


def test_product_taxes_and_prices_have_their_own(province: Province) -> None:
    drawn = drawn_residuals(province, hypercube(DATA), {}, LAST - province.base_year)
    for key, parameter in (("product_taxes", "sd_tax"), ("prices", "sd_prices")):
        expected = province.parameters[parameter].default
        assert drawn[key].std(axis=0) == pytest.approx(expected, rel=0.02)


def test_prices_move_money_and_neither_growth_nor_structure() -> None:
    usual = simulate(PLAN.levers, horizon=LAST)
    dear = simulate(PLAN.levers, horizon=LAST, residuals={"prices": 10.0})
    rise = 1.1 ** np.arange(1, LAST - PROVINCE.base_year + 1)
    for key in ("grdp_current", "grdp_per_capita", "labour_productivity"):
        np.testing.assert_allclose(dear[key][0], usual[key][0] * rise, rtol=1e-12, err_msg=key)
    for key in ("total_investment_share", "icor"):
        np.testing.assert_allclose(dear[key][0], usual[key][0] / rise, rtol=1e-12, err_msg=key)
    assert (dear["budget_revenue"] > usual["budget_revenue"]).all()
    for key in ("grdp_growth", "growth_product_tax", "share_sector1", "exports", "retail_sales"):
        np.testing.assert_allclose(dear[key], usual[key], rtol=1e-12, err_msg=key)


@given(levers=lever_boxes())
@settings(max_examples=10)
def test_the_parts_of_a_spread_add_up_to_one(levers: dict[str, float]) -> None:
    for key, parts in spread(PROVINCE, Scenario(levers)).parts.items():
        if parts is not None:
            shares = (parts.nation, parts.province, parts.parameters)
            assert sum(shares) == pytest.approx(1.0, abs=1e-12), key
            assert min(shares) >= 0.0, key
            assert parts.residual == pytest.approx(1.0 - parts.parameters, abs=1e-12), key


@given(levers=lever_boxes(), horizon=st.sampled_from([None, LAST]))
@settings(max_examples=10)
def test_the_paths_beside_the_draws_are_those_of_simulate(
    levers: dict[str, float], horizon: int | None
) -> None:
    for own in ({}, {"sd_agg": 2.2, "phi": PROVINCE.parameters["phi"].low}):
        found = draw_level(PROVINCE, Scenario(levers, parameters=own), horizon)
        for path, moved in ((found.central, levers), (found.reference, {})):
            expected = simulate(moved, own, horizon)
            for key, values in path.items():
                np.testing.assert_array_equal(values, expected[key][0], err_msg=key)


def test_the_parts_are_shares_of_variances() -> None:
    drawn, nation = bands(PROVINCE, PLAN), nation_draws(PROVINCE, PLAN)
    for key, parts in spread(PROVINCE, PLAN).parts.items():
        whole = drawn.level[key].var()
        if parts is None:
            assert np.isnan(whole) or np.ptp(drawn.level[key]) == 0.0, key
            continue
        assert parts.parameters == min(drawn.parametric[key].var() / whole, 1.0), key
        beyond = (nation[key].var() - drawn.parametric[key].var()) / whole
        assert parts.nation == np.clip(beyond, 0.0, 1.0 - parts.parameters), key


def test_most_of_the_spread_of_growth_is_the_nations() -> None:
    parts = spread(PROVINCE, PLAN).parts["grdp_growth"]
    assert parts is not None
    assert parts.nation > parts.province > parts.parameters


@pytest.mark.parametrize("sigma", [1.2, 2.6])
def test_sigma_scales_the_residual(sigma: float, province: Province) -> None:
    usual, other = residual_spread({}, province), residual_spread({"sd_agg": sigma}, province)
    assert other[0] == pytest.approx(usual[0] * sigma / 1.8, rel=5e-3)
    assert other == pytest.approx(usual * sigma / 1.8, rel=5e-3)


def test_residuals_of_sectors_are_correlated_and_of_years_are_not(province: Province) -> None:
    residuals = drawn_residuals(province, hypercube(DATA), {"nation_share": 0.0}, 2)
    table = np.stack([residuals[sector] for sector in SECTORS])
    expected = province.parameters["resid_corr"].default
    for year in (0, 1):
        matrix = np.asarray(np.corrcoef(table[:, :, year]))
        between = matrix[np.triu_indices(len(SECTORS), 1)]
        assert between == pytest.approx(expected, abs=0.07)
    for sector in table:
        assert stats.pearsonr(sector[:, 0], sector[:, 1]).statistic == pytest.approx(0.0, abs=0.07)


def test_residuals_have_no_bias(drawn: Bands, province: Province) -> None:
    residuals = drawn_residuals(province, hypercube(DATA), {}, 1)
    for sector in SECTORS:
        assert residuals[sector].mean() == pytest.approx(0.0, abs=0.02)
    assert drawn.level["exports"].shape == (2000, LAST - province.base_year)


# The two bands


def test_the_level_band_is_wider_than_the_effect_band(drawn: Bands) -> None:
    for key, effect in drawn.effect.items():
        level = drawn.level[key]
        known = ~np.isnan(level).all(axis=0)
        assert (width(level[:, known]) >= width(effect[:, known]) - 1e-9).all(), key
    assert (width(drawn.level["grdp_growth"]) > 4 * width(drawn.effect["grdp_growth"])).all()


def test_the_residual_carries_nearly_all_of_the_level_of_growth(drawn: Bands) -> None:
    """About 96 % of the variance."""
    known = simulate(PLAN.levers, drawn_parameters(PROVINCE, hypercube(DATA), {}))["grdp_growth"]
    share = 1.0 - known.var() / drawn.level["grdp_growth"][:, 0].var()
    assert 0.85 < share < 1.0


def test_the_band_of_levels_widens_and_that_of_growth_does_not(drawn: Bands) -> None:
    grdp, growth = width(drawn.level["grdp_current"]), width(drawn.level["grdp_growth"])
    assert (np.diff(grdp) > 0).all()
    assert growth[-1] < 1.2 * growth[0]


def test_quantiles_rise(drawn: Bands) -> None:
    for values in (*drawn.level.values(), *drawn.effect.values()):
        known = values[:, ~np.isnan(values).all(axis=0)]
        cuts = np.nanquantile(known, [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95], axis=0)
        assert (np.diff(cuts, axis=0) >= 0).all()


@settings(max_examples=10)
@given(parameters=st.sampled_from([{}, {"mu": 0.4}, {"sd_agg": 2.0}, {"y0_grdp": 75000.0}]))
def test_an_unmoved_scenario_has_no_effect_in_any_draw(parameters: dict[str, float]) -> None:
    scenario = replace(preset_scenario(PROVINCE, "trend_2024"), parameters=parameters)
    for key, values in bands(PROVINCE, scenario, LAST, 100).effect.items():
        assert (values[~np.isnan(values)] == 0.0).all(), key


@settings(max_examples=10)
@given(levers=lever_boxes())
def test_the_effect_does_not_depend_on_sigma(levers: dict[str, float]) -> None:
    usual = bands(PROVINCE, Scenario(levers), size=50)
    wide = bands(PROVINCE, Scenario(levers, parameters={"sd_agg": 2.2}), size=50)
    for key, values in usual.effect.items():
        np.testing.assert_array_equal(values, wide.effect[key], err_msg=key)
    assert width(wide.level["grdp_growth"]) > width(usual.level["grdp_growth"])


def test_what_a_lever_sets_has_no_spread(drawn: Bands) -> None:
    for key in ("disbursement_rate_pm", "ocop_products", "shrimp_area"):
        assert (drawn.level[key] == drawn.level[key][0]).all(), key
    assert (drawn.level["disbursement_rate_pm"] == 95.0).all()


def test_every_target_that_no_lever_sets_may_be_missed_or_met(drawn: Bands) -> None:
    """Without a residual of their own P(met) of these would be 0 or 1."""
    for key in PROVINCE.plan_targets:
        if key in drawn.level and key not in ("disbursement_rate_pm", "ocop_products"):
            assert width(drawn.level[key])[0] > 0, key


def test_an_own_assumption_is_not_drawn(province: Province) -> None:
    fixed = {"mu": 0.4, "alpha_ind": 0.5}
    draws = drawn_parameters(province, hypercube(DATA), fixed)
    assert {key: draws[key] for key in fixed} == fixed
    others = drawn_parameters(province, hypercube(DATA), {})
    for key in set(others) - set(fixed):
        np.testing.assert_array_equal(draws[key], others[key])


def test_a_reader_may_set_every_parameter() -> None:
    """No draw has other parameters then: what is left is the residual, and the effect is sure."""
    own = {
        key: row.default
        for key, row in PROVINCE.assumptions.items()
        if row.distribution == "triangular"
    }
    scenario = replace(PLAN, parameters=own)
    found = bands(PROVINCE, scenario)
    for key, values in found.effect.items():
        assert np.ptp(values) == pytest.approx(0.0, abs=1e-9), key
    parts = spread(PROVINCE, scenario).parts["grdp_growth"]
    assert parts is not None
    assert parts.parameters == pytest.approx(0.0, abs=1e-12)
    assert len(found.level["grdp_growth"]) == len(bands(PROVINCE, PLAN).level["grdp_growth"])


def test_the_residual_of_an_indicator_is_the_readers(province: Province) -> None:
    usual = bands(province, PLAN).level["shrimp_output"]
    wide = bands(province, replace(PLAN, parameters={"sd_shrimp": 9.0})).level["shrimp_output"]
    added = (0.09**2 - 0.05**2) * usual.mean() ** 2
    assert wide.var() - usual.var() == pytest.approx(added, rel=0.05)


def test_the_fall_of_poverty_and_the_rate_agree_in_every_draw(drawn: Bands) -> None:
    """What the residual adds to the rate of the first year it takes from the fall."""
    parameters = drawn_parameters(PROVINCE, hypercube(DATA), {})
    residuals = drawn_residuals(PROVINCE, hypercube(DATA), {}, 1)
    known = simulate(PLAN.levers, parameters, residuals=residuals)
    for suffix in ("", "_khmer"):
        rate, fall = f"poverty_rate{suffix}", f"poverty_reduction{suffix}"
        total = drawn.level[rate][:, 0] + drawn.level[fall][:, 0]
        np.testing.assert_allclose(total, known[rate][:, 0] + known[fall][:, 0], rtol=1e-12)
