"""The Vietnamese table of a scenario, for spreadsheets set to Việt Nam."""

from collections.abc import Iterator, Mapping

from model.equations.arrays import Array
from model.files.cells import CHECK, CHECK_KEY, EITHER, Row, number_cell, safe_cell
from model.files.count import ROWS_KEY
from model.files.sources import result_sources
from model.files.words import VIETNAMESE, Words
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_text, rounded
from model.uncertainty.scenario_draws import level_draws

COLUMNS = (
    *("section", "key", "name", "unit", "base", "target", "projected"),
    *("low", "high", "chance", "status", "source"),
)
"""Columns of the table, by the kind ``column`` of groups.csv."""


def vietnamese_columns(province: Province) -> Row:
    """Return the header of the Vietnamese table."""
    words = Words(province, VIETNAMESE)
    return tuple(map(words.column, COLUMNS))


def vietnamese_rows(
    province: Province, scenario: Scenario, level: Mapping[str, Array] | None = None
) -> Iterator[Row]:
    """Yield the Vietnamese table, header first: indicators, then what restores the scenario.

    Indicators are rounded as the page shows them, levers and assumptions are exact; numbers have
    a decimal comma and no sign between thousands.
    """
    words = Words(province, VIETNAMESE)
    level = level or level_draws(province, scenario)
    yield vietnamese_columns(province)
    for result in results(province, scenario, level):
        yield _indicator_row(words, result)
    rest = ("",) * 4
    for lever in province.levers.values():
        source = province.sources[lever.plan_source].title_in(VIETNAMESE)
        value = number_cell(scenario.levers[lever.key])
        yield (*lever_cells(words, lever.key), value, *rest, source)
    for cells, text, source in setting_cells(words, scenario):
        yield (*cells, text, *rest, source)


def lever_cells(words: Words, key: str) -> Row:
    """Return what stands before the value of a lever: up to its plan."""
    lever = words.province.levers[key]
    known = map(number_cell, (lever.base, lever.plan))
    return words.word("section", "lever"), key, words.name(lever), words.unit(lever.unit), *known


def setting_cells(words: Words, scenario: Scenario) -> Iterator[tuple[Row, str, str]]:
    """Yield what restores a scenario besides its levers: cells before a text, it, and its source.

    Own targets, own assumptions, version and name; the count of rows below the header; last the
    schema, which a file that was cut short lacks.
    """
    province = words.province
    for key, value in sorted(scenario.targets.items()):
        indicator = province.indicators[key]
        cells = (key, words.name(indicator), words.unit(indicator.unit), "", "")
        yield (words.word("section", "target"), *cells), number_cell(value), ""
    for key, value in sorted(scenario.parameters.items()):
        parameter = province.parameters[key]
        default = number_cell(parameter.default)
        cells = (key, words.name(parameter), words.unit(parameter.unit), default, "")
        source = province.sources[parameter.source].title_in(words.language)
        yield (words.word("section", "parameter"), *cells), number_cell(value), source
    others = (province.indicators, province.levers, scenario.targets, scenario.parameters)
    about = {
        "version": province.version,
        "name": safe_cell(words.scenario(scenario.name), EITHER),
        CHECK_KEY: number_cell(CHECK),
        ROWS_KEY: "",
        "schema": str(province.schema),
    }
    about[ROWS_KEY] = str(sum(map(len, (*others, about))))
    for key, text in about.items():
        cells = (key, words.word("about", key), "", "", "")
        yield (words.word("section", "about"), *cells), text, ""


def known_cells(words: Words, result: ResultRow) -> Row:
    """Return what stands before the projection of an indicator: up to its target."""
    indicator = result.indicator
    return (
        words.word("section", "indicator"),
        indicator.key,
        words.name(indicator),
        words.unit(indicator.unit),
        rounded_cell(result.base, indicator.decimals),
        words.printed(result.target.text) if result.target else "",
    )


def rounded_cell(value: float | None, decimals: int) -> str:
    """Write a result as the page rounds it; nothing where it is not known."""
    return "" if value is None else number_cell(rounded(value, decimals))


def _indicator_row(words: Words, result: ResultRow) -> Row:
    titles = (source.title_in(VIETNAMESE) for source in result_sources(words.province, result))
    values = (result.projected, result.low, result.high)
    return (
        *known_cells(words, result),
        *(rounded_cell(value, result.indicator.decimals) for value in values),
        "" if result.chance is None else chance_text(result.chance),
        words.word("status", result.status),
        "; ".join(titles),
    )
