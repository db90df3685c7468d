"""Read and check the data folder of a province, and try the model on it once."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from model.engine import base_year, simulate
from model.problems import InvalidInputError, Problem, parse_number
from model.province.declared import undeclared
from model.province.province import Province
from model.province.references import broken_references
from model.province.rows import (
    Benchmark,
    Comparator,
    CrossCheck,
    Effect,
    Group,
    Indicator,
    Lever,
    Limit,
    LinkDefault,
    Observation,
    Outcome,
    OutcomeLever,
    Parameter,
    Preset,
    PresetLever,
    Project,
    ProvinceGrowth,
    Review,
    Series,
    Source,
    Target,
    Unit,
    Version,
    Vintage,
)
from model.province.values import impossible_values
from model.resources import shipped

SHIPPED = "soc_trang"
"""The province that this project ships."""


_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
Row = TypeVar("Row")


TABLES: Mapping[str, tuple[type, str | None]] = MappingProxyType(
    {
        "levers": (Lever, "key"),
        "parameters": (Parameter, "key"),
        "indicators": (Indicator, "key"),
        "presets": (Preset, "key"),
        "preset_levers": (PresetLever, None),
        "link_defaults": (LinkDefault, None),
        "observations": (Observation, None),
        "targets": (Target, None),
        "reviews": (Review, None),
        "outcomes": (Outcome, None),
        "outcome_levers": (OutcomeLever, None),
        "backtest": (Vintage, None),
        "comparators": (Comparator, None),
        "province_growth": (ProvinceGrowth, None),
        "cross_checks": (CrossCheck, "key"),
        "benchmarks": (Benchmark, "key"),
        "effects": (Effect, "key"),
        "series": (Series, "key"),
        "sources": (Source, "id"),
        "projects": (Project, "key"),
        "limits": (Limit, "key"),
        "versions": (Version, "version"),
        "groups": (Group, None),
        "units": (Unit, "unit"),
    }
)
"""The tables of a data folder: the type of a row and the column that names it, if any."""


def load_province(path: str | Path | None = None) -> Province:
    """Load a data folder; None is the province this project ships.

    Raises
    ------
    InvalidInputError
        A file is missing or unreadable, a value is of the wrong kind, a key stands twice or
        a reference leads nowhere; one problem for each, naming file, row and column.
    """
    return _shipped() if path is None else _load(Path(path))


@cache
def _shipped() -> Province:
    return _load(shipped("data") / SHIPPED)


def _load(folder: Path) -> Province:
    package: dict[str, Any] = _read(folder / "datapackage.json", _json_object)
    problems: list[Problem] = []
    tables: dict[str, list[Any]] = {}
    for name, (row_type, _) in TABLES.items():
        tables[name] = _rows(folder / f"{name}.csv", row_type, problems)
    settings, found = _settings(package)
    problems = problems + found or undeclared(_schemas(), tables)
    if problems:
        raise InvalidInputError(problems)
    keyed: dict[str, Any] = {
        name: _by_key(tables[name], key) if key else tuple(tables[name])
        for name, (_, key) in TABLES.items()
    }
    province = Province(folder=folder, **settings, **keyed)
    problems = broken_references(province) or impossible_values(province) or _trial_run(province)
    if problems:
        raise InvalidInputError(problems)
    return province


@cache
def _schemas() -> Mapping[str, Any]:
    """Read what is declared of each table.

    From the shipped folder for any folder: what one says of itself cannot loosen it.
    """
    text = (shipped("data") / SHIPPED / "datapackage.json").read_text(encoding="utf-8")
    resources = json.loads(text)["resources"]
    return {item["name"]: item["schema"] for item in resources if item["name"] in TABLES}


def _trial_run(province: Province) -> list[Problem]:
    """Run the model once: a row it needs and does not find is a problem of the folder."""
    try:
        simulate(province, horizon=province.last_year)
        base_year(province)
    except InvalidInputError as error:
        return list(error.problems)
    except KeyError as error:
        key = str(error.args[0])
        place = "levers.csv, parameters.csv or indicators.csv"
        return [Problem("missing", place, allowed=f"a row {key} that the equations name")]
    return []


def _json_object(text: str) -> dict[str, Any]:
    parsed = json.loads(text)
    if not isinstance(parsed, dict):
        raise ValueError("not a JSON object")
    return parsed


def _settings(package: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read what is no table: names, versions and years."""
    about = package.get("province")
    given = {**(about if isinstance(about, dict) else {}), "version": package.get("version")}
    kinds = {name: kind for name, kind in _kinds(Province).items() if name not in TABLES}
    problems = [
        Problem("unreadable", f"datapackage.json, {name}", repr(given.get(name)), _WANTED[kind])
        for name, kind in kinds.items()
        if name != "folder" and type(given.get(name)) is not kind
    ]
    return {name: given[name] for name in kinds if name in given}, problems


Parsed = TypeVar("Parsed")


def _read(path: Path, parse: Callable[[str], Parsed]) -> Parsed:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        problem = Problem("unreadable", path.name, str(reason), "a readable UTF-8 file")
        raise InvalidInputError([problem]) from error


def _rows(path: Path, row_type: type[Row], problems: list[Problem]) -> list[Row]:
    """Read a CSV whose columns are the fields of ``row_type``."""
    kinds = _kinds(row_type)
    header, *lines = _read(path, _cells) or [[]]
    if header != [*kinds]:
        problems.append(
            Problem("unreadable", path.name, f"header {','.join(header)}", ",".join(kinds))
        )
        return []
    if not lines:
        return []
    try:
        columns = zip(kinds.values(), zip(*lines, strict=True), strict=True)
        values = [
            cells if kind is str else [*map(_CONVERT[kind], cells)] for kind, cells in columns
        ]
        return [*map(row_type, *values)]
    except (ValueError, KeyError):
        for number, line in enumerate(lines, start=2):
            problems += _unreadable(f"{path.name} line {number}", kinds, line)
        return []


def _cells(text: str) -> list[list[str]]:
    normal = unicodedata.normalize("NFC", text)
    return list(csv.reader(io.StringIO(normal, newline=""), strict=True))


def _unreadable(place: str, kinds: Mapping[str, Any], line: Sequence[str]) -> Iterator[Problem]:
    """Say what is wrong with a line: the number of its cells, or each that is of another kind."""
    if len(line) != len(kinds):
        yield Problem("unreadable", place, f"{len(line)} cells", f"{len(kinds)} cells")
        return
    for (name, kind), cell in zip(kinds.items(), line, strict=True):
        try:
            _CONVERT[kind](cell)
        except (ValueError, KeyError):
            yield Problem("unreadable", f"{place}, {name}", repr(cell), _WANTED[kind])


def _kinds(record: Any) -> dict[str, Any]:
    """Return the types of the fields by name; they stand in the classes as types, not as text."""
    return {field.name: field.type for field in fields(record)}


def _finite(cell: str) -> float:
    number = parse_number(cell)
    if number is None:
        raise ValueError(cell)
    return number


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


_CONVERT: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    float: _finite,
    float | None: lambda cell: _finite(cell) if cell else None,
    int | None: lambda cell: _whole(cell) if cell else None,
    bool: {"true": True, "false": False}.__getitem__,
}
_WANTED = {
    str: "text",
    int: "a whole number",
    float: "a finite number",
    float | None: "a finite number or nothing",
    int | None: "a whole number or nothing",
    bool: "true or false",
}


def _by_key(rows: Iterable[Any], key: str) -> Mapping[str, Any]:
    return MappingProxyType({getattr(row, key): row for row in rows})
