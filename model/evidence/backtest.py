"""How the model would have done: each year projected with what was known before it.

``backtest.csv`` holds figures as they were known: the row of a year with the latest
origin up to that of the projection counts, so nothing published later can enter. A new year is
scored by adding its rows.

Rules
-----
A year is scored that has an outcome and, before it, a target of the National Assembly for the
nation: its middle is the nation's growth, the gap stands at its default. The three areas are
projected where their growth and shares were known, else the total only; long run is the mean of
the years known. Weights are the last known shares at current prices, carried to the origin with
the growth of the areas. Levers move where the plan and GRDP of the origin were known, else they
stay on the trend. Other levels in VND keep their ratio to GRDP. All other parameters stay as in
the table. Of a range the middle is the forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine import simulate
from model.evidence.crps import crps
from model.evidence.origin import (
    MEASURED,
    NATION,
    WORLD_BANK,
    Origin,
    at_origin,
    expected,
    nation_target,
)
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Vintage
from model.uncertainty.bands import CUTS, WIDTHS
from model.uncertainty.scenario_draws import level_draws

MODEL = "projected"
RIVALS = ("nation", "world_bank", "naive", "mean", "target")
"""Point forecasts: the National Assembly's target for the nation and the World Bank's forecast,
each with no gap; growth of the year before; the mean of the years known; the province's target."""
METHODS = (MODEL, *RIVALS)

Ends = tuple[float, float]


@dataclass(frozen=True)
class Score:
    """One indicator of one year: projections made before it and what came, per cent.

    Attributes
    ----------
    forecasts
        By method the two ends of what it said, equal if it is one number; without the methods
        for which nothing was known.
    bands
        Of the model: a width in per cent to its two ends.
    crps_of_draws
        Continuous ranked probability score of the model's draws, points.
    outcome
        The latest known figure.
    rules
        Rules that stood in for what was missing, see `RULES` of `model.evidence.origin`.
    """

    key: str
    year: int
    forecasts: Mapping[str, Ends]
    bands: Mapping[int, Ends]
    crps_of_draws: float
    outcome: float
    rules: tuple[str, ...]

    @property
    def projected(self) -> float:
        """What the model said."""
        return self.forecasts[MODEL][0]

    def error(self, method: str) -> float:
        """Return what a method said less the outcome, points; a KeyError if it said nothing."""
        return float(np.mean(self.forecasts[method])) - self.outcome

    def crps(self, method: str) -> float:
        """Score a method: the model by its draws, a point forecast by its absolute error."""
        return self.crps_of_draws if method == MODEL else abs(self.error(method))

    def within_band(self, width: int) -> bool:
        """Tell whether the outcome lies in a band."""
        low, high = self.bands[width]
        return low <= self.outcome <= high


@dataclass(frozen=True)
class Comparison:
    """A method and the model over the years in which the method said something, points.

    ``missed`` is the mean absolute error, ``crps`` the mean score.
    """

    method: str
    years: int
    missed: float
    crps: float
    model_missed: float
    model_crps: float

    @property
    def model_better(self) -> bool:
        """The model missed by less on average."""
        return self.model_missed < self.missed


def backtest(province: Province) -> tuple[Score, ...]:
    """Score every year whose figure was known at its own end, the total first.

    A year before which no target of the nation was known is left out.
    """
    rows = [row for row in province.backtest if _is_outcome(row, GROWTH)]
    years = sorted({row.year for row in rows if row.origin == row.year})
    return tuple(
        score
        for year in years
        if nation_target(province, year - 1) is not None
        for score in _scores(province, year)
    )


def totals(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Keep growth of the total."""
    return tuple(row for row in scores if row.key == GROWTH)


def comparisons(scores: Sequence[Score]) -> tuple[Comparison, ...]:
    """Hold every method that said something against the model, the model itself first."""
    said = {method: [row for row in scores if method in row.forecasts] for method in METHODS}
    return tuple(
        Comparison(
            method=method,
            years=len(rows),
            missed=_missed(rows, method),
            crps=_scored(rows, method),
            model_missed=_missed(rows, MODEL),
            model_crps=_scored(rows, MODEL),
        )
        for method, rows in said.items()
        if rows
    )


def held(scores: Sequence[Score], width: int) -> int:
    """Count the outcomes that a band held."""
    return sum(row.within_band(width) for row in scores)


def _missed(rows: Sequence[Score], method: str) -> float:
    return float(np.mean([abs(row.error(method)) for row in rows]))


def _scored(rows: Sequence[Score], method: str) -> float:
    return float(np.mean([row.crps(method) for row in rows]))


def _scores(province: Province, year: int) -> list[Score]:
    origin = at_origin(province, year - 1)
    projected = simulate(origin.province, origin.scenario.levers)
    draws = level_draws(origin.province, origin.scenario)
    found = []
    for key in (GROWTH, *(key for key in origin.last if key != GROWTH)):
        outcomes = [row for row in province.backtest if row.year == year and _is_outcome(row, key)]
        if not outcomes:
            continue
        drawn = draws[key][:, 0]
        cuts = np.quantile(drawn, CUTS)
        outcome = max(outcomes, key=lambda row: row.origin).value
        value = float(projected[key][0, 0])
        score = Score(
            key=key,
            year=year,
            forecasts={MODEL: (value, value)} | _rivals(province, origin, key),
            bands={
                width: (float(cuts[low]), float(cuts[high]))
                for width, (low, high) in WIDTHS.items()
            },
            crps_of_draws=crps(drawn, outcome),
            outcome=outcome,
            rules=origin.rules,
        )
        found.append(score)
    return found


def _rivals(province: Province, origin: Origin, key: str) -> dict[str, Ends]:
    """Collect what the rivals said of the year after the origin; of areas only the record."""
    record = {"naive": origin.last.get(key), "mean": origin.means.get(key)}
    known = {method: (value, value) for method, value in record.items() if value is not None}
    if key != GROWTH:
        return known
    rows = {
        "nation": expected(province, origin.province.base_year, NATION, "target"),
        "world_bank": expected(province, origin.province.base_year, WORLD_BANK, "forecast"),
        "target": expected(province, origin.province.base_year, GROWTH, "target"),
    }
    return known | {method: row.ends for method, row in rows.items() if row is not None}


def _is_outcome(row: Vintage, key: str) -> bool:
    return row.key == key and row.kind in MEASURED and row.origin >= row.year
