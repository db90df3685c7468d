"""Where growth comes from, by channel and by lever group (equation 18)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from model.equations.arrays import Array
from model.inputs import Inputs, checked_inputs
from model.province.province import Province
from model.shapley import coalitions, shapley_values


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


@dataclass(frozen=True)
class Difference:
    """Growth at two settings, per cent, and what leads from one to the other, points: (n, 1).

    Attributes
    ----------
    before, after
        Growth of the first year at each setting.
    changes
        Shapley values of the changes; with ``before`` they add up to ``after``.
    """

    before: Array
    after: Array
    changes: Mapping[str, Array]


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
    trends = {key: lever.trend for key, lever in province.levers.items()}
    groups: dict[str, list[str]] = {row.key: [] for row in province.group_rows("lever")}
    for key, lever in province.levers.items():
        groups[lever.group].append(key)
    return Explanation(
        growth=points(year.total_growth for year in path.years),
        reference=points(year.total_growth for year in reference.years),
        channels={
            "trend": trend,
            **channels,
            "nation": channels["nation"] + nation_tax,
            "product_taxes": taxes,
        },
        groups=_shares(groups, _growth_of_coalitions(inputs, trends, groups)),
    )


def explain_change(
    province: Province,
    before: Mapping[str, float],
    after: Mapping[str, float],
    players: Mapping[str, Collection[str]],
    parameters: Mapping[str, ArrayLike] | None = None,
) -> Difference:
    """Say what each of some changes does to growth on the way from one setting to another.

    They are Shapley values (see `model.shapley`), so they add up and do not depend on an order.

    Parameters
    ----------
    province
        What is known of it.
    before, after
        Every lever, in the units of the lever table.
    players
        The levers of each change, by a key of its own; each lever that stands differently is in
        one of them.
    parameters
        Own assumptions, under which both settings are worked.

    Raises
    ------
    InvalidInputError
        As `model.engine.simulate` does.
    """
    inputs = checked_inputs(province, after, parameters, None, None)
    growth = _growth_of_coalitions(inputs, before, players)
    return Difference(growth[0], growth[-1], _shares(players, growth))


def _shares(players: Collection[str], growth: Array) -> Mapping[str, Array]:
    """Shapley values of sets of levers for growth (equation 18), points, (n, years)."""
    return dict(zip(players, shapley_values(growth), strict=True))


def _growth_of_coalitions(
    inputs: Inputs, before: Mapping[str, float], players: Mapping[str, Collection[str]]
) -> Array:
    """Work growth for every set of players, per cent, (sets, n, years).

    Levers of a player stand as given once it has joined, else as ``before``.
    """
    member, size = coalitions(len(players)), inputs.size

    def in_coalitions(place: int, key: str) -> Array:
        joined = member[:, [place]]
        stands = np.where(joined, inputs.levers[key], before[key])
        return np.broadcast_to(stands, (len(member), size)).ravel()

    moved = {
        key: in_coalitions(place, key)
        for place, keys in enumerate(players.values())
        for key in keys
        if key in inputs.levers
    }
    worked = replace(
        inputs,
        levers={**inputs.levers, **moved},
        parameters={
            key: np.tile(value, len(member)) if np.size(value) > 1 else value
            for key, value in inputs.parameters.items()
        },
        size=len(member) * size,
    )
    growth = np.empty((worked.size, inputs.years))
    for piece, part in worked.chunks():
        _, path = part.paths(part.setting())
        for index, year in enumerate(path.years):
            growth[piece, index] = year.total_growth
    return growth.reshape(len(member), size, inputs.years) * 100.0
