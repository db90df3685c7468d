"""What parameters fix before any lever moves: the base year, ready (equations 44 to 46)."""

from dataclasses import dataclass

from model.equations.arrays import Array, Values, by_sector, scaled, stack
from model.equations.shrimp import Ponds, Shrimp, base_ponds, base_shrimp


@dataclass(frozen=True)
class Economy:
    """Value added and weights at the end of a year.

    ``value_added`` (n, 6) and ``tax`` (n,) in bn VND at base-year prices; ``weights`` (n, 6)
    and ``tax_weight`` (n,) are shares of GRDP at 2010 prices, by which growth rates add up.
    """

    value_added: Array
    tax: Array
    weights: Array
    tax_weight: Array


@dataclass(frozen=True)
class Calibration:
    """The base year and the elasticities.

    Attributes
    ----------
    economy, ponds, shrimp
        State of the base year.
    public_share, private_share, labour_share
        Elasticities of supply to public capital, private capital and labour, each (n, 6).
    allocation
        Shares of private investment by sector, adding up to one, (n, 6).
    growth, tax_growth
        Growth of the reference in the first year, fractions: (n, 6) and (n,).
    """

    economy: Economy
    ponds: Ponds
    shrimp: Shrimp
    public_share: Array
    private_share: Array
    labour_share: Array
    allocation: Array
    growth: Array
    tax_growth: Array


def calibrate(parameters: Values, phi_default: float) -> Calibration:
    """Bring parameters into the form of the equations (equations 5, 6, 10 and 44 to 46).

    The table splits the elasticities to public capital around the default of φ; those used
    move with it.
    """
    growth, tax_growth = reference_growth(parameters)
    allocation, ponds = by_sector(parameters, "kappa"), base_ponds(parameters)
    return Calibration(
        economy=base_economy(parameters),
        ponds=ponds,
        shrimp=base_shrimp(ponds),
        public_share=scaled(by_sector(parameters, "phi"), parameters["phi"] / phi_default),
        private_share=by_sector(parameters, "alpha"),
        labour_share=by_sector(parameters, "beta"),
        allocation=scaled(allocation, 1.0 / allocation.sum(axis=-1)),
        growth=growth,
        tax_growth=tax_growth,
    )


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
        weights=value_added * _twice(a_unit),
        tax_weight=parameters["w10_tax"] / total,
    )


def reference_growth(parameters: Values) -> tuple[Array, Array]:
    """Growth of the reference in the first year (equation 46).

    Returns the six sectors, (n, 6), and product taxes, (n,), as fractions. Both sectors of
    an area take the rates of the area.
    """
    weight = parameters["w_persist"]

    def mean(name: str) -> Array:
        long_run = parameters[f"g_lr_{name}"]
        return long_run + weight * (parameters[f"g23_{name}"] - long_run)

    return _twice([mean("kv1"), mean("kv2"), mean("kv3")]), mean("tax")


def _twice(areas: list[Array]) -> Array:
    """Give each of the three areas' values to its two sectors: (n, 6)."""
    return stack([area for area in areas for _ in range(2)])
