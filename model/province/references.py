"""Every cell of the data whose name or range no single column declares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from model.problems import Problem

if TYPE_CHECKING:
    from model.province.province import Province


NAMES: Mapping[str, Mapping[str, str]] = {
    "levers": {"group": "lever groups"},
    "indicators": {"group": "indicator groups", "base": "origins"},
    "observations": {"key": "indicators and series"},
    "targets": {"key": "indicators and series"},
    "reviews": {"key": "indicators and series"},
    "outcomes": {"key": "indicators"},
    "comparators": {"key": "indicators and series"},
    "backtest": {"key": "indicators, series and levers"},
    "limits": {"kind": "limit kinds"},
    "effects": {"measure": "effect measures"},
}
"""Columns by table whose cells name a row of several tables, or of a part of one, and which.

Cells that name a row of one table are declared in datapackage.json; see `declared`.
"""
FACTS = (
    "share",
    "sigma",
    "targets",
    "grade_c",
    "parameters",
    "scored",
    "missed",
    "missed_nation",
    "scored_mean",
    "missed_mean",
    "missed_beside_mean",
)
"""Figures that the texts of limits.csv may name in braces; see `model.evidence.limits.facts`."""
PLACE = re.compile(r"\{([^{}]*)\}")


def broken_references(province: Province) -> list[Problem]:
    """List the cells that name nothing and the ranges that do not hold."""
    shown = {*province.indicators, *province.series}
    known: Mapping[str, Collection[str]] = {
        "lever groups": {row.key for row in province.group_rows("lever")},
        "indicator groups": {row.key for row in province.group_rows("indicator")},
        "limit kinds": {row.key for row in province.group_rows("limit")},
        "effect measures": {row.key for row in province.group_rows("effect")},
        "origins": {*province.assumptions, *province.levers, "derived", "observation"},
        "indicators": province.indicators,
        "indicators and series": shown,
        "indicators, series and levers": {*shown, *province.levers},
    }
    problems = [
        Problem("unreadable", _place(table, row, column), repr(getattr(row, column)), what)
        for table, columns in NAMES.items()
        for row in _rows(getattr(province, table))
        for column, what in columns.items()
        if getattr(row, column) not in known[what]
    ]
    presets = (province.default_preset, province.passed_preset, province.reference_preset)
    problems += [
        Problem("unreadable", "datapackage.json, province", repr(preset), "presets")
        for preset in presets
        if preset not in province.presets
    ]
    problems += [
        Problem("unreadable", _place("limits", row, column), place, ", ".join(FACTS))
        for row in province.limits.values()
        for column in ("text_vi", "text_en")
        for place in PLACE.findall(getattr(row, column))
        if place not in FACTS
    ]
    if list(province.versions)[-1:] != [province.version]:
        place = "datapackage.json, version"
        problems.append(Problem("unreadable", place, province.version, "the last of versions.csv"))
    ranges = [
        *(
            (_place("levers", row, "min, max"), row.range, (row.base, row.trend, row.plan))
            for row in province.levers.values()
        ),
        *(
            (_place("parameters", row, "low, high"), row.range, (row.default,))
            for row in province.parameters.values()
        ),
    ]
    problems += [
        Problem("unreadable", place, f"{low} to {high}", f"a range around {values}")
        for place, (low, high), values in ranges
        if not low <= min(values) <= max(values) <= high
    ]
    return problems


def _rows(table: Any) -> Iterable[Any]:
    return table.values() if isinstance(table, Mapping) else table


def _place(table: str, row: Any, column: str) -> str:
    name = getattr(row, "key", "") or getattr(row, "lever", "")
    return f"{table}.csv, {name}, {column}"
