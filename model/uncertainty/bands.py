"""Bands as they are shown: cuts of the draws, chances of later targets, whose spread it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.equations.arrays import Array
from model.province.keys import LATER_SETS
from model.province.province import Province
from model.province.rows import Target
from model.quantiles import quantiles
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_of
from model.uncertainty.draws import YEARLY_FALL_OF
from model.uncertainty.risks import Risk, risks
from model.uncertainty.scenario_draws import bands, draw_level, nation_draws

CUTS = (0.05, 0.20, 0.35, 0.65, 0.80, 0.95)
WIDTHS = {90: (0, 5), 60: (1, 4), 30: (2, 3)}
"""Interval in per cent: places of its ends in ``CUTS``. No cut is in the middle: the one central
number of a scenario is `model.engine.simulate` at the parameters in force."""


@dataclass(frozen=True, eq=False)
class Cuts(Mapping[str, Array]):
    """Quantiles ``CUTS`` of draws by indicator, (len(CUTS), years).

    Cut when they are asked for, as a view shows few of them; NaN where a draw is not defined.
    """

    draws: Mapping[str, Array]

    def __getitem__(self, key: str) -> Array:
        return quantiles(self.draws[key].T, CUTS).T

    def __iter__(self) -> Iterator[str]:
        return iter(self.draws)

    def __len__(self) -> int:
        return len(self.draws)


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
    reference
        The same with every lever on trend.
    level
        Quantiles ``CUTS`` by indicator, as of `Spread`.
    chances
        Chance of each later target within the horizon, by indicator and year.
    """

    central: Mapping[str, Array]
    reference: Mapping[str, Array]
    level: Mapping[str, Array]
    chances: Mapping[tuple[str, int], float | None]


def spread(
    province: Province, scenario: Scenario, level: Mapping[str, Array] | None = None
) -> Spread:
    """Draw a scenario and cut its bands; see `model.uncertainty.scenario_draws.bands`."""
    drawn = bands(province, scenario, level=level)
    nation = nation_draws(province, scenario)
    return Spread(
        effect=Cuts(drawn.effect),
        level=Cuts(drawn.level),
        risks=risks(province, scenario, drawn.level),
        parts=split(drawn.parametric, nation, drawn.level),
        size=len(next(iter(drawn.level.values()))),
    )


def fan(
    province: Province,
    scenario: Scenario,
    horizon: int,
) -> Fan:
    """Draw the level of a scenario to a year, and cut it."""
    found = draw_level(province, scenario, horizon)
    return Fan(
        central=found.central,
        reference=found.reference,
        level=Cuts(found.draws),
        chances={
            (row.key, row.year): chance_of(
                province.indicators[row.key],
                row,
                found.draws[row.key][:, row.year - province.base_year - 1],
            )
            for row in later_targets(province)
            if row.year <= horizon and not is_average(row)
        },
    )


@lru_cache(maxsize=8)
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


def split(
    parametric: Mapping[str, Array], nation: Mapping[str, Array], level: Mapping[str, Array]
) -> dict[str, Parts | None]:
    """Split the variance of each level in the first year (equation 50); None without any.

    Parameters
    ----------
    parametric, nation, level
        Draws of the parameters alone, with the nation's surprise, and with all residuals,
        (n, years), by indicator.
    """
    first = np.stack([values[:, 0] for values in level.values()])
    spreads = first.max(axis=1) > first.min(axis=1)  # not so where a draw is not defined
    drawn = [np.stack([of[key][:, 0] for key in level]) for of in (parametric, nation)]
    variances = [table.var(axis=1).tolist() for table in (*drawn, first)]
    return {
        key: _parts(*row) if spread else None
        for key, spread, *row in zip(level, spreads.tolist(), *variances, strict=True)
    }


def _parts(known: float, with_nation: float, whole: float) -> Parts:
    """Split the variance of a level into shares."""
    parameters = min(known / whole, 1.0)
    nation = min(max((with_nation - known) / whole, 0.0), 1.0 - parameters)
    return Parts(nation, 1.0 - parameters - nation, parameters)
