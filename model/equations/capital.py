"""Public and private capital stocks at base-year prices (equations 3 to 5)."""

from typing import NamedTuple

import numpy as np

from model.equations.arrays import INDUSTRY, Array, Values, column, stack
from model.equations.base_year import Calibration
from model.equations.investment import Money, deflator
from model.equations.shrimp import pond_capital


class Capital(NamedTuple):
    """Stocks at the end of a year, bn VND at base-year prices: (n,) and (n, 6)."""

    public: Array
    private: Array


def efficiency(level: Array, growth: Array, loss_per_surge: Array, threshold: Array) -> Array:
    """Share of public money that becomes capital (equation 3).

    A surge beyond the threshold loses quality: the absorptive-capacity idea of the IMF DIG
    model. ``growth`` is the money of the year over that of the year before.
    """
    return level * (1.0 - loss_per_surge * np.maximum(0.0, growth - threshold))


def accumulate(
    stock: Array, flow: Array, flow_before: Array, depreciation: Array, in_year: Array
) -> Array:
    """Perpetual inventory with time to build (equations 4 and 5).

    ``in_year`` is the share of a flow that is productive in its own year.
    """
    return (1.0 - depreciation) * stock + in_year * flow + (1.0 - in_year) * flow_before


def sector_investment(shares: Array, private: Array, foreign: Array) -> Array:
    """Private investment by sector, foreign money all to industry (equation 5), (n, 6) bn VND."""
    invested = [share * private for share in shares.T]
    invested[INDUSTRY] = invested[INDUSTRY] + foreign
    return stack(invested)


def base_public_capital(parameters: Values) -> Array:
    """Public capital at the end of the base year (equation 4), (n,) bn VND."""
    total = parameters["ky_ratio"] * parameters["y0_grdp"]
    return parameters["theta"] * parameters["pub_k_share"] * total


def capital_path(
    money: tuple[Money, ...],
    base: Money,
    calibration: Calibration,
    levers: Values,
    parameters: Values,
) -> tuple[Capital, ...]:
    """Stocks at the end of the years 0 … len(money) (equations 3 to 5).

    In the first year the capital of new ponds is taken out of what private investors would put
    elsewhere; what the ponds yield is equation 10.

    Money keeps the efficiency of the year it was spent in; the stock is counted like the
    flow, so efficiency itself cancels from growth and only a change in it matters.
    """
    allocation = calibration.allocation
    path = [Capital(base_public_capital(parameters), calibration.capital)]
    effective_before = parameters["theta"] * (base.public + base.central)
    invested_before = sector_investment(allocation, base.private, base.foreign)
    public_before = base.public
    level = parameters["theta"] + levers["investment_efficiency"]
    depreciation, in_year = column(parameters["delta_k"]), column(parameters["lam_p"])
    for t, year in enumerate(money, start=1):
        prices = deflator(parameters, t)
        surge = parameters["xi_surge"], parameters["surge_threshold"]
        theta = efficiency(level, year.public / public_before, *surge)
        effective = theta * (year.public + year.central) / prices
        elsewhere = year.private / prices
        if t == 1:
            elsewhere = np.maximum(0.0, elsewhere - pond_capital(levers, parameters))
        invested = sector_investment(allocation, elsewhere, year.foreign / prices)
        path.append(
            Capital(
                public=accumulate(
                    path[-1].public,
                    effective,
                    effective_before,
                    parameters["delta_g"],
                    parameters["lam_g"],
                ),
                private=accumulate(
                    path[-1].private, invested, invested_before, depreciation, in_year
                ),
            )
        )
        effective_before, invested_before, public_before = effective, invested, year.public
    return tuple(path)
