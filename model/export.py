"""Scenario files: the IAMC table and the Vietnamese table, written; model/reading.py reads."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from .arrays import Array
from .problems import plain
from .province import Province
from .results import ResultRow, results
from .scenario import Scenario, preset_scenario
from .simulate import base_year, simulate
from .status import chance_text, rounded
from .uncertainty import Bands, level_draws

IAMC_COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
PERCENTILES = (5, 50, 95)
UNNAMED = "scenario"
FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
"""A cell of people's text that begins so is written after an apostrophe: never a formula.

So is what follows a semicolon, where Excel with Vietnamese settings begins a new cell and takes
quotation marks for its own.
"""
_CELL = "(?:^|(?<=;))"
_MARK = f'(?="*[{re.escape("".join(FORMULA_START))}])'
_FORMULA = re.compile(_CELL + _MARK)
_SAFE = re.compile(f"{_CELL}'{_MARK}")
PINNED = re.compile("[A-D] .")
"""How the name of a pinned scenario begins in a file: with its letter."""
CHANCE = "Khả năng đạt"
"""The column that the first Vietnamese tables had not; they are read all the same."""

Row = tuple[str, ...]


def iamc_rows(
    province: Province,
    scenario: Scenario,
    horizon: int | None = None,
    drawn: Bands | None = None,
) -> Iterator[Row]:
    """Yield the IAMC table of a scenario and of the reference, header first.

    Indicators of the base year and of every projected year; own targets, own assumptions and
    levers at the first projected year, so that the file restores the scenario. They stand in
    an order by which a file that was cut short lacks a lever and is refused. With
    ``drawn``, percentiles of the level and of the effect of the levers, kept apart. What a
    person set is exact; results have 12 significant digits, as the last bits differ between
    processors, and undefined ones have no row.
    """
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

    yield setting("Schema|Version", "number", str(province.schema))
    for key, value in sorted(scenario.targets.items()):
        yield setting(f"Target|{key}", province.indicators[key].unit, plain(value))
    for key, value in sorted(scenario.parameters.items()):
        yield setting(f"Parameter|{key}", province.parameters[key].unit, plain(value))
    for lever in province.levers.values():
        yield setting(f"Lever|{lever.key}", lever.unit, plain(scenario.levers[lever.key]))
    base = base_year(scenario.parameters, province=province)
    projected = simulate(scenario.levers, scenario.parameters, horizon=horizon, province=province)
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


def vietnamese_columns(province: Province) -> Row:
    """Return the header of the Vietnamese table."""
    year = province.base_year
    return (
        "Mục",
        "Mã",
        "Tên",
        "Đơn vị",
        str(year),
        f"Mục tiêu {year + 1}",
        f"Dự phóng {year + 1}",
        "Thấp (90%)",
        "Cao (90%)",
        CHANCE,
        "Trạng thái",
        "Nguồn",
    )


def vietnamese_rows(
    province: Province, scenario: Scenario, level: Mapping[str, Array] | None = None
) -> Iterator[Row]:
    """Yield the Vietnamese table, header first: indicators, then what restores the scenario.

    Indicators are rounded as the page shows them, levers and assumptions are exact.
    """
    level = level or level_draws(province, scenario)
    yield vietnamese_columns(province)

    def row(section: str, *cells: str) -> Row:
        return (province.word("section", section).name_vi, *cells)

    for result in results(province, scenario, level):
        yield row("indicator", *_indicator_cells(province, result))
    empty = ("",) * 5
    for lever in province.levers.values():
        source = province.sources[lever.plan_source].title
        numbers = (plain(v) for v in (lever.reference, lever.plan, scenario.levers[lever.key]))
        unit = province.units[lever.unit].name_vi
        yield row("lever", lever.key, lever.name_vi, unit, *numbers, *empty[1:], source)
    for key, value in sorted(scenario.targets.items()):
        indicator = province.indicators[key]
        unit = province.units[indicator.unit].name_vi
        yield row("target", key, indicator.name_vi, unit, "", "", plain(value), *empty)
    for key, value in sorted(scenario.parameters.items()):
        parameter = province.parameters[key]
        unit = province.units[parameter.unit].name_vi
        default = plain(parameter.default)
        cells = (key, parameter.name_vi, unit, default, "", plain(value), *empty[1:])
        yield row("parameter", *cells, province.sources[parameter.source].title)
    about = {
        "version": province.version,
        "name": safe_cell(scenario.name),
        "schema": str(province.schema),  # last: a file that was cut short lacks it
    }
    for key, text in about.items():
        yield row("about", key, province.word("about", key).name_vi, "", "", "", text, *empty)


def _indicator_cells(province: Province, result: ResultRow) -> Row:
    indicator, target = result.indicator, result.target
    base_source = province.base_source(indicator.key)
    titles = [base_source.title] if base_source and result.base is not None else []
    if target and target.source:
        titles.append(province.sources[target.source].title)

    def number(value: float | None) -> str:
        return "" if value is None else plain(rounded(value, indicator.decimals))

    return (
        indicator.key,
        indicator.name_vi,
        province.units[indicator.unit].name_vi,
        number(result.base),
        target.text if target else "",
        number(result.projected),
        number(result.low),
        number(result.high),
        "" if result.chance is None else chance_text(result.chance),
        province.word("status", result.status).name_vi,
        "; ".join(dict.fromkeys(titles)),
    )


def csv_text(rows: Iterable[Sequence[str]], bom: bool = False) -> str:
    """Write rows as CSV; with ``bom`` Excel reads the accents."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n" if bom else "\n").writerows(rows)
    return ("\ufeff" if bom else "") + buffer.getvalue()


def safe_cell(text: str) -> str:
    """Keep people's text from being a formula in a spreadsheet."""
    return _FORMULA.sub("'", text)


def plain_cell(text: str) -> str:
    """Return people's text as it was before `safe_cell`."""
    return _SAFE.sub("", text)
