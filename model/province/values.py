"""What the values of a data folder must be for the model and the page to work with them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from model.problems import Problem, plain

if TYPE_CHECKING:
    from model.province.province import Province


UNKNOWN = "unknown"
"""Kind of an observation without a value."""
MOST_YEARS = 30
"""Years that may be projected."""
WORDS = {
    "status": ("exceeded", "met", "missed", "no_target", "not_modelled"),
    "section": ("indicator", "lever", "target", "parameter", "about"),
    "about": ("schema", "version", "name"),
}
"""Words that pages and files need, by kind of groups.csv."""
NOTED = (
    "parameters",
    "indicators",
    "observations",
    "targets",
    "reviews",
    "outcomes",
    "outcome_levers",
    "backtest",
    "comparators",
    "province_growth",
    "benchmarks",
    "effects",
    "projects",
)
"""Tables whose rows have a note."""


def impossible_values(province: "Province") -> list[Problem]:
    """List the values that no model can work with, and the rows that are lacking."""
    return [
        *_steps(province),
        *_unknown_figures(province),
        *_presets(province),
        *_outcome_levers(province),
        *_link_defaults(province),
        *_versions(province),
        *_settings(province),
        *_words(province),
        *_notes(province),
    ]


def _steps(province: "Province") -> Iterator[Problem]:
    for lever in province.levers.values():
        if not 0.0 < lever.step <= lever.max - lever.min:
            width = plain(lever.max - lever.min)
            yield _wrong(f"levers.csv, {lever.key}, step", lever.step, f"above 0, up to {width}")


def _unknown_figures(province: "Province") -> Iterator[Problem]:
    """What was looked for and not found is no official figure and no estimate."""
    for row in province.observations:
        if (row.value is None) != (row.kind == UNKNOWN):
            place = f"observations.csv, {row.key} {row.year}, kind"
            yield Problem("unreadable", place, row.kind, f"{UNKNOWN} where there is no value")


def _presets(province: "Province") -> Iterator[Problem]:
    rows = ((row.preset, row.lever, row.value) for row in province.preset_levers)
    yield from _outside(province, "preset_levers.csv", rows)


def _outcome_levers(province: "Province") -> Iterator[Problem]:
    rows = ((str(row.year), row.lever, row.value) for row in province.outcome_levers)
    yield from _outside(province, "outcome_levers.csv", rows)


def _link_defaults(province: "Province") -> Iterator[Problem]:
    rows = [(str(row.schema), row.lever, row.value) for row in province.link_defaults]
    yield from _outside(province, "link_defaults.csv", rows)
    for schema in dict.fromkeys([str(province.schema), *(schema for schema, _, _ in rows)]):
        for key in province.levers:
            count = [row[:2] for row in rows].count((schema, key))
            if count != 1:
                place = f"link_defaults.csv, {schema}, {key}"
                yield _wrong(place, count, "one row for every lever and schema")


def _outside(
    province: "Province", file: str, rows: Iterable[tuple[str, str, float]]
) -> Iterator[Problem]:
    for name, key, value in rows:
        low, high = province.levers[key].range
        if not low <= value <= high:
            yield _wrong(f"{file}, {name}, {key}", value, f"{plain(low)} to {plain(high)}")


def _versions(province: "Province") -> Iterator[Problem]:
    """What the makers of a version knew, those of the next one knew too."""
    known = 0
    for row in province.versions.values():
        if row.knew < known:
            yield _wrong(f"versions.csv, {row.version}, knew", row.knew, f"at least {known}")
        known = max(known, row.knew)


def _settings(province: "Province") -> Iterator[Problem]:
    for name in ("model", "region"):
        if not getattr(province, name).strip():
            yield Problem("missing", _setting(name), allowed="a name")
    first, last = province.base_year + 1, province.base_year + MOST_YEARS
    if not first <= province.last_year <= last:
        yield _wrong(_setting("last_year"), province.last_year, f"{first} to {last}")
    if province.target_set not in {row.set for row in province.targets}:
        allowed = "a set of targets.csv"
        yield Problem("unreadable", _setting("target_set"), province.target_set, allowed)
    try:
        date.fromisoformat(province.changed)
    except ValueError:
        yield Problem("unreadable", _setting("changed"), province.changed, "a date: 2026-11-22")


def _words(province: "Province") -> Iterator[Problem]:
    for kind, keys in WORDS.items():
        known = {row.key for row in province.group_rows(kind)}
        for key in keys:
            if key not in known:
                yield Problem("missing", f"groups.csv, {kind}, {key}", allowed="a row")


def _notes(province: "Province") -> Iterator[Problem]:
    """A note that one language lacks, by table and row."""
    for table in NOTED:
        rows = getattr(province, table)
        for number, row in enumerate(rows.values() if isinstance(rows, Mapping) else rows, start=2):
            if bool(row.note_vi) != bool(row.note_en):
                lacking = "note_en" if row.note_vi else "note_vi"
                place = f"{table}.csv line {number}, {lacking}"
                yield Problem("missing", place, allowed="the note in both languages, or in neither")


def _setting(name: str) -> str:
    return f"datapackage.json, {name}"


def _wrong(place: str, value: float, allowed: str) -> Problem:
    return Problem("unreadable", place, plain(value), allowed)
