"""Growth on the trend: the nation's growth and a gap, spread over sectors (equation 46)."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.equations.arrays import Array, Values, column, stack, twice

AREAS = ("kv1", "kv2", "kv3", "tax")
"""Suffixes of the areas I, II and III and of product taxes."""


@dataclass(frozen=True)
class Pattern:
    """How growth spreads over the areas and product taxes, each (n, 4).

    ``usual`` is growth between that of the base year and that in the long run, ``response`` how
    strongly an area moves with the nation.
    """

    usual: Array
    response: Array


@dataclass(frozen=True)
class TrendGrowth:
    """Growth of a year on the trend, fractions: sectors (n, 6) and product taxes (n,)."""

    sectors: Array
    taxes: Array


def pattern(parameters: Values) -> Pattern:
    """Read how growth spreads (equation 46)."""
    weight = parameters["w_persist"]

    def usual(area: str) -> Array:
        long_run = parameters[f"g_lr_{area}"]
        return long_run + weight * (parameters[f"g23_{area}"] - long_run)

    return Pattern(
        usual=stack([usual(area) for area in AREAS]),
        response=stack([parameters[f"b_{area}"] for area in AREAS]),
    )


def area_growth(spread: Pattern, weights: Array, total: Array) -> Array:
    """Growth of areas and product taxes whose weighted mean is ``total`` (equation 46), (n, 4)."""
    missing = total - (weights * spread.usual).sum(axis=-1)
    return spread.usual + spread.response * column(
        missing / (weights * spread.response).sum(axis=-1)
    )


def trend_growth(spread: Pattern, weights: Array, total: Array) -> TrendGrowth:
    """Growth of sectors and product taxes on the trend (equation 46).

    Parameters
    ----------
    weights
        Of areas and product taxes in the year before, adding up to one, (n, 4).
    total
        Growth of GRDP: the nation's and the gap, (n,).
    """
    return _of_sectors(area_growth(spread, weights, total))


def trend_path(spread: Pattern, weights: Array, total: Array, years: int) -> Iterator[TrendGrowth]:
    """Yield growth on the trend of each year (equation 46), growth of GRDP staying ``total``."""
    for _ in range(years):
        growth = area_growth(spread, weights, total)
        yield _of_sectors(growth)
        weights = weights * (1.0 + growth) / column(1.0 + total)


def _of_sectors(growth: Array) -> TrendGrowth:
    *areas, taxes = growth.T
    return TrendGrowth(twice(areas), taxes)
