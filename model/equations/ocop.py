"""OCOP products (equation 12)."""

from model.equations.arrays import Array, Values


def ocop(levers: Values, parameters: Values) -> Array:
    """Extra value added of OCOP (equation 12), bn VND.

    Of a new product only the uplift after certification counts, not its whole revenue;
    promotion raises the revenue of the products that stand.
    """
    products = (
        levers["ocop_new"] * parameters["ocop_uplift"]
        + parameters["ocop0"] * levers["ocop_promotion"]
    )
    return products * parameters["ocop_rev"] * parameters["ocop_va"]
