"""The values of an IAMC table, long or wide, one by one; and whether it holds all of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.files.count import ROWS_VARIABLE, SCHEMA_VARIABLE
from model.files.headers import Table, at, cell_text
from model.files.lost_rows import wrong_count
from model.files.numbers import readings
from model.files.restore import no_place
from model.files.sheets import Cell
from model.problems import InvalidInputError, Problem


@dataclass(frozen=True)
class Value:
    """One value of the table, long; ``year`` is empty where the table does not say."""

    place: str
    model: str
    scenario: str
    region: str
    variable: str
    unit: str
    year: str
    value: Cell


def iamc_values(table: Table) -> Iterator[Value]:
    """Yield each value; a row with neither variable nor value is a note that somebody wrote."""
    years: Mapping[str, int | None] = {str(year): at_ for year, at_ in table.years.items()}
    for place, cells in table.lines:
        variable = table.text(cells, "variable")
        places = years or {_year(table.text(cells, "year")): table.columns.get("value")}
        values = [(year, at(cells, column)) for year, column in places.items()]
        if not variable and not any(cell_text(value) for _, value in values):
            continue
        beyond = any(readings(cell, None) for cell in table.beyond(cells))
        short = table.sheet.separator and 1 < len(cells) <= table.columns.get("value", 0)
        if short and not table.sheet.whole and place == table.lines[-1][0]:
            raise InvalidInputError([Problem("cut", place, ", ".join(map(cell_text, cells)))])
        if beyond or short:
            raise InvalidInputError([no_place(place, cells, len(table.header))])
        if years and not any(cell_text(value) for _, value in values):
            values = [("", "")]
        for year, value in values:
            if not years or not year or cell_text(value):
                yield Value(
                    place=place,
                    model=table.text(cells, "model"),
                    scenario=table.text(cells, "scenario"),
                    region=table.text(cells, "region"),
                    variable=variable,
                    unit=table.text(cells, "unit"),
                    year=year,
                    value=value,
                )


def _year(text: str) -> str:
    """Write a year that a program turned into a number, 2024.0, as it was."""
    found = readings(text, None)
    return str(int(found[0])) if len(found) == 1 and found[0].is_integer() else text


def lost(
    values: Sequence[Value], heads: Collection[str], reference: str, decimal: str | None
) -> Iterator[Problem]:
    """Yield what shows that a table was cut, or that rows of it were taken out or added.

    A table counts its rows. Formerly it did not, but the reference has always been its last
    scenario, and what restores a scenario stands before its results. Rows of a variable that
    begins like none of ``heads`` are what people wrote, and neither lost nor counted.
    """
    filled = [value for value in values if cell_text(value.value)]
    ours = sum(value.variable.partition("|")[0] in heads for value in filled)
    counts = dict.fromkeys(one.value for one in filled if one.variable == ROWS_VARIABLE)
    of_reference = {value.variable for value in filled if value.scenario == reference}
    place, said = values[-1].place, last_said(values)
    if not of_reference:
        yield Problem("no_trend", place, said, reference)
    elif wrong := [problem for one in counts for problem in wrong_count(one, ours, decimal)]:
        yield from wrong
    elif SCHEMA_VARIABLE not in of_reference:
        yield Problem("cut", place, said)


def last_said(values: Sequence[Value]) -> str:
    """Return what the last row says, behind which a table was cut."""
    last = values[-1]
    return f"{last.scenario} {last.variable} {cell_text(last.value)}"
