"""Salinity and foreign demand (MODEL equation 14)."""

from model.equations.arrays import NOTHING, Array, Values, stack


def shocks(levers: Values, parameters: Values) -> Array:
    """Shift of the level of each sector, share of its value added, (n, 6).

    Z_crops = −z_c·salinity; Z_fisheries = −z_f·salinity + x_F·E; Z_industry = x_I·E;
    Z_trade_services = x_S·E. A level that stays moves growth in the first year only.
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
