"""Paths to the last year: what a fan is drawn from, and what a push is followed by."""

from collections.abc import Sequence

import numpy as np

from model.engine import base_year, simulate
from model.province.keys import GROWTH
from model.province.rows import Target
from model.uncertainty.bands import MEDIAN, WIDTHS, Fan, is_average, later_targets
from ui.charts.fan import fan_data
from ui.charts.look import Records
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.words import say

DECIMALS = 2
"""Digits of an effect on growth, points."""


def reference_paths(page: Page) -> dict[str, list[float]]:
    """Project every indicator to the last year with the levers as in the base year."""
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
        base=province.base_year,
        year=year,
        next=year + 1,
        last_year=province.last_year,
        first=first,
        second=second,
        last=last,
    )


def fan_records(
    page: Page, found: Fan, key: str, reference: Sequence[float]
) -> dict[str, Records] | None:
    """Return the data sets of an indicator's fan; None where a year has no band."""
    province, language = page.province, page.language
    cuts = found.level[key]
    indicator = province.indicators[key]
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
        for limit, text in _limits(row, language)
    ]
    return fan_data((province.base_year, base), cuts, reference, targets, figures)


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
