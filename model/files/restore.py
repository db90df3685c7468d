"""A scenario from the settings of a file, refused whole if any of them is wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

from model.files.headers import cell_text
from model.files.numbers import readings
from model.files.sheets import Cell
from model.problems import InvalidInputError, Problem, allowed_range, plain
from model.province.province import Province
from model.province.ranges import check_ranges
from model.province.rows import Indicator, Lever, Parameter, Unit
from model.scenario.link import open_keys, own_targets
from model.scenario.link.form import known_levers, schema_defaults
from model.scenario.names import LONGEST_NAME, read_name
from model.scenario.scenario import Scenario

OFFENDING = 5
"""Problems that are said of a file."""
SECTIONS = ("lever", "target", "parameter")
THOUSAND = 1000.0
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)


@dataclass
class Settings:
    """What a file says of one scenario, by section and key; ``name`` as a person wrote it.

    ``decimal`` is the sign before decimals of the file's text, None where nothing tells.
    """

    decimal: str | None
    cells: dict[str, dict[str, Cell]] = field(
        default_factory=lambda: {section: {} for section in (*SECTIONS, "about")}
    )
    problems: list[Problem] = field(default_factory=list)

    def put(self, section: str, key: str, cell: Cell) -> None:
        """Take a setting; one that was given already is a problem."""
        known = self.cells[section]
        if key in known:
            self.problems.append(Problem("duplicate", key, cell_text(cell), "one row"))
        else:
            known[key] = cell


Rows = Mapping[str, Lever] | Mapping[str, Indicator] | Mapping[str, Parameter]


def restored(province: Province, settings: Settings, name: str) -> tuple[Scenario, list[Problem]]:
    """Make the scenario, and list what the reader should know of its file.

    Raises
    ------
    InvalidInputError
        A setting is unknown, no number, out of range or missing, or the name cannot be used.
    """
    problems = settings.problems
    levers, found = _numbers(settings, "lever", province.levers, province.units)
    problems += found + check_ranges(province.levers, levers, "levers")
    parameters, found = _numbers(settings, "parameter", province.assumptions, province.units)
    problems += found + check_ranges(province.assumptions, parameters, "parameters")
    rows = {key: province.indicators[key] for key in open_keys(province)}
    numbers, found = _numbers(settings, "target", rows, province.units)
    targets, refused = own_targets(province, numbers)
    problems += [replace(row, field=f"t.{row.field}") for row in found] + refused
    about = {key: cell_text(cell) for key, cell in settings.cells["about"].items()}
    schema = found_schema[1] if (found_schema := _WHOLE.fullmatch(about.get("schema", ""))) else ""
    schemas = {str(row.schema) for row in province.link_defaults}
    if schema not in schemas:
        given = about.get("schema", "")
        problems.append(Problem("not_allowed", "schema", given, ", ".join(sorted(schemas))))
    version = about.get("version", "")
    later = _later_levers(province, int(schema), version) if schema in schemas else {}
    problems += [
        Problem("missing", key, allowed="a row for every lever")
        for key in province.levers
        if key not in settings.cells["lever"] and key not in later
    ]
    shown, found = read_name(name, "name", LONGEST_NAME)
    problems += found
    raise_any(problems)
    notes = []
    if version != province.version:
        notes.append(Problem("model_version", "version", version, province.version))
    values = {**later, **levers}
    scenario = Scenario(
        levers=MappingProxyType({key: values[key] for key in province.levers}),
        targets=MappingProxyType(targets),
        parameters=MappingProxyType(parameters),
        name=shown,
    )
    return scenario, notes


def _numbers(
    settings: Settings, section: str, rows: Rows, units: Mapping[str, Unit]
) -> tuple[dict[str, float], list[Problem]]:
    """Read the numbers of a section; an unknown key is refused as such later."""
    numbers: dict[str, float] = {}
    problems = []
    for key, cell in settings.cells[section].items():
        row = rows.get(key)
        if row is None:
            numbers[key] = 0.0
            continue
        number = read_number(row, units[row.unit], key, cell, settings.decimal)
        if isinstance(number, Problem):
            problems.append(number)
        else:
            numbers[key] = number
    return numbers, problems


def read_number(
    row: Lever | Indicator | Parameter, unit: Unit, key: str, cell: Cell, decimal: str | None
) -> float | Problem:
    """Read the number of a cell; what it can mean is bounded by what may be set.

    Returns
    -------
    float or Problem
        A number that can only mean one thing, or why the cell has none.
    """
    (low, high), text = row.range, cell_text(cell)
    allowed = allowed_range(low, high, row.unit)
    of_another_unit = text.endswith("%") and not unit.is_rate
    meant = () if of_another_unit else readings(cell, decimal)
    if not meant:
        return Problem("not_a_number", key, text, allowed)
    inside = [number for number in meant if low <= number <= high]
    if len(inside) == 1:
        return inside[0]
    if inside:
        return Problem("two_meanings", key, text, " / ".join(map(plain, inside)))
    smaller = meant[0] / THOUSAND
    nearest = plain(smaller) if low <= smaller <= high and not smaller.is_integer() else ""
    return Problem("out_of_range", key, plain(meant[0]), allowed, nearest)


def no_place(place: str, row: Sequence[Cell], wanted: int) -> Problem:
    """Say that a row has more cells than columns, or fewer: its numbers may stand elsewhere."""
    found = ", ".join(map(cell_text, row))
    return Problem("cells", place, found, str(wanted))


def letters_lost(names: Iterable[str]) -> list[Problem]:
    """Say which names may have lost letters in the code page of their file."""
    return [
        Problem("letters_lost", "name", name) for name in names if not name.isascii() or "?" in name
    ]


def _later_levers(province: Province, schema: int, version: str) -> dict[str, float]:
    """Return the levers that came after a published version, with the default of its links."""
    known = known_levers(province, schema, version)
    defaults = schema_defaults(province, schema)
    return {lever: value for lever, value in defaults.items() if lever not in known}


def raise_any(problems: Iterable[Problem]) -> None:
    """Refuse the file if anything is wrong, saying the first problems."""
    said = list(islice(problems, OFFENDING))
    if said:
        raise InvalidInputError(said)


def spoilt(key: str, known: float, cell: Cell, decimal: str | None) -> list[Problem]:
    """Say that a program took a decimal point for thousands, going by a number that is known.

    A file in which one number grew a thousandfold may hold others that did and do not show.
    """
    meant = readings(cell, decimal)
    grown = not known.is_integer() and meant == (THOUSAND * known,)
    return [Problem("thousands", key, cell_text(cell), plain(known))] if grown else []
