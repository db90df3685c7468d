"""The levers that move an indicator most."""

import numpy as np

from model.equations.arrays import Array
from model.goal.first_year import first_year
from model.province.province import Province
from model.scenario.scenario import Scenario

GIVEN = frozenset({"shrimp_price", "rice_price"})
"""Levers that a market sets."""
CONTEXT = "context"
"""The group of levers that nobody in the province sets."""


def movers(
    province: Province, scenario: Scenario, indicator: str, direction: str, count: int
) -> tuple[str, ...]:
    """Return the levers that bring an indicator farthest up or down, the first the most, if any.

    Each alone, anywhere between its ends; not those of markets or of the world around.
    """
    keys = [
        key for key, lever in province.levers.items() if lever.group != CONTEXT and key not in GIVEN
    ]
    ends = np.array([province.levers[key].range for key in keys])
    settings: dict[str, float | Array] = dict(scenario.levers)
    for place, key in enumerate(keys):
        column = np.full(2 * len(keys) + 1, scenario.levers[key])
        column[2 * place : 2 * place + 2] = ends[place]
        settings[key] = column
    found = first_year(province, scenario, settings, [indicator])[indicator]
    here = found[-1]
    gains = (found[:-1] - here) * (-1.0 if direction == "down" else 1.0)
    best = np.nan_to_num(gains, nan=0.0).reshape(-1, 2).max(axis=1)
    order = np.argsort(-best, kind="stable")[:count]
    least = 1e-9 * max(1.0, abs(float(np.nan_to_num(here))))
    return tuple(keys[place] for place in order if best[place] > least)
