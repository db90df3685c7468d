"""What would most likely make a target missed: one thing at a time in its bad third.

See docs/MODEL.md, "Uncertainty". Nothing is drawn or projected anew: the draws of the level are
counted by where each thing stands in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import SECTORS, Array
from model.equations.trend import AREAS
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.scenario.targets import reached, scenario_targets
from model.uncertainty.draws import (
    drawn_residuals,
    hypercube,
    nation_residuals,
    sector_weights,
)
from model.uncertainty.outcome import parameter_dimensions

Mask = NDArray[np.bool_]
NAMED = 2
"""So many things are named for a target."""
TELLING = 5.0
"""Standard errors between the bad and the good third, from which a difference is no chance of the
draws: a hundred things are tried on each target, and none of them by luck."""
LOW, HIGH = "low", "high"
SECTORS_OF_AREA = 2
"""Areas I, II and III have two sectors each, in their order."""


@dataclass(frozen=True)
class Risk:
    """Something that makes it likelier that a target is missed.

    Attributes
    ----------
    key
        ``nation``; an area of `AREAS`, the year of its sectors beside the nation's;
        ``product_taxes`` or ``prices``; a parameter, ``alpha`` or ``beta`` for those of all
        sectors, or ``sd_…`` for the indicator's own residual.
    side
        Which third of its values is the bad one: ``low`` or ``high``.
    missed
        Share of the draws in that third that miss the target.
    """

    key: str
    side: str
    missed: float


def risks(
    province: Province, scenario: Scenario, level: Mapping[str, Array]
) -> dict[str, tuple[Risk, ...]]:
    """Name what would most likely make each target of the plan year missed.

    Parameters
    ----------
    level
        All stored draws of the scenario by indicator, (n, years), as of
        `model.uncertainty.scenario_draws.level_draws`.

    Returns
    -------
    dict
        By indicator with a target that some draws reach and some miss: at most `NAMED` things,
        the likeliest miss first; none where nothing alone makes a difference that is no luck.
    """
    found = scenario_targets(province, scenario)
    keys = [key for key in level if key in found]
    missed = [~reached(province.indicators[key], found[key], level[key][:, 0]) for key in keys]
    split = [place for place, draws in enumerate(missed) if draws.any() and not draws.all()]
    if not split:
        return {}
    names, low, high = _thirds(province, tuple(sorted(scenario.parameters.items())))
    named = likeliest(names, low, high, np.stack([missed[place] for place in split]))
    return {keys[place]: rows for place, rows in zip(split, named, strict=True)}


def likeliest(names: Sequence[str], low: Mask, high: Mask, missed: Mask) -> list[tuple[Risk, ...]]:
    """Take for each target the things with the highest chance of a miss in their bad third.

    Parameters
    ----------
    names, low, high
        Things, and for each the draws of its lowest and of its highest third, (things, n).
    missed
        Draws that miss a target, (targets, n).
    """
    size = np.count_nonzero(low[0])
    at_low, at_high = _together(missed, low) / size, _together(missed, high) / size
    share = missed.mean(axis=1, keepdims=True)
    telling = np.abs(at_low - at_high) > TELLING * np.sqrt(2.0 * share * (1.0 - share) / size)
    worst = np.where(telling, np.maximum(at_low, at_high), -1.0)
    order = np.argsort(-worst, axis=1, kind="stable")[:, :NAMED]
    return [
        tuple(
            Risk(
                names[place],
                LOW if at_low[row, place] > at_high[row, place] else HIGH,
                float(worst[row, place]),
            )
            for place in places
            if worst[row, place] >= 0.0
        )
        for row, places in enumerate(order.tolist())
    ]


def _together(some: Mask, others: Mask) -> NDArray[np.uint64]:
    """Count the draws that are in both, (some, others).

    By bits: a product of matrices would take every core, and wait for it.
    """
    one, two = np.packbits(some, axis=1), np.packbits(others, axis=1)
    found: NDArray[np.uint64] = np.bitwise_count(one[:, np.newaxis] & two).sum(axis=-1)
    return found


@lru_cache(maxsize=8)
def _thirds(
    province: Province, assumed: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, ...], Mask, Mask]:
    """Find the lowest and the highest third of the draws of each thing: no lever moves them."""
    things = _things(province, dict(assumed))
    ranks = np.argsort(np.argsort(np.stack(list(things.values())), axis=1, kind="stable"), axis=1)
    size = ranks.shape[1] // 3
    return tuple(things), ranks < size, ranks >= ranks.shape[1] - size


def _things(province: Province, fixed: Mapping[str, float]) -> dict[str, Array]:
    """Collect what is drawn for the first year, (n,) each.

    Residuals of sectors are correlated, so those of an area are one thing: what they add to GRDP,
    without the nation's surprise, which is a thing of its own.
    """
    cube = hypercube(province.folder)
    both, nation = (draw(province, cube, fixed, 1) for draw in (drawn_residuals, nation_residuals))
    weights = sector_weights(province, fixed)
    own = np.stack(
        [
            weight * (both[key] - nation[key])[:, 0]
            for key, weight in zip(SECTORS, weights, strict=True)
        ]
    )
    areas = own.reshape(-1, SECTORS_OF_AREA, own.shape[1]).sum(axis=1)
    residuals = {row.residual for row in province.indicators.values() if row.residual}
    return {
        "nation": cube["residual_nation_1"],
        **dict(zip(AREAS, areas, strict=False)),
        **{name: cube[f"residual_{name}_1"] for name in ("product_taxes", "prices")},
        **{name: cube[f"{name}_1"] for name in sorted(residuals)},
        **{
            name: cube[name]
            for name in parameter_dimensions(province, Scenario({}, parameters=fixed))
        },
    }
