"""The model equals a second reading of docs/MODEL.md, written one number at a time."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from model import simulate
from model.engine import base_year
from model.province.province import Province
from tests.support import oracle
from tests.support.province import PROVINCE, random_levers

LAST = PROVINCE.last_year
LEVERS = random_levers(50, 2024)
REFERENCE = {key: row.reference for key, row in PROVINCE.levers.items()}
PRINTED_ONLY = {"grdp_growth"}
"""The oracle rolls the weights back for it; the model takes the published figure."""
DRAWS_ONLY = ("sd_", "resid_", "capex_")
"""How parameters begin that act in draws or a warning only, so that no projection reads them."""


class Noted(dict[str, float]):
    """Values that note which of them are read."""

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> float:
        self.read.add(key)
        return super().__getitem__(key)


def setting(index: int) -> dict[str, float]:
    return {key: float(values[index]) for key, values in LEVERS.items()}


def defaults(province: Province) -> dict[str, float]:
    return {key: row.default for key, row in province.parameters.items()}


@cache
def transcribed() -> frozenset[str]:
    """Return the levers, parameters and indicators that the oracle knows."""
    levers = {key: row.max for key, row in PROVINCE.levers.items()}
    parameters = Noted(defaults(PROVINCE))
    years = LAST - PROVINCE.base_year
    given = oracle.project(levers, REFERENCE, parameters, PROVINCE.phi_default, years)
    return frozenset({*oracle.LEVERS, *parameters.read, *given})


def compare(
    levers: Mapping[str, float], own: Mapping[str, float], horizon: int, province: Province
) -> None:
    """Compare every indicator and year of one setting, as far as the oracle knows it."""
    moved, own = (
        {key: value for key, value in values.items() if key in transcribed()}
        for values in (levers, own)
    )
    expected = oracle.project(
        {**REFERENCE, **moved},
        REFERENCE,
        {**defaults(province), **own},
        province.phi_default,
        horizon - province.base_year,
    )
    found = simulate(moved, own, horizon)
    for key, values in expected.items():
        np.testing.assert_allclose(found[key][0], values, rtol=1e-9, atol=1e-12, err_msg=key)


def test_everything_is_read_twice(province: Province) -> None:
    """What is new may wait until it is published; then tests/support/oracle.py transcribes it."""
    every = {*province.levers, *province.assumptions, *province.modelled}
    assert every >= transcribed()
    waiting = {key for key in every - transcribed() if not key.startswith(DRAWS_ONLY)}
    if waiting:
        pytest.skip(f"not yet in tests/support/oracle.py: {', '.join(sorted(waiting))}")


@pytest.mark.parametrize("index", range(50))
def test_2024_equals_the_oracle(index: int, province: Province) -> None:
    compare(setting(index), {}, province.base_year + 1, province)


@pytest.mark.parametrize("index", range(3))
def test_path_to_2030_equals_the_oracle(index: int, province: Province) -> None:
    compare(setting(index), {}, LAST, province)


def test_plan_and_reference_equal_the_oracle_to_2030(
    plan: Mapping[str, float], province: Province
) -> None:
    compare(plan, {}, LAST, province)
    compare({}, {}, LAST, province)


@pytest.mark.parametrize("index", range(10))
def test_other_parameters_equal_the_oracle_to_2030(index: int, province: Province) -> None:
    draw = np.random.default_rng(index)
    own = {key: float(draw.uniform(row.low, row.high)) for key, row in province.assumptions.items()}
    compare(setting(index), own, LAST, province)


def test_base_year_equals_the_oracle(province: Province) -> None:
    expected = oracle.base(defaults(province), REFERENCE)
    found = base_year(PROVINCE)
    derived = {key for key, row in province.indicators.items() if row.base == "derived"}
    assert derived & transcribed() <= set(expected)
    for key in set(expected) - PRINTED_ONLY:
        assert found[key] == pytest.approx(expected[key], rel=1e-9), key
