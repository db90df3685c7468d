"""How the model would have done: each year projected with what was known before it.

``backtest.csv`` holds figures as they were known: the row of a year with the latest
origin up to that of the projection counts, so nothing published later can enter. A new year is
scored by adding its rows.

Rules
-----
Growth of the origin year that was not known is replaced by the long-run mean, which is over
the known years before the origin; if there are none, over the series of the earlier method.
The three areas are projected where their growth and shares were known, else the total only;
an area with no year before the origin takes the mean of the total. Weights are the last known
shares at current prices, carried to the origin with the growth of the areas. Levers move where
the plan and GRDP of the origin were known, else they stay at the reference. Other levels in
VND keep their ratio to GRDP. All other parameters stay as in the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine import simulate
from model.evidence.origin import MEASURED, at_origin, figures_before
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Vintage
from model.uncertainty.bands import CUTS, WIDTHS
from model.uncertainty.scenario_draws import level_draws

METHODS = ("projected", "naive", "mean", "target")


@dataclass(frozen=True)
class Score:
    """One indicator of one year: projections made before it and what came, per cent.

    Attributes
    ----------
    projected
        By the model; ``bands`` maps a width in per cent to its two ends.
    naive
        Growth of the year before; None if it was not known.
    mean
        Long-run mean before the origin.
    target
        The province's own: two ends, equal if one number was set; None if not known.
    outcome
        The latest known figure.
    rules
        Rules that stood in for what was missing, see `RULES`.
    """

    key: str
    year: int
    projected: float
    bands: Mapping[int, tuple[float, float]]
    naive: float | None
    mean: float
    target: tuple[float, float] | None
    outcome: float
    rules: tuple[str, ...]

    def error(self, method: str) -> float | None:
        """Return projection less outcome; of a target, its nearer end; None if not known."""
        if method == "target":
            if self.target is None:
                return None
            return float(np.clip(self.outcome, *self.target)) - self.outcome
        value: float | None = getattr(self, method)
        return None if value is None else value - self.outcome

    def within_band(self, width: int) -> bool:
        """Tell whether the outcome lies in a band."""
        low, high = self.bands[width]
        return low <= self.outcome <= high


def backtest(province: Province) -> tuple[Score, ...]:
    """Score every year whose figure was known at its own end, the total first.

    A year before which no figure at all was known cannot be projected and is left out.
    """
    rows = [row for row in province.backtest if _is_outcome(row, GROWTH)]
    years = sorted({row.year for row in rows if row.origin == row.year})
    return tuple(
        score
        for year in years
        if figures_before(province, year - 1)[0]
        for score in _scores(province, year)
    )


def mean_absolute_error(scores: Sequence[Score], method: str) -> float | None:
    """Average the size of the errors where a method made a projection; None if nowhere."""
    errors = [abs(error) for row in scores if (error := row.error(method)) is not None]
    return float(np.mean(errors)) if errors else None


def totals(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Keep growth of the total."""
    return tuple(row for row in scores if row.key == GROWTH)


def comparable(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Keep the years of the total in which growth of the year before was known."""
    return tuple(row for row in totals(scores) if row.naive is not None)


def _scores(province: Province, year: int) -> list[Score]:
    origin = at_origin(province, year - 1)
    projected = simulate(origin.province, origin.scenario.levers)
    draws = level_draws(origin.province, origin.scenario)
    found = []
    for key, mean in origin.means.items():
        outcomes = [row for row in province.backtest if row.year == year and _is_outcome(row, key)]
        if not outcomes:
            continue
        cuts = np.quantile(draws[key][:, 0], CUTS)
        score = Score(
            key=key,
            year=year,
            projected=float(projected[key][0, 0]),
            bands={
                width: (float(cuts[low]), float(cuts[high]))
                for width, (low, high) in WIDTHS.items()
            },
            naive=origin.last.get(key),
            mean=mean,
            target=_target(province, key, year),
            outcome=max(outcomes, key=lambda row: row.origin).value,
            rules=origin.rules,
        )
        found.append(score)
    return found


def _is_outcome(row: Vintage, key: str) -> bool:
    return row.key == key and row.kind in MEASURED and row.origin >= row.year


def _target(province: Province, key: str, year: int) -> tuple[float, float] | None:
    rows = (
        row
        for row in province.backtest
        if (row.key, row.year, row.kind) == (key, year, "target") and row.origin < year
    )
    found = next(rows, None)
    return None if found is None else found.ends
