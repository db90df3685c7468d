"""Every cell of the data that names a row of another table, and every range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .problems import Problem

if TYPE_CHECKING:
    from .province import Province


def broken_references(province: Province) -> list[Problem]:
    """Check every cell that names a row of another table, and every range."""
    problems = []

    def check(place: str, name: str, known: Iterable[str]) -> None:
        if name not in known:
            problems.append(Problem("unreadable", place, repr(name), "a key that exists"))

    named = {**province.indicators, **province.series}
    bases = {*province.assumptions, *province.levers, "derived", "observation"}
    lever_groups = {row.key for row in province.group_rows("lever")}
    indicator_groups = {row.key for row in province.group_rows("indicator")}
    for lever in province.levers.values():
        place = f"levers.csv, {lever.key}"
        check(f"{place}, group", lever.group, lever_groups)
        check(f"{place}, unit", lever.unit, province.units)
        check(f"{place}, reference_source", lever.reference_source, province.sources)
        check(f"{place}, plan_source", lever.plan_source, province.sources)
        if not lever.min <= min(lever.reference, lever.plan):
            problems.append(Problem("unreadable", f"{place}, min", str(lever.min), "at most both"))
        if not max(lever.reference, lever.plan) <= lever.max:
            problems.append(Problem("unreadable", f"{place}, max", str(lever.max), "at least both"))
    for parameter in province.parameters.values():
        place = f"parameters.csv, {parameter.key}"
        check(f"{place}, source", parameter.source, province.sources)
        check(f"{place}, unit", parameter.unit, province.units)
        check(f"{place}, grade", parameter.grade, ("A", "B", "C"))
        check(
            f"{place}, distribution",
            parameter.distribution,
            ("fixed", "triangular", "lever", "check"),
        )
        if not parameter.low <= parameter.default <= parameter.high:
            value = f"{parameter.low}, {parameter.default}, {parameter.high}"
            problems.append(Problem("unreadable", place, value, "low ≤ default ≤ high"))
    for indicator in province.indicators.values():
        place = f"indicators.csv, {indicator.key}"
        check(f"{place}, group", indicator.group, indicator_groups)
        check(f"{place}, unit", indicator.unit, province.units)
        check(f"{place}, base", indicator.base, bases)
        check(f"{place}, residual", indicator.residual, {*province.assumptions, ""})
        check(f"{place}, better", indicator.better, ("up", "down", "none"))
    for table in ("observations", "targets", "reviews"):
        for row in getattr(province, table):
            place = f"{table}.csv, {row.key} {row.year}"
            check(f"{place}, key", row.key, named)
            check(f"{place}, source", row.source, province.sources)
            if table != "reviews":
                check(f"{place}, unit", row.unit, province.units)
    for project in province.projects.values():
        check(f"projects.csv, {project.key}, lever", project.lever, province.levers)
        check(f"projects.csv, {project.key}, source", project.source, province.sources)
    for setting in province.preset_levers:
        place = f"preset_levers.csv, {setting.preset} {setting.lever}"
        check(f"{place}, preset", setting.preset, province.presets)
        check(f"{place}, lever", setting.lever, province.levers)
    for default in province.link_defaults:
        check(f"link_defaults.csv, {default.lever}", default.lever, province.levers)
    for preset in (province.default_preset, province.reference_preset):
        check("datapackage.json, province", preset, province.presets)
    return problems
