"""Scenario files: the IAMC table and the Vietnamese table, written and read back."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from .arrays import Array
from .link import LONGEST_NAME, own_targets, parse_number, pin_name
from .problems import InvalidInputError, Problem, plain
from .province import Province
from .results import ResultRow, results
from .scenario import Pin, Scenario, check_ranges, preset_scenario
from .simulate import base_year, simulate
from .status import chance_text, rounded
from .uncertainty import Bands, level_draws

IAMC_COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
PERCENTILES = (5, 50, 95)
UNNAMED = "scenario"
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell of people's text that begins so is written after an apostrophe: never a formula."""
PINNED = re.compile("[A-D] .")
"""How the name of a pinned scenario begins in a file: with its letter."""
LARGEST_FILE = 5_000_000
OFFENDING_ROWS = 5
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

    Indicators of the base year and of every projected year; levers, own targets and own
    assumptions at the first projected year, so that the file restores the scenario. With
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
    yield from _scenario_rows(province, reference, reference.name, horizon, None)
    yield from _scenario_rows(province, scenario, name, horizon, drawn)


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
    for lever in province.levers.values():
        yield setting(f"Lever|{lever.key}", lever.unit, plain(scenario.levers[lever.key]))
    for key, value in sorted(scenario.targets.items()):
        yield setting(f"Target|{key}", province.indicators[key].unit, plain(value))
    for key, value in sorted(scenario.parameters.items()):
        yield setting(f"Parameter|{key}", province.parameters[key].unit, plain(value))
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
        "schema": str(province.schema),
        "version": province.version,
        "name": safe_cell(scenario.name),
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
    return f"'{text}" if text.startswith(FORMULA_START) else text


def read_scenario(province: Province, content: bytes | str) -> tuple[Scenario, list[Problem]]:
    """Read a scenario back from either file.

    Returns
    -------
    Scenario
        Levers, own targets, own assumptions and name as they were.
    list of Problem
        What the reader should know: the file was made with another model version.

    Raises
    ------
    InvalidInputError
        The file is no scenario file, or holds what is unknown, out of range, given twice or
        missing; the first offending rows are shown and nothing is taken from it.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(f"{len(content)} bytes", f"at most {LARGEST_FILE} bytes")
    text = content if isinstance(content, str) else _decoded(content)
    text = text.removeprefix("\ufeff")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        numbered = [(reader.line_num, line) for line in reader if line]
    except csv.Error as error:
        raise _refused(str(error), "a comma-separated table") from error
    problems = [
        Problem("unreadable", f"line {number}", ",".join(line)[:120], f"{len(header)} cells")
        for number, line in numbered
        if len(line) != len(header)
    ]
    if problems:
        raise InvalidInputError(problems[:OFFENDING_ROWS])
    lines = [line for _, line in numbered]
    if tuple(header) == IAMC_COLUMNS:
        return _compared(province, lines)
    columns = vietnamese_columns(province)
    first_columns = tuple(column for column in columns if column != CHANCE)
    if tuple(header) in (columns, first_columns):
        return _restored(province, _vietnamese_settings(province, lines))
    raise _refused(f"header {','.join(header)[:120]}", ",".join(IAMC_COLUMNS))


Setting = tuple[str, str, str]
"""Section (``lever``, ``target``, ``parameter`` or ``about``), key and text of one cell."""


def _compared(province: Province, lines: list[list[str]]) -> tuple[Scenario, list[Problem]]:
    """Restore the first scenario of an IAMC table and, as its pins, those after it."""
    names = list(dict.fromkeys(line[1] for line in lines))
    if not names:
        raise _refused("no scenario", f"one scenario beside {province.reference_preset}")
    first, *others = [name for name in names if name != province.reference_preset] or names[:1]
    unknown = [name for name in others if not PINNED.match(name)]
    if unknown:
        allowed = f"one scenario beside {province.reference_preset}"
        raise _refused(f"scenarios {', '.join([first, *unknown][:OFFENDING_ROWS])}", allowed)
    scenario, notes = _restored(province, _iamc_settings(province, lines, first))
    pins = {}
    for name in others:
        levers = _restored(province, _iamc_settings(province, lines, name))[0].levers
        letter = name[0].lower()
        shown, problems = pin_name(name[2:], letter)
        if problems:
            raise InvalidInputError(problems)
        pins[letter] = Pin(levers, shown)
    return replace(scenario, pins=MappingProxyType(pins)), notes


def _iamc_settings(province: Province, lines: list[list[str]], chosen: str) -> list[Setting]:
    sections = {"Lever": "lever", "Target": "target", "Parameter": "parameter"}
    settings = [("about", "name", "" if chosen == UNNAMED else chosen)]
    for model, name, _, variable, _, _, value in lines:
        if name != chosen:
            continue
        head, _, key = variable.partition("|")
        if head in sections:
            settings.append((sections[head], key, value))
        elif variable == "Schema|Version":
            settings.append(("about", "schema", value))
            settings.append(("about", "version", model.removeprefix(f"{province.model} ")))
    return settings


def _vietnamese_settings(province: Province, lines: list[list[str]]) -> list[Setting]:
    sections = {row.name_vi: row.key for row in province.group_rows("section")}
    value = vietnamese_columns(province).index(f"Dự phóng {province.base_year + 1}")
    return [
        (sections[line[0]], line[1], line[value])
        for line in lines
        if sections.get(line[0], "indicator") != "indicator"
    ]


def _restored(province: Province, settings: list[Setting]) -> tuple[Scenario, list[Problem]]:
    found: dict[str, dict[str, float]] = {"lever": {}, "target": {}, "parameter": {}}
    about: dict[str, str] = {}
    problems = []
    for section, key, text in settings:
        known = about if section == "about" else found[section]
        if key in known:
            problems.append(Problem("duplicate", key, text, "one row"))
        elif section == "about":
            about[key] = text
        else:
            number = parse_number(text)
            if number is None:
                problems.append(Problem("not_a_number", key, text, "a number such as 12.5"))
            else:
                found[section][key] = number
    problems += check_ranges(province.levers, found["lever"], "levers")
    problems += check_ranges(province.assumptions, found["parameter"], "parameters")
    targets, refused = own_targets(province, found["target"])
    problems += refused
    mentioned = {key for _, key, _ in settings}
    problems += [
        Problem("missing", key, allowed="a row for every lever")
        for key in province.levers
        if key not in mentioned
    ]
    schemas = {str(row.schema) for row in province.link_defaults}
    if about.get("schema") not in schemas:
        schema = about.get("schema", "nothing")
        problems.append(Problem("not_allowed", "schema", schema, ", ".join(sorted(schemas))))
    name = about.get("name", "")
    if name.startswith("'") and name[1:].startswith(FORMULA_START):
        name = name[1:]
    if len(name) > LONGEST_NAME or not name.isprintable():
        allowed = f"at most {LONGEST_NAME} printable characters"
        problems.append(Problem("not_allowed", "name", repr(name[:LONGEST_NAME]), allowed))
    if problems:
        raise InvalidInputError(problems[:OFFENDING_ROWS])
    version = about.get("version", "")
    notes = []
    if version != province.version:
        notes.append(Problem("model_version", "version", version, province.version))
    scenario = Scenario(
        levers=MappingProxyType({key: found["lever"][key] for key in province.levers}),
        targets=MappingProxyType(targets),
        parameters=MappingProxyType(found["parameter"]),
        name=name,
    )
    return scenario, notes


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(str(error), "a UTF-8 file") from error


def _refused(value: str, allowed: str) -> InvalidInputError:
    return InvalidInputError([Problem("unreadable", "file", value, allowed)])
