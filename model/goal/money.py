"""Where the next money does most: the same sum by each lever that is money, in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from model.engine import Prepared, prepare
from model.goal.first_year import first_year, project
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.results import BAND
from model.scenario.scenario import Scenario
from model.uncertainty.draws import drawn_parameters, hypercube

SUM = 100.0
"""Bn VND that are compared."""
OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "public_plan": "public",
        "disbursement_rate": "public",
        "other_public": "public",
        "disbursement_rate_other": "public",
        "central_projects": "central",
        "private_investment": "private",
        "fdi": "foreign",
    }
)
"""Levers that are money to the model, and whose it is."""
SHARE_OF: Mapping[str, str] = MappingProxyType(
    {"disbursement_rate": "public_plan", "disbursement_rate_other": "other_public"}
)
"""Levers that say how much of another one is spent."""


@dataclass(frozen=True)
class Gain:
    """What `SUM` more by one lever does, the others as they stand.

    Attributes
    ----------
    owner
        Whose money it is: one of the values of `OWNERS`.
    change
        Change of the lever, in its unit.
    effect
        Change of growth in the first year, points, at the parameters in force.
    low, high
        The 90 % band of the effect: parameters drawn, before and after in the same draw.
    first
        Share of the draws in which no other lever does more.
    """

    lever: str
    owner: str
    change: float
    effect: float
    low: float
    high: float
    first: float


@dataclass(frozen=True)
class NextMoney:
    """What `SUM` more does, the most first; ``full`` holds what other levers can take at most."""

    gains: tuple[Gain, ...]
    full: Mapping[str, float]


def next_money(province: Province, scenario: Scenario) -> NextMoney:
    """Compare the same sum by every lever that is money and can take it."""
    changes, full = {}, {}
    for key in (key for key in OWNERS if key in province.levers):
        lever = province.levers[key]
        worth = _worth(province, scenario, key)
        room = worth * (lever.max - scenario.levers[key])
        if room >= SUM * (1.0 - 1e-9):
            changes[key] = min(SUM / worth, lever.max - scenario.levers[key])
        else:
            full[key] = room
    if not changes:
        return NextMoney((), full)

    settings = [scenario.levers]
    settings += [{**scenario.levers, key: scenario.levers[key] + changes[key]} for key in changes]
    columns = {key: np.array([each[key] for each in settings]) for key in scenario.levers}
    here, *there = first_year(province, scenario, columns, [GROWTH])[GROWTH].tolist()
    drawn = _drawn(province, tuple(sorted(scenario.parameters.items())))
    before, *draws = (project(drawn, each, [GROWTH])[GROWTH] for each in settings)
    effects = np.array(draws) - before
    low, high = np.nanquantile(effects, BAND, axis=1)
    # Two rates spend the same money alike; rounding is not to decide between them.
    first = (effects >= np.nanmax(effects, axis=0) - 1e-9).mean(axis=1)
    gains = [
        Gain(key, OWNERS[key], changes[key], growth - here, *map(float, ends))
        for key, growth, *ends in zip(changes, there, low, high, first, strict=True)
    ]
    gains.sort(key=lambda gain: -gain.effect)
    return NextMoney(tuple(gains), full)


@lru_cache(maxsize=8)
def _drawn(province: Province, assumed: tuple[tuple[str, float], ...]) -> Prepared:
    fixed = dict(assumed)
    return prepare(province, drawn_parameters(province, hypercube(province.folder), fixed))


def _worth(province: Province, scenario: Scenario, key: str) -> float:
    """Return the money, bn VND, that a unit of a lever is."""
    if key not in SHARE_OF:
        return province.scale(province.levers[key].unit)
    return scenario.levers[SHARE_OF[key]] * province.scale(province.levers[key].unit)
