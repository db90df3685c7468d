"""The pins of a table of keys: a column of levers each, headed by letter and name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from model.files.headers import VALUES, Table, at, fold
from model.files.numbers import readings
from model.files.restore import Settings, raise_any, restored
from model.files.sheets import Cell
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.names import pin_name
from model.scenario.scenario import Pin

LeverRow = tuple[Table, str, Sequence[Cell]]
"""A row of a lever with its key, and the table that it stands in."""


def keyed_pins(
    province: Province,
    settings: Settings,
    levers: Sequence[LeverRow],
    typed: Callable[[str], str],
) -> Mapping[str, Pin]:
    """Restore the pins of lever rows, by letter.

    Parameters
    ----------
    settings
        What the tables say besides their levers.
    typed
        Returns a name of the tables as it was typed.

    Raises
    ------
    InvalidInputError
        A letter heads two columns, a column of a pin none, or a name or a lever is refused.
    """
    tables = {id(table): table for table, _, _ in levers}.values()
    raise_any(_same_letter(tables))
    raise_any(problem for table in tables for problem in _without_letter(table, levers))
    pins: dict[str, Pin] = {}
    for letter, called in dict.fromkeys(key for table in tables for key, _ in table.pins):
        pin = Settings(settings.decimal, {**settings.cells, "lever": {}})
        for table, key, row in levers:
            pin.put("lever", key, at(row, dict(table.pins).get((letter, called))))
        name, problems = pin_name(_typed_name(typed, letter, called), letter)
        raise_any(problems)
        pins[letter] = Pin(_levers(province, pin, letter), name)
    return MappingProxyType(dict(sorted(pins.items())))


def _typed_name(typed: Callable[[str], str], letter: str, called: str) -> str:
    """Return a name as it was typed: what kept a heading from being a formula did so as a whole."""
    before = f"{letter.upper()} "
    return typed(before + called).removeprefix(before)


def _same_letter(tables: Iterable[Table]) -> Iterator[Problem]:
    """Yield pins whose letter another column of their table has, or another name elsewhere."""
    names: dict[str, str] = {}
    for table in tables:
        letters: set[str] = set()
        for (letter, name), _ in table.pins:
            if letter in letters or names.setdefault(letter, name) != name:
                yield Problem("duplicate", f"{letter}.name", f"{letter.upper()} {name}", "one")
            letters.add(letter)


def _without_letter(table: Table, levers: Sequence[LeverRow]) -> Iterator[Problem]:
    """Yield columns among those of a comparison that are headed by nothing of ours: lost pins.

    Each holds a number for every lever; what a person adds behind the table is theirs.
    """
    value = next((table.columns[key] for key in VALUES if key in table.columns), 0)
    less = f"{fold(table.header[value])} "
    differences = {place for place, text in enumerate(table.header) if fold(text).startswith(less)}
    ours = {*table.columns.values(), *(place for _, place in table.pins), *differences}
    rows = [row for one, _, row in levers if one is table]
    for place in range(value + 1, max(differences, default=0)):
        numbers = all(readings(at(row, place), None) for row in rows)
        if place not in ours and numbers:
            yield Problem("pin_letter", table.place, table.header[place], "A, B, C, D")


def _levers(province: Province, pin: Settings, letter: str) -> Mapping[str, float]:
    """Restore the levers of a pin; what is wrong with them is said with its letter."""
    try:
        return restored(province, pin, "")[0].levers
    except InvalidInputError as error:
        named = [replace(row, field=f"{letter}.{row.field}") for row in error.problems]
        raise InvalidInputError(named) from error
