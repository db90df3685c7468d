"""Quantiles of draws are those of NumPy, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.quantiles import quantiles
from model.scenario.results import ENDS
from model.uncertainty.bands import CUTS, Cuts
from model.uncertainty.scenario_draws import bands
from tests.support.province import PROVINCE
from tests.support.reader import PLAN

SHARES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6)
NUMBERS = st.lists(st.floats(-1e9, 1e9) | st.just(np.nan), min_size=1, max_size=40)


@given(draws=st.lists(NUMBERS, min_size=1, max_size=3), at=SHARES)
def test_quantiles_are_those_of_numpy(draws: list[list[float]], at: list[float]) -> None:
    size = min(map(len, draws))
    table = np.array([row[:size] for row in draws])
    np.testing.assert_array_equal(quantiles(table, at), np.quantile(table, at, axis=-1).T)


@pytest.mark.parametrize("at", [CUTS, ENDS])
def test_bands_are_those_of_numpy(at: tuple[float, ...]) -> None:
    drawn = bands(PROVINCE, PLAN, PROVINCE.last_year)
    for draws in (drawn.effect, drawn.level):
        for key, values in draws.items():
            expected = np.quantile(values, at, axis=0)
            np.testing.assert_array_equal(quantiles(values.T, at).T, expected, err_msg=key)
            if at is CUTS:
                np.testing.assert_array_equal(Cuts({key: values})[key], expected, err_msg=key)
