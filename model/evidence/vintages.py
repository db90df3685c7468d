"""What each published version of the model projected: ``versions/<version>.csv``.

A file of a version is written once and never edited, so what was said before an outcome stays
beside what came. ``versions/<version>_came.csv`` holds what the same version projects once it is
told how levers turned out: the model is as old as its version, the levers are not.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from model.engine import simulate
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.bands import WIDTHS
from model.uncertainty.scenario_draws import level_draws

PASSED, TREND, CAME = "passed", "trend", "came"
SETTINGS = (PASSED, TREND, CAME)
"""Levers as planned when the plan was passed, as usual, and as they turned out."""
QUANTILES = (0.05, 0.20, 0.35, 0.50, 0.65, 0.80, 0.95)
CUTS = tuple(f"p{round(100 * share):02}" for share in QUANTILES)
COLUMNS = ("setting", "indicator", "year", "unit", "projected", *CUTS)
DIGITS = 7
"""Significant digits of what is written; the last ones of a quantile differ by processor."""

Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True)
class Forecast:
    """What was said of an indicator: its central number and `QUANTILES`, in its unit."""

    projected: float
    quantiles: tuple[float, ...]

    def band(self, width: int) -> tuple[float, float]:
        """Return the ends of the band that holds ``width`` per cent of the draws."""
        low, high = WIDTHS[width]
        return self.cuts[low], self.cuts[high]

    @property
    def cuts(self) -> tuple[float, ...]:
        """The quantiles at the ends of bands: all but the one in the middle."""
        middle = len(self.quantiles) // 2
        return (*self.quantiles[:middle], *self.quantiles[middle + 1 :])

    @property
    def spreads(self) -> bool:
        """False for what a lever sets: every draw is the same."""
        return self.quantiles[0] < self.quantiles[-1]


def published(province: Province, year: int) -> Mapping[tuple[str, str], Mapping[str, Forecast]]:
    """Read what was projected of a year, by version and setting, then by indicator.

    Versions in their order, settings in that of `SETTINGS`; without what no file holds.
    """
    return _published(province).get(year, {})


@cache
def _published(
    province: Province,
) -> Mapping[int, Mapping[tuple[str, str], Mapping[str, Forecast]]]:
    found: dict[int, dict[tuple[str, str], dict[str, Forecast]]] = {}
    for version in province.versions.values():
        names = {province.passed_preset: PASSED, version.reference: TREND, CAME: CAME}
        rows = [*_read(province, version.version), *_read(province, f"{version.version}_{CAME}")]
        for setting in SETTINGS:
            for row in rows:
                if names.get(row["setting"]) == setting and all(row[name] for name in CUTS):
                    by_setting = found.setdefault(int(row["year"]), {})
                    by_key = by_setting.setdefault((version.version, setting), {})
                    by_key[row["indicator"]] = Forecast(
                        float(row["projected"]), tuple(float(row[name]) for name in CUTS)
                    )
    return MappingProxyType(found)


def _read(province: Province, name: str) -> list[dict[str, str]]:
    path = province.folder / "versions" / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def came_levers(province: Province, year: int) -> Mapping[str, float]:
    """Return every lever as it turned out in a year; on the trend where that was not found."""
    found = {row.lever: row.value for row in province.outcome_levers if row.year == year}
    return {**preset_scenario(province, province.reference_preset).levers, **found}


def version_rows(province: Province) -> Rows:
    """Yield what the present version projects, as ``versions/<version>.csv`` keeps it."""
    for preset in (province.reference_preset, province.passed_preset, province.default_preset):
        yield from _rows(province, preset, preset_scenario(province, preset), None)


def came_rows(province: Province) -> Rows:
    """Yield what the present version projects of years that came, with levers as they were."""
    for year in sorted({row.year for row in province.outcome_levers}):
        yield from _rows(province, CAME, Scenario(came_levers(province, year)), year)


def _rows(province: Province, name: str, scenario: Scenario, only: int | None) -> Rows:
    """Yield a setting by indicator and year; what is not defined stays empty."""
    horizon = province.last_year if only is None else only
    path = simulate(province, scenario.levers, horizon=horizon)
    draws = level_draws(province, scenario, horizon)
    for key in province.modelled:
        for place, year in enumerate(range(province.base_year + 1, horizon + 1)):
            if only in (None, year):
                values = (path[key][0, place], *np.quantile(draws[key][:, place], QUANTILES))
                unit = province.indicators[key].unit
                yield name, key, str(year), unit, *map(_written, values)


def _written(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.{DIGITS}g}"
