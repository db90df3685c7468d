"""What others expected of the year that came: of the nation, and beside the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from markupsafe import Markup

from model.evidence.look_back import (
    FORECASTERS,
    LEVEL,
    MEASURES,
    NATION_TARGET,
    RIVALS,
    Against,
    against,
    expected_of_nation,
    nation_came,
    years,
)
from model.evidence.origin import NATION, expected
from model.province.province import Province
from model.province.rows import Vintage
from model.scenario.targets import rounded
from ui.pictures.growth_fan import on_the_plan, plan_name
from ui.pieces.sources import Citation, cite
from ui.text.markup import macros
from ui.text.numbers import format_exact, format_number, format_signed
from ui.text.words import in_language, in_sentence, name, say

TEMPLATE = "views/look_back/rivals.html"
DECIMALS = 2
BY_RIVAL = Mapping[tuple[str, str], Against]
"""By measure and rival."""


@dataclass(frozen=True)
class NationLine:
    """What was expected of the nation, as it is written; the error is less what came."""

    title: str
    said: str
    error: str
    source: Citation
    note: str


@dataclass(frozen=True)
class RivalCell:
    """A rival and a version over the same indicators, as it is written."""

    version: str
    count: int
    rival: str
    model: str
    closer: str
    """``rival``, ``model``, or nothing where both are the same as shown."""


@dataclass(frozen=True)
class RivalLine:
    """A rival beside every version, in the order of the versions."""

    title: str
    cells: Sequence[RivalCell | None]


@cache
def nation_table(province: Province, language: str) -> Markup:
    """Draw what was expected of the nation beside what came; nothing where it is unknown."""
    for year in years(province)[:1]:
        came, said = nation_came(province, year), _expected(province, year)
        if came is None or not said:
            return Markup()
        (row,) = (row for row in province.outcome_levers if (row.lever, row.year) == (NATION, year))
        outcome = NationLine(
            say(language, "misses_nation_came", year=year),
            format_exact(came, language),
            "",
            cite(province.sources[row.source], language),
            in_language(row, "note", language),
        )
        ends = [end for row in said.values() for end in row.ends]
        place = "above" if came > max(ends) else "below" if came < min(ends) else "among"
        title = say(
            language, f"misses_nation_{place}", year=year, came=format_exact(came, language)
        )
        return Markup(
            macros(language, TEMPLATE).nation(
                title, _nation_lines(province, said, came, language), outcome
            )
        )
    return Markup()


@cache
def rivals_table(province: Province, language: str) -> Markup:
    """Draw every rival beside every version, and the nation; nothing where no year came."""
    for year in years(province)[:1]:
        found = {
            version: {(row.measure, row.rival): row for row in against(province, looked)}
            for version, looked in on_the_plan(province, year).items()
        }
        groups = [
            (say(language, f"misses_measure_{measure}"), lines)
            for measure in MEASURES
            if (lines := _rival_lines(province, found, measure, language))
        ]
        if groups:
            text = _closer(province, found, language)
            plan, nation = plan_name(province, language), nation_table(province, language)
            return Markup(
                macros(language, TEMPLATE).rivals(list(found), groups, text, plan, nation)
            )
    return Markup()


def rival_title(province: Province, rival: str, language: str) -> str:
    """Name a rival."""
    if rival in FORECASTERS:
        return say(language, "misses_rival_forecaster", who=name(province.series[rival], language))
    return say(language, f"misses_rival_{rival}", base=province.base_year)


def _expected(province: Province, year: int) -> dict[str, Vintage]:
    """Return what was expected of the nation as it was printed, by rival."""
    rows = {
        rival: expected(
            province,
            year - 1,
            *((NATION, "target") if rival == NATION_TARGET else (rival, "forecast")),
        )
        for rival in expected_of_nation(province, year)
    }
    return {rival: row for rival, row in rows.items() if row is not None}


def _nation_lines(
    province: Province, said: Mapping[str, Vintage], came: float, language: str
) -> list[NationLine]:
    return [
        NationLine(
            say(language, "misses_nation_target")
            if rival == NATION_TARGET
            else name(province.series[rival], language),
            "–".join(format_exact(end, language) for end in dict.fromkeys(row.ends)),
            format_signed(fmean(row.ends) - came, DECIMALS, language),
            cite(province.sources[row.source], language),
            in_language(row, "note", language),
        )
        for rival, row in said.items()
    ]


def _rival_lines(
    province: Province, found: Mapping[str, BY_RIVAL], measure: str, language: str
) -> list[RivalLine]:
    return [
        RivalLine(
            rival_title(province, rival, language),
            [
                _cell(version, rows.get((measure, rival)), language)
                for version, rows in found.items()
            ],
        )
        for rival in RIVALS
        if any((measure, rival) in rows for rows in found.values())
    ]


def _cell(version: str, row: Against | None, language: str) -> RivalCell | None:
    if row is None:
        return None
    return RivalCell(
        version,
        row.count,
        format_number(row.missed, _decimals(row), language),
        format_number(row.model_missed, _decimals(row), language),
        _closer_one(row),
    )


def _closer(province: Province, found: Mapping[str, BY_RIVAL], language: str) -> str:
    """Say where a rival came closer than a version, and in how many lines the first one did."""
    rows = [(version, row) for version, by_rival in found.items() for row in by_rival.values()]
    first = next(iter(found))
    lines = found[first].values()
    model = sum(_closer_one(row) == "model" for row in lines)
    ahead: dict[tuple[str, str], list[str]] = {}
    for version, row in rows:
        if _closer_one(row) == "rival":
            ahead.setdefault((row.measure, row.rival), []).append(
                say(
                    language,
                    "misses_closer_than",
                    rival=format_number(row.missed, _decimals(row), language),
                    model=format_number(row.model_missed, _decimals(row), language),
                    version=version,
                )
            )
    named = "; ".join(
        say(
            language,
            "misses_closer_rival",
            rival=in_sentence(rival_title(province, rival, language)),
            measure=say(language, f"misses_of_{measure}"),
            beside=", ".join(beside),
        )
        for (measure, rival), beside in ahead.items()
    )
    counted = say(language, "misses_closer", version=first, model=model, all=len(lines))
    word = "misses_closer_rivals" if named else "misses_closer_none"
    return " ".join((say(language, word, rivals=named), counted))


def _closer_one(row: Against) -> str:
    rival, model = (rounded(value, _decimals(row)) for value in (row.missed, row.model_missed))
    return "rival" if rival < model else "model" if model < rival else ""


def _decimals(row: Against) -> int:
    """Per cent of what came with one decimal, points with two."""
    return 1 if row.measure == LEVEL else DECIMALS
