"""A year as it came, beside what a published version of the model had projected of it."""

from collections.abc import Mapping
from functools import cache

from model.evidence.look_back import LEVEL, LookBack, Score, look_backs, worst, years
from model.evidence.vintages import PASSED, SETTINGS
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.targets import shown_difference
from ui.charts.came import CameMarks, came_data, came_places, came_spec
from ui.pictures.choices import chosen
from ui.pictures.growth_fan import OUTCOMES, version_shown
from ui.pictures.picture import Picture
from ui.pieces.indicator import titled
from ui.state.current import Page
from ui.text.numbers import format_exact, format_number, format_signed
from ui.text.words import in_sentence, name, say

VERSION, SETTING = "version", "setting"
"""The choices: a version of the model, and how its levers stood."""
WIDEST = 90
POINT_DECIMALS = 2


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the last year that came as a ``version`` saw it with the levers of a ``setting``."""
    province = page.province
    found = last_looks(province)
    if not found:
        raise InvalidInputError([Problem("missing", "came", allowed=OUTCOMES)])
    versions = dict.fromkeys(version for version, _ in found)
    version = chosen(choices, VERSION, versions, version_first(province)[0])
    settings = [setting for setting in SETTINGS if (version, setting) in found]
    return came_picture(page, found[version, chosen(choices, SETTING, settings)], theme)


def came_picture(page: Page, found: LookBack, theme: str) -> Picture:
    """Draw a year as it came, the worst miss first."""
    language = page.language
    spec = came_spec(
        say(language, "picture_came_chart", year=found.year),
        say(language, "picture_came_axis"),
        (say(language, "picture_came_lower"), say(language, "picture_came_higher")),
        (say(language, "picture_came_figures"), say(language, "picture_came_error")),
        language,
        theme,
    )
    data = came_data([_marks(page, row) for row in worst(found.scores)])
    reading = say(language, "picture_came_reading", base=found.year - 1)
    return Picture(came_finding(page.province, found, language), spec, data, reading)


def last_looks(province: Province) -> Mapping[tuple[str, str], LookBack]:
    """Return what every version and setting scored of the last year that came, if any did."""
    for year in years(province)[:1]:
        return {key: found for key, found in look_backs(province, year).items() if found.scored}
    return {}


def version_first(province: Province) -> tuple[str, str]:
    """Return the version and setting to show first: made before it was known, with the plan."""
    found = last_looks(province)
    year = next(iter(found.values())).year
    asked = version_shown(province, year), PASSED
    return asked if asked in found else next(iter(found))


@cache
def came_finding(province: Province, found: LookBack, language: str) -> str:
    """Say how many outcomes the bands held and which the widest did not."""
    rows = [row for row in worst(found.ranged) if not row.within(WIDEST)]
    names = [in_sentence(name(province.indicators[row.key], language)) for row in rows]
    held = say(
        language,
        "picture_came",
        year=found.year,
        version=found.version,
        setting=name(province.word("look_back_word", found.setting), language),
        count=len(found.ranged),
        held90=found.held(90),
        held60=found.held(60),
        held30=found.held(30),
    )
    if not names:
        return held
    return say(language, "picture_came_outside", held=held, names=", ".join(names))


def missed_band(row: Score) -> bool:
    """Tell whether the widest band did not hold what came; not where there is none."""
    return bool(row.forecast.spreads) and not row.within(WIDEST)


def projected_text(province: Province, row: Score, value: float, language: str) -> str:
    """Write what was projected of an indicator, or an end of its band."""
    decimals = province.indicators[row.key].decimals
    if row.came.outcome.measure != LEVEL:
        decimals = max(decimals, POINT_DECIMALS)
    return format_number(value, decimals, language)


def came_text(row: Score, language: str) -> str:
    """Write what came as it was printed, of a range both ends."""
    return "–".join(format_exact(end, language) for end in dict.fromkeys(row.came.ends))


def error_text(row: Score, language: str) -> str:
    """Write what was projected less what came: per cent, or points that agree with both."""
    if row.came.outcome.measure == LEVEL:
        return f"{format_signed(row.error, 1, language)}%"
    miss = shown_difference(row.forecast.projected, row.came.middle, POINT_DECIMALS)
    return say(language, "change_points", number=format_signed(miss, POINT_DECIMALS, language))


def _marks(page: Page, row: Score) -> CameMarks:
    language, province = page.language, page.province
    return CameMarks(
        label=titled(page, province.indicators[row.key]),
        places=came_places(row),
        projected=projected_text(province, row, row.forecast.projected, language),
        came=came_text(row, language),
        error=error_text(row, language),
        held=not missed_band(row),
    )
