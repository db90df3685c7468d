"""Growth of the six sectors, year by year (equations 6 and 15 to 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.equations.arrays import (
    CONSTRUCTION,
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
    deviation,
    scaled,
    stack,
)
from model.equations.base_year import Calibration, Economy
from model.equations.capital import Capital, capital_path
from model.equations.demand import demand, price_income
from model.equations.investment import Money, base_money, money_path
from model.equations.land import land_use
from model.equations.ocop import ocop
from model.equations.shocks import shocks
from model.equations.shrimp import Shrimp, processing, shrimp
from model.equations.tourism import tourism
from model.equations.trend import TrendGrowth, trend_path

RESIDUALS = (*SECTORS, "product_taxes", "prices")
"""What has a residual: growth of the sectors and of product taxes, and prices of GRDP."""
TAXES, PRICES = RESIDUALS.index("product_taxes"), RESIDUALS.index("prices")
ONE, NOT_MOVED = np.ones(1), np.zeros((1, len(SECTORS)))


@dataclass(frozen=True)
class Setting:
    """What a path is computed from: levers, those of the trend and the base year, parameters.

    All values are in the units of the model, each of shape (n,) or (1,).
    """

    levers: Values
    reference: Values
    base: Values
    parameters: Values
    calibration: Calibration


class Year(NamedTuple):
    """One year of a path; growth as fractions.

    ``area_growth`` are the areas I, II and III, weighted means of their two sectors.
    ``terms`` maps a channel to its part of each sector's growth, (n, 6); together with
    ``trend`` they add up to ``growth``. ``nation_tax`` is the part of product taxes that the
    nation moves, ``price_level`` the residual of prices, 1 without one, and ``before`` the
    economy a year earlier.
    """

    growth: Array
    area_growth: tuple[Array, ...]
    tax_growth: Array
    total_growth: Array
    trend: Array
    terms: Mapping[str, Array]
    nation_tax: Array
    price_level: Array
    before: Economy


class Blocks(NamedTuple):
    """Deviations from the base year before any feedback, of one year.

    ``physical`` is X and ``shocks`` is Z of equation 15, (n, 6), in bn VND and as shares;
    ``income`` is the value added of both, (n,) bn VND.
    """

    shrimp: Shrimp
    physical: Array
    shocks: Array
    income: Array


class Path(NamedTuple):
    """The years 1 … n of a scenario, what moved them, and the stocks of the years 0 … n.

    ``trend`` is growth on the trend at the nation's growth of the scenario.
    """

    years: tuple[Year, ...]
    trend: tuple[TrendGrowth, ...]
    blocks: tuple[Blocks, ...]
    money: tuple[Money, ...]
    capital: tuple[Capital, ...]


def blocks(setting: Setting, levers: Values, t: int) -> Blocks:
    """Physical blocks and shocks of year t at the given levers (equations 10 to 14)."""
    parameters, calibration = setting.parameters, setting.calibration
    base, year = calibration.shrimp, shrimp(calibration.ponds, levers, parameters, t)
    products = ocop(levers, setting.reference, parameters)
    in_crops = parameters["ocop_crops"]
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


def trend(setting: Setting, levers: Values, years: int) -> tuple[TrendGrowth, ...]:
    """Growth on the trend of the years 1 … n at the nation's growth of ``levers`` (equation 46)."""
    calibration = setting.calibration
    total = levers["national_growth"] + setting.parameters["gap"]
    weights = calibration.economy.area_weights
    return tuple(trend_path(calibration.pattern, weights, total, years))


def reference_path(setting: Setting, years: int) -> Path:
    """Project the reference: every lever on the trend (equations 6, 15 and 16).

    Demand is counted against this path and so is zero on it; supply grows as on the trend.
    """
    levers, parameters, calibration = setting.reference, setting.parameters, setting.calibration
    money = money_path(levers, parameters, years)
    capital = _capital(setting, levers, money)
    moved = _yearly_blocks(setting, levers, years)
    path = trend(setting, levers, years)
    result: list[Year] = []
    for t, usual in enumerate(path, start=1):
        economy = after(result[-1]) if result else calibration.economy
        terms = _block_terms(economy, moved, t)
        result.append(_close(setting, economy, usual, usual, terms))
    return Path(tuple(result), path, moved, money, capital)


def scenario_path(
    setting: Setting, reference: Path, years: int, residuals: Array | None = None
) -> Path:
    """Project a scenario against its reference path (equations 6, 15 and 16).

    Demand and physical terms enter as changes: a one-off push raises its year and lowers the
    next. Supply is the trend's, at the nation's growth of the scenario, and what the scenario
    adds to it.

    Parameters
    ----------
    residuals
        Fractions, (n, years, 8) in the order of ``RESIDUALS``; None is zero.
    """
    levers, parameters, calibration = setting.levers, setting.parameters, setting.calibration
    reform = deviation(levers, setting.reference, "pci_change")
    money = money_path(levers, parameters, years, reform, reference.money)
    capital = _capital(setting, levers, money)
    moved = _yearly_blocks(setting, levers, years)
    farm_prices = price_income(
        levers, setting.reference, calibration.shrimp.gross_output, parameters
    )
    people = people_growth(setting)
    nation = "national_growth"
    as_usual = np.array_equal(levers[nation], setting.reference[nation])
    given = reference.trend if as_usual else trend(setting, levers, years)
    demand_before, gap_before = column(NOTHING), (NOTHING, column(NOTHING))
    result: list[Year] = []
    for t in range(1, years + 1):
        economy = after(result[-1]) if result else calibration.economy
        income = moved[t - 1].income - reference.blocks[t - 1].income
        wanted = demand(
            money[t - 1].beyond(reference.money[t - 1]),
            economy.value_added[:, CONSTRUCTION],
            income,
            farm_prices,
            parameters,
            t,
        )
        gap = (
            np.log(capital[t].public / reference.capital[t].public),
            np.log(capital[t].private / reference.capital[t].private),
        )
        terms = {
            "public_capital": column(parameters["phi"] * (gap[0] - gap_before[0])),
            "private_capital": calibration.private_share * (gap[1] - gap_before[1]),
            "people": people,
            "reform": column(parameters["rho_pci"] * reform_step(parameters, t) * reform),
            "demand": (wanted - demand_before) / economy.value_added,
            **_block_terms(economy, moved, t),
        }
        usual, here = reference.trend[t - 1], given[t - 1]
        noise = None if residuals is None else residuals[:, t - 1]
        prices = result[-1].price_level if result else ONE
        result.append(_close(setting, economy, usual, here, terms, noise, prices))
        demand_before, gap_before = wanted, gap
    return Path(tuple(result), given, moved, money, capital)


def people_growth(setting: Setting) -> Array:
    """Growth from training, beyond the reference (equation 6), (n, 6) a year."""
    parameters = setting.parameters
    trained = deviation(setting.levers, setting.reference, "trained_labour")
    premium = parameters["train_prem"] * parameters["train_match"]
    return scaled(setting.calibration.labour_share, premium * trained)


def reform_step(parameters: Values, t: int) -> Array | float:
    """Share of a change of the PCI score that lifts growth in year t (equation 6).

    It lifts the level over three years, not growth for ever.
    """
    first = parameters["pci_first_year"]
    steps = (first, 1.0, 1.0 - first)
    return steps[t - 1] if t <= len(steps) else 0.0


def nominal(
    year: Year, harvest: Shrimp, levers: Values, parameters: Values, t: int
) -> tuple[Array, Array]:
    """Value added at current prices (equation 17): sectors (n, 6) and taxes (n,), bn VND.

    Before the residual of prices, which moves all of them alike. Prices of shrimp and rice move
    output of fisheries and crops; input prices do not move.
    """
    later = (1.0 + parameters["deflator"]) ** (t - 1)
    prices = later * (1.0 + parameters["deflator"])
    windfall = [NOTHING] * len(SECTORS)
    windfall[CROPS] = parameters["go_rice0"] * levers["rice_price"] * later
    windfall[FISHERIES] = harvest.gross_output * levers["shrimp_price"] * later
    sectors = scaled(year.before.value_added * (1.0 + year.growth), prices) + stack(windfall)
    return sectors, year.before.tax * (1.0 + year.tax_growth) * prices


def _capital(setting: Setting, levers: Values, money: tuple[Money, ...]) -> tuple[Capital, ...]:
    base = base_money(setting.base, setting.parameters)
    return capital_path(money, base, setting.calibration, levers, setting.parameters)


def _yearly_blocks(setting: Setting, levers: Values, years: int) -> tuple[Blocks, ...]:
    return tuple(blocks(setting, levers, t) for t in range(1, years + 1))


def _block_terms(economy: Economy, moved: tuple[Blocks, ...], t: int) -> dict[str, Array]:
    now = moved[t - 1]
    produced, shifts = now.physical, now.shocks
    if t > 1:
        before = moved[t - 2]
        produced, shifts = produced - before.physical, shifts - before.shocks
    return {"physical": produced / economy.value_added, "shocks": shifts}


def _close(
    setting: Setting,
    economy: Economy,
    usual: TrendGrowth,
    given: TrendGrowth,
    terms: Mapping[str, Array],
    noise: Array | None = None,
    price_level: Array = ONE,
) -> Year:
    """Close a year (equations 15 to 17): growth of sectors, areas, product taxes, GRDP.

    Product taxes follow what moves the sectors beyond the trend. ``usual`` is growth on the
    trend, ``given`` the same at the nation's growth of the scenario.
    """
    if noise is not None:
        terms = {**terms, "residual": noise[:, : len(SECTORS)]}
    growth = sum(terms.values(), given.sectors)
    weights, parts = by_area(economy.weights), by_area(economy.weights * growth)
    on_trend = sum(weight * rate for weight, rate in zip(weights, given.areas, strict=True))
    sectors = sum(parts)
    gap = (sectors - on_trend) / sum(weights)
    taxes = given.taxes + setting.parameters["eps_tax_va"] * gap
    if noise is not None:
        taxes = taxes + noise[:, TAXES]
        price_level = price_level * (1.0 + noise[:, PRICES])
    return Year(
        growth=growth,
        area_growth=tuple(part / w for part, w in zip(parts, weights, strict=True)),
        tax_growth=taxes,
        total_growth=sectors + economy.tax_weight * taxes,
        trend=usual.sectors,
        terms={"nation": NOT_MOVED if given is usual else given.sectors - usual.sectors, **terms},
        nation_tax=given.taxes - usual.taxes,
        price_level=price_level,
        before=economy,
    )
