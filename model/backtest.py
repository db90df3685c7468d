"""How the model would have done: each year projected with what was known before it.

``data/backtest.csv`` holds figures as they were known: the row of a year with the latest
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
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from .province import Province
from .scenario import Scenario
from .simulate import simulate
from .spread import CUTS, WIDTHS
from .tables import Parameter, Vintage
from .uncertainty import level_draws

TOTAL = "grdp_growth"
AREAS = ("1", "2", "3")
METHODS = ("projected", "naive", "mean", "target")
MEASURED = ("official", "estimate")
NO_LAST_YEAR, OLD_SERIES = "no_last_year", "old_series"
TOTAL_ONLY, AT_REFERENCE = "total_only", "at_reference"
MARKS = (NO_LAST_YEAR, OLD_SERIES, TOTAL_ONLY, AT_REFERENCE)
"""What was missing, so that a rule stood in."""


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
    marks
        Rules that stood in for what was missing, see `MARKS`.
    """

    key: str
    year: int
    projected: float
    bands: Mapping[int, tuple[float, float]]
    naive: float | None
    mean: float
    target: tuple[float, float] | None
    outcome: float
    marks: tuple[str, ...]

    def error(self, method: str) -> float | None:
        """Return projection less outcome; of a target, its nearer end; None if not known."""
        if method == "target":
            if self.target is None:
                return None
            return float(np.clip(self.outcome, *self.target)) - self.outcome
        value: float | None = getattr(self, method)
        return None if value is None else value - self.outcome

    def held(self, width: int) -> bool:
        """Tell whether the outcome lies in a band."""
        low, high = self.bands[width]
        return low <= self.outcome <= high


@dataclass(frozen=True)
class Origin:
    """A province as it was known at the end of a year, and the plan of the next.

    ``last`` and ``means`` are growth of that year and before it, per cent, by indicator.
    """

    province: Province
    scenario: Scenario
    last: Mapping[str, float]
    means: Mapping[str, float]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """Growth, long-run mean and weight of the areas and product taxes; empty if not known."""

    last: Mapping[str, float]
    means: Mapping[str, float]
    weights: Mapping[str, float]


def backtest(province: Province) -> tuple[Score, ...]:
    """Score every year whose figure was known at its own end, the total first.

    A year before which no figure at all was known cannot be projected and is left out.
    """
    rows = [row for row in province.backtest if _is_outcome(row, TOTAL)]
    years = sorted({row.year for row in rows if row.origin == row.year})
    return tuple(
        score
        for year in years
        if _history(province, year - 1)[0]
        for score in _scores(province, year)
    )


def mean_absolute_error(scores: Sequence[Score], method: str) -> float | None:
    """Average the size of the errors where a method made a projection; None if nowhere."""
    errors = [abs(error) for row in scores if (error := row.error(method)) is not None]
    return float(np.mean(errors)) if errors else None


def totals(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Keep growth of the total."""
    return tuple(row for row in scores if row.key == TOTAL)


def comparable(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Keep the years of the total in which growth of the year before was known."""
    return tuple(row for row in totals(scores) if row.naive is not None)


def known(
    province: Province, origin: int, key: str, kinds: Sequence[str] = MEASURED
) -> dict[int, float]:
    """Return the figures of a series that were known at the end of ``origin``, by year."""
    rows = [
        row
        for row in province.backtest
        if row.key == key and row.year <= row.origin <= origin and row.kind in kinds
    ]
    return {row.year: row.value for row in sorted(rows, key=lambda row: row.origin)}


def at_origin(province: Province, origin: int) -> Origin:
    """Re-base the province to the end of a year, with only what was known then."""
    growth = known(province, origin, TOTAL)
    before, old = _history(province, origin)
    mean = float(np.mean(before))
    marks = [OLD_SERIES] if old else []
    if origin not in growth:
        marks.append(NO_LAST_YEAR)
    areas = _areas(province, origin, mean)
    if not areas.weights:
        marks.append(TOTAL_ONLY)
    values = _growth_parameters(areas, growth.get(origin, mean), mean)
    size = known(province, origin, "grdp_current").get(origin)
    ratio = 1.0 if size is None else size / province.parameters["y0_grdp"].default
    for key, row in province.assumptions.items():
        if row.unit == "bn VND":
            values[key] = row.default * ratio
    references = _levers(province, origin, origin)
    plan = _levers(province, origin, origin + 1) if size is not None else {}
    if not plan:
        marks.append(AT_REFERENCE)
    levers = {
        key: replace(row, reference=references.get(key, row.reference))
        for key, row in province.levers.items()
    }
    setting = {key: row.reference for key, row in levers.items()} | plan
    total = {TOTAL: growth[origin]} if origin in growth else {}
    return Origin(
        province=replace(
            province,
            base_year=origin,
            last_year=origin + 1,
            parameters=_moved(province, values),
            levers=MappingProxyType(levers),
        ),
        scenario=Scenario(MappingProxyType(setting)),
        last=total | _by_indicator(areas.last),
        means={TOTAL: mean} | _by_indicator(areas.means),
        marks=tuple(mark for mark in MARKS if mark in marks),
    )


def _history(province: Province, origin: int) -> tuple[list[float], bool]:
    """Return growth of the years before the origin, and whether by the earlier method."""
    growth = known(province, origin, TOTAL)
    before = [value for year, value in growth.items() if year < origin]
    if before:
        return before, False
    return list(known(province, origin, TOTAL, ("old_series",)).values()), True


def _scores(province: Province, year: int) -> list[Score]:
    origin = at_origin(province, year - 1)
    projected = simulate(origin.scenario.levers, province=origin.province)
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
            marks=origin.marks,
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
    if found is None:
        return None
    return found.value, found.value if found.value_high is None else found.value_high


def _levers(province: Province, origin: int, year: int) -> dict[str, float]:
    """Return the levers of a year that were known at ``origin``."""
    return {
        row.key: row.value
        for row in province.backtest
        if row.key in province.levers and (row.origin, row.year) == (origin, year)
    }


def _by_indicator(areas: Mapping[str, float]) -> dict[str, float]:
    return {f"growth_sector{area}": value for area, value in areas.items() if area in AREAS}


def _areas(province: Province, origin: int, mean: float) -> Areas:
    """Collect what was known of the areas; nothing if growth or shares of one were not."""
    growth = {area: known(province, origin, f"growth_sector{area}") for area in AREAS}
    shares = {area: known(province, origin, f"share_sector{area}") for area in AREAS}
    growth["tax"] = known(province, origin, "growth_product_tax")
    printed = set.intersection(*(set(years) for years in shares.values()))
    if not printed or any(origin not in growth[area] for area in AREAS):
        return Areas({}, {}, {})
    last = max(printed)
    taxes = known(province, origin, "share_product_tax").get(last, 0.0)
    weights = {area: shares[area][last] for area in AREAS} | {"tax": taxes}
    for year in range(last + 1, origin + 1):
        if all(year in growth[area] for area in AREAS):
            for area in AREAS:
                weights[area] *= 1.0 + growth[area][year] / 100.0
    total = sum(weights.values())
    earlier = {
        area: [value for year, value in known_growth.items() if year < origin]
        for area, known_growth in growth.items()
    }
    return Areas(
        last={area: values.get(origin, mean) for area, values in growth.items()},
        means={
            area: float(np.mean(values)) if values else mean for area, values in earlier.items()
        },
        weights={area: weight / total for area, weight in weights.items()},
    )


def _growth_parameters(areas: Areas, last: float, mean: float) -> dict[str, float]:
    """Return the parameters of growth; areas that are not known grow with the total."""
    values = {"g23_total": last}
    for area in (*AREAS, "tax"):
        suffix = area if area == "tax" else f"kv{area}"
        values[f"g23_{suffix}"] = areas.last.get(area, last)
        values[f"g_lr_{suffix}"] = areas.means.get(area, mean)
        if areas.weights:
            values[f"w10_{suffix}"] = areas.weights[area]
            if area in AREAS:
                values[f"share_{suffix}"] = areas.weights[area]
    return values


def _moved(province: Province, values: Mapping[str, float]) -> Mapping[str, Parameter]:
    """Move parameters to other values, their ranges with them."""
    rows = dict(province.parameters)
    for key, value in values.items():
        by = value - rows[key].default
        row = rows[key]
        rows[key] = replace(row, default=value, low=row.low + by, high=row.high + by)
    return MappingProxyType(rows)
