"""Effects of public money in the model beside published ones, ``effects.csv``.

The model's own effects come from one experiment: the plan of public investment is `AMOUNT` above
its trend in the first year, which grows as the plan does, and is disbursed at the rate of the
trend. GRDP and money are counted at the same prices, those of the base year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from model.engine import Prepared, prepare
from model.equations.arrays import Array
from model.equations.investment import deflator
from model.inputs import in_model_units
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Effect
from model.uncertainty.bands import CUTS, WIDTHS
from model.uncertainty.draws import drawn_parameters, hypercube

AMOUNT = 1000.0
"""By how much the plan is raised, bn VND a year."""
PLAN, DISBURSED = "public_plan", "public_investment_disbursed"
BOOKED = "loc_con"
"""Share of works that GRDP of the province is credited with."""
FIRST_YEAR, LAST_YEAR = "first_year", "last_year"
INSIDE, BELOW, ABOVE = "inside", "below", "above"
AGREES, SILENT, CONTRADICTS = "agrees", "silent", "contradicts"
SIGNS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "positive": (0.0, inf),
        "not_positive": (-inf, 0.0),
        "negative": (-inf, 0.0),
        "none": (0.0, 0.0),
    }
)
"""Where an effect of a sign lies; of a ``mixed`` one nothing can be said."""


@dataclass(frozen=True)
class OwnEffect:
    """The model's number: at default parameters, and the 5th and 95th percentile of draws."""

    central: float
    low: float
    high: float


@dataclass(frozen=True)
class ComparedEffect:
    """A published effect and the model's own of the same measure."""

    effect: Effect
    own: OwnEffect

    @property
    def numeric(self) -> bool:
        """True where a number was published, false where a sign only."""
        return self.effect.low is not None

    @property
    def verdict(self) -> str:
        """The model's band against the published range, or its number against the sign.

        ``inside`` if band and range meet, else ``below`` or ``above``. Of a sign: ``agrees`` if
        the number has it, ``contradicts`` if no part of the band has it, else ``silent``.
        """
        row, own = self.effect, self.own
        if row.low is not None and row.high is not None:
            if own.high < row.low:
                return BELOW
            return ABOVE if own.low > row.high else INSIDE
        if row.sign not in SIGNS:
            return SILENT
        low, high = SIGNS[row.sign]
        if low <= own.central <= high:
            return AGREES
        return CONTRADICTS if own.high < low or own.low > high else SILENT


def compared_effects(
    province: Province, own: Mapping[str, OwnEffect]
) -> tuple[ComparedEffect, ...]:
    """Hold every published effect against the model's own of the same measure."""
    return tuple(ComparedEffect(row, own[row.measure]) for row in province.effects.values())


def own_effects(province: Province) -> dict[str, OwnEffect]:
    """Compute the model's effects by measure, over all stored draws; see `effects_of`."""
    central = effects_of(province, {})
    drawn = effects_of(province, drawn_parameters(province, hypercube(province.folder), {}))
    ends = [CUTS[place] for place in WIDTHS[90]]
    cuts = {key: np.quantile(values, ends) for key, values in drawn.items()}
    return {
        key: OwnEffect(float(values[0]), *map(float, cuts[key])) for key, values in central.items()
    }


def effects_of(province: Province, parameters: Mapping[str, ArrayLike]) -> dict[str, Array]:
    """Compute the effects of more public money, (n,) each.

    Parameters
    ----------
    parameters
        As of `model.engine.simulate`.

    Returns
    -------
    dict
        ``first_year``, ``two_years``, ``several_years``: GRDP gained until that year over the
        money spent until then, VND per VND; several years are all those of the province.
        ``last_year``: GRDP gained in the last year over the money of that year.
        ``later_growth``: mean growth gained a year after the first, points, for each per cent
        of GRDP of the base year that was spent more in the first.
        ``crowding_first_year``, ``crowding``: private VND that a public one brings in its year
        and in all (equation 2).
    """
    prepared = prepare(province, parameters, province.last_year)
    values = {
        **province.default_values,
        **in_model_units(province.parameter_scales, parameters),
    }
    more = {PLAN: province.levers[PLAN].trend + AMOUNT}
    growth, money = _growth_and_money(prepared, more)
    usual_growth, usual_money = _growth_and_money(prepared, {})
    years = range(1, growth.shape[1] + 1)
    # Equation 47 counts from the first year, whose money the equations take as it stands.
    prices = np.stack([deflator(values, t + 1) for t in years], axis=-1)
    grdp = values["y0_grdp"][:, None]
    gained = grdp * (np.cumprod(1.0 + growth, axis=1) - np.cumprod(1.0 + usual_growth, axis=1))
    more_money = money - usual_money
    spent = more_money / prices
    multiplier = gained.cumsum(axis=1) / spent.cumsum(axis=1)
    later = (growth - usual_growth)[:, 1:].mean(axis=1) / (more_money / grdp)[:, 0]
    return {
        FIRST_YEAR: multiplier[:, 0],
        "two_years": multiplier[:, 1],
        "several_years": multiplier[:, -1],
        LAST_YEAR: gained[:, -1] / spent[:, -1],
        "later_growth": later,
        "crowding_first_year": values["kci0"],
        "crowding": values["kci0"] + values["kci1"] + values["kci2"],
    }


def by_booking(province: Province) -> tuple[float, float]:
    """Compute the multiplier of the first year where fewest and where all works are credited.

    At the ends of the range of the share that GRDP is credited with, others at their defaults.
    """
    ends = np.array(province.parameters[BOOKED].range)
    low, high = effects_of(province, {BOOKED: ends})[FIRST_YEAR]
    return float(low), float(high)


def _growth_and_money(prepared: Prepared, levers: Mapping[str, float]) -> list[Array]:
    """Project growth of GRDP and public money in the units of the model, (n, years) each."""
    province, found = prepared.inputs.province, prepared.simulate(levers)
    rows = (province.indicators[key] for key in (GROWTH, DISBURSED))
    return [found[row.key] * province.scale(row.unit) for row in rows]
