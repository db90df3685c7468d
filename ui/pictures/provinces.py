"""Provinces of the region: what came beside the nation's target, on which one rule rests."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from model.evidence.provinces import (
    KNOWN_NATION,
    NO_GAP,
    RULE,
    Comparison,
    Scored,
    comparisons,
    nation,
    own_area,
    scores,
)
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from ui.charts.provinces import NATION, OWN, TARGET, Grown, provinces_data, provinces_spec
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.numbers import format_number
from ui.text.words import say

FAR = 5.0
"""A province that came so many points off the target is named, if none was farther off."""


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw every year with figures; there is nothing to choose."""
    made = provinces_picture(page, theme)
    if made is None:
        raise InvalidInputError([Problem("missing", "provinces", allowed="province_growth.csv")])
    return made


def provinces_picture(page: Page, theme: str) -> Picture | None:
    """Draw every year with figures; None without figures of other provinces."""
    return _drawn(page.province, page.language, theme)


@lru_cache(maxsize=8)
def _drawn(province: Province, language: str, theme: str) -> Picture | None:
    """Keep the picture with its data, as no lever moves it."""
    if not compared(province):
        return None
    years = nation(province)
    own = own_area(province)
    words = {key: say(language, f"picture_provinces_{key}") for key in (TARGET, NATION)}
    rows = [_grown(row) for row in scores(province)]
    return Picture(
        _finding(province, language),
        provinces_spec(
            say(language, "picture_provinces_chart"), min(years), max(years), language, theme
        ),
        provinces_data(
            rows,
            own,
            {year: (row.target, row.first) for year, row in years.items()},
            _far(scores(province)),
            {**words, OWN: own},
        ),
        say(language, "picture_provinces_reading", own=own),
    )


@cache
def compared(province: Province) -> Mapping[str, Comparison]:
    """Compare the methods; nothing without figures of other provinces. No lever moves them."""
    rows = scores(province) if province.province_growth else ()
    return {row.method: row for row in comparisons(rows)}


@cache
def _finding(province: Province, language: str) -> str:
    """Say how far off the rule was, and where that comes from."""
    found = compared(province)
    missed = {
        key: format_number(found[key].missed.value, 1, language)
        for key in (RULE, NO_GAP, KNOWN_NATION)
    }
    return say(
        language,
        "picture_provinces",
        areas=found[RULE].areas,
        years=found[RULE].years,
        missed=missed[RULE],
        alone=missed[NO_GAP],
        known=missed[KNOWN_NATION],
    )


def _far(rows: Sequence[Scored]) -> list[Grown]:
    """Return what came farthest off the target in each year, if it is far."""
    farthest = {row.year: row for row in sorted(rows, key=lambda row: row.missed(NO_GAP))}
    return [_grown(row) for row in farthest.values() if row.missed(NO_GAP) >= FAR]


def _grown(row: Scored) -> Grown:
    return row.area, row.year, row.growth
