"""A scenario, or a comparison, as JSON: for programs to read, not to open again."""

import json
from collections.abc import Mapping
from typing import Any

from model.equations.arrays import Array
from model.files.comparison import Column, columns
from model.files.sources import result_sources, scenario_sources
from model.province.province import Province
from model.province.rows import Indicator, Lever, Source, Target
from model.scenario.link import encode
from model.scenario.results import BAND, ResultRow, results
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import level_draws

FORM = 1
"""Number of this form; it grows when a key changes its meaning or goes."""
DIGITS = 12
"""Significant digits of a result: the last bits differ between processors."""

Json = dict[str, Any]


def scenario_json(
    province: Province, scenario: Scenario, level: Mapping[str, Array] | None = None
) -> str:
    """Write a scenario with its levers, results, sources and versions; pins are left out.

    What a person set is exact, results have 12 significant digits; an unknown is ``null``.

    Parameters
    ----------
    level
        Draws of the scenario, see `level_draws`; without them the stored ones are worked.
    """
    (own,) = columns(scenario)[:1]
    level = level_draws(province, scenario) if level is None else level
    return _text(_document(province, scenario, {"scenario": _scenario(province, own, level)}))


def comparison_json(province: Province, scenario: Scenario) -> str:
    """Write a scenario and its pins, in their order, each as in `scenario_json`."""
    compared = [
        _scenario(province, column, level_draws(province, column.scenario))
        for column in columns(scenario)
    ]
    return _text(_document(province, scenario, {"scenarios": compared}))


def _document(province: Province, scenario: Scenario, content: Json) -> Json:
    """Put what all scenarios share around them."""
    rows = results(province, scenario)
    return {
        "form": FORM,
        "model": {
            "name": province.model,
            "version": province.version,
            "changed": province.changed,
            "link_schema": province.schema,
        },
        "official": False,
        "region": province.region,
        "base_year": province.base_year,
        "year": province.base_year + 1,
        "band": [round(100 * share) for share in BAND],
        **content,
        "sources": {
            source.id: _source(source) for source in scenario_sources(province, scenario, rows)
        },
    }


def _scenario(province: Province, column: Column, level: Mapping[str, Array]) -> Json:
    scenario = column.scenario
    plan = preset_scenario(province, province.default_preset).levers
    parameters = [
        {
            "key": key,
            "value": value,
            "default": province.parameters[key].default,
            "unit": province.parameters[key].unit,
        }
        for key, value in sorted(scenario.parameters.items())
    ]
    return {
        "letter": column.letter,
        "name": scenario.name,
        "link": encode(province, scenario),
        "levers": [
            _lever(lever, plan[lever.key], scenario.levers[lever.key])
            for lever in province.levers.values()
        ],
        "parameters": parameters,
        "indicators": [_indicator(province, row) for row in results(province, scenario, level)],
    }


def _lever(lever: Lever, plan: float, value: float) -> Json:
    return {
        "key": lever.key,
        "name_vi": lever.name_vi,
        "name_en": lever.name_en,
        "unit": lever.unit,
        "base": lever.base,
        "trend": lever.trend,
        "plan": plan,
        "value": value,
        "min": lever.min,
        "max": lever.max,
        "sources": [lever.base_source, lever.trend_source, lever.plan_source],
    }


def _indicator(province: Province, row: ResultRow) -> Json:
    indicator: Indicator = row.indicator
    return {
        "key": indicator.key,
        "variable": indicator.variable,
        "name_vi": indicator.name_vi,
        "name_en": indicator.name_en,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "better": indicator.better,
        "base": _result(row.base),
        "trend": _result(row.reference),
        "target": None if row.target is None else _target(row.target),
        "projection": _result(row.projected),
        "band": None if row.band is None else [_result(end) for end in row.band],
        "chance": _result(row.chance),
        "status": row.status,
        "sources": [source.id for source in result_sources(province, row)],
    }


def _target(target: Target) -> Json:
    low, high = target.ends
    return {
        "set": target.set,
        "comparator": target.comparator,
        "low": low,
        "high": high,
        "decimals": target.decimals,
    }


def _source(source: Source) -> Json:
    return {"title": source.title, "url": source.url, "date": source.date}


def _result(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def _text(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
