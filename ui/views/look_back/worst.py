"""The worst misses first, in words, each with why it was missed where that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.evidence.look_back import LEVEL, Score, worst, years
from model.province.province import Province
from model.scenario.targets import rounded, shown_difference
from model.uncertainty.bands import WIDTHS
from ui.pictures.growth_fan import made_text, on_the_plan, plan_name, version_shown
from ui.pieces.sources import Citation, cite
from ui.text.markup import macros
from ui.text.numbers import format_number, with_unit
from ui.text.words import in_language, name, say

WIDEST = max(WIDTHS)
TEMPLATE = "views/look_back/worst.html"
MOST = 6
"""Misses with a band that are told, the worst first; what a lever sets follows."""
POINT_DECIMALS = 2


@dataclass(frozen=True)
class WorstLine:
    """A miss as it is written."""

    title: str
    text: str
    why: str
    sources: Sequence[Citation]


@cache
def worst_list(province: Province, language: str) -> Markup:
    """Draw the worst misses of the version shown; nothing where no year came."""
    for year in years(province)[:1]:
        version = version_shown(province, year)
        found = on_the_plan(province, year).get(version)
        rows = [] if found is None else told(found.scored)
        if rows:
            lines = [_line(province, row, language) for row in rows]
            text = say(
                language,
                "misses_worst_rule",
                version=version,
                made=made_text(province, version, year, language),
                plan=plan_name(province, language),
                most=MOST,
            )
            return Markup(macros(language, TEMPLATE).worst(lines, text))
    return Markup()


def told(scores: Sequence[Score]) -> list[Score]:
    """Choose the misses to tell: the worst of those with a band, then whatever no band held."""
    ordered = worst(scores)
    first = [row for row in ordered if row.forecast.spreads][:MOST]
    return first + [row for row in ordered if row not in first and not row.within(WIDEST)]


def _line(province: Province, row: Score, language: str) -> WorstLine:
    indicator, outcome = province.indicators[row.key], row.came.outcome
    unit = name(province.units[indicator.unit], language)
    ends = list(dict.fromkeys(row.came.ends))
    came = "–".join(_number(province, row, end, language) for end in ends)
    sentence = say(
        language,
        f"misses_worst_{_side(row)}",
        projected=_number(province, row, row.forecast.projected, language),
        came=with_unit(came, unit),
        error=_error(row, language),
    )
    if len(ends) > 1:
        sentence += say(language, "misses_worst_middle")
    if not row.forecast.spreads:
        sentence += say(language, "misses_worst_lever")
    figures = {
        found.source: cite(province.sources[found.source], language)
        for found in province.observations
        if (found.key, found.year) == (row.key, outcome.year) and found.value in ends
    }
    return WorstLine(
        title=name(indicator, language),
        text=f"{sentence}.",
        why=in_language(outcome, "note", language),
        sources=list(figures.values()),
    )


def _side(row: Score) -> str:
    """Tell whether the projection was too low, too high, or the outcome as both are written."""
    error = rounded(row.error, POINT_DECIMALS)
    return "under" if error < 0.0 else "over" if error > 0.0 else "even"


def _error(row: Score, language: str) -> str:
    """Write the miss: points that agree with the figures as shown, or per cent of what came."""
    if row.came.outcome.measure == LEVEL:
        return f"{format_number(abs(row.error), 1, language)}%"
    miss = shown_difference(row.forecast.projected, row.came.middle, POINT_DECIMALS)
    return say(language, "misses_points", points=format_number(abs(miss), POINT_DECIMALS, language))


def _number(province: Province, row: Score, value: float, language: str) -> str:
    level = row.came.outcome.measure == LEVEL
    decimals = province.indicators[row.key].decimals if level else POINT_DECIMALS
    return format_number(value, decimals, language)
