"""Where growth comes from, by channel and by lever group (equation 18)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.equations.arrays import Array
from model.inputs import Inputs, checked_inputs
from model.province.province import Province


@dataclass(frozen=True)
class Explanation:
    """Contributions to growth of GRDP, per cent or points, each of shape (n, years).

    Attributes
    ----------
    growth, reference
        Growth of the scenario and of the reference path.
    channels
        Terms of equation 15 times their weights; they add up to ``growth``.
    groups
        Shapley values of the lever groups; with ``reference`` they add up to ``growth``.
    """

    growth: Array
    reference: Array
    channels: Mapping[str, Array]
    groups: Mapping[str, Array]


def explain(
    province: Province,
    levers: Mapping[str, ArrayLike] | None = None,
    parameters: Mapping[str, ArrayLike] | None = None,
    horizon: int | None = None,
) -> Explanation:
    """Say where growth comes from: by channel, and by lever group (equation 18).

    Parameters and errors are those of `model.engine.simulate`. The value of a coalition of lever
    groups is growth with these groups at the scenario and the others at the reference; the average
    over all orders is exact and independent of order.
    """
    inputs = checked_inputs(province, levers, parameters, None, horizon)
    reference, path = inputs.paths(inputs.setting())

    def points(parts: Iterable[Array]) -> Array:
        columns = [np.broadcast_to(part, (inputs.size,)) for part in parts]
        return np.stack(columns, axis=-1) * 100.0

    def channel(key: str) -> Array:
        return points((year.before.weights * year.terms[key]).sum(axis=-1) for year in path.years)

    trend = points((year.before.weights * year.trend).sum(axis=-1) for year in path.years)
    nation_tax = points(year.before.tax_weight * year.nation_tax for year in path.years)
    taxes = points(year.before.tax_weight * year.tax_growth for year in path.years) - nation_tax
    channels = {key: channel(key) for key in path.years[0].terms}
    return Explanation(
        growth=points(year.total_growth for year in path.years),
        reference=points(year.total_growth for year in reference.years),
        channels={
            "trend": trend,
            **channels,
            "nation": channels["nation"] + nation_tax,
            "product_taxes": taxes,
        },
        groups=_shapley(inputs),
    )


def _shapley(inputs: Inputs) -> dict[str, Array]:
    """Shapley values of the lever groups for growth (equation 18), points, (n, years)."""
    province, size = inputs.province, inputs.size
    groups = [row.key for row in province.group_rows("lever")]
    member = (np.arange(2 ** len(groups))[:, np.newaxis] >> np.arange(len(groups)) & 1) == 1

    def in_coalitions(key: str, value: ArrayLike) -> Array:
        lever = province.levers[key]
        joined = member[:, [groups.index(lever.group)]]
        return np.broadcast_to(np.where(joined, value, lever.trend), (len(member), size)).ravel()

    coalitions = replace(
        inputs,
        levers={key: in_coalitions(key, value) for key, value in inputs.levers.items()},
        parameters={
            key: np.tile(value, len(member)) if np.size(value) > 1 else value
            for key, value in inputs.parameters.items()
        },
        size=len(member) * size,
    )
    growth = np.empty((coalitions.size, inputs.years))
    for piece, part in coalitions.chunks():
        _, path = part.paths(part.setting())
        for index, year in enumerate(path.years):
            growth[piece, index] = year.total_growth
    growth = growth.reshape(len(member), size, inputs.years) * 100.0
    values = np.tensordot(_shapley_weights(member), growth, axes=(0, 0))
    return dict(zip(groups, values, strict=True))


def _shapley_weights(member: NDArray[np.bool_]) -> Array:
    """Weight of each coalition's value for each player (equation 18): (coalitions, players).

    Above zero for a coalition that holds the player, below zero for one that does not.
    """
    players = member.shape[1]
    share = [1.0 / (players * comb(players - 1, k)) for k in range(players)]
    size = member.sum(axis=1, keepdims=True)
    inside, outside = np.array([0.0, *share]), np.array([*share, 0.0])
    weights: Array = np.where(member, inside[size], -outside[size])
    return weights
