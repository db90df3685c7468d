"""Every indicator with a target, on one scale: how far the projection stands from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.problems import InvalidInputError, Problem
from model.scenario.results import ResultRow, results
from model.scenario.targets import COUNTED, counts, rounded, threshold
from ui.charts.targets import TargetMarks, targets_data, targets_spec
from ui.pictures.picture import Picture
from ui.pieces.indicator import titled
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import in_sentence, name, say

NAMED = 3
"""So many missed targets are named; more are counted only."""
SIGNS = {"exceeded": "▲", "met": "✓", "missed": "▼"}


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the modelled indicators with a target; there is nothing to choose."""
    rows = [row for row in page.rows if row.target is not None and row.status != "not_modelled"]
    if not rows:
        raise InvalidInputError([Problem("missing", "targets", allowed="t.grdp_growth=…")])
    language, year = page.language, page.province.base_year + 1
    plan = {row.indicator.key: row for row in _plan_rows(page)}
    spec = targets_spec(
        say(language, "picture_targets_chart", year=year),
        say(language, "picture_targets_axis"),
        (say(language, "picture_targets_short"), say(language, "picture_targets_reached")),
        say(language, "picture_targets_columns"),
        language,
        theme,
    )
    data = targets_data([_marks(page, row, plan[row.indicator.key]) for row in rows])
    plan_name = name(page.province.presets[page.province.default_preset], language)
    reading = say(language, "picture_targets_reading", plan=plan_name)
    return Picture(_finding(rows, year, language), spec, data, reading)


def _plan_rows(page: Page) -> Sequence[ResultRow]:
    """Project the plan with the reader's assumptions and targets."""
    return results(page.province, replace(page.scenario, levers=page.plan))


def _marks(page: Page, row: ResultRow, plan: ResultRow) -> TargetMarks:
    """Place and write an indicator."""
    language, province = page.language, page.province
    decimals = row.indicator.decimals
    value, there = (format_number(n, decimals, language) for n in (row.projected, plan.projected))
    status = row.status if row.status in COUNTED else "unknown"
    word = UNKNOWN
    if status in SIGNS:
        word = f"{SIGNS[status]} {name(province.word('status', status), language)}"
    half = half_band(row)
    low, high = (None if half is None else distance(row, end) for end in (row.low, row.high))
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return TargetMarks(
        label=titled(page, row.indicator),
        at=distance(row, row.projected),
        low=low,
        high=high,
        plan=None if value == there else distance(row, plan.projected),
        value=value,
        target=format_target(row.target, language) if row.target else UNKNOWN,
        status=status,
        word=word,
    )


def half_band(row: ResultRow) -> float | None:
    """Return half the width of the 90 % band: the usual miss; None without a band."""
    if row.low is None or row.high is None or not row.high > row.low:
        return None
    return (row.high - row.low) / 2.0


def distance(row: ResultRow, value: float | None) -> float | None:
    """Return how far a value is beyond the target, usual misses; below zero it falls short.

    Counted from the end of the target from which it is reached. Without a band in the unit of the
    indicator, as far as the target is printed; None where a value or the target is not known.
    """
    if value is None or row.target is None:
        return None
    limit, half = threshold(row.indicator, row.target), half_band(row)
    if half is None:
        half, value = 1.0, rounded(value, row.target.decimals)
    turned = -1.0 if row.indicator.better == "down" else 1.0
    return turned * (value - limit) / half + 0.0


def _finding(rows: Sequence[ResultRow], year: int, language: str) -> str:
    """Count the statuses and, if they are few, name the targets that are missed."""
    found = counts(row.status for row in rows)
    words = {status: say(language, f"count_{status}", count=found[status]) for status in COUNTED}
    text = say(language, "picture_targets", total=len(rows), year=year, **words)
    missed = [in_sentence(name(row.indicator, language)) for row in rows if row.status == "missed"]
    if not 0 < len(missed) <= NAMED:
        return text
    return say(language, "picture_targets_missed", text=text, missed=", ".join(missed))
