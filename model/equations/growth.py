"""Growth of the six sectors, year by year (equations 6 and 15 to 17)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.equations.arrays import (
    CROPS,
    FISHERIES,
    INDUSTRY,
    NOTHING,
    SECTORS,
    TOURISM,
    Array,
    Values,
    by_area,
    column,
    scaled,
    stack,
)
from model.equations.base_year import Calibration, Economy
from model.equations.capital import Capital, capital_path
from model.equations.demand import demand, price_income
from model.equations.investment import Money, base_money, money_path, reform_share
from model.equations.land import land_use
from model.equations.ocop import ocop
from model.equations.shocks import shocks
from model.equations.shrimp import Shrimp, processing, shrimp
from model.equations.tourism import tourism


@dataclass(frozen=True)
class Setting:
    """What a path is computed from: levers, their reference values, parameters.

    All values are in the units of the model, each of shape (n,) or (1,).
    """

    levers: Values
    reference: Values
    parameters: Values
    calibration: Calibration


@dataclass(frozen=True)
class Year:
    """One year of a path; growth as fractions, money in bn VND.

    ``area_growth`` are the areas I, II and III, weighted means of their two sectors.
    ``terms`` maps a channel to its part of each sector's growth, (n, 6); together with
    ``trend`` they add up to ``growth``. ``before`` is the economy a year earlier.
    """

    growth: Array
    area_growth: tuple[Array, ...]
    tax_growth: Array
    total_growth: Array
    trend: Array
    terms: Mapping[str, Array]
    before: Economy
    money: Money
    shrimp: Shrimp


@dataclass(frozen=True)
class Blocks:
    """Deviations from the base year before any feedback, of one year.

    ``physical`` is X and ``shocks`` is Z of equation 15, (n, 6), in bn VND and as shares;
    ``income`` is the value added of both, (n,) bn VND.
    """

    shrimp: Shrimp
    physical: Array
    shocks: Array
    income: Array


@dataclass(frozen=True)
class Path:
    """The years 1 … n of a scenario, what moved them, and the stocks of the years 0 … n."""

    years: tuple[Year, ...]
    blocks: tuple[Blocks, ...]
    money: tuple[Money, ...]
    capital: tuple[Capital, ...]


def blocks(setting: Setting, levers: Values, t: int) -> Blocks:
    """Physical blocks and shocks of year t at the given levers (equations 10 to 14)."""
    parameters, calibration = setting.parameters, setting.calibration
    base, year = calibration.shrimp, shrimp(calibration.ponds, levers, parameters, t)
    products, in_crops = ocop(levers, parameters), parameters["ocop_crops"]
    extra_shrimp = processing(year.output - base.output, parameters)
    contributions: dict[int, Array] = {
        CROPS: land_use(levers, parameters, t) + in_crops * products,
        FISHERIES: year.value_added - base.value_added,
        INDUSTRY: extra_shrimp + (1.0 - in_crops) * products,
        TOURISM: tourism(levers, setting.reference, parameters),
    }
    shifts = shocks(levers, parameters)
    return Blocks(
        shrimp=year,
        physical=stack([contributions.get(sector, NOTHING) for sector in range(len(SECTORS))]),
        shocks=shifts,
        income=sum(contributions.values())
        + (shifts * calibration.economy.value_added).sum(axis=-1),
    )


def tax_growth(reference: Array, elasticity: Array, growth_gap: Array) -> Array:
    """Growth of product taxes (equation 16), (n,).

    ``growth_gap`` is growth of the six sectors together beyond that of the reference's first
    year.
    """
    return reference + elasticity * growth_gap


def after(year: Year) -> Economy:
    """Economy at the end of a year (equation 16)."""
    economy, factor, tax_factor = year.before, 1.0 + year.growth, 1.0 + year.tax_growth
    total = 1.0 + year.total_growth
    return Economy(
        value_added=economy.value_added * factor,
        tax=economy.tax * tax_factor,
        weights=economy.weights * factor / column(total),
        tax_weight=economy.tax_weight * tax_factor / total,
    )


def reference_path(setting: Setting, years: int) -> Path:
    """Project the reference: every lever as in the base year (equations 6, 15 and 16).

    In the first year supply grows as the calibration says, which fixes its constant; later it
    also moves with capital deepening. Demand is counted against this path and so is zero on
    it; growth of employment stands on every path and cancels.
    """
    levers, parameters, calibration = setting.reference, setting.parameters, setting.calibration
    base = base_money(levers, parameters)
    money = money_path(levers, parameters, years)
    capital = capital_path(money, base, calibration.allocation, levers, parameters)
    moved = _yearly_blocks(setting, levers, years)
    result: list[Year] = []
    for t in range(1, years + 1):
        economy = after(result[-1]) if result else calibration.economy
        trend = calibration.growth
        if t > 1:
            trend = (
                trend + _deepening(capital, t, calibration) - _deepening(capital, 1, calibration)
            )
        terms = _block_terms(economy, moved, t)
        result.append(_close(setting, economy, trend, terms, money[t - 1], moved[t - 1].shrimp))
    return Path(tuple(result), moved, money, capital)


def scenario_path(
    setting: Setting, reference: Path, years: int, residuals: Array | None = None
) -> Path:
    """Project a scenario against its reference path (equations 6, 15 and 16).

    Demand and physical terms enter as changes: a one-off push raises its year and lowers the
    next. Supply is the reference's and what the scenario adds to it.

    Parameters
    ----------
    residuals
        Fractions, (n, years, 6); None is zero.
    """
    levers, parameters, calibration = setting.levers, setting.parameters, setting.calibration
    base = base_money(setting.reference, parameters)
    money = money_path(levers, parameters, years, reference.money)
    capital = capital_path(money, base, calibration.allocation, levers, parameters)
    moved = _yearly_blocks(setting, levers, years)
    farm_prices = price_income(
        levers, setting.reference, calibration.shrimp.gross_output, parameters
    )
    people = people_growth(setting)
    demand_before, gap_before = column(NOTHING), (NOTHING, column(NOTHING))
    result: list[Year] = []
    for t in range(1, years + 1):
        economy = after(result[-1]) if result else calibration.economy
        income = moved[t - 1].income - reference.blocks[t - 1].income
        wanted = demand(
            money[t - 1].beyond(reference.money[t - 1]), income, farm_prices, parameters, t
        )
        gap = (
            np.log(capital[t].public / reference.capital[t].public),
            np.log(capital[t].private / reference.capital[t].private),
        )
        terms = {
            "public_capital": scaled(calibration.public_share, gap[0] - gap_before[0]),
            "private_capital": calibration.private_share * (gap[1] - gap_before[1]),
            "people": people,
            "reform": column(reform_growth(setting, t)),
            "demand": (wanted - demand_before) / economy.value_added,
            **_block_terms(economy, moved, t),
        }
        if residuals is not None:
            terms["residual"] = residuals[:, t - 1]
        trend = reference.years[t - 1].trend
        result.append(_close(setting, economy, trend, terms, money[t - 1], moved[t - 1].shrimp))
        demand_before, gap_before = wanted, gap
    return Path(tuple(result), moved, money, capital)


def people_growth(setting: Setting) -> Array:
    """Growth from training, beyond the reference (equation 6), (n, 6) a year."""
    parameters, key = setting.parameters, "trained_labour"
    trained = setting.levers[key] - setting.reference[key]
    premium = parameters["train_prem"] * parameters["train_match"]
    return scaled(setting.calibration.labour_share, premium * trained)


def reform_growth(setting: Setting, t: int) -> Array:
    """Growth from reform, beyond the reference (equation 6), (n,) a year."""
    change = setting.levers["pci_change"] - setting.reference["pci_change"]
    return setting.parameters["rho_pci"] * reform_share(setting.parameters, t) * change


def nominal(year: Year, levers: Values, parameters: Values, t: int) -> tuple[Array, Array]:
    """Value added at current prices (equation 17): sectors (n, 6) and taxes (n,), bn VND.

    Prices of shrimp and rice move output of fisheries and crops; input prices do not move.
    """
    later = (1.0 + parameters["deflator"]) ** (t - 1)
    prices = later * (1.0 + parameters["deflator"])
    windfall = [NOTHING] * len(SECTORS)
    windfall[CROPS] = parameters["go_rice0"] * levers["rice_price"] * later
    windfall[FISHERIES] = year.shrimp.gross_output * levers["shrimp_price"] * later
    sectors = scaled(year.before.value_added * (1.0 + year.growth), prices) + stack(windfall)
    return sectors, year.before.tax * (1.0 + year.tax_growth) * prices


def _yearly_blocks(setting: Setting, levers: Values, years: int) -> tuple[Blocks, ...]:
    return tuple(blocks(setting, levers, t) for t in range(1, years + 1))


def _block_terms(economy: Economy, moved: tuple[Blocks, ...], t: int) -> dict[str, Array]:
    now = moved[t - 1]
    produced, shifts = now.physical, now.shocks
    if t > 1:
        before = moved[t - 2]
        produced, shifts = produced - before.physical, shifts - before.shocks
    return {"physical": produced / economy.value_added, "shocks": shifts}


def _deepening(capital: tuple[Capital, ...], t: int, calibration: Calibration) -> Array:
    """Growth of supply from public and private capital (equation 6), (n, 6)."""
    public = np.log(capital[t].public / capital[t - 1].public)
    private = np.log(capital[t].private / capital[t - 1].private)
    return scaled(calibration.public_share, public) + calibration.private_share * private


def _close(
    setting: Setting,
    economy: Economy,
    trend: Array,
    terms: Mapping[str, Array],
    money: Money,
    harvest: Shrimp,
) -> Year:
    """Close a year (equations 15 and 16): growth of sectors, areas, product taxes, GRDP.

    Growth of the reference's first year is the same in both sectors of an area, so the areas'
    weights do for its mean.
    """
    calibration = setting.calibration
    growth = sum(terms.values(), trend)
    weights, parts = by_area(economy.weights), by_area(economy.weights * growth)
    expected = [w * g for w, g in zip(weights, calibration.growth.T[::2], strict=True)]
    sectors = sum(parts)
    gap = (sectors - sum(expected)) / sum(weights)
    taxes = tax_growth(calibration.tax_growth, setting.parameters["eps_tax_va"], gap)
    return Year(
        growth=growth,
        area_growth=tuple(part / w for part, w in zip(parts, weights, strict=True)),
        tax_growth=taxes,
        total_growth=sectors + economy.tax_weight * taxes,
        trend=trend,
        terms=terms,
        before=economy,
        money=money,
        shrimp=harvest,
    )
