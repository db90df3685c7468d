"""Brackish-water shrimp by farming system (equation 10)."""

from typing import NamedTuple

import numpy as np

from model.equations.arrays import SYSTEMS, Array, Values, by_system, scaled, stack


class Ponds(NamedTuple):
    """Shrimp farming of the base year by system, each (n, 4).

    ``area`` in ha; ``output`` in t, ``value`` and ``value_added`` in bn VND for each ha.
    """

    area: Array
    output: Array
    value: Array
    value_added: Array


class Shrimp(NamedTuple):
    """Shrimp of one year, each of shape (n,).

    ``output`` in t; ``value_added`` and ``gross_output`` in bn VND at base-year prices;
    ``area`` in ha.
    """

    output: Array
    value_added: Array
    gross_output: Array
    area: Array


def survival(loss: Array, base_loss: Array, salvage: Array) -> Array:
    """Harvest against the base year, 1 at the base loss (equation 10)."""
    lost = 1.0 - salvage
    return (1.0 - lost * loss) / (1.0 - lost * base_loss)


def stocked_area(area: Array, change: Array, first_year: Array) -> Array:
    """Area that bears a crop (equation 10), (n, 4) ha.

    Additions count with ``first_year``, removals in full.
    """
    return area + np.minimum(change, 0.0) + scaled(np.maximum(change, 0.0), first_year)


def area_change(levers: Values) -> Array:
    """Change of area by farming system since the base year (equation 10), (n, 4) ha."""
    return stack([levers[f"shrimp_area_{system}"] for system in SYSTEMS])


def pond_capital(levers: Values, parameters: Values) -> Array:
    """Capital of new ponds (equation 5), (n,) bn VND; a hectare costs as it yields."""
    yields = by_system(parameters, "y")
    added = np.maximum(0.0, area_change(levers))
    capital: Array = parameters["capex_sup"] * (yields * added).sum(axis=-1) / parameters["y_sup"]
    return capital


def base_ponds(parameters: Values) -> Ponds:
    """Ponds of the base year, scaled so that output is exact in every draw (equation 10)."""
    area, potential = by_system(parameters, "a0"), by_system(parameters, "y")
    scale = parameters["q0_shrimp"] / (potential * area).sum(axis=-1)
    output = scaled(potential, scale)
    value = output * (by_system(parameters, "p") / 1000.0)
    return Ponds(area, output, value, value * by_system(parameters, "v"))


def base_shrimp(ponds: Ponds) -> Shrimp:
    """Shrimp of the base year, at the base area and loss (equation 10)."""
    return Shrimp(
        output=(ponds.output * ponds.area).sum(axis=-1),
        value_added=(ponds.value_added * ponds.area).sum(axis=-1),
        gross_output=(ponds.value * ponds.area).sum(axis=-1),
        area=ponds.area.sum(axis=-1),
    )


def shrimp(ponds: Ponds, levers: Values, parameters: Values, t: int) -> Shrimp:
    """Shrimp of year t (equation 10).

    Losses hit value added more than output, as inputs are sunk. The base loss is a parameter of
    its own: drawn or set away from the reference lever, it moves the reference path too.
    """
    change = area_change(levers)
    stocked = stocked_area(ponds.area, change, parameters["first_year"] if t == 1 else np.ones(1))
    survived = survival(levers["shrimp_loss_rate"], parameters["loss0"], parameters["salvage"])
    response = 1.0 + parameters["eps_supply"] * levers["shrimp_price"]
    harvested = survived * response
    kept = response * (1.0 - parameters["sunk"] * (1.0 - survived))
    return Shrimp(
        output=(ponds.output * stocked).sum(axis=-1) * harvested,
        value_added=(ponds.value_added * stocked).sum(axis=-1) * kept,
        gross_output=(ponds.value * stocked).sum(axis=-1) * harvested,
        area=(ponds.area + change).sum(axis=-1),
    )


def processing(extra_output: Array, parameters: Values) -> Array:
    """Value added of processing the extra shrimp (equation 10), bn VND."""
    return parameters["proc_va"] * parameters["proc_pass"] * extra_output / 1000.0
