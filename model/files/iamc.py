"""The IAMC table of a scenario."""

from collections.abc import Iterator

import numpy as np

from model.engine import base_year, simulate
from model.files.cells import CHECK, UNNAMED, Row, safe_cell
from model.files.count import SCHEMA_VARIABLE, counted
from model.problems import plain
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import Bands

IAMC_COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
PERCENTILES = (5, 95)
CHECK_VARIABLE = "Schema|Decimal"
"""Holds `CHECK`."""


def iamc_rows(
    province: Province,
    scenario: Scenario,
    horizon: int | None = None,
    drawn: Bands | None = None,
) -> Iterator[Row]:
    """Yield the IAMC table of a scenario and of the reference, header first.

    Indicators of the base year and of every projected year; own targets, own assumptions and
    levers at the first projected year, so that the file restores the scenario. The reference
    stands last, and each scenario ends with the count of rows and the schema: a file that was cut
    lacks one of them or counts otherwise. With ``drawn``, percentiles of the level and of the
    effect of the levers, kept apart. What a person set is exact; results have 12 significant
    digits, as the last bits differ between processors, and undefined ones have no row.
    """
    yield from counted(uncounted_rows(province, scenario, horizon, drawn))


def uncounted_rows(
    province: Province,
    scenario: Scenario,
    horizon: int | None = None,
    drawn: Bands | None = None,
) -> Iterator[Row]:
    """Yield the rows of `iamc_rows` without the counts, as a part of another table."""
    yield IAMC_COLUMNS
    reference = preset_scenario(province, province.reference_preset)
    reference = Scenario(reference.levers, scenario.targets, scenario.parameters, reference.name)
    name = safe_cell(scenario.name or UNNAMED)
    if scenario.name == reference.name:
        if dict(scenario.levers) == dict(reference.levers):
            yield from _scenario_rows(province, reference, name, horizon, drawn)
            return
        name = UNNAMED
    yield from _scenario_rows(province, scenario, name, horizon, drawn)
    yield from _scenario_rows(province, reference, reference.name, horizon, None)


def _scenario_rows(
    province: Province, scenario: Scenario, name: str, horizon: int | None, drawn: Bands | None
) -> Iterator[Row]:
    first = province.base_year + 1

    def row(variable: str, unit: str, year: int, value: float) -> Row:
        return setting(variable, unit, f"{value:.12g}", year)

    def setting(variable: str, unit: str, text: str, year: int = first) -> Row:
        model = f"{province.model} {province.version}"
        return model, name, province.region, variable, unit, str(year), text

    yield setting(CHECK_VARIABLE, "number", plain(CHECK))
    for key, value in sorted(scenario.targets.items()):
        yield setting(f"Target|{key}", province.indicators[key].unit, plain(value))
    for key, value in sorted(scenario.parameters.items()):
        yield setting(f"Parameter|{key}", province.parameters[key].unit, plain(value))
    for lever in province.levers.values():
        yield setting(f"Lever|{lever.key}", lever.unit, plain(scenario.levers[lever.key]))
    base = base_year(province, scenario.parameters)
    projected = simulate(province, scenario.levers, scenario.parameters, horizon)
    for key, indicator in province.indicators.items():
        known = base[key]
        if known is not None:
            yield row(indicator.variable, indicator.unit, province.base_year, known)
        if key in projected:
            for year, value in enumerate(projected[key][0], start=first):
                if not np.isnan(value):
                    yield row(indicator.variable, indicator.unit, year, value)
    for band, draws in (("Level", drawn.level), ("Effect", drawn.effect)) if drawn else ():
        for key, values in draws.items():
            indicator = province.indicators[key]
            cuts = np.quantile(values, np.array(PERCENTILES) / 100.0, axis=0)
            for percentile, cut in zip(PERCENTILES, cuts, strict=True):
                variable = f"{indicator.variable}|{band}|{percentile}th Percentile"
                for year, value in enumerate(cut, start=first):
                    if not np.isnan(value):
                        yield row(variable, indicator.unit, year, value)
    yield setting(SCHEMA_VARIABLE, "number", str(province.schema))
