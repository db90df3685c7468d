"""Pinned scenarios beside each other: results, differences, and both tables as files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.files.cells import EITHER, Row, number_cell, safe_cell
from model.files.count import counted
from model.files.iamc import uncounted_rows
from model.files.pin_labels import parted_name, pin_label
from model.files.vietnamese import (
    COLUMNS,
    known_cells,
    lever_cells,
    rounded_cell,
    setting_cells,
)
from model.files.words import VIETNAMESE, Words
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import NO_PINS, Scenario
from model.scenario.targets import rounded
from model.uncertainty.scenario_draws import Bands

FINEST = 9
"""Decimals of the difference of two settings."""


@dataclass(frozen=True)
class Column:
    """A scenario of a comparison; ``letter`` is empty for the one that holds the pins."""

    letter: str
    scenario: Scenario

    @property
    def label(self) -> str:
        """Letter and name, as files and charts call it."""
        return pin_label(self.letter, self.scenario.name)


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """List the scenario and its pins, each with the same targets and assumptions."""
    own = replace(scenario, pins=NO_PINS)
    pinned = [
        Column(letter, replace(own, levers=pin.levers, name=pin.name))
        for letter, pin in scenario.pins.items()
    ]
    return (Column("", own), *pinned)


def projections(
    province: Province, compared: Sequence[Column]
) -> tuple[tuple[ResultRow, ...], ...]:
    """Project each scenario; rows in the order of the indicator table."""
    return tuple(results(province, column.scenario) for column in compared)


def comparison_iamc_rows(
    province: Province,
    scenario: Scenario,
    horizon: int | None = None,
    drawn: Bands | None = None,
) -> Iterator[Row]:
    """Yield the IAMC table of the scenario, each pin and the reference; see `iamc_rows`.

    A scenario whose name would be taken for the reference or for a pin stands there unnamed.
    Percentiles are those of the scenario alone.
    """
    yield from counted(_uncounted_rows(province, scenario, horizon, drawn))


def _uncounted_rows(
    province: Province, scenario: Scenario, horizon: int | None, drawn: Bands | None
) -> Iterator[Row]:
    reference = province.reference_preset
    own = columns(scenario)[0].scenario
    if own.name == reference or parted_name(own.name):
        own = replace(own, name="")
    first = list(uncounted_rows(province, own, horizon, drawn))
    yield from (row for row in first if row[1] != reference)
    for column in columns(scenario)[1:]:
        named = replace(column.scenario, name=column.label)
        rows = uncounted_rows(province, named, horizon)
        yield from (row for row in rows if row[1] == safe_cell(named.name))
    yield from (row for row in first if row[1] == reference)


def comparison_vietnamese_rows(province: Province, scenario: Scenario) -> Iterator[Row]:
    """Yield a wide table, header first: indicators, then what restores scenario and pins.

    The scenario stands in the column of the Vietnamese table, a pin in one that its letter and
    name head; after them the scenario less each pin.
    """
    words, compared = Words(province, VIETNAMESE), columns(scenario)
    first, pinned = (
        words.column("projected"),
        [safe_cell(one.label, EITHER) for one in compared[1:]],
    )
    before = map(words.column, COLUMNS[: COLUMNS.index("projected")])
    yield (*before, first, *pinned, *(f"{first} − {label}" for label in pinned))
    for row in zip(*projections(province, compared), strict=True):
        decimals = row[0].indicator.decimals
        values = [one.projected for one in row]
        numbers = (*values, *differences(values, decimals))
        yield (
            *known_cells(words, row[0]),
            *(rounded_cell(value, decimals) for value in numbers),
        )
    for key in province.levers:
        stands = [column.scenario.levers[key] for column in compared]
        off = differences(stands, FINEST)
        yield (
            *lever_cells(words, key),
            *map(number_cell, stands),
            *(rounded_cell(value, FINEST) for value in off),
        )
    rest = ("",) * (2 * len(pinned))
    for cells, text, _ in setting_cells(words, scenario):
        yield (*cells, text, *rest)


def differences(values: Sequence[float | None], decimals: int) -> Iterator[float | None]:
    """Yield the first less each other value, as both are rounded; None if one is unknown."""
    first, *others = (None if value is None else rounded(value, decimals) for value in values)
    for value in others:
        known = value is not None and first is not None
        yield rounded(first - value, decimals) if known else None  # type: ignore[operator]
