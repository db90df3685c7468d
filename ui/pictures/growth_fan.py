"""Growth of a year that came, on the fan in which it was projected before anyone knew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from model.evidence.look_back import LookBack, Score, look_backs, years
from model.evidence.vintages import PASSED
from model.problems import InvalidInputError, Problem
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Observation
from model.scenario.targets import shown_difference
from model.uncertainty.bands import WIDTHS
from ui.charts.growth_fan import CAME, MODEL, OTHER, RIVAL, Mark, growth_fan_data, growth_fan_spec
from ui.pictures.contributions import DECIMALS
from ui.pictures.picture import Picture
from ui.pictures.series import of_series, used_and_others
from ui.pictures.why import growth_text
from ui.state.current import Page
from ui.text.numbers import format_date, format_number
from ui.text.words import name, say

FIRST = 5
"""Years before the base year with which the line of what came begins."""
OUTCOMES = "outcomes.csv"


@dataclass(frozen=True)
class Projected:
    """Growth of a year that came, as each version projected it with the plan as it was passed.

    Attributes
    ----------
    version
        The version of the fan: the last one made before the outcome was known to its makers, or
        the last one of all.
    scores
        Growth by version.
    """

    year: int
    version: str
    scores: Mapping[str, Score]

    @property
    def score(self) -> Score:
        """That of the version of the fan."""
        return self.scores[self.version]


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the last year that came; there is nothing to choose."""
    made = growth_fan_picture(page, theme)
    if made is None:
        raise InvalidInputError([Problem("missing", "growth", allowed=OUTCOMES)])
    return made


def growth_fan_picture(page: Page, theme: str) -> Picture | None:
    """Draw the last year that came; None where its growth is not known or was not projected."""
    return _drawn(page.province, page.language, theme)


@lru_cache(maxsize=8)
def _drawn(province: Province, language: str, theme: str) -> Picture | None:
    """Keep the picture with its data, as no lever moves it."""
    found = projected(province)
    if found is None:
        return None
    known = _known(province, found.year - 1)
    spec = growth_fan_spec(
        say(language, "picture_growth_chart", year=found.year),
        min(known),
        found.year,
        language,
        theme,
    )
    cuts = found.score.forecast.cuts
    data = growth_fan_data(known, found.year, cuts, _marks(province, found, language))
    return Picture(_finding(province, found, language), spec, data, reading(province, language))


@cache
def projected(province: Province) -> Projected | None:
    """Find growth of the last year that came; None where nothing of it was projected."""
    for year in years(province)[:1]:
        found = on_the_plan(province, year)
        scores = {
            version: score
            for version, looked in found.items()
            for score in looked.scored
            if score.key == GROWTH
        }
        shown = version_shown(province, year)
        if shown in scores and _known(province, year - 1):
            return Projected(year, shown, scores)
    return None


def on_the_plan(province: Province, year: int) -> dict[str, LookBack]:
    """Return what each version projected of a year with the plan as it was passed."""
    found = look_backs(province, year)
    return {version: looked for (version, setting), looked in found.items() if setting == PASSED}


def version_shown(province: Province, year: int) -> str:
    """Return the last version made before a year was known to its makers, or the last of all.

    Empty where none projected the year.
    """
    versions = list(on_the_plan(province, year))
    blind = [version for version in versions if province.versions[version].blind_to(year)]
    return ["", *versions, *blind][-1]


def plan_name(province: Province, language: str) -> str:
    """Name the plan as it was passed: the same wherever a year is looked back on."""
    return name(province.presets[province.passed_preset], language)


def made_text(province: Province, version: str, year: int, language: str) -> str:
    """Say when a version was made, and whether its makers knew what came of a year."""
    row = province.versions[version]
    if row.blind_to(year):
        return say(language, "picture_growth_blind", date=format_date(row.date, language))
    return say(language, "picture_growth_after", year=year)


def reading(province: Province, language: str) -> str:
    """Say what the marks of the picture mean."""
    found = projected(province)
    if found is None:
        return ""
    others = [version for version in found.scores if version != found.version]
    parts = [
        say(
            language,
            "picture_growth_reading",
            version=found.version,
            plan=plan_name(province, language),
        )
    ]
    if others:
        late = [key for key in others if not province.versions[key].blind_to(found.year)]
        word = "picture_growth_late" if late == others else "picture_growth_others"
        made = made_text(province, others[-1], found.year, language)
        parts.append(say(language, word, versions=", ".join(others), made=made))
    if other_figures(province, GROWTH, found.year):
        parts.append(say(language, "picture_growth_other", year=found.year))
    return " ".join(parts)


def other_figures(province: Province, key: str, year: int) -> Sequence[Observation]:
    """Return what else was published of a year as a whole, other than the figure in use."""
    rows = [row for row in of_series(province, key) if row.year == year]
    others = used_and_others(rows)[1]
    return [row for row in others if row.value is not None and row.rule != "partial_year"]


def printed_growth(value: float, language: str) -> str:
    """Write growth as it was printed, per cent, with a decimal at least: ``7.0%``."""
    return f"{format_number(value, 1 if value == round(value, 1) else DECIMALS, language)}%"


def _known(province: Province, last: int) -> dict[int, float]:
    """Return growth as it came up to a year, the last one among them or nothing."""
    rows = {year: province.observed(GROWTH, year) for year in range(last - FIRST, last + 1)}
    known = {
        year: row.value for year, row in rows.items() if row is not None and row.value is not None
    }
    return known if last in known else {}


def _marks(province: Province, found: Projected, language: str) -> list[Mark]:
    """Write every figure of the year: of versions, as it came, ends of the outer bands."""
    marks = [
        Mark(
            score.forecast.projected,
            say(
                language,
                "picture_growth_version",
                version=version,
                growth=growth_text(score.forecast.projected, language),
            ),
            MODEL if version == found.version else RIVAL,
        )
        for version, score in found.scores.items()
    ]
    came = found.score.came.middle
    label = say(language, "picture_growth_came", growth=growth_text(came, language))
    marks.append(Mark(came, label, CAME))
    for row in other_figures(province, GROWTH, found.year):
        marks.append(Mark(row.value or 0.0, _printed(province, row, language), OTHER))
    for width in (60, 90):
        marks += [
            Mark(end, say(language, "picture_growth_end", width=width, end=_short(end, language)))
            for end in found.score.forecast.band(width)
        ]
    return marks


def _finding(province: Province, found: Projected, language: str) -> str:
    """Say in which band of the version growth fell, and how far it was from the projection."""
    score = found.score
    came, central = score.came.middle, score.forecast.projected
    held = [width for width in sorted(WIDTHS) if score.within(width)]
    width = held[0] if held else max(WIDTHS)
    low, high = score.forecast.band(width)
    miss = shown_difference(central, came, DECIMALS)
    side = "over" if miss > 0 else "under" if miss < 0 else "even"
    text = say(
        language,
        "picture_growth_inside" if held else "picture_growth_outside",
        year=found.year,
        growth=growth_text(came, language),
        width=width,
        low=_short(low, language),
        high=_short(high, language),
        version=found.version,
        made=made_text(province, found.version, found.year, language),
    )
    return say(
        language,
        f"picture_growth_{side}",
        text=text,
        projected=growth_text(central, language),
        miss=format_number(abs(miss), DECIMALS, language),
    )


def _printed(province: Province, row: Observation, language: str) -> str:
    """Write another figure of the year with the day it was printed, where that is known."""
    day = province.sources[row.source].date
    word = "picture_growth_printed" if day else "picture_growth_elsewhere"
    growth = printed_growth(row.value or 0.0, language)
    return say(language, word, growth=growth, date=format_date(day, language))


def _short(value: float, language: str) -> str:
    return format_number(value, 1, language)
