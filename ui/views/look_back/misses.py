"""Growth of the year that came and its miss, the rivals, and the worst misses in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.evidence.look_back import levers_by_part, look_backs
from model.evidence.origin import NATION
from model.evidence.vintages import CAME, came_levers
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.scenario import preset_scenario
from ui.pictures.contributions import DECIMALS
from ui.pictures.draw import Placed
from ui.pictures.growth_fan import (
    growth_fan_picture,
    other_figures,
    plan_name,
    printed_growth,
    projected,
)
from ui.pictures.miss import Miss, miss, miss_picture
from ui.pictures.why import growth_text
from ui.pieces.sources import Citation, cite
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import format_exact, format_number
from ui.text.words import in_language, name, say
from ui.views.look_back.rivals import rivals_table
from ui.views.look_back.worst import worst_list

TEMPLATE = "views/look_back/misses.html"


@dataclass(frozen=True)
class LeverLine:
    """A lever as planned and as it turned out, as it is written; no source where unknown."""

    title: str
    unit: str
    planned: str
    came: str
    source: Citation | None
    note: str


@dataclass(frozen=True)
class PartLine:
    """A part of the miss, points, with its levers."""

    title: str
    points: float
    levers: Sequence[LeverLine]


def misses(page: Page, theme: str) -> Iterator[Markup | Placed]:
    """Show growth, its miss, the rivals and the worst misses; what is not known is left out."""
    province, language = page.province, page.language
    fan = growth_fan_picture(page, theme)
    if fan is not None:
        yield Markup(macros(language).heading(fan.finding, fan.reading))
        yield Placed(fan, "growth", "look_back_growth")
        yield _printed(province, language)
    taken = miss_picture(page, theme)
    if taken is not None:
        yield _told(province, language, taken.finding)
        yield Placed(taken, "miss", "look_back_miss")
        yield _parts(province, language)
    yield rivals_table(province, language) + worst_list(province, language)


@cache
def _printed(province: Province, language: str) -> Markup:
    """Name the sources of growth as it came and of what else was printed."""
    found = projected(province)
    used = None if found is None else province.observed(GROWTH, found.year)
    if found is None or used is None:
        return Markup()
    lines = [
        (printed_growth(row.value or 0.0, language), cite(province.sources[row.source], language))
        for row in (used, *other_figures(province, GROWTH, found.year))
    ]
    return Markup(macros(language, TEMPLATE).printed(lines))


@cache
def _told(province: Province, language: str, finding: str) -> Markup:
    """Say what the model has once it is told what happened, and what older versions had."""
    found = miss(province, language)
    text = "" if found is None else " ".join(_sentences(province, found, language))
    return Markup(macros(language, TEMPLATE).told(finding, text))


def _sentences(province: Province, found: Miss, language: str) -> Iterator[str]:
    side = "over" if found.rest < 0 else "under"
    yield say(
        language,
        f"misses_told_{side}",
        version=province.version,
        told=growth_text(found.told, language),
        came=growth_text(found.came, language),
        rest=format_number(abs(found.rest), DECIMALS, language),
    )
    if found.cancels:
        yield say(
            language,
            "misses_cancel",
            missed=format_number(abs(found.missed), DECIMALS, language),
            plan=plan_name(province, language),
        )
    for version in _without_nation(province):
        looked = look_backs(province, found.year).get((version, CAME))
        for score in () if looked is None else looked.scored:
            if score.key == GROWTH:
                told = growth_text(score.forecast.projected, language)
                yield say(language, "misses_no_nation", version=version, told=told)


def _without_nation(province: Province) -> list[str]:
    """List the versions before the one that brought the nation as a lever."""
    since = {row.since for row in province.link_defaults if row.lever == NATION}
    versions = list(province.versions)
    return versions[: min(map(versions.index, since), default=0)]


@cache
def _parts(province: Province, language: str) -> Markup:
    """Draw the parts of the miss with the levers of each, adding up as they are shown."""
    found = miss(province, language)
    if found is None:
        return Markup()
    parts = [
        PartLine(row.label, row.points, _levers(province, found.year, row.key, language))
        for row in found.told_by
    ]
    return Markup(
        macros(language, TEMPLATE).parts(
            parts,
            found,
            plan_name(province, language),
            DECIMALS,
        )
    )


def _levers(province: Province, year: int, part: str, language: str) -> list[LeverLine]:
    """Write the levers of a part; those not known only where the plan is not the trend."""
    known = {row.lever: row for row in province.outcome_levers if row.year == year}
    planned = preset_scenario(province, province.passed_preset).levers
    came = came_levers(province, year)
    lines = []
    for key in levers_by_part(province, year)[part]:
        lever, row = province.levers[key], known.get(key)
        if row is None and planned[key] == came[key]:
            continue
        lines.append(
            LeverLine(
                title=name(lever, language),
                unit=name(province.units[lever.unit], language),
                planned=format_exact(planned[key], language),
                came=format_exact(came[key], language),
                source=None if row is None else cite(province.sources[row.source], language),
                note="" if row is None else in_language(row, "note", language),
            )
        )
    return lines
