"""Paths to the last year: what a fan is drawn from, and what a push is followed by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.engine import base_year, simulate
from model.evidence.origin import known
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Indicator, Target
from model.uncertainty.bands import MEDIAN, WIDTHS, Fan, is_average, later_targets
from ui.charts.fan import fan_data
from ui.charts.look import Records
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.words import say

DECIMALS = 2
"""Digits of an effect on growth, points."""


@dataclass(frozen=True)
class Rival:
    """The mean growth of the years known, per cent: what a path has to be better than."""

    value: float
    years: str


@cache
def growth_rival(province: Province) -> Rival:
    """Take the mean of growth of the province in every year known at the end of the base year."""
    growth = known(province, province.base_year, GROWTH)
    return Rival(float(np.mean(list(growth.values()))), spans(growth))


def spans(years: Iterable[int]) -> str:
    """Write years, those that follow one another as from–to: ``2016–2019, 2021–2023``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join("–".join(dict.fromkeys((str(run[0]), str(run[-1])))) for run in runs)


def defined_years(province: Province, indicator: Indicator) -> int:
    """Count the projected years in which an indicator is defined."""
    return (indicator.until or province.last_year) - province.base_year


def reference_paths(page: Page) -> dict[str, list[float]]:
    """Project every indicator to the last year with every lever on trend."""
    last = page.province.last_year
    own = page.scenario.parameters
    found = simulate(page.province, parameters=own, horizon=last)
    return {key: values[0].tolist() for key, values in found.items()}


def push_text(page: Page, reference: Sequence[float]) -> str:
    """Say how the levers change growth year by year, and why a push is followed by less."""
    province, language = page.province, page.language
    path = simulate(
        province,
        page.scenario.levers,
        page.scenario.parameters,
        horizon=province.last_year,
    )[GROWTH][0]
    effect = path - np.array(reference)
    first, second, last = (
        format_signed(float(effect[place]), DECIMALS, language) for place in (0, 1, -1)
    )
    year = province.base_year + 1
    return say(
        language,
        "outlook_push",
        year=year,
        next=year + 1,
        last_year=province.last_year,
        first=first,
        second=second,
        last=last,
    )


def fan_records(
    page: Page, found: Fan, key: str, reference: Sequence[float], rival: Rival | None = None
) -> dict[str, Records] | None:
    """Return the data sets of an indicator's fan; None where a year has no band.

    It ends with the last year in which the indicator is defined.
    """
    province, language = page.province, page.language
    indicator = province.indicators[key]
    years = defined_years(province, indicator)
    cuts = found.level[key][:, :years]
    if np.isnan(cuts).any():
        return None
    places = sorted((*WIDTHS[90], *WIDTHS[60], MEDIAN))
    figures = [
        format_number(float(cuts[place, -1]), indicator.decimals, language) for place in places
    ]
    if cuts[0, -1] == cuts[-1, -1]:
        figures = ["", "", figures[2], "", ""]
    base = base_year(province, page.scenario.parameters)[key]
    targets = [
        (row.year, limit, text)
        for row in marked_targets(page, key)
        if row.year <= province.base_year + years
        for limit, text in _limits(row, language)
    ]
    start = province.base_year, base
    constant = None if rival is None else rival.value
    return fan_data(start, cuts, reference[:years], targets, figures, constant)


def marked_targets(page: Page, key: str) -> list[Target]:
    """Return the targets that stand as marks: of the plan year and later, averages left out."""
    plan = [row.target for row in page.rows if row.indicator.key == key and row.target]
    later = [row for row in later_targets(page.province) if row.key == key]
    return [*plan, *(row for row in later if not is_average(row))]


def _limits(target: Target, language: str) -> list[tuple[float, str]]:
    text = format_target(target, language)
    if target.value_high is None:
        return [(target.value, text)]
    return [(target.value, ""), (target.value_high, text)]
