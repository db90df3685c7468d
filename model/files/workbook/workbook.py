"""A scenario, or a comparison, as the bytes of an Excel workbook."""

from collections.abc import Iterable, Mapping
from datetime import date

from model.equations.arrays import Array
from model.files.comparison import columns, projections
from model.files.sources import scenario_sources
from model.files.words import VIETNAMESE, Words
from model.files.workbook.about import about_sheet, source_sheet
from model.files.workbook.content import Sheet
from model.files.workbook.excel import written
from model.files.workbook.indicators import compared_sheet, indicator_sheet
from model.files.workbook.levers import lever_sheet
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.uncertainty.scenario_draws import level_draws


def workbook(
    province: Province,
    scenario: Scenario,
    language: str = VIETNAMESE,
    link: str = "",
    level: Mapping[str, Array] | None = None,
    made: date | None = None,
) -> bytes:
    """Write a scenario as a workbook that opens again as the same scenario.

    Pins are left out; see `comparison_workbook`. The same input gives the same bytes.

    Parameters
    ----------
    language
        Of every word in it: ``vi`` or ``en``.
    link
        The scenario's link, whole or from ``?``; without one it is not named.
    level
        Draws of the scenario, see `level_draws`; without them the stored ones are worked.
    made
        The day on which the file is made; without one it is not named.
    """
    words = Words(province, language)
    level = level_draws(province, scenario) if level is None else level
    rows = results(province, scenario, level)
    sheets = indicator_sheet(words, rows), lever_sheet(words, columns(scenario)[:1])
    return _book(words, scenario, sheets, rows, link, made)


def comparison_workbook(
    province: Province,
    scenario: Scenario,
    language: str = VIETNAMESE,
    link: str = "",
    made: date | None = None,
) -> bytes:
    """Write a scenario beside its pins, see `workbook`; it opens again with them."""
    words, compared = Words(province, language), columns(scenario)
    projected = projections(province, compared)
    sheets = compared_sheet(words, compared, projected), lever_sheet(words, compared)
    return _book(words, scenario, sheets, projected[0], link, made)


def _book(
    words: Words,
    scenario: Scenario,
    sheets: tuple[Sheet, Sheet],
    rows: Iterable[ResultRow],
    link: str,
    made: date | None,
) -> bytes:
    """Write a book of these sheets, of the sources of results, and of what the file is."""
    province = words.province
    every = (
        *sheets,
        source_sheet(words, scenario_sources(province, scenario, rows)),
        about_sheet(words, scenario, link, made),
    )
    return written(every, words.scenario(scenario.name), f"{province.model} {province.version}")
