"""Past years: outcomes beside what the model projects with what was known before."""

from collections.abc import Mapping
from functools import cache, lru_cache

from model.evidence.backtest import Score, backtest, comparisons, held, totals
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from ui.charts.backtest import BAND, backtest_data, backtest_spec
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.numbers import format_number
from ui.text.words import say


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw every past year; there is nothing to choose."""
    made = past_picture(page, theme)
    if made is None:
        raise InvalidInputError([Problem("missing", "past", allowed="backtest.csv")])
    return made


def past_picture(page: Page, theme: str) -> Picture | None:
    """Draw every past year; None where no year could be projected."""
    return _drawn(page.province, page.language, theme)


@lru_cache(maxsize=8)
def _drawn(province: Province, language: str, theme: str) -> Picture | None:
    """Keep the picture with its data, as no lever moves it."""
    rows = totals(scores(province))
    if not rows:
        return None
    years = [row.year for row in rows]
    spec = backtest_spec(say(language, "trust_chart"), min(years), max(years), language, theme)
    reading = say(language, "picture_past_reading")
    return Picture(_finding(province, language), spec, backtest_data(rows), reading)


@cache
def scores(province: Province) -> tuple[Score, ...]:
    """Keep the scores for the life of the process: no lever moves them."""
    return backtest(province)


@cache
def _finding(province: Province, language: str) -> str:
    """Say how many outcomes the 90 % band held, and how far off the projection was."""
    rows = totals(scores(province))
    missed = format_number(comparisons(rows)[0].missed, 2, language)
    return say(language, "picture_past", held=held(rows, BAND), years=len(rows), missed=missed)
