"""Rice land turned to ponds or fruit, and rice output (equations 11 and 29)."""

import numpy as np

from model.equations.arrays import Array, Values
from model.equations.shrimp import area_change


def pond_rice_land(levers: Values, parameters: Values) -> Array:
    """Rice land under new ponds, ha; a change of system takes none (equation 11)."""
    added: Array = np.maximum(0.0, area_change(levers).sum(axis=-1))
    return parameters["from_rice"] * added


def rice_area_lost(levers: Values, parameters: Values) -> Array:
    """Sown rice area lost to ponds and fruit (equation 11), ha a year."""
    return parameters["rice_crops"] * (pond_rice_land(levers, parameters) + levers["rice_to_fruit"])


def fruit_value(levers: Values, parameters: Values, t: int) -> Array:
    """Value added of fruit on former rice land (equation 11), bn VND.

    Trees bear by their year since planting; after the fifth as in the fifth.
    """
    bearing = parameters[f"fruit_bearing_{min(t, 5)}"]
    return levers["rice_to_fruit"] * bearing * parameters["fruit_va"] / 1000.0


def land_use(levers: Values, parameters: Values, t: int) -> Array:
    """Change of value added in crops: fruit won less rice lost (equation 11), bn VND."""
    rice = rice_area_lost(levers, parameters) * parameters["rice_va"] / 1000.0
    return fruit_value(levers, parameters, t) - rice


def rice_output(levers: Values, parameters: Values, t: int) -> Array:
    """Rice output (equation 29), t."""
    area = parameters["rice_area0"] - rice_area_lost(levers, parameters)
    yields = parameters["rice_yield"] * (1.0 + parameters["g_rice"]) ** t
    return area * yields * (1.0 - parameters["sal_rice_y"] * levers["salinity"])
