"""Growth on the trend: the nation's growth and a gap, spread over sectors (equation 46)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.equations.arrays import Array, Values, twice

AREAS = ("kv1", "kv2", "kv3", "tax")
"""Suffixes of the areas I, II and III and of product taxes."""


class Pattern(NamedTuple):
    """How growth spreads over the areas and product taxes, four arrays (n,) each.

    ``usual`` is growth between that of the base year and that in the long run, ``response`` how
    strongly an area moves with the nation.
    """

    usual: Sequence[Array]
    response: Sequence[Array]


class TrendGrowth(NamedTuple):
    """Growth of a year on the trend, fractions.

    ``sectors`` (n, 6), the three ``areas`` and product ``taxes`` (n,).
    """

    sectors: Array
    areas: Sequence[Array]
    taxes: Array


def pattern(parameters: Values) -> Pattern:
    """Read how growth spreads (equation 46)."""
    weight = parameters["w_persist"]

    def usual(area: str) -> Array:
        long_run = parameters[f"g_lr_{area}"]
        return long_run + weight * (parameters[f"g23_{area}"] - long_run)

    return Pattern(
        usual=[usual(area) for area in AREAS],
        response=[parameters[f"b_{area}"] for area in AREAS],
    )


def area_growth(spread: Pattern, weights: Sequence[Array], total: Array) -> list[Array]:
    """Growth of areas and product taxes whose weighted mean is ``total`` (equation 46)."""
    missing = total - _mean(weights, spread.usual)
    push = missing / _mean(weights, spread.response)
    return [
        usual + response * push
        for usual, response in zip(spread.usual, spread.response, strict=True)
    ]


def trend_path(
    spread: Pattern, weights: Sequence[Array], total: Array, years: int
) -> Iterator[TrendGrowth]:
    """Yield growth on the trend of each year (equation 46).

    Parameters
    ----------
    weights
        Of areas and product taxes in the base year, adding up to one, four arrays (n,).
    total
        Growth of GRDP in every year: the nation's and the gap, (n,).
    """
    for _ in range(years):
        *areas, taxes = growth = area_growth(spread, weights, total)
        yield TrendGrowth(twice(areas), areas, taxes)
        weights = [
            weight * (1.0 + rate) / (1.0 + total)
            for weight, rate in zip(weights, growth, strict=True)
        ]


def _mean(weights: Sequence[Array], values: Sequence[Array]) -> Array:
    first, *others = (weight * value for weight, value in zip(weights, values, strict=True))
    return sum(others, first)
