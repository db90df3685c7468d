"""A province as it was known at the end of a year."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Lever, Parameter, Vintage
from model.scenario.scenario import Scenario

AREAS = ("1", "2", "3")
MEASURED = ("official", "estimate")
NATION = "national_growth"
"""Key of the lever; its target rows are those of the National Assembly."""
NATION_FIRST, WORLD_BANK = "gdp_first", "fc_wb"
NATION_SERIES = (WORLD_BANK, "fc_imf", "fc_adb", NATION_FIRST)
"""Series of the nation's growth: forecasts, and growth as first published."""
TOTAL_ONLY, AT_TREND = "total_only", "at_trend"
RULES = (TOTAL_ONLY, AT_TREND)
"""What was missing, so that a rule stood in."""


@dataclass(frozen=True)
class Origin:
    """A province as it was known at the end of a year, and the plan of the next.

    ``last`` and ``means`` are growth of that year and the mean of the years known, per cent, by
    indicator; without what was not known.
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


def known(province: Province, origin: int, key: str) -> dict[int, float]:
    """Return the figures of a series that were known at the end of ``origin``, by year."""
    rows = [
        row
        for row in province.backtest
        if row.key == key and row.year <= row.origin <= origin and row.kind in MEASURED
    ]
    return {row.year: row.value for row in sorted(rows, key=lambda row: row.origin)}


def expected(province: Province, origin: int, key: str, kind: str) -> Vintage | None:
    """Return the target or forecast for the next year that was last known at ``origin``."""
    rows = (
        row
        for row in province.backtest
        if (row.key, row.year, row.kind) == (key, origin + 1, kind) and row.origin <= origin
    )
    return max(rows, key=lambda row: row.origin, default=None)


def nation_target(province: Province, origin: int) -> float | None:
    """Return the middle of the National Assembly's target for the next year, per cent."""
    row = expected(province, origin, NATION, "target")
    return None if row is None else float(np.mean(row.ends))


def at_origin(province: Province, origin: int) -> Origin:
    """Re-base the province to the end of a year, with only what was known then.

    Raises
    ------
    ValueError
        The National Assembly's target for the next year is not known.
    """
    nation = nation_target(province, origin)
    if nation is None:
        raise ValueError(f"no target of the nation's growth in {origin + 1} is known")
    growth = known(province, origin, GROWTH)
    total = {GROWTH: growth[origin]} if origin in growth else {}
    mean = {GROWTH: float(np.mean(list(growth.values())))} if growth else {}
    stand_in = mean.get(GROWTH, nation)
    areas = _areas(province, origin, stand_in)
    values = _growth_parameters(areas, total.get(GROWTH, stand_in), stand_in)
    size = known(province, origin, "grdp_current").get(origin)
    ratio = 1.0 if size is None else size / province.parameters["y0_grdp"].default
    for key, row in province.assumptions.items():
        if row.unit == "bn VND":
            values[key] = row.default * ratio
    plan = _levers(province, origin, origin + 1) if size is not None else {}
    levers = _rebased_levers(province, origin, nation)
    missing = {TOTAL_ONLY: not areas.weights, AT_TREND: not plan}
    return Origin(
        province=replace(
            province,
            base_year=origin,
            last_year=origin + 1,
            parameters=_moved(province, values),
            levers=MappingProxyType(levers),
        ),
        scenario=Scenario(MappingProxyType({key: row.trend for key, row in levers.items()} | plan)),
        last=total | _by_indicator(areas.last),
        means=mean | _by_indicator(areas.means),
        rules=tuple(rule for rule in RULES if missing[rule]),
    )


def _levers(province: Province, origin: int, year: int) -> dict[str, float]:
    """Return the levers of the province in a year that were known at ``origin``."""
    return {
        row.key: row.value
        for row in province.backtest
        if row.key in province.levers
        and row.key != NATION
        and (row.origin, row.year) == (origin, year)
    }


def _rebased_levers(province: Province, origin: int, nation: float) -> dict[str, Lever]:
    """Move levers to what they were; what is usual is to the year before as in the table."""
    levers = dict(province.levers)
    for key, value in _levers(province, origin, origin).items():
        row = levers[key]
        usual = row.trend / row.base if row.base else 1.0
        levers[key] = replace(row, base=value, trend=value * usual)
    first = known(province, origin, NATION_FIRST).get(origin, nation)
    levers[NATION] = replace(levers[NATION], base=first, trend=nation, plan=nation)
    return levers


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
    return Areas(
        last={area: values.get(origin, mean) for area, values in growth.items()},
        means={
            area: float(np.mean(list(values.values()))) if values else mean
            for area, values in growth.items()
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
