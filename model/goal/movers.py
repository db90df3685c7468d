"""The levers that move an indicator most."""

import numpy as np

from model.engine import simulate
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
    settings = {key: np.full(2 * len(keys), scenario.levers[key]) for key in province.levers}
    for place, key in enumerate(keys):
        settings[key][2 * place : 2 * place + 2] = ends[place]
    found = simulate(province, settings, scenario.parameters)[indicator][:, 0]
    here = simulate(province, scenario.levers, scenario.parameters)[indicator][0, 0]
    gains = (found - here) * (-1.0 if direction == "down" else 1.0)
    best = np.nan_to_num(gains, nan=0.0).reshape(-1, 2).max(axis=1)
    order = np.argsort(-best, kind="stable")[:count]
    least = 1e-9 * max(1.0, abs(float(np.nan_to_num(here))))
    return tuple(keys[place] for place in order if best[place] > least)
