"""A projected scenario in the formats of files."""

from datetime import date

from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.iamc import iamc_rows
from model.files.json_form import comparison_json, scenario_json
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import comparison_workbook, workbook
from model.province.province import Province
from model.scenario.link import encode
from model.scenario.scenario import Scenario
from model.uncertainty.scenario_draws import Bands


def in_format(
    form: str,
    province: Province,
    scenario: Scenario,
    drawn: Bands | None,
    horizon: int | None,
    link: str | None,
) -> str | bytes:
    """Write a scenario, with its pins if it has any.

    Parameters
    ----------
    form
        ``xlsx``, ``json``, ``vi`` or ``iamc``.
    horizon
        Last year, of IAMC alone.
    link
        A link that a workbook names; without it that of the scenario.
    """
    pinned, level = bool(scenario.pins), None if drawn is None else drawn.level
    if form == "xlsx":
        link, today = link or encode(province, scenario), date.today()
        if pinned:
            return comparison_workbook(province, scenario, link=link, made=today)
        return workbook(province, scenario, level=level, link=link, made=today)
    if form == "json":
        if pinned:
            return comparison_json(province, scenario)
        return scenario_json(province, scenario, level)
    if form == "vi":
        if pinned:
            rows = comparison_vietnamese_rows(province, scenario)
        else:
            rows = vietnamese_rows(province, scenario, level)
        return csv_text(rows, vietnamese=True)
    write_iamc = comparison_iamc_rows if pinned else iamc_rows
    return csv_text(write_iamc(province, scenario, horizon, drawn))
