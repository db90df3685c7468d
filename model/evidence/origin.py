"""A province as it was known at the end of a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Parameter
from model.scenario.scenario import Scenario

AREAS = ("1", "2", "3")
MEASURED = ("official", "estimate")
NO_LAST_YEAR, OLD_SERIES = "no_last_year", "old_series"
TOTAL_ONLY, AT_REFERENCE = "total_only", "at_reference"
RULES = (NO_LAST_YEAR, OLD_SERIES, TOTAL_ONLY, AT_REFERENCE)
"""What was missing, so that a rule stood in."""


@dataclass(frozen=True)
class Origin:
    """A province as it was known at the end of a year, and the plan of the next.

    ``last`` and ``means`` are growth of that year and before it, per cent, by indicator.
    """

    province: Province
    scenario: Scenario
    last: Mapping[str, float]
    means: Mapping[str, float]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """Growth, long-run mean and weight of the areas and product taxes; empty if not known."""

    last: Mapping[str, float]
    means: Mapping[str, float]
    weights: Mapping[str, float]


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
    growth = known(province, origin, GROWTH)
    before, old = figures_before(province, origin)
    mean = float(np.mean(before))
    rules = [OLD_SERIES] if old else []
    if origin not in growth:
        rules.append(NO_LAST_YEAR)
    areas = _areas(province, origin, mean)
    if not areas.weights:
        rules.append(TOTAL_ONLY)
    values = _growth_parameters(areas, growth.get(origin, mean), mean)
    size = known(province, origin, "grdp_current").get(origin)
    ratio = 1.0 if size is None else size / province.parameters["y0_grdp"].default
    for key, row in province.assumptions.items():
        if row.unit == "bn VND":
            values[key] = row.default * ratio
    references = _levers(province, origin, origin)
    plan = _levers(province, origin, origin + 1) if size is not None else {}
    if not plan:
        rules.append(AT_REFERENCE)
    levers = {
        key: replace(row, reference=references.get(key, row.reference))
        for key, row in province.levers.items()
    }
    setting = {key: row.reference for key, row in levers.items()} | plan
    total = {GROWTH: growth[origin]} if origin in growth else {}
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
        means={GROWTH: mean} | _by_indicator(areas.means),
        rules=tuple(rule for rule in RULES if rule in rules),
    )


def figures_before(province: Province, origin: int) -> tuple[list[float], bool]:
    """Return growth of the years before the origin, and whether by the earlier method."""
    growth = known(province, origin, GROWTH)
    before = [value for year, value in growth.items() if year < origin]
    if before:
        return before, False
    return list(known(province, origin, GROWTH, ("old_series",)).values()), True


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
