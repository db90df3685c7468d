"""Scenario files, comparisons, the look back by address: the very bytes of the command line."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from model.evidence.look_back_table import table, vietnamese_table
from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.file_names import file_stem
from model.files.for_reading import table_text
from model.files.iamc import iamc_rows
from model.files.json_form import comparison_json, scenario_json
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import comparison_workbook, workbook
from model.problems import InvalidInputError, Problem
from model.uncertainty.scenario_draws import bands
from ui.text.words import say
from web.asked import Asked
from web.made import FILE, Made, Maker

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, JSON = "text/csv; charset=utf-8", "application/json"
MADE = "made"
"""The day that a workbook says it was made on: part of the address, so that the same address gives
the same bytes on another day."""


def scenario_iamc(asked: Asked) -> Made:
    """Write the IAMC table of a scenario with its bands."""
    drawn = bands(asked.province, asked.scenario)
    return _csv(asked, csv_text(iamc_rows(asked.province, asked.scenario, drawn=drawn)), ".csv")


def scenario_vietnamese(asked: Asked) -> Made:
    """Write the Vietnamese table of a scenario, as a spreadsheet set to Việt Nam opens it."""
    return _csv(asked, csv_text(vietnamese_rows(asked.province, asked.scenario), True), "_vi.csv")


def scenario_workbook(asked: Asked) -> Made:
    """Write the Excel workbook of a scenario."""
    book = workbook(asked.province, asked.scenario, asked.language, asked.link, made=made_on(asked))
    return Made(book, WORKBOOK, _name(asked, ".xlsx"))


def scenario_as_json(asked: Asked) -> Made:
    """Write a scenario with its results, sources and versions for programs."""
    return Made(scenario_json(asked.province, asked.scenario).encode(), JSON)


def comparison_as_json(asked: Asked) -> Made:
    """Write a scenario and its pins for programs."""
    return Made(comparison_json(asked.province, asked.scenario).encode(), JSON)


def comparison_iamc(asked: Asked) -> Made:
    """Write the IAMC table of a scenario and its pins."""
    rows = comparison_iamc_rows(asked.province, asked.scenario)
    return _csv(asked, csv_text(rows), _compared(asked, ".csv"))


def comparison_vietnamese(asked: Asked) -> Made:
    """Write the Vietnamese table of a scenario beside its pins."""
    rows = comparison_vietnamese_rows(asked.province, asked.scenario)
    return _csv(asked, csv_text(rows, True), _compared(asked, "_vi.csv"))


def comparison_book(asked: Asked) -> Made:
    """Write the Excel workbook of a scenario beside its pins."""
    given = asked.province, asked.scenario, asked.language, asked.link
    book = comparison_workbook(*given, made=made_on(asked))
    return Made(book, WORKBOOK, _name(asked, _compared(asked, ".xlsx")))


def look_back(asked: Asked) -> Made:
    """Write what versions had projected of years that came, and how it is scored."""
    name = f"look-back_{asked.province.version}.csv"
    return Made(table_text(table(asked.province)).encode(), CSV, name)


def look_back_vietnamese(asked: Asked) -> Made:
    """Write the same for reading, as a spreadsheet set to Việt Nam opens it."""
    text = table_text(vietnamese_table(asked.province), vietnamese=True)
    return Made(text.encode(), CSV, f"nhin-lai_{asked.province.version}_vi.csv")


def made_on(asked: Asked) -> date | None:
    """Return the day that the address names, if any.

    Raises
    ------
    InvalidInputError
        It is no day as ``2024-01-31``.
    """
    text = asked.options.get(MADE)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError([Problem("not_allowed", MADE, text, "2024-01-31")]) from error


def _csv(asked: Asked, text: str, ending: str) -> Made:
    return Made(text.encode(), CSV, _name(asked, ending))


def _name(asked: Asked, ending: str) -> str:
    return file_stem(asked.province, asked.scenario.name) + ending


def _compared(asked: Asked, ending: str) -> str:
    return f"_{say(asked.language, 'compare_file')}{ending}"


def _with_pins(make: Callable[[Asked], Made]) -> Callable[[Asked], Made]:
    """Refuse to compare a scenario with nothing."""

    def checked(asked: Asked) -> Made:
        if not asked.scenario.pins:
            raise InvalidInputError([Problem("no_pins", "pins", allowed="a.disbursement_rate=60")])
        return make(asked)

    return checked


FILES: Mapping[str, Maker] = MappingProxyType(
    {
        "/scenario.xlsx": Maker(scenario_workbook, FILE, frozenset({MADE})),
        "/scenario.vi.csv": Maker(scenario_vietnamese),
        "/scenario.csv": Maker(scenario_iamc),
        "/scenario.json": Maker(scenario_as_json),
        "/compare.xlsx": Maker(_with_pins(comparison_book), FILE, frozenset({MADE})),
        "/compare.vi.csv": Maker(_with_pins(comparison_vietnamese)),
        "/compare.csv": Maker(_with_pins(comparison_iamc)),
        "/compare.json": Maker(_with_pins(comparison_as_json)),
        "/look-back.vi.csv": Maker(look_back_vietnamese),
        "/look-back.csv": Maker(look_back),
    }
)
