"""Tables with a row for each key read back: the Vietnamese table, and a workbook's sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from model.files.cells import plain_cell
from model.files.headers import NUMBERS, VALUES, Table, at, cell_text, fold, same
from model.files.numbers import decimal_sign
from model.files.restore import Settings, no_place, raise_any, restored, spoilt
from model.files.sheets import Cell
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.names import pin_name
from model.scenario.scenario import Pin, Scenario

KNOWN = ("base", "trend", "plan")
"""Columns of a lever's row that hold what the data say, by the fields of `Lever`."""


def read_keyed(province: Province, tables: Sequence[Table]) -> tuple[Scenario, list[Problem]]:
    """Restore the scenario of one table, or of the sheets of a workbook, and its pins.

    Raises
    ------
    InvalidInputError
        A section is unknown, or a setting is refused.
    """
    cells = [
        at(row, table.columns.get(key))
        for table in tables
        for _, row in table.lines
        for key in NUMBERS
    ]
    separator = tables[0].sheet.separator
    decimal = decimal_sign(cells, separator)
    raise_any(_without_sections(province, tables))
    raise_any(_spoilt(province, tables, decimal))
    headings = dict.fromkeys(heading for table in tables for heading in table.pins)
    settings = Settings(decimal)
    pinned = {heading: Settings(decimal) for heading in headings}
    for table in tables:
        value = next(table.columns[key] for key in VALUES if key in table.columns)
        for place, row in table.lines:
            cell = at(row, value)
            section, problem = _section(province, table, place, row, cell)
            if problem is not None:
                settings.problems.append(problem)
            if not section:
                continue
            if any(map(cell_text, table.beyond(row))) and not table.text(row, "source"):
                # A note behind the table, or a cell too many within it: then the source moved.
                settings.problems.append(no_place(place, row, len(table.header)))
            key = table.text(row, "key")
            settings.put(section, key, cell)
            for heading, pin in pinned.items():
                shared = section != "lever"
                pin.put(section, key, cell if shared else at(row, table.pins.get(heading)))
    raise_any(settings.problems)
    if not settings.cells["lever"]:
        raise InvalidInputError([Problem("no_levers", tables[0].place)])
    about = settings.cells["about"]
    if not about and all("value" in table.columns for table in tables):
        # The sheet of levers alone, saved as text: what the file is stands on another sheet.
        about["schema"] = str(province.schema)
    scenario, notes = restored(province, settings, plain_cell(cell_text(about.get("name", ""))))
    if any(table.lost for table in tables) and "?" in scenario.name:
        notes.append(Problem("letters_lost", "name", scenario.name))
    pins = {}
    for heading, pin in pinned.items():
        letter = heading[0].lower()
        name, problems = pin_name(plain_cell(heading[2:]), letter)
        raise_any(problems)
        pins[letter] = Pin(restored(province, pin, "")[0].levers, name)
    return replace(scenario, pins=MappingProxyType(dict(sorted(pins.items())))), notes


def _without_sections(province: Province, tables: Sequence[Table]) -> Iterator[Problem]:
    """Refuse a table in which an indicator may be a result or a target, as nothing tells."""
    for table in tables:
        keys = {table.text(row, "key") for _, row in table.lines} - {""}
        results = keys & set(province.indicators)
        if "section" not in table.columns and results and keys - results:
            wanted = province.word("column", "section")
            yield Problem("missing_column", table.place, allowed=wanted.name_vi)


def _section(
    province: Province, table: Table, place: str, row: Sequence[Cell], cell: Cell
) -> tuple[str, Problem | None]:
    """Say which section restores a scenario a row belongs to; empty for results and notes."""
    key, said = table.text(row, "key"), fold(table.text(row, "section"))
    if not key and not cell_text(cell):
        return "", None
    words = province.group_rows("section")
    found = next(
        (one.key for one in words if said and (same(said, one.name_vi) or same(said, one.name_en))),
        "",
    )
    if said and not found:
        if not cell_text(cell) and key not in (*province.levers, *province.parameters):
            return "", None
        names = ", ".join(one.name_vi for one in words)
        return "", Problem("not_allowed", place, table.text(row, "section"), names)
    if not said and "section" in table.columns:
        names = ", ".join(one.name_vi for one in words)
        return "", Problem("not_allowed", place, "", names)
    if not said:
        found = _section_of(province, key)
    return ("" if found == "indicator" else found), None


def _section_of(province: Province, key: str) -> str:
    """Return the section that a key can belong to where none stands beside it."""
    if key in province.indicators:
        return "indicator"
    if key in {row.key for row in province.group_rows("about")}:
        return "about"
    return "parameter" if key in province.assumptions else "lever"


def _spoilt(province: Province, tables: Sequence[Table], decimal: str | None) -> Iterator[Problem]:
    """Yield levers whose known values show that a program took points for thousands."""
    for table in tables:
        for _, row in table.lines:
            lever = province.levers.get(table.text(row, "key"))
            for column in KNOWN if lever else ():
                known: float = getattr(lever, column)
                yield from spoilt(table.text(row, "key"), known, table.cell(row, column), decimal)
