"""Bands as they are shown: cuts of the draws, chances of later targets, whose spread it is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.engine import simulate
from model.equations.arrays import Array
from model.province.keys import LATER_SETS
from model.province.province import Province
from model.province.rows import Target
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_of
from model.uncertainty.draws import YEARLY_FALL_OF
from model.uncertainty.risks import Risk, risks
from model.uncertainty.scenario_draws import bands, level_draws, nation_draws

CUTS = (0.05, 0.20, 0.35, 0.65, 0.80, 0.95)
WIDTHS = {90: (0, 5), 60: (1, 4), 30: (2, 3)}
"""Interval in per cent: places of its ends in ``CUTS``. No cut is in the middle: the one central
number of a scenario is `model.engine.simulate` at the parameters in force."""


@dataclass(frozen=True)
class Parts:
    """Shares of the variance of a level, adding up to one (equation 50)."""

    nation: float
    province: float
    parameters: float

    @property
    def residual(self) -> float:
        """Share of the residual, which no lever touches (equation 43)."""
        return self.nation + self.province


@dataclass(frozen=True)
class Spread:
    """The two bands of a scenario, kept apart, by indicator.

    Attributes
    ----------
    effect, level
        Quantiles ``CUTS`` of the draws of `model.uncertainty.scenario_draws.Bands`,
        (len(CUTS), years); NaN where the indicator is not defined in a draw.
    risks
        What would most likely make each target of the plan year missed, see
        `model.uncertainty.risks.risks`.
    parts
        Whose spread the level has in the first year. None where it does not spread or is not
        defined in a draw.
    size
        Number of draws.
    """

    effect: Mapping[str, Array]
    level: Mapping[str, Array]
    risks: Mapping[str, tuple[Risk, ...]]
    parts: Mapping[str, Parts | None]
    size: int


@dataclass(frozen=True)
class Fan:
    """The level of a scenario over the years.

    Attributes
    ----------
    central
        The path at the parameters in force, without residuals, (years,), by indicator; NaN where
        it is not defined. It may lie outside the inner ranges of the draws.
    level
        Quantiles ``CUTS`` by indicator, as of `Spread`.
    chances
        Chance of each later target within the horizon, by indicator and year.
    """

    central: Mapping[str, Array]
    level: Mapping[str, Array]
    chances: Mapping[tuple[str, int], float | None]


def spread(province: Province, scenario: Scenario) -> Spread:
    """Draw a scenario and cut its bands; see `model.uncertainty.scenario_draws.bands`."""
    drawn, nation = bands(province, scenario), nation_draws(province, scenario)
    return Spread(
        effect=cut(drawn.effect),
        level=cut(drawn.level),
        risks=risks(province, scenario, drawn.level),
        parts={
            key: split(drawn.parametric[key], nation[key], drawn.level[key]) for key in drawn.level
        },
        size=len(next(iter(drawn.level.values()))),
    )


def fan(province: Province, scenario: Scenario, horizon: int) -> Fan:
    """Draw the level of a scenario to a year, and cut it."""
    level = level_draws(province, scenario, horizon)
    path = simulate(province, scenario.levers, scenario.parameters, horizon)
    return Fan(
        central={key: values[0] for key, values in path.items()},
        level=cut(level),
        chances={
            (row.key, row.year): chance_of(
                province.indicators[row.key],
                row,
                level[row.key][:, row.year - province.base_year - 1],
            )
            for row in later_targets(province)
            if row.year <= horizon and not is_average(row)
        },
    )


def cut(draws: Mapping[str, Array]) -> dict[str, Array]:
    """Take the quantiles ``CUTS`` of each indicator and year."""
    table = np.stack([values.T for values in draws.values()])
    table.sort()  # NumPy sorts faster than it finds many quantiles of what is not sorted
    found = np.quantile(table, CUTS, axis=-1, overwrite_input=True)
    return dict(zip(draws, found.swapaxes(0, 1), strict=True))


def later_targets(province: Province) -> tuple[Target, ...]:
    """Return the term and planning targets of modelled indicators, in the order of these."""
    order = {key: place for place, key in enumerate(province.modelled)}
    rows = [
        row for row in province.targets if row.set in LATER_SETS and row.chosen and row.key in order
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.key], row.year)))


def is_average(target: Target) -> bool:
    """Say whether a later target is a yearly average over a whole term: the falls of poverty.

    A single year neither meets nor misses it.
    """
    return target.set in LATER_SETS and target.key in YEARLY_FALL_OF


def split(parametric: Array, nation: Array, level: Array) -> Parts | None:
    """Split the variance of a level in the first year (equation 50); None without any.

    Parameters
    ----------
    parametric, nation, level
        Draws of the parameters alone, with the nation's surprise, and with all residuals,
        (n, years).
    """
    first = level[:, 0]
    if np.isnan(first).any() or first.max() == first.min():
        return None
    whole, known = float(first.var()), float(parametric[:, 0].var())
    parameters = min(known / whole, 1.0)
    share = float(np.clip((nation[:, 0].var() - known) / whole, 0.0, 1.0 - parameters))
    return Parts(share, 1.0 - parameters - share, parameters)
