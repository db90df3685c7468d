"""Load and check the data folder of a province: one frozen object that everything reads."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

import numpy as np

from .arrays import Values
from .checks import impossible_values
from .problems import InvalidInputError, Problem, parse_number
from .references import broken_references
from .tables import (
    Benchmark,
    Comparator,
    CrossCheck,
    Group,
    Indicator,
    Lever,
    Limit,
    LinkDefault,
    Observation,
    Parameter,
    Preset,
    PresetLever,
    Project,
    Review,
    Series,
    Source,
    Target,
    Unit,
    Version,
    Vintage,
)

DERIVED = "derived"
"""Source of a figure that the model computes from sourced ones."""
DATA = Path(__file__).resolve().parent.parent / "data"


_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
Row = TypeVar("Row")


@dataclass(frozen=True, eq=False)
class Province:
    """Everything that is known about a province, in the units of its tables.

    Compared by identity, so that results may be kept by province.
    """

    folder: Path
    model: str
    region: str
    version: str
    changed: str
    schema: int
    base_year: int
    last_year: int
    target_set: str
    default_preset: str
    reference_preset: str
    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    indicators: Mapping[str, Indicator]
    presets: Mapping[str, Preset]
    preset_levers: tuple[PresetLever, ...]
    link_defaults: tuple[LinkDefault, ...]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    reviews: tuple[Review, ...]
    backtest: tuple[Vintage, ...]
    comparators: tuple[Comparator, ...]
    cross_checks: Mapping[str, CrossCheck]
    benchmarks: Mapping[str, Benchmark]
    series: Mapping[str, Series]
    sources: Mapping[str, Source]
    projects: Mapping[str, Project]
    limits: Mapping[str, Limit]
    versions: Mapping[str, Version]
    groups: tuple[Group, ...]
    units: Mapping[str, Unit]

    @cached_property
    def phi_default(self) -> float:
        """Default of φ, around which the sector elasticities are split."""
        return self.parameters["phi"].default

    @cached_property
    def lever_scales(self) -> Mapping[str, float]:
        """Factor from a lever's table value to the model's value."""
        return {key: self.scale(row.unit) for key, row in self.levers.items()}

    @cached_property
    def parameter_scales(self) -> Mapping[str, float]:
        """Factor from a parameter's table value to the model's value."""
        return {key: self.scale(row.unit) for key, row in self.assumptions.items()}

    @cached_property
    def reference_values(self) -> Values:
        """Every lever as in the base year, in the units of the model, (1,)."""
        rows = self.levers.values()
        return {row.key: np.array([row.reference * self.scale(row.unit)]) for row in rows}

    @cached_property
    def default_values(self) -> Values:
        """Every parameter at its default, in the units of the model, (1,)."""
        rows = self.assumptions.values()
        return {row.key: np.array([row.default * self.scale(row.unit)]) for row in rows}

    @cached_property
    def modelled(self) -> tuple[str, ...]:
        """Keys of the indicators the model computes."""
        return tuple(row.key for row in self.indicators.values() if row.modelled)

    @cached_property
    def assumptions(self) -> Mapping[str, Parameter]:
        """The parameters the model uses: every row but lever values and cross-checks."""
        return {key: row for key, row in self.parameters.items() if row.used}

    @cached_property
    def plan_targets(self) -> Mapping[str, Target]:
        """The chosen targets of the plan year by indicator."""
        return {
            row.key: row
            for row in self.targets
            if row.set == self.target_set and row.chosen and row.key in self.indicators
        }

    def years_to(self, horizon: int | None) -> int:
        """Count the projected years to ``horizon``; None is the first one.

        Raises
        ------
        InvalidInputError
            It is no year after the base up to the last one.
        """
        if horizon is None:
            return 1
        first = self.base_year + 1
        whole = isinstance(horizon, int | np.integer) and not isinstance(horizon, bool)
        if not whole or not first <= horizon <= self.last_year:
            allowed = f"a year from {first} to {self.last_year}"
            raise InvalidInputError([Problem("out_of_range", "horizon", str(horizon), allowed)])
        return int(horizon) - self.base_year

    def scale(self, unit: str) -> float:
        """Return the factor from a table value in ``unit`` to the model's value."""
        return self.units[unit].scale

    def group_rows(self, kind: str) -> tuple[Group, ...]:
        """Return the headings of one kind in order."""
        return tuple(row for row in self.groups if row.kind == kind)

    def word(self, kind: str, key: str) -> Group:
        """Return the heading or word of a kind by its key."""
        return next(row for row in self.groups if row.kind == kind and row.key == key)

    def base_source(self, key: str) -> Source | None:
        """Return the source of an indicator's value in the base year; None if unknown."""
        origin = self.indicators[key].base
        if origin in self.parameters:
            return self.sources[self.parameters[origin].source]
        if origin in self.levers:
            return self.sources[self.levers[origin].reference_source]
        if origin != "observation":
            return self.sources[DERIVED]
        observed = self.observed(key, self.base_year)
        return None if observed is None else self.sources[observed.source]

    def observed(self, key: str, year: int) -> Observation | None:
        """Return the chosen figure of a year, official before estimate; None if unknown."""
        chosen = [
            row
            for row in self.observations
            if row.key == key and row.year == year and row.chosen and row.value is not None
        ]
        return max(chosen, key=lambda row: row.kind == "official", default=None)


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
        "backtest": (Vintage, None),
        "comparators": (Comparator, None),
        "cross_checks": (CrossCheck, "key"),
        "benchmarks": (Benchmark, "key"),
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
    return _load(DATA)


def _load(folder: Path) -> Province:
    package: dict[str, Any] = _read(folder / "datapackage.json", _json_object)
    problems: list[Problem] = []
    tables: dict[str, list[Any]] = {}
    for name, (row_type, _) in TABLES.items():
        tables[name] = _rows(folder / f"{name}.csv", row_type, problems)
    keyed: dict[str, Any] = {
        name: _by_key(name, tables[name], key, problems) if key else tuple(tables[name])
        for name, (_, key) in TABLES.items()
    }
    settings, found = _settings(package)
    problems += found
    if problems:
        raise InvalidInputError(problems)
    province = Province(folder=folder, **settings, **keyed)
    problems = broken_references(province) or impossible_values(province) or _trial_run(province)
    if problems:
        raise InvalidInputError(problems)
    return province


def _trial_run(province: Province) -> list[Problem]:
    """Run the model once: a row it needs and does not find is a problem of the folder."""
    from .simulate import base_year, simulate  # which themselves load the shipped province

    try:
        simulate(horizon=province.last_year, province=province)
        base_year(province=province)
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
    kinds = get_type_hints(Province)
    names = [field.name for field in fields(Province) if field.name not in TABLES]
    problems = [
        Problem(
            "unreadable", f"datapackage.json, {name}", repr(given.get(name)), _WANTED[kinds[name]]
        )
        for name in names
        if name != "folder" and type(given.get(name)) is not kinds[name]
    ]
    return {name: given[name] for name in names if name in given}, problems


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
    kinds = get_type_hints(row_type)
    names = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    header, *lines = _read(
        path, lambda text: list(csv.reader(io.StringIO(text, newline=""), strict=True))
    ) or [[]]
    if header != names:
        problems.append(
            Problem("unreadable", path.name, f"header {','.join(header)}", ",".join(names))
        )
        return []
    rows = []
    for number, line in enumerate(lines, start=2):
        place = f"{path.name} line {number}"
        if len(line) != len(names):
            problems.append(
                Problem("unreadable", place, f"{len(line)} cells", f"{len(names)} cells")
            )
            continue
        values = {}
        for name, cell in zip(names, line, strict=True):
            try:
                values[name] = _CONVERT[kinds[name]](unicodedata.normalize("NFC", cell))
            except (ValueError, KeyError):
                problems.append(
                    Problem("unreadable", f"{place}, {name}", repr(cell), _WANTED[kinds[name]])
                )
        if len(values) == len(names):
            rows.append(row_type(**values))
    return rows


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
    bool: {"true": True, "false": False}.__getitem__,
}
_WANTED = {
    str: "text",
    int: "a whole number",
    float: "a finite number",
    float | None: "a finite number or nothing",
    bool: "true or false",
}


def _by_key(
    table: str, rows: Iterable[Any], key: str, problems: list[Problem]
) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        name = getattr(row, key)
        if name in found:
            problems.append(Problem("duplicate", f"{table}.csv, {key}", name, "one row a key"))
        found[name] = row
    return MappingProxyType(found)
