"""Whatever the numbers in data/ are: docs/MODEL.md, "What must always hold"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import explain, simulate
from model.engine import base_year
from model.equations import growth as economy
from model.equations import investment
from model.equations.arrays import SECTORS, SYSTEMS, Array, Values
from model.equations.investment import Money, public_investment
from model.equations.trend import trend_path
from model.inputs import CHUNK
from model.province.province import Province
from tests.support.province import (
    PROVINCE,
    base_calibration,
    growth_paths,
    lever_boxes,
    lever_values,
    random_levers,
)

FIRST, LAST = PROVINCE.base_year + 1, PROVINCE.last_year
AREAS = ("growth_sector1", "growth_sector2", "growth_sector3", "growth_product_tax")
SHARES = ("share_sector1", "share_sector2", "share_sector3", "share_product_tax")
POND_LEVERS = [f"shrimp_area_{system}" for system in SYSTEMS]


def growth(levers: Mapping[str, float], parameters: Mapping[str, float] | None = None) -> float:
    return float(simulate(levers, parameters)["grdp_growth"][0, 0])


# The base year


def test_value_added_of_the_base_year_adds_up_to_grdp(province: Province) -> None:
    base = base_calibration(province).economy
    total = base.value_added.sum() + base.tax[0]
    assert total == pytest.approx(72_093, rel=1e-14)
    assert base.weights.sum() + base.tax_weight[0] == pytest.approx(1.0, rel=1e-14)
    assert (base.value_added > 0).all()


@pytest.mark.parametrize(
    ("key", "printed", "decimals"),
    [
        ("grdp_current", 72_093, 0),
        ("grdp_growth", 5.77, 2),
        ("growth_sector1", 2.65, 2),
        ("growth_sector2", 7.39, 2),
        ("growth_sector3", 8.76, 2),
        ("growth_product_tax", 5.47, 2),
        ("grdp_per_capita", 60.1, 1),
        ("share_sector1", 41.57, 2),
        ("share_product_tax", 3.16, 2),
        ("shrimp_output", 206_334, 0),
        ("shrimp_area", 53_511, 0),
        ("shrimp_value_per_ha", 406, 0),
        ("aquatic_output", 372_757, 0),
        ("rice_output", 2_071_489, 0),
        ("public_investment_disbursed", 5_951, 0),
        ("total_investment", 20_351, 0),
        ("labour_productivity", 119.3, 1),
        ("icor", 4.9, 1),
    ],
)
def test_base_year_is_reproduced(key: str, printed: float, decimals: int) -> None:
    value = base_year(PROVINCE)[key]
    assert value is not None
    assert round(value, decimals) == printed


def test_shrimp_value_added_of_the_base_year_is_7916(province: Province) -> None:
    base = base_calibration(province).shrimp
    assert round(float(base.value_added[0])) == 7_916
    assert round(float(base.gross_output[0])) == 21_738


def test_base_output_is_exact_in_every_draw(province: Province) -> None:
    yields = {
        f"y_{system}": [row.low, row.default, row.high]
        for system in ("ext", "semi", "int", "sup")
        for row in [province.parameters[f"y_{system}"]]
    }
    drift = 1.0 + province.parameters["g_shrimp"].default
    output = simulate(parameters=yields)["shrimp_output"][:, 0]
    np.testing.assert_allclose(output, 206_334 * drift, rtol=1e-12)


def test_weights_rolled_back_give_the_published_growth(province: Province) -> None:
    """w_2023(1+g_Y)/(1+g_i) with the four published rates give 5.77 %."""
    base = base_calibration(province).economy
    rates = {
        key: province.parameters[f"g23_{key}"].default / 100 for key in ("kv1", "kv2", "kv3", "tax")
    }
    sectors = np.repeat([rates["kv1"], rates["kv2"], rates["kv3"]], 2)
    total = 1.0 + province.parameters["g23_total"].default / 100
    before = base.weights[0] * total / (1.0 + sectors)
    tax_before = base.tax_weight[0] * total / (1.0 + rates["tax"])
    assert round(100 * float(before @ sectors + tax_before * rates["tax"]), 2) == 5.77


# The trend; more in test_trend.py


def test_on_the_trend_sectors_grow_as_the_trend_says(province: Province) -> None:
    base = base_calibration(province)
    nation = province.reference_values["national_growth"]
    expected = next(trend_path(base.pattern, base.economy.area_weights, nation, 1))
    for path in growth_paths(province, {}, 1):
        np.testing.assert_allclose(path.years[0].growth, expected.sectors, rtol=1e-13)
        np.testing.assert_allclose(path.years[0].tax_growth, expected.taxes, rtol=1e-13)
    result = simulate()
    for key, value in zip(AREAS, [*expected.sectors[0, ::2], expected.taxes[0]], strict=True):
        assert result[key][0, 0] == pytest.approx(100 * value, rel=1e-13)


def test_no_sector_of_the_trend_leaves_0_to_12_per_cent(province: Province) -> None:
    for year in growth_paths(province, {}, LAST - province.base_year)[0].years:
        assert (year.growth >= 0.0).all()
        assert (year.growth <= 0.12).all()


def test_giving_the_reference_levers_is_giving_none(reference: Mapping[str, float]) -> None:
    given, none = simulate(reference, horizon=LAST), simulate(horizon=LAST)
    for key in none:
        np.testing.assert_array_equal(given[key], none[key], err_msg=key)


# Contributions


@pytest.mark.parametrize("horizon", [FIRST, LAST])
@given(levers=lever_boxes())
@settings(max_examples=40)
def test_contributions_add_up_to_growth(horizon: int, levers: dict[str, float]) -> None:
    found = explain(levers, horizon=horizon)
    expected = simulate(levers, horizon=horizon)["grdp_growth"]
    np.testing.assert_allclose(found.growth, expected, rtol=0, atol=1e-9)
    np.testing.assert_allclose(sum(found.channels.values()), expected, rtol=0, atol=1e-9)
    by_group = found.reference + sum(found.groups.values())
    np.testing.assert_allclose(by_group, expected, rtol=0, atol=1e-9)


def test_contributions_add_up_in_every_draw_of_parameters(province: Province) -> None:
    draw = np.random.default_rng(1)
    parameters = {
        key: draw.uniform(row.low, row.high, 30)
        for key, row in province.assumptions.items()
        if row.low < row.high
    }
    found = explain(random_levers(30, 2), parameters, LAST)
    np.testing.assert_allclose(sum(found.channels.values()), found.growth, rtol=0, atol=1e-9)
    by_group = found.reference + sum(found.groups.values())
    np.testing.assert_allclose(by_group, found.growth, rtol=0, atol=1e-9)


# Directions, at default parameters


@given(levers=lever_boxes(), other=lever_values("disbursement_rate"))
def test_growth_rises_with_disbursement(levers: dict[str, float], other: float) -> None:
    low, high = sorted([levers["disbursement_rate"], other])
    slower = growth({**levers, "disbursement_rate": low})
    assert growth({**levers, "disbursement_rate": high}) >= slower - 1e-9


@given(levers=lever_boxes(), other=lever_values("shrimp_loss_rate"))
def test_growth_falls_with_shrimp_losses(levers: dict[str, float], other: float) -> None:
    low, high = sorted([levers["shrimp_loss_rate"], other])
    spared = growth({**levers, "shrimp_loss_rate": low})
    assert growth({**levers, "shrimp_loss_rate": high}) <= spared + 1e-9


@pytest.mark.parametrize("pond", POND_LEVERS)
@given(data=st.data(), levers=lever_boxes())
def test_growth_rises_with_shrimp_area(
    pond: str, data: st.DataObject, levers: dict[str, float]
) -> None:
    """Up to the losses of 2016 and prices a fifth lower; the next test says where it ends."""
    levers["shrimp_loss_rate"] = min(levers["shrimp_loss_rate"], 14.4)
    levers["shrimp_price"] = max(levers["shrimp_price"], -20.0)
    low, high = sorted([levers[pond], data.draw(lever_values(pond))])
    assert growth({**levers, pond: high}) >= growth({**levers, pond: low}) - 1e-9


def test_in_the_worst_corner_only_high_tech_ponds_are_worth_their_capital_and_land() -> None:
    """At 40 % loss and 40 % lower prices the money would have earned more elsewhere."""
    corner = {"shrimp_loss_rate": 40.0, "shrimp_price": -40.0}
    gains = {key: growth({**corner, key: 1000.0}) - growth(corner) for key in POND_LEVERS}
    assert [key for key, gain in gains.items() if gain > 0.0] == ["shrimp_area_high_tech"]
    assert min(gains.values()) > -0.02


@given(rate=st.floats(0, 1), other=st.floats(0, 1), money=st.floats(0, 2000))
def test_disbursement_changes_nothing_if_the_plan_is_zero(
    rate: float, other: float, money: float
) -> None:
    plan, top_up, its_rate = np.zeros(1), np.array([money]), np.array([0.6])
    spent = [public_investment(plan, np.array([r]), top_up, its_rate) for r in (rate, other)]
    np.testing.assert_array_equal(spent[0], spent[1])


# Money and prices


@given(levers=lever_boxes())
def test_nominal_shares_add_up_to_100(levers: dict[str, float]) -> None:
    result = simulate(levers, horizon=LAST)
    np.testing.assert_allclose(sum(result[key] for key in SHARES), 100.0, rtol=1e-12)


def in_vnd(unit: str) -> bool:
    """Tell amounts of VND, also those for each t, ha or house, from ratios of two amounts."""
    return "VND" in unit and unit != "VND private / VND public"


def doubled(province: Province) -> Province:
    """Return the province with every amount of VND twice as large."""
    levers = {
        key: replace(
            row,
            min=2 * row.min,
            base=2 * row.base,
            trend=2 * row.trend,
            plan=2 * row.plan,
            max=2 * row.max,
        )
        if in_vnd(row.unit)
        else row
        for key, row in province.levers.items()
    }
    parameters = {
        key: replace(row, low=2 * row.low, default=2 * row.default, high=2 * row.high)
        if in_vnd(row.unit)
        else row
        for key, row in province.parameters.items()
    }
    return replace(
        province, levers=MappingProxyType(levers), parameters=MappingProxyType(parameters)
    )


@given(levers=lever_boxes())
@settings(max_examples=30)
def test_doubling_every_amount_of_vnd_doubles_money_and_leaves_growth(
    levers: dict[str, float],
) -> None:
    twice = doubled(PROVINCE)
    richer = {
        key: 2 * value if in_vnd(PROVINCE.levers[key].unit) else value
        for key, value in levers.items()
    }
    once, result = simulate(levers, horizon=LAST), simulate(richer, horizon=LAST, province=twice)
    for key, row in PROVINCE.indicators.items():
        factor = 2.0 if in_vnd(row.unit) else 1.0
        if row.modelled:
            np.testing.assert_allclose(
                result[key], factor * once[key], rtol=1e-9, atol=1e-9, err_msg=key
            )


def test_a_one_off_push_lowers_the_next_year(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Works of one year raise growth while they last and lower it when they end."""
    lasting = investment.money_path

    def once(
        levers: Values,
        parameters: Values,
        years: int,
        reform: Array | float = 0.0,
        reference: tuple[Money, ...] | None = None,
    ) -> tuple[Money, ...]:
        first, *later = lasting(levers, parameters, years, reform, reference)
        return first, *(replace(money, central=0.0 * money.central) for money in later)

    monkeypatch.setattr(economy, "money_path", once)
    reference, pushed = growth_paths(province, {"central_projects": 1000.0}, 2)
    gaps = [
        year.total_growth[0] - usual.total_growth[0]
        for year, usual in zip(pushed.years, reference.years, strict=True)
    ]
    assert gaps[0] > 0.001
    assert gaps[1] < -0.0005


@pytest.mark.parametrize("lever", ["external_demand", "salinity"])
def test_a_level_that_stays_moves_the_growth_of_the_first_year(lever: str) -> None:
    path = simulate({lever: 1.0}, horizon=LAST)["grdp_growth"][0]
    gap = path - simulate(horizon=LAST)["grdp_growth"][0]
    assert abs(gap[0]) > 0.1
    assert np.abs(gap[1:]).max() < 0.05 * abs(gap[0])


def test_efficiency_cancels_as_a_parameter_and_acts_as_a_lever(
    plan: Mapping[str, float], province: Province
) -> None:
    """The effect of the plan on 2024 does not depend on θ below the surge threshold."""
    row = province.parameters["theta"]

    def effect(theta: float, **more: float) -> float:
        return growth({**plan, **more}, {"theta": theta}) - growth({}, {"theta": theta})

    usual = effect(row.default)
    assert effect(row.low) == pytest.approx(usual, abs=1e-9)
    assert effect(row.high) == pytest.approx(usual, abs=1e-9)
    assert effect(row.default, investment_efficiency=5.0) > usual + 0.005


def test_a_permanent_per_cent_of_public_investment_gives_what_ltgm_publishes(
    reference: Mapping[str, float], province: Province
) -> None:
    """+1 % of GRDP gives about +0.26 points in 2024, then +0.2 falling to +0.11."""
    money = 0.01 * province.parameters["y0_grdp"].default
    more = reference["public_plan"] + money / (reference["disbursement_rate"] / 100)
    gap = (
        simulate({"public_plan": more}, horizon=LAST)["grdp_growth"][0]
        - simulate(horizon=LAST)["grdp_growth"][0]
    )
    assert gap[0] == pytest.approx(0.26, abs=0.01)
    assert gap[1:] == pytest.approx(0.15, abs=0.05)
    assert gap[-1] == pytest.approx(0.11, abs=0.01)
    assert (np.diff(gap[2:]) < 0).all()


# Everywhere in the box


@pytest.mark.parametrize("corners", [False, True])
def test_everything_but_icor_is_finite_over_20_000_settings(corners: bool) -> None:
    result = simulate(random_levers(20_000, 7, corners), horizon=LAST)
    for key, values in result.items():
        assert values.shape == (20_000, LAST - FIRST + 1)
        until = PROVINCE.indicators[key].until or LAST
        assert key == "icor" or np.isfinite(values[:, : until - FIRST + 1]).all(), key


@given(levers=lever_boxes())
def test_icor_is_undefined_exactly_where_growth_is_below_half_a_per_cent(
    levers: dict[str, float],
) -> None:
    result = simulate({**levers, "external_demand": -8.0}, horizon=LAST)
    np.testing.assert_array_equal(np.isnan(result["icor"]), result["grdp_growth"] < 0.5)


def test_the_lever_box_reaches_growth_below_half_a_per_cent() -> None:
    worst = simulate({"external_demand": -8.0, "shrimp_loss_rate": 40.0})
    assert worst["grdp_growth"][0, 0] < 0.5
    assert np.isnan(worst["icor"][0, 0])


# Arrays


def test_arrays_give_the_numbers_one_by_one() -> None:
    levers = random_levers(8, 3)
    together = simulate(levers, {"mu": 0.3}, LAST)
    for index in range(8):
        alone = simulate({key: float(v[index]) for key, v in levers.items()}, {"mu": 0.3}, LAST)
        for key, values in together.items():
            np.testing.assert_allclose(values[index], alone[key][0], rtol=1e-12, err_msg=key)


@pytest.mark.parametrize("convert", [np.asarray, list, tuple])
def test_chunks_do_not_change_results(convert: Callable[[object], list[float]]) -> None:
    levers = random_levers(CHUNK + 5, 4)
    draw = np.random.default_rng(5)
    parameters, residuals = {"mu": draw.uniform(0.1, 0.4, CHUNK + 5)}, draw.normal(size=CHUNK + 5)
    whole = simulate(
        {key: convert(values) for key, values in levers.items()},
        {key: convert(values) for key, values in parameters.items()},
        residuals={"crops": convert(residuals)},
    )
    end = slice(CHUNK - 5, None)
    tail = simulate(
        {key: values[end] for key, values in levers.items()},
        {key: values[end] for key, values in parameters.items()},
        residuals={"crops": residuals[end]},
    )
    for key, values in whole.items():
        assert values.shape == (CHUNK + 5, 1)
        np.testing.assert_allclose(values[end], tail[key], rtol=1e-12, err_msg=key)


def test_numbers_and_arrays_of_one_fit_any_length() -> None:
    rates = np.array([70.0, 80.0, 90.0])
    numbers = simulate({"disbursement_rate": rates, "salinity": 0.5}, {"mu": 0.3})
    ones = simulate({"disbursement_rate": rates, "salinity": np.array([0.5])}, {"mu": [0.3]})
    full = simulate(
        {"disbursement_rate": rates, "salinity": np.full(3, 0.5)}, {"mu": np.full(3, 0.3)}
    )
    for key, values in numbers.items():
        assert values.shape == (3, 1)
        np.testing.assert_allclose(values, ones[key], rtol=1e-14)
        np.testing.assert_allclose(values, full[key], rtol=1e-14)


@pytest.mark.parametrize("value", [95, 95.0, np.float32(95), np.array(95.0), np.array([95])])
def test_one_number_gives_one_row(value: object) -> None:
    result = simulate({"disbursement_rate": value})  # type: ignore[dict-item]
    assert {values.shape for values in result.values()} == {(1, 1)}
    np.testing.assert_array_equal(
        result["grdp_growth"], simulate({"disbursement_rate": 95.0})["grdp_growth"]
    )


@given(levers=lever_boxes(), horizon=st.integers(FIRST, LAST))
def test_a_longer_horizon_only_adds_years(levers: dict[str, float], horizon: int) -> None:
    short, long = simulate(levers, horizon=horizon), simulate(levers, horizon=LAST)
    assert set(short) == set(long)
    for key, values in short.items():
        np.testing.assert_array_equal(values, long[key][:, : values.shape[1]], err_msg=key)


# Residuals


def test_residuals_may_be_numbers_one_for_each_draw_or_one_for_each_year() -> None:
    years = LAST - FIRST + 1
    number = simulate(horizon=LAST, residuals={"crops": 1.5})
    draws = simulate(horizon=LAST, residuals={"crops": np.full(3, 1.5)})
    yearly = simulate(horizon=LAST, residuals={"crops": np.full((3, years), 1.5)})
    one_row = simulate(
        {"salinity": np.zeros(3)}, horizon=LAST, residuals={"crops": np.full((1, years), 1.5)}
    )
    for key, values in number.items():
        assert values.shape == (1, years)
        for other in (draws, yearly, one_row):
            np.testing.assert_allclose(other[key], np.repeat(values, 3, axis=0), rtol=1e-12)


@given(points=st.floats(-5, 5))
def test_a_residual_in_all_sectors_moves_growth_by_itself(points: float) -> None:
    """Product taxes follow with elasticity 1, so x points everywhere are x points of GRDP."""
    moved = simulate(residuals=dict.fromkeys(SECTORS, points))["grdp_growth"][0, 0]
    assert moved - growth({}) == pytest.approx(points, abs=1e-9)


@pytest.mark.parametrize("sector", SECTORS)
def test_a_residual_moves_growth_by_the_weight_of_its_sector(
    sector: str, province: Province
) -> None:
    base = base_calibration(province).economy
    weight = base.weights[0, SECTORS.index(sector)]
    with_taxes = weight * (1.0 + base.tax_weight[0] / base.weights.sum())
    moved = simulate(residuals={sector: 2.0})["grdp_growth"][0, 0]
    assert moved - growth({}) == pytest.approx(2.0 * with_taxes, abs=1e-9)


def test_a_residual_of_a_later_year_leaves_the_years_before() -> None:
    later = np.zeros((1, LAST - FIRST + 1))
    later[0, 3] = -4.0
    usual = simulate(horizon=LAST)["grdp_growth"][0]
    moved = simulate(horizon=LAST, residuals={"industry": later})["grdp_growth"][0]
    np.testing.assert_array_equal(moved[:3], usual[:3])
    assert moved[3] < usual[3] - 0.1
