"""Demand in the year of spending, as deviations from the reference (equations 7 to 9)."""

import numpy as np

from model.equations.arrays import NOTHING, Array, Values, deviation, stack
from model.equations.investment import Money, deflator


def works(beyond: Money, parameters: Values) -> Array:
    """Construction value added that falls to the province before capacity (equation 7), bn VND.

    At the prices of ``beyond``, the investment beyond the reference.
    """
    built = (
        parameters["chi_g"] * (beyond.public + beyond.central)
        + parameters["chi_p"] * beyond.private
        + beyond.houses
    )
    foreign = parameters["chi_f"] * beyond.foreign
    local = parameters["loc_con"] * built + parameters["loc_con_f"] * foreign
    return parameters["va_con"] * local


def within_capacity(wanted: Array, construction: Array, parameters: Values) -> Array:
    """Works that local builders take on (equation 7), bn VND; outside firms build the rest.

    ``construction`` is value added of construction in the year before.
    """
    capacity = parameters["con_cap"] * construction
    taken_on: Array = capacity * np.tanh(wanted / capacity)
    return taken_on


def suppliers(built: Array, parameters: Values) -> Array:
    """Value added of local suppliers of the works (equation 7), bn VND."""
    inputs = built / parameters["va_con"] * (1.0 - parameters["va_con"])
    return inputs * parameters["loc_int"] * parameters["va_int"]


def induced(income: Array, price_income: Array, parameters: Values) -> Array:
    """Spending of the extra income (equation 8), bn VND."""
    return parameters["mu"] * income + parameters["inc_price"] * price_income


def price_income(
    levers: Values, reference: Values, shrimp_value: Array, parameters: Values
) -> Array:
    """Farm income from prices beyond the reference (equation 8), bn VND."""
    shrimp, rice = (deviation(levers, reference, f"{crop}_price") for crop in ("shrimp", "rice"))
    return parameters["inc_kept"] * (shrimp_value * shrimp + parameters["go_rice0"] * rice)


def demand(
    beyond: Money,
    construction: Array,
    direct_income: Array,
    farm_prices: Array,
    parameters: Values,
    t: int,
) -> Array:
    """Demand for each sector's value added (equations 7 to 9), (n, 6) bn VND.

    Everything is a deviation from the reference path, on which demand is zero. Induced
    spending is taken before the crowding-out.

    Parameters
    ----------
    beyond
        Investment of year t beyond the reference, at prices of that year.
    construction
        Value added of construction in the year before, (n,) bn VND.
    direct_income
        Value added of the physical blocks and shocks beyond the reference, (n,) bn VND.
    farm_prices
        Farm income from prices, see `price_income`, (n,) bn VND.
    """
    prices = deflator(parameters, t)
    built = within_capacity(works(beyond, parameters) / prices, construction, parameters)
    supplied = suppliers(built, parameters)
    margins = parameters["trade_margin"] * beyond.private / prices
    spent = induced(built + supplied + margins + direct_income, farm_prices, parameters)
    industry, met = parameters["supplier_industry"], 1.0 - parameters["omega"]
    spent, supplied = spent * met, supplied * met
    services = (1.0 - industry) * supplied + margins * met
    return stack(
        [
            parameters["induced_crops"] * spent,
            parameters["induced_fisheries"] * spent,
            industry * supplied + parameters["induced_industry"] * spent,
            built * met,
            services + parameters["induced_services"] * spent,
            NOTHING,
        ]
    )
