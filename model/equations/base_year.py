"""What parameters fix before any lever moves: the base year, ready (equations 5, 44 and 45)."""

from typing import NamedTuple

from model.equations.arrays import (
    INDUSTRY,
    Array,
    Values,
    by_area,
    by_sector,
    column,
    scaled,
    stack,
    twice,
)
from model.equations.shrimp import Ponds, Shrimp, base_ponds, base_shrimp
from model.equations.trend import Pattern, pattern, trend_path


class Economy(NamedTuple):
    """Value added and weights at the end of a year.

    ``value_added`` (n, 6) and ``tax`` (n,) in bn VND at base-year prices; ``weights`` (n, 6)
    and ``tax_weight`` (n,) are shares of GRDP at 2010 prices, by which growth rates add up.
    """

    value_added: Array
    tax: Array
    weights: Array
    tax_weight: Array

    @property
    def area_weights(self) -> tuple[Array, ...]:
        """Weights of the areas I, II and III and of product taxes, (n,) each."""
        return *by_area(self.weights), self.tax_weight


class Calibration(NamedTuple):
    """The base year and the elasticities.

    Attributes
    ----------
    economy, ponds, shrimp
        State of the base year.
    private_share, labour_share
        Elasticities of supply to private capital and to labour, each (n, 6).
    capital
        Private capital by sector, (n, 6) bn VND.
    allocation
        Shares of domestic private investment by sector, adding up to one, (n, 6).
    pattern
        How growth on the trend spreads over areas and product taxes.
    """

    economy: Economy
    ponds: Ponds
    shrimp: Shrimp
    private_share: Array
    labour_share: Array
    capital: Array
    allocation: Array
    pattern: Pattern


def calibrate(parameters: Values, usual_nation: Array) -> Calibration:
    """Bring parameters into the form of the equations (equations 5, 10, 44 and 45).

    ``usual_nation`` is the nation's growth on the trend, (1,).
    """
    economy, ponds = base_economy(parameters), base_ponds(parameters)
    spread = pattern(parameters)
    private_share = by_sector(parameters, "alpha")
    capital = base_private_capital(economy, private_share, parameters)
    total = usual_nation + parameters["gap"]
    first = next(trend_path(spread, economy.area_weights, total, 1))
    return Calibration(
        economy=economy,
        ponds=ponds,
        shrimp=base_shrimp(ponds),
        private_share=private_share,
        labour_share=by_sector(parameters, "beta"),
        capital=capital,
        allocation=allocation(capital, first.sectors, parameters),
        pattern=spread,
    )


def base_private_capital(economy: Economy, private_share: Array, parameters: Values) -> Array:
    """Private capital by sector (equation 5), (n, 6) bn VND: gross returns are equal."""
    total = (1.0 - parameters["pub_k_share"]) * parameters["ky_ratio"] * parameters["y0_grdp"]
    earned = private_share * economy.value_added
    return scaled(earned, total / earned.sum(axis=-1))


def allocation(capital: Array, growth: Array, parameters: Values) -> Array:
    """Shares of domestic private investment by sector (equation 5), (n, 6).

    Each sector gets of all new money what it needs to grow as on the trend; foreign money is
    part of what industry gets.
    """
    needed = (growth + column(parameters["delta_k"])) * capital
    private, foreign = parameters["ip0"], parameters["if0"]
    shares = list(scaled(needed, (private + foreign) / (private * needed.sum(axis=-1))).T)
    shares[INDUSTRY] = shares[INDUSTRY] - foreign / private
    return stack(shares)


def base_economy(parameters: Values) -> Economy:
    """Value added and weights of the base year (equations 44 and 45).

    One sector of each area is given, the other is the rest. Weights are split inside an area
    by value added and divided by their sum.
    """
    grdp = parameters["y0_grdp"]
    areas = [parameters[f"share_kv{number}"] * grdp for number in (1, 2, 3)]
    fisheries, construction = parameters["va0_fish"], parameters["va0_con"]
    tourism = parameters["tour_rev0"] * parameters["tour_va_share"]
    value_added = stack(
        [
            areas[0] - fisheries,
            fisheries,
            areas[1] - construction,
            construction,
            areas[2] - tourism,
            tourism,
        ]
    )
    area_weights = [parameters[f"w10_kv{number}"] for number in (1, 2, 3)]
    total = sum(area_weights, parameters["w10_tax"])
    a_unit = [weight / area / total for weight, area in zip(area_weights, areas, strict=True)]
    return Economy(
        value_added=value_added,
        tax=grdp - sum(areas),
        weights=value_added * twice(a_unit),
        tax_weight=parameters["w10_tax"] / total,
    )
