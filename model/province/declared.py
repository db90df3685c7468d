"""What datapackage.json declares of the tables, held against their rows.

Frictionless reads the same declarations, and a test holds it against the shipped folder.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import Any

from model.problems import Problem, plain

Tables = Mapping[str, Sequence[Any]]
"""Rows by table."""
Rule = tuple[str, str, Callable[[Any], bool]]
"""A column, what it allows, and whether a value is that."""
EMPTY = ("", None)


def undeclared(schemas: Mapping[str, Any], tables: Tables) -> list[Problem]:
    """List the cells that their column does not allow, and the names that stand twice.

    Parameters
    ----------
    schemas
        Table Schema of each table.
    """
    problems = []
    for table, schema in schemas.items():
        key = schema.get("primaryKey") or [schema["fields"][0]["name"]]
        for column, allowed, holds in _rules(schema, tables):
            for row in tables[table]:
                value = getattr(row, column)
                if not holds(value):
                    place = f"{table}.csv, {_name(row, key)}, {column}"
                    shown = repr(value) if isinstance(value, str) else plain(value)
                    problems.append(Problem("unreadable", place, shown, allowed))
        if "primaryKey" in schema:
            found = Counter(_name(row, key) for row in tables[table])
            place = f"{table}.csv, {', '.join(key)}"
            problems += [
                Problem("duplicate", place, name, "one row a key")
                for name, count in found.items()
                if count > 1
            ]
    return problems


def _rules(schema: Mapping[str, Any], tables: Tables) -> Iterator[Rule]:
    """Yield what is declared; only what is required may not be empty."""
    for field in schema["fields"]:
        column, limits = field["name"], field.get("constraints", {})
        if limits.get("required"):
            yield column, "something", lambda value: value not in EMPTY
        if "enum" in limits:
            yield column, ", ".join(limits["enum"]), {*limits["enum"], *EMPTY}.__contains__
        if "minimum" in limits or "maximum" in limits:
            yield column, *_between(limits.get("minimum", -inf), limits.get("maximum", inf))
    for link in schema.get("foreignKeys", ()):
        (column,), target = link["fields"], link["reference"]
        (name,), table = target["fields"], target["resource"]
        known = {getattr(row, name) for row in tables[table]}
        yield column, f"{name} of {table}.csv", {*known, *EMPTY}.__contains__


def _between(low: float, high: float) -> tuple[str, Callable[[Any], bool]]:
    allowed = f"at least {plain(low)}" if high == inf else f"{plain(low)} to {plain(high)}"
    return allowed, lambda value: value is None or low <= value <= high


def _name(row: Any, key: Sequence[str]) -> str:
    return " ".join(str(getattr(row, column)) for column in key)
