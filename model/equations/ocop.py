"""OCOP products (equation 12)."""

from model.equations.arrays import Array, Values, deviation


def ocop(levers: Values, reference: Values, parameters: Values) -> Array:
    """Extra value added of OCOP beyond the reference (equation 12), bn VND.

    Of a new product only the uplift after certification counts, not its whole revenue;
    promotion raises the revenue of the products that stand.
    """
    new = deviation(levers, reference, "ocop_new")
    promotion = deviation(levers, reference, "ocop_promotion")
    products = new * parameters["ocop_uplift"] + parameters["ocop0"] * promotion
    return products * parameters["ocop_rev"] * parameters["ocop_va"]
