"""The model equals a second reading of docs/MODEL.md, written one number at a time."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from model import explain, simulate
from model.engine import base_year
from model.province.province import Province
from tests.support import oracle
from tests.support.province import PROVINCE, random_levers

YEARS = PROVINCE.last_year - PROVINCE.base_year
LEVERS = random_levers(50, 2024)
CORNERS = random_levers(10, 2030, corners=True)
REFERENCE = {key: row.trend for key, row in PROVINCE.levers.items()}
BASE = {key: row.base for key, row in PROVINCE.levers.items()}
RESIDUAL_KEYS = ("crops", "fisheries", "industry", "construction", "trade_services", "tourism")
"""Sectors as the model names them, in the order of the oracle."""
ELSEWHERE = ("sd_", "resid_corr", "nation_share", "pond_share")
"""How parameters begin that act in draws or a warning only, so that no projection reads them."""


class Noted(dict[str, float]):
    """Values that note which of them are read."""

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> float:
        self.read.add(key)
        return super().__getitem__(key)


def setting(index: int, box: Mapping[str, np.ndarray] = LEVERS) -> dict[str, float]:
    return {key: float(values[index]) for key, values in box.items()}


def defaults() -> dict[str, float]:
    return {key: row.default for key, row in PROVINCE.parameters.items()}


def drawn(index: int) -> dict[str, float]:
    """Every parameter anywhere between its low and its high."""
    draw = np.random.default_rng(index)
    return {
        key: float(draw.uniform(row.low, row.high)) for key, row in PROVINCE.assumptions.items()
    }


def noise(index: int, years: int) -> dict[str, list[float]]:
    """Residuals for everything that has one, in points, as the oracle names it."""
    draw = np.random.default_rng(index)
    return {key: draw.normal(0.0, 2.0, years).tolist() for key in oracle.RESIDUALS}


def named(residuals: Mapping[str, list[float]]) -> dict[str, list[list[float]]]:
    """One draw of residuals as the model names them."""
    names = dict(zip(oracle.SECTORS, RESIDUAL_KEYS, strict=True))
    return {names.get(key, key): [values] for key, values in residuals.items()}


@cache
def transcribed() -> frozenset[str]:
    """Return the levers, parameters and indicators that the oracle knows."""
    levers = {key: row.max for key, row in PROVINCE.levers.items()}
    parameters = Noted(defaults())
    oracle.base(parameters, REFERENCE, BASE)
    given = oracle.project(levers, REFERENCE, BASE, parameters, YEARS)
    return frozenset({*oracle.LEVERS, *parameters.read, *given})


def compare(
    levers: Mapping[str, float],
    own: Mapping[str, float],
    years: int,
    residuals: Mapping[str, list[float]] | None = None,
) -> None:
    """Compare every indicator, channel and year of one setting, as far as the oracle knows it."""
    moved, own = (
        {key: value for key, value in values.items() if key in transcribed()}
        for values in (levers, own)
    )
    inputs = {**REFERENCE, **moved}, REFERENCE, BASE, {**defaults(), **own}, years
    horizon = PROVINCE.base_year + years
    given = dict(residuals or {})
    found = simulate(moved, own, horizon, named(given))
    for key, values in oracle.project(*inputs, given).items():
        np.testing.assert_allclose(found[key][0], values, rtol=1e-9, atol=1e-12, err_msg=key)
    added = np.sum(list(oracle.contributions(*inputs, given).values()), axis=0)
    np.testing.assert_allclose(found["grdp_growth"][0], added, rtol=1e-9, atol=1e-12)
    channels = explain(moved, own, horizon).channels
    expected = oracle.contributions(*inputs)
    assert expected.pop("residual") == [0.0] * years  # what is explained has no residual
    assert set(channels) == set(expected)
    for key, values in expected.items():
        np.testing.assert_allclose(channels[key][0], values, rtol=1e-9, atol=1e-12, err_msg=key)


def test_everything_is_read_twice(province: Province) -> None:
    """What is new may wait until it is published; then tests/support/oracle.py transcribes it."""
    every = {*province.levers, *province.assumptions, *province.modelled}
    assert every >= transcribed()
    waiting = {key for key in every - transcribed() if not key.startswith(ELSEWHERE)}
    if waiting:
        pytest.skip(f"not yet in tests/support/oracle.py: {', '.join(sorted(waiting))}")


@pytest.mark.parametrize("index", range(50))
def test_2024_equals_the_oracle(index: int) -> None:
    compare(setting(index), {}, 1)


@pytest.mark.parametrize("index", range(3))
def test_path_to_2030_equals_the_oracle(index: int) -> None:
    compare(setting(index), {}, YEARS)


def test_trend_and_plan_equal_the_oracle_to_2030(plan: Mapping[str, float]) -> None:
    compare({}, {}, YEARS)
    compare(plan, {}, YEARS)


@pytest.mark.parametrize("index", range(10))
def test_corners_equal_the_oracle_to_2030(index: int) -> None:
    compare(setting(index, CORNERS), {}, YEARS)


@pytest.mark.parametrize("index", range(10))
def test_other_parameters_equal_the_oracle_to_2030(index: int) -> None:
    compare(setting(index), drawn(index), YEARS)


@pytest.mark.parametrize("index", range(10))
def test_residuals_equal_the_oracle_to_2030(index: int) -> None:
    own = drawn(index) if index % 2 else {}
    compare(setting(index), own, YEARS, noise(index, YEARS))


@pytest.mark.parametrize("key", oracle.RESIDUALS)
def test_a_residual_alone_equals_the_oracle(key: str, plan: Mapping[str, float]) -> None:
    compare(plan, {}, YEARS, {key: noise(7, YEARS)[key]})


@pytest.mark.parametrize("index", [None, 0, 1, 2])
def test_base_year_equals_the_oracle(index: int | None, province: Province) -> None:
    own = {} if index is None else drawn(index)
    expected = oracle.base({**defaults(), **own}, REFERENCE, BASE)
    found = base_year(PROVINCE, own)
    derived = {key for key, row in province.indicators.items() if row.base == "derived"}
    assert derived & transcribed() <= set(expected)
    for key, value in expected.items():
        assert found[key] == pytest.approx(value, rel=1e-9), key
