"""Sobol indices, the share of the residual and the tornado."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.special import ndtri

from model import simulate
from model.equations.arrays import Array
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.draws import DRAWN
from model.uncertainty.outcome import dimension_name
from model.uncertainty.scenario_draws import level_draws
from model.uncertainty.sobol import Sensitivity, sobol, sobol_indices
from model.uncertainty.tornado import Tornado, tornado
from tests.support.province import PROVINCE

PLAN = preset_scenario(PROVINCE, "plan_2024")
BASE = preset_scenario(PROVINCE, PROVINCE.reference_preset)


@pytest.fixture(scope="module")
def growth() -> Sensitivity:
    return sobol(PROVINCE, PLAN, "grdp_growth")


@pytest.fixture(scope="module")
def effect() -> Sensitivity:
    return sobol(PROVINCE, PLAN, "grdp_growth", effect=True)


def of(found: Sensitivity, key: str) -> tuple[float, float]:
    """First and total index of one dimension."""
    (index,) = [each for each in found.indices if each.key == key]
    return index.first, index.total


# Closed forms


def test_a_linear_outcome_has_the_squares_of_its_slopes() -> None:
    """Var(Σ c_i·u_i) = Σ c_i²·Var(u): first and total index are c_i²/Σc²."""
    slopes = np.array([3.0, 2.0, 1.0, 0.5])
    first, total = sobol_indices(lambda quantiles: slopes @ quantiles, 4)
    expected = slopes**2 / (slopes**2).sum()
    assert first == pytest.approx(expected, abs=0.01)
    assert total == pytest.approx(expected, abs=0.01)


def test_a_linear_outcome_of_normals_has_its_shares() -> None:
    slopes = np.sqrt([0.6, 0.3, 0.1])
    first, total = sobol_indices(lambda quantiles: slopes @ ndtri(quantiles), 3)
    assert first == pytest.approx([0.6, 0.3, 0.1], abs=0.02)
    assert total == pytest.approx([0.6, 0.3, 0.1], abs=0.02)


def test_a_product_has_an_interaction() -> None:
    """Nothing alone, all of it together: y = (u_1−½)(u_2−½)."""
    first, total = sobol_indices(lambda u: (u[0] - 0.5) * (u[1] - 0.5), 2, 4096)
    assert first == pytest.approx([0.0, 0.0], abs=0.03)
    assert total == pytest.approx([1.0, 1.0], abs=0.05)


def test_the_ishigami_function_has_its_published_indices() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1: S = 0.314, 0.442, 0; T = 0.558, 0.442, 0.244."""

    def ishigami(quantiles: Array) -> Array:
        x, y, z = 2.0 * np.pi * quantiles - np.pi
        outcome: Array = np.sin(x) + 7.0 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)
        return outcome

    first, total = sobol_indices(ishigami, 3, 4096)
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_one_dimension_carries_everything_and_none_nothing() -> None:
    first, total = sobol_indices(lambda quantiles: quantiles[0], 1)
    assert (first[0], total[0]) == (pytest.approx(1.0, abs=0.01), pytest.approx(1.0, abs=0.01))
    assert [len(each) for each in sobol_indices(lambda quantiles: quantiles[0], 0)] == [0, 0]


def test_a_dimension_that_is_not_used_is_zero() -> None:
    first, total = sobol_indices(lambda quantiles: 2.0 * quantiles[0], 3)
    assert first[1:] == pytest.approx([0.0, 0.0], abs=1e-12)
    assert total[1:] == pytest.approx([0.0, 0.0], abs=1e-12)


# The model


def test_every_drawn_dimension_has_an_index(growth: Sensitivity, province: Province) -> None:
    keys = [index.key for index in growth.indices]
    drawn = [key for key, row in province.assumptions.items() if row.distribution == "triangular"]
    shared = [key for key in drawn if key.startswith(("alpha_", "beta_"))]
    assert len(set(keys)) == len(keys) == len(drawn) - len(shared) + 2 + len(DRAWN)
    assert {"alpha", "beta", "mu", "residual_nation_1", "residual_industry_1"} <= set(keys)
    assert not set(shared) & set(keys)
    assert all(dimension_name(province, key) for key in keys)


def test_indices_are_in_order_and_add_up(growth: Sensitivity, effect: Sensitivity) -> None:
    """Both outcomes are nearly additive."""
    for found in (growth, effect):
        totals = [index.total for index in found.indices]
        assert all(one >= two for one, two in pairwise(totals))
        assert min(totals) >= 0.0
        assert sum(index.first for index in found.indices) == pytest.approx(1.0, abs=0.06)
        assert sum(totals) == pytest.approx(1.0, abs=0.06)


def test_a_parameter_that_cannot_matter_is_exactly_zero(
    growth: Sensitivity, effect: Sensitivity
) -> None:
    for key in ("firms_growth", "buoyancy", "pov_prog", "sal_crop"):
        assert of(growth, key) == (0.0, 0.0), key
        assert of(effect, key) == (0.0, 0.0), key
    assert of(growth, "g_lr_kv3")[1] > 0.0
    assert of(growth, "residual_prices_1") == (0.0, 0.0)
    assert of(effect, "loc_con")[1] > 0.05


def test_the_residual_carries_nearly_all_of_growth(growth: Sensitivity) -> None:
    """About 96 % of the variance, by two independent ways."""
    residuals = sum(index.total for index in growth.indices if index.residual)
    assert 0.95 < growth.residual_share < 1.0
    assert residuals == pytest.approx(growth.residual_share, abs=0.05)


def test_an_effect_has_no_residual(effect: Sensitivity) -> None:
    assert effect.residual_share == 0.0
    assert not any(index.residual for index in effect.indices)
    assert effect.mean == pytest.approx(0.47, abs=0.03)


def test_moments_are_those_of_the_bands(growth: Sensitivity) -> None:
    draws = level_draws(PROVINCE, PLAN)["grdp_growth"][:, 0]
    assert growth.mean == pytest.approx(draws.mean(), abs=0.1)
    assert growth.deviation == pytest.approx(draws.std(), rel=0.05)


def test_the_own_residual_of_an_indicator_is_a_dimension() -> None:
    output = sobol(PROVINCE, PLAN, "shrimp_output", size=256)
    assert output.indices[0].key == "sd_shrimp_1"
    assert output.indices[0].residual
    assert of(output, "residual_fisheries_1") == (0.0, 0.0)
    fall = sobol(PROVINCE, PLAN, "poverty_reduction", size=256)
    assert of(fall, "sd_poverty_1")[1] > 0.5
    assert 0.6 < fall.residual_share < 0.8


def test_a_smaller_sigma_leaves_less_to_the_residual(growth: Sensitivity) -> None:
    sharp = sobol(PROVINCE, replace(PLAN, parameters={"sd_agg": 1.2}), "grdp_growth", size=128)
    assert sharp.residual_share < growth.residual_share
    assert sharp.deviation < growth.deviation


@pytest.mark.parametrize("lever", ["disbursement_rate", "trained_labour"])
def test_the_effect_of_one_lever_is_its_own(lever: str, plan: dict[str, float]) -> None:
    found = sobol(PROVINCE, PLAN, "grdp_growth", lever=lever, size=128)
    back = {**plan, lever: PROVINCE.levers[lever].trend}
    expected = simulate(plan)["grdp_growth"][0, 0] - simulate(back)["grdp_growth"][0, 0]
    assert found.effect
    assert found.mean == pytest.approx(expected, rel=0.15)
    assert of(found, "y_sup") == (0.0, 0.0)


def test_levers_at_the_reference_have_no_effect_to_explain() -> None:
    found = sobol(PROVINCE, BASE, "grdp_growth", effect=True)
    assert (found.mean, found.deviation) == (0.0, 0.0)
    assert {(index.first, index.total) for index in found.indices} == {(0.0, 0.0)}
    assert {swing.width for swing in tornado(PROVINCE, BASE, "exports", effect=True).swings} == {0}


def test_what_a_lever_sets_has_no_spread() -> None:
    found = sobol(PROVINCE, PLAN, "disbursement_rate_pm")
    assert (found.mean, found.deviation, found.residual_share) == (95.0, 0.0, 0.0)
    assert {index.total for index in found.indices} == {0.0}


def test_undefined_outcomes_are_counted() -> None:
    bad = replace(PLAN, levers={**PLAN.levers, "salinity": 1.5, "shrimp_loss_rate": 20.0})
    found = sobol(PROVINCE, bad, "icor", size=128)
    assert 0.0 < found.undefined < 0.5
    assert np.isfinite([index.total for index in found.indices]).all()


def test_an_own_assumption_is_no_dimension() -> None:
    fixed = replace(PLAN, parameters={"mu": 0.3, "alpha_ind": 0.5})
    keys = [index.key for index in sobol(PROVINCE, fixed, "grdp_growth", size=64).indices]
    assert "mu" not in keys
    assert "alpha" in keys
    assert "mu" not in [swing.key for swing in tornado(PROVINCE, fixed, "grdp_growth").swings]


def test_later_years_have_residuals_of_their_own() -> None:
    found = sobol(PROVINCE, PLAN, "grdp_current", horizon=2026, size=64)
    assert found.year == 2026
    assert of(found, "residual_prices_1")[1] > 0.02
    assert of(found, "residual_prices_3")[1] > 0.02
    exports = sobol(PROVINCE, PLAN, "exports", horizon=2026, size=64)
    assert of(exports, "sd_exports_1") == (0.0, 0.0)
    assert of(exports, "sd_exports_3")[1] > 0.5


def test_results_are_the_same_every_time(growth: Sensitivity) -> None:
    assert sobol(PROVINCE, PLAN, "grdp_growth") == growth


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    found = sobol(PROVINCE, PLAN, "grdp_growth", effect=True, size=128, progress=told.append)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert found.rows == 128 * (sum(index.total > 0.0 for index in found.indices) + 2)


@pytest.mark.parametrize("size", [0, 1, 3, 500, -8, 2**20])
def test_a_wrong_size_is_refused(size: int) -> None:
    with pytest.raises(InvalidInputError, match=r"size.*power of two"):
        sobol(PROVINCE, PLAN, "grdp_growth", size=size)


def test_unknown_names_are_refused_together() -> None:
    with pytest.raises(InvalidInputError) as caught:
        sobol(PROVINCE, PLAN, "gdp_growth", lever="salt")
    assert [problem.field for problem in caught.value.problems] == ["gdp_growth", "salt"]
    with pytest.raises(InvalidInputError, match="horizon"):
        tornado(PROVINCE, PLAN, "grdp_growth", horizon=2031)
    with pytest.raises(InvalidInputError, match="papi_score"):
        tornado(PROVINCE, PLAN, "papi_score")


# The tornado


def swing_of(found: Tornado, key: str) -> tuple[float, float]:
    (swing,) = [each for each in found.swings if each.key == key]
    return swing.low, swing.high


@pytest.mark.parametrize("key", ["mu", "g_lr_kv3", "con_cap"])
def test_a_swing_is_the_model_at_the_ends_of_the_range(key: str) -> None:
    row = PROVINCE.parameters[key]
    found = tornado(PROVINCE, PLAN, "grdp_growth")
    expected = [simulate(PLAN.levers, {key: end})["grdp_growth"][0, 0] for end in row.range]
    assert swing_of(found, key) == pytest.approx(expected, rel=1e-12)
    assert found.default == pytest.approx(simulate(PLAN.levers)["grdp_growth"][0, 0], rel=1e-12)


def test_elasticities_swing_together() -> None:
    keys = [key for key in PROVINCE.assumptions if key.startswith("alpha_")]
    lows = {key: PROVINCE.parameters[key].low for key in keys}
    found = tornado(PROVINCE, PLAN, "grdp_growth", effect=True)
    expected = [
        simulate(levers, lows)["grdp_growth"][0, 0] for levers in (PLAN.levers, BASE.levers)
    ]
    assert swing_of(found, "alpha")[0] == pytest.approx(expected[0] - expected[1], rel=1e-9)


def test_swings_are_in_order_and_zero_where_nothing_moves() -> None:
    found = tornado(PROVINCE, PLAN, "shrimp_output")
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert found.swings[0].key == "g_shrimp"
    assert swing_of(found, "mu") == (found.default, found.default)


def test_any_scenario_has_a_tornado() -> None:
    for preset in PROVINCE.presets:
        scenario: Scenario = preset_scenario(PROVINCE, preset)
        for swing in tornado(PROVINCE, scenario, "grdp_per_capita", horizon=2030).swings:
            assert np.isfinite([swing.low, swing.high]).all()
