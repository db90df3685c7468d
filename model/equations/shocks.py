"""Salinity and foreign demand (equation 14)."""

from model.equations.arrays import NOTHING, Array, Values, stack


def shocks(levers: Values, parameters: Values) -> Array:
    """Shift of the level of each sector, share of its value added (equation 14), (n, 6).

    A level that stays moves growth in the first year only.
    """
    salinity, demand = levers["salinity"], levers["external_demand"]
    return stack(
        [
            -parameters["sal_crop"] * salinity,
            -parameters["sal_fish"] * salinity + parameters["ext_fish"] * demand,
            parameters["ext_ind"] * demand,
            NOTHING,
            parameters["ext_srv"] * demand,
            NOTHING,
        ]
    )
