"""The Vietnamese table of a scenario."""

from collections.abc import Iterator, Mapping

from model.equations.arrays import Array
from model.files.cells import Row, safe_cell
from model.problems import plain
from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_text, rounded
from model.uncertainty.scenario_draws import level_draws

CHANCE = "Khả năng đạt"
"""The column that the first Vietnamese tables had not; they are read all the same."""


def vietnamese_columns(province: Province) -> Row:
    """Return the header of the Vietnamese table."""
    year = province.base_year
    return (
        "Mục",
        "Mã",
        "Tên",
        "Đơn vị",
        str(year),
        f"Mục tiêu {year + 1}",
        f"Dự phóng {year + 1}",
        "Thấp (90%)",
        "Cao (90%)",
        CHANCE,
        "Trạng thái",
        "Nguồn",
    )


def vietnamese_rows(
    province: Province, scenario: Scenario, level: Mapping[str, Array] | None = None
) -> Iterator[Row]:
    """Yield the Vietnamese table, header first: indicators, then what restores the scenario.

    Indicators are rounded as the page shows them, levers and assumptions are exact.
    """
    level = level or level_draws(province, scenario)
    yield vietnamese_columns(province)

    def row(section: str, *cells: str) -> Row:
        return (province.word("section", section).name_vi, *cells)

    for result in results(province, scenario, level):
        yield row("indicator", *_indicator_cells(province, result))
    empty = ("",) * 5
    for lever in province.levers.values():
        source = province.sources[lever.plan_source].title
        numbers = (plain(v) for v in (lever.base, lever.plan, scenario.levers[lever.key]))
        unit = province.units[lever.unit].name_vi
        yield row("lever", lever.key, lever.name_vi, unit, *numbers, *empty[1:], source)
    for key, value in sorted(scenario.targets.items()):
        indicator = province.indicators[key]
        unit = province.units[indicator.unit].name_vi
        yield row("target", key, indicator.name_vi, unit, "", "", plain(value), *empty)
    for key, value in sorted(scenario.parameters.items()):
        parameter = province.parameters[key]
        unit = province.units[parameter.unit].name_vi
        default = plain(parameter.default)
        cells = (key, parameter.name_vi, unit, default, "", plain(value), *empty[1:])
        yield row("parameter", *cells, province.sources[parameter.source].title)
    about = {
        "version": province.version,
        "name": safe_cell(scenario.name),
        "schema": str(province.schema),  # last: a file that was cut short lacks it
    }
    for key, text in about.items():
        yield row("about", key, province.word("about", key).name_vi, "", "", "", text, *empty)


def _indicator_cells(province: Province, result: ResultRow) -> Row:
    indicator, target = result.indicator, result.target
    base_source = province.base_source(indicator.key)
    titles = [base_source.title] if base_source and result.base is not None else []
    if target and target.source:
        titles.append(province.sources[target.source].title)

    def number(value: float | None) -> str:
        return "" if value is None else plain(rounded(value, indicator.decimals))

    return (
        indicator.key,
        indicator.name_vi,
        province.units[indicator.unit].name_vi,
        number(result.base),
        target.text if target else "",
        number(result.projected),
        number(result.low),
        number(result.high),
        "" if result.chance is None else chance_text(result.chance),
        province.word("status", result.status).name_vi,
        "; ".join(dict.fromkeys(titles)),
    )
