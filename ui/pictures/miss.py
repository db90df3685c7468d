"""What the plan's projection of growth missed, taken apart: nation, levers, and the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from model.evidence.look_back import KNOWN, REST, UNKNOWN, came, miss_of_growth, years
from model.evidence.origin import NATION
from model.problems import InvalidInputError, Problem
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.targets import rounded, shown_difference
from ui.charts.look import Records
from ui.charts.waterfall import waterfall_data, waterfall_rows, waterfall_spec
from ui.pictures.contributions import DECIMALS, Contribution, shared_out
from ui.pictures.growth_fan import OUTCOMES, plan_name
from ui.pictures.picture import Picture
from ui.pictures.why import growth_text
from ui.state.current import Page
from ui.text.numbers import format_number, format_signed
from ui.text.words import say

TOLD = (NATION, KNOWN, UNKNOWN)
"""Parts that the model explains once it is told what happened."""


@dataclass(frozen=True)
class Miss:
    """Growth as the present version has it on the plan, once told what happened, and as it came.

    ``told_by`` are the contributions of what it was told, points, adding up as they are shown.
    """

    year: int
    planned: float
    told: float
    came: float
    told_by: Sequence[Contribution]

    @property
    def explained(self) -> float:
        """What nation and levers do together, points, as it is shown."""
        return shown_difference(self.told, self.planned, DECIMALS)

    @property
    def rest(self) -> float:
        """What the model does not explain, points, as it is shown."""
        return shown_difference(self.came, self.told, DECIMALS)

    @property
    def missed(self) -> float:
        """Growth as it came less the projection, points, as it is shown."""
        return shown_difference(self.came, self.planned, DECIMALS)

    @property
    def cancels(self) -> bool:
        """Whether both parts run against each other, so that the miss hides some of them."""
        return self.explained * self.rest < 0.0


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the miss of the last year that came; there is nothing to choose."""
    made = miss_picture(page, theme)
    if made is None:
        raise InvalidInputError([Problem("missing", "miss", allowed=OUTCOMES)])
    return made


def miss_picture(page: Page, theme: str) -> Picture | None:
    """Draw the miss from the plan to what came; None where it cannot be taken apart."""
    return _drawn(page.province, page.language, theme)


@lru_cache(maxsize=8)
def _drawn(province: Province, language: str, theme: str) -> Picture | None:
    """Keep the picture with its data, as no lever moves it."""
    found = miss(province, language)
    if found is None:
        return None
    rows, plan = _bars(province, found, language), plan_name(province, language)
    spec = waterfall_spec(
        tuple(row["label"] for row in rows),
        say(language, "picture_miss_axis", year=found.year),
        say(language, "picture_miss_chart", year=found.year, plan=plan),
        language,
        theme,
    )
    reading = say(language, "picture_miss_reading", plan=plan)
    return Picture(_finding(province, found, language), spec, waterfall_data(rows), reading)


@cache
def miss(province: Province, language: str) -> Miss | None:
    """Take the miss of the last year that came apart; None where it is of another first year."""
    for year in years(province)[:1]:
        parts = miss_of_growth(province, year)
        if parts is None:
            return None
        outcome = came(province, year)[GROWTH].middle
        told = outcome - parts[REST]
        points = {key: parts[key] for key in TOLD}
        planned = told - sum(points.values())
        titles = {key: part_title(key, language) for key in TOLD}
        total = shown_difference(told, planned, DECIMALS)
        return Miss(year, planned, told, outcome, shared_out(titles, points, total))
    return None


def part_title(part: str, language: str) -> str:
    """Name a part of the miss."""
    return say(language, f"picture_miss_{part}")


def _bars(province: Province, found: Miss, language: str) -> Records:
    """Lay the parts end to end, with a total where the model has been told everything."""
    told = say(language, "picture_miss_told"), growth_text(found.told, language)
    first = waterfall_rows(
        (
            plan_name(province, language),
            rounded(found.planned, DECIMALS),
            growth_text(found.planned, language),
        ),
        [(row.label, row.points, _points(row.points, language)) for row in found.told_by],
        told,
    )
    then = waterfall_rows(
        (told[0], rounded(found.told, DECIMALS), told[1]),
        [(part_title(REST, language), found.rest, _points(found.rest, language))],
        (say(language, "picture_miss_came"), growth_text(found.came, language)),
    )
    return [*first[:-1], *then]


def _finding(province: Province, found: Miss, language: str) -> str:
    return say(
        language,
        "picture_miss_cancels" if found.cancels else "picture_miss_adds",
        version=province.version,
        plan=plan_name(province, language),
        missed=format_number(abs(found.missed), DECIMALS, language),
        explained=_points(found.explained, language),
        rest=_points(found.rest, language),
    )


def _points(value: float, language: str) -> str:
    return format_signed(value, DECIMALS, language)
