"""The sources that the figures of a file rest on."""

from collections.abc import Iterable

from model.province.province import Province
from model.province.rows import Source
from model.scenario.results import ResultRow
from model.scenario.scenario import Scenario


def result_sources(province: Province, row: ResultRow) -> tuple[Source, ...]:
    """Return where an indicator's value of the base year and its target are from."""
    base = province.base_source(row.indicator.key)
    found = [base] if base is not None and row.base is not None else []
    if row.target is not None and row.target.source:
        found.append(province.sources[row.target.source])
    return tuple(dict.fromkeys(found))


def scenario_sources(
    province: Province, scenario: Scenario, rows: Iterable[ResultRow]
) -> tuple[Source, ...]:
    """Return every source of the results, of the levers and of own assumptions, once, in order."""
    named = {source.id for row in rows for source in result_sources(province, row)}
    for lever in province.levers.values():
        named |= {lever.base_source, lever.trend_source, lever.plan_source}
    named |= {province.parameters[key].source for key in scenario.parameters}
    return tuple(source for source in province.sources.values() if source.id in named)
