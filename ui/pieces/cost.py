"""What a tenth of a point of growth costs by each lever, in a line beside it."""

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import count
from types import MappingProxyType

from model.goal.cost import POINTS, Cost, costs
from model.province.province import Province
from model.province.rows import Lever
from ui.pieces.sentence import UNITLESS
from ui.state.current import Page
from ui.state.results import ResultCache
from ui.text.numbers import format_exact, with_unit
from ui.text.words import name, say

DIGITS = 2
"""Digits of a cost that count."""
POINTS_UNIT = "points"
"""The unit in which a lever in per cent changes."""


def cost_texts(page: Page) -> Mapping[str, str]:
    """Return a short line for each lever, by key: what a tenth of a point of growth costs.

    Growth is that of the plan year at the present setting. Where the whole range of a lever gives
    less than a tenth of a point, the line says what it gives.
    """
    scenario = page.scenario
    assumed = tuple(sorted(scenario.parameters.items()))
    key = page.province, page.language, tuple(scenario.levers.items()), assumed
    return _texts().of(key, lambda: _written(page))


@cache
def _texts() -> ResultCache[Mapping[str, str]]:
    return ResultCache()


def _written(page: Page) -> Mapping[str, str]:
    province, language = page.province, page.language
    found = costs(province, page.scenario)
    return MappingProxyType(
        {key: _text(province, province.levers[key], cost, language) for key, cost in found.items()}
    )


def _text(province: Province, lever: Lever, cost: Cost, language: str) -> str:
    if cost.change is None:
        return say(language, "cost_whole", points=_points(cost.whole, language))
    return _cost_text(province, lever.key, float(f"{cost.change:.{DIGITS}g}"), language)


def _points(whole: float, language: str) -> str:
    """Write what a whole range gives, in as few digits as read below what it does not reach."""
    shown = next(
        value
        for digits in count(DIGITS)
        if abs(value := float(f"{whole:.{digits}g}")) < POINTS or abs(whole) >= POINTS
    )
    return f"+{format_exact(shown, language)}" if shown > 0.0 else format_exact(shown, language)


@lru_cache(maxsize=4096)
def _cost_text(province: Province, key: str, change: float, language: str) -> str:
    unit = province.units[province.levers[key].unit]
    if unit.is_rate:
        unit = province.units[POINTS_UNIT]
    text = format_exact(change, language)
    if unit.unit != UNITLESS:
        text = with_unit(text, name(unit, language))
    return say(language, "cost_points", points=format_exact(POINTS, language), change=text)
