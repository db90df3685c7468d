"""Indicators of a year from the economy, year by year (equations 19 to 39)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.equations.arrays import INDUSTRY, Array, Values, by_area, deviation
from model.equations.growth import Path, Setting, Year, nominal
from model.equations.investment import base_money
from model.equations.land import fruit_value, rice_output
from model.equations.shrimp import Shrimp

SMALLEST_GROWTH = 0.005
"""ICOR is not defined where growth is below 0.5 %."""


class Levels(NamedTuple):
    """What a year hands to the next one, each of shape (n,), in the units of the model.

    ``industry`` is its value added over that on the reference path, without what external
    demand does to it; ``employment`` in thousand.
    """

    retail: Array
    industry: Array
    communes: Array
    poverty: Array
    poverty_khmer: Array
    trained: Array
    employment: Array
    visitors: Array
    tourism_revenue: Array


def base_levels(parameters: Values) -> Levels:
    """Levels of the base year, from which later ones run (equations 20 to 37)."""
    return Levels(
        retail=parameters["retail0"],
        industry=np.ones(1),
        communes=parameters["ntm0"],
        poverty=parameters["pov0"],
        poverty_khmer=parameters["pov_khmer0"],
        trained=parameters["trained0"],
        employment=parameters["emp0"],
        visitors=parameters["visitors0"],
        tourism_revenue=parameters["tour_rev0"],
    )


def population(parameters: Values, t: int) -> Array:
    """Population (equation 19), thousand persons."""
    return parameters["pop0"] * (1.0 + parameters["g_pop"]) ** t


def retail_sales(before: Array, services_growth: Array, parameters: Values, t: int) -> Array:
    """Retail sales from those of the year before (equation 20), bn VND.

    In later years they come to grow as services do.
    """
    elasticity = 1.0 + (parameters["e_retail"] - 1.0) * parameters["retail_fade"] ** (t - 1)
    volume = 1.0 + elasticity * services_growth
    return before * volume * (1.0 + parameters["cpi"])


def aquatic_exports(output: Array, levers: Values, parameters: Values, t: int) -> Array:
    """Aquatic exports (equation 22), m USD; ``output`` is that of shrimp, t."""
    price = 1.0 + parameters["x_pass"] * levers["shrimp_price"]
    volume = output / parameters["q0_shrimp"]
    return parameters["x0_aq"] * volume * price * export_trend(levers, parameters, t)


def rice_exports(rice_index: Array, levers: Values, parameters: Values, t: int) -> Array:
    """Rice exports (equation 23), m USD; ``rice_index`` is output over that of the base year."""
    price = 1.0 + levers["rice_price"]
    return parameters["x0_rice"] * rice_index * price * export_trend(levers, parameters, t)


def other_exports(industry: Array, levers: Values, parameters: Values, t: int) -> Array:
    """Exports that are neither aquatic nor rice (equation 23), m USD; see `Levels.industry`."""
    base = parameters["x0"] - parameters["x0_aq"] - parameters["x0_rice"]
    return base * industry * export_trend(levers, parameters, t)


def export_trend(levers: Values, parameters: Values, t: int) -> Array:
    """Exports by their drift and external demand alone, over the base year (equation 22)."""
    demand = 1.0 + parameters["ext_exports"] * levers["external_demand"]
    return demand * (1.0 + parameters["x_drift"]) ** t


def budget_revenue(grdp: Array, parameters: Values) -> Array:
    """Budget revenue (equation 24), bn VND; ``grdp`` at current prices."""
    growth = grdp / parameters["y0_grdp"] - 1.0
    return parameters["budget0"] * (1.0 + parameters["buoyancy"] * growth)


def value_per_hectare(
    shrimp: Shrimp, base: Shrimp, rice_index: Array, levers: Values, parameters: Values, t: int
) -> Array:
    """Product value of crop and aquaculture land (equation 26), m VND/ha.

    Fruit counts with its value added, so it is a lower bound.
    """
    of_shrimp = shrimp.gross_output * (1.0 + levers["shrimp_price"]) - base.gross_output
    of_rice = parameters["go_rice0"] * (rice_index * (1.0 + levers["rice_price"]) - 1.0)
    change = of_shrimp + of_rice + fruit_value(levers, parameters, t)
    value = parameters["agri_value0"] * parameters["agri_land"] / 1000.0
    trend = parameters["agri_value0"] * (1.0 + parameters["agri_drift"]) ** t
    return trend * (1.0 + change / value)


def shrimp_value_per_hectare(
    shrimp: Shrimp, price_change: Array | float, parameters: Values, t: int
) -> Array:
    """Gross output of a hectare of ponds at the price of the year (equation 27), m VND/ha.

    Yields drift up as those of `shrimp_output`.
    """
    grown = shrimp_output(shrimp.gross_output, parameters, t)
    return 1000.0 * grown * (1.0 + price_change) / shrimp.area


def shrimp_output(output: Array, parameters: Values, t: int) -> Array:
    """Shrimp output with the drift of yields (equation 27), in the unit of ``output``."""
    return output * (1.0 + parameters["g_shrimp"]) ** t


def other_aquatic_output(parameters: Values, t: int) -> Array:
    """Aquatic output without brackish shrimp (equation 28), t."""
    return parameters["aquatic_other0"] * (1.0 + parameters["g_aquatic_other"]) ** t


def special_rice_share(parameters: Values, t: int) -> Array:
    """Share of specialty rice, a trend that no lever moves (equation 30)."""
    return np.minimum(1.0, parameters["special_rice0"] + parameters["special_rice_drift"] * t)


def new_rural_communes(before: Array, programme: Array, parameters: Values) -> Array:
    """New-rural communes (equation 32); ``programme`` is disbursement over the trend's."""
    return np.minimum(parameters["ntm_total"], before + parameters["ntm_year"] * programme)


def poverty_rate(
    before: Array, income_growth: Array, programme: Array, parameters: Values
) -> Array:
    """Poverty rate from that of the year before (equation 33), fraction of households."""
    by_growth = 1.0 - parameters["e_pov"] * income_growth
    return before * by_growth * (1.0 - parameters["pov_prog"] * programme)


def jobs_created(growth_gap: Array, parameters: Values) -> Array:
    """Gross placements, not net jobs (equation 34), persons."""
    return parameters["jobs0"] * (1.0 + parameters["e_jobs"] * growth_gap)


def employment(before: Array, growth_gap: Array, parameters: Values) -> Array:
    """Employment from that of the year before (equation 36), thousand persons."""
    return before * (1.0 + parameters["g_l"] + parameters["e_emp"] * growth_gap)


def new_firms(growth_gap: Array, reform: Array, parameters: Values, t: int) -> Array:
    """New firms (equation 38); ``reform`` is the change of the PCI score beyond the trend."""
    response = parameters["firms_growth"] * growth_gap + parameters["firms_pci"] * reform
    return parameters["firms0"] * (1.0 + parameters["firms_drift"]) ** t * (1.0 + response)


def capital_output_ratio(investment_share: Array, growth: Array) -> Array:
    """ICOR (equation 39); NaN where growth is below 0.5 %."""
    defined = growth >= SMALLEST_GROWTH
    ratio = np.full(np.broadcast(investment_share, growth).shape, np.nan)
    np.divide(investment_share, growth, out=ratio, where=defined)
    return ratio


def structure(sectors: Array, tax: Array) -> dict[str, Array]:
    """Shares of the areas and of product taxes in nominal GRDP, adding up to one (equation 17)."""
    areas = by_area(sectors)
    total = sum(areas, tax)
    shares = {f"share_sector{number}": area / total for number, area in enumerate(areas, start=1)}
    return shares | {"share_product_tax": tax / total}


def next_levels(before: Levels, year: Year, usual: Year, setting: Setting, t: int) -> Levels:
    """Levels of year t from those of the year before (equations 20, 23, 32, 33 and 35 to 37).

    Visits and spending grow with their levers in the first year and as on the trend
    afterwards. ``usual`` is the same year of the reference path.
    """
    levers, reference, parameters = setting.levers, setting.reference, setting.parameters
    programme = levers["ntp_disbursement_rate"] / reference["ntp_disbursement_rate"]
    growth_gap = year.total_growth - usual.total_growth
    income_growth = (1.0 + year.total_growth) / (1.0 + parameters["g_pop"]) - 1.0
    travel = levers if t == 1 else reference
    visitors = 1.0 + travel["visitor_growth"]
    return Levels(
        retail=retail_sales(before.retail, year.area_growth[2], parameters, t),
        industry=before.industry * _industry_growth(year) / _industry_growth(usual),
        communes=new_rural_communes(before.communes, programme, parameters),
        poverty=poverty_rate(before.poverty, income_growth, programme, parameters),
        poverty_khmer=poverty_rate(before.poverty_khmer, income_growth, programme, parameters),
        trained=before.trained + levers["trained_labour"],
        employment=employment(before.employment, growth_gap, parameters),
        visitors=before.visitors * visitors,
        tourism_revenue=before.tourism_revenue * visitors * (1.0 + travel["spend_growth"]),
    )


def _industry_growth(year: Year) -> Array:
    """Growth factor of industry without the shift by external demand (equation 23), (n,)."""
    return 1.0 + year.growth[:, INDUSTRY] - year.terms["shocks"][:, INDUSTRY]


def indicators_of_year(
    path: Path, reference: Path, before: Levels, after: Levels, setting: Setting, t: int
) -> dict[str, Array]:
    """Every modelled indicator of year t (equations 16, 17 and 19 to 39), (n,).

    As fractions, bn VND, t, ha and so on.
    """
    levers, parameters = setting.levers, setting.parameters
    year, money, harvest = path.years[t - 1], path.money[t - 1], path.blocks[t - 1].shrimp
    growth_gap = year.total_growth - reference.years[t - 1].total_growth
    reform = deviation(levers, setting.reference, "pci_change")
    sectors, tax = nominal(year, harvest, levers, parameters, t)
    grdp = (sectors.sum(axis=-1) + tax) * year.price_level
    investment_share = money.total / grdp
    area_growth = year.area_growth
    rice = rice_output(levers, parameters, t)
    rice_index = rice / (parameters["rice_area0"] * parameters["rice_yield"])
    aquatic = aquatic_exports(harvest.output, levers, parameters, t)
    shrimp_tonnes = shrimp_output(harvest.output, parameters, t)
    return {
        "grdp_growth": year.total_growth,
        "growth_sector1": area_growth[0],
        "growth_sector2": area_growth[1],
        "growth_sector3": area_growth[2],
        "growth_product_tax": year.tax_growth,
        "grdp_current": grdp,
        "grdp_per_capita": grdp / population(parameters, t),
        **structure(sectors, tax),
        "retail_sales": after.retail,
        "exports": aquatic
        + rice_exports(rice_index, levers, parameters, t)
        + other_exports(after.industry, levers, parameters, t),
        "exports_aquatic": aquatic,
        "budget_revenue": budget_revenue(grdp, parameters),
        "total_investment": money.total,
        "total_investment_share": investment_share,
        "public_investment_disbursed": money.public,
        "disbursement_rate_pm": levers["disbursement_rate"],
        "agri_value_per_ha": value_per_hectare(
            harvest, setting.calibration.shrimp, rice_index, levers, parameters, t
        ),
        "shrimp_area": harvest.area,
        "shrimp_output": shrimp_tonnes,
        "shrimp_value_per_ha": shrimp_value_per_hectare(
            harvest, levers["shrimp_price"], parameters, t
        ),
        "aquatic_output": shrimp_tonnes + other_aquatic_output(parameters, t),
        "rice_output": rice,
        "special_rice_share": special_rice_share(parameters, t),
        "ocop_products": parameters["ocop0"] + levers["ocop_new"],
        "ntm_communes": after.communes,
        "poverty_rate": after.poverty,
        "poverty_reduction": before.poverty - after.poverty,
        "poverty_rate_khmer": after.poverty_khmer,
        "poverty_reduction_khmer": before.poverty_khmer - after.poverty_khmer,
        "jobs_created": jobs_created(growth_gap, parameters),
        "trained_labour_rate": after.trained,
        "labour_productivity": grdp / after.employment,
        "visitors": after.visitors,
        "tourism_revenue": after.tourism_revenue,
        "new_firms": new_firms(growth_gap, reform, parameters, t),
        "icor": capital_output_ratio(investment_share, year.total_growth),
    }


def indicator_path(path: Path, reference: Path, setting: Setting) -> Iterator[dict[str, Array]]:
    """Yield the indicators of every year of a path (equations 19 to 39)."""
    before = base_levels(setting.parameters)
    for t, (year, usual) in enumerate(zip(path.years, reference.years, strict=True), start=1):
        after = next_levels(before, year, usual, setting, t)
        yield indicators_of_year(path, reference, before, after, setting, t)
        before = after


def base_indicators(setting: Setting) -> dict[str, Array]:
    """Indicators of the base year that are derived, not a figure of a table, (n,).

    Those of equations 1, 17, 19, 25, 27 to 29, 36 and 39 in year 0.
    """
    parameters, economy = setting.parameters, setting.calibration.economy
    shrimp = setting.calibration.shrimp
    money = base_money(setting.base, parameters)
    grdp = parameters["y0_grdp"]
    investment_share = money.total / grdp
    return {
        "grdp_per_capita": grdp / parameters["pop0"],
        **structure(economy.value_added, economy.tax),
        "total_investment": money.total,
        "total_investment_share": investment_share,
        "public_investment_disbursed": money.public,
        "shrimp_area": shrimp.area,
        "shrimp_value_per_ha": shrimp_value_per_hectare(shrimp, 0.0, parameters, 0),
        "aquatic_output": shrimp.output + parameters["aquatic_other0"],
        "rice_output": parameters["rice_area0"] * parameters["rice_yield"],
        "labour_productivity": grdp / parameters["emp0"],
        "icor": capital_output_ratio(investment_share, parameters["g23_total"]),
    }
