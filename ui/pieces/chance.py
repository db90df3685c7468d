"""A chance one can count: so many of twenty, as words and as dots."""

from functools import cache

from markupsafe import Markup

from model.scenario.targets import CHANCE_STEP, rounded
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number
from ui.text.words import say

WHOLE = 100 // CHANCE_STEP
"""Dots of a certainty."""
TEMPLATE = "pieces/chance.html"


def chance_dots(chance: float | None, language: str) -> Markup:
    """Draw a chance, 0 to 1, as dots; nothing for None.

    Below one in twenty half a dot is filled, above nineteen half of the last one is not: a chance
    is never shown as certain or impossible.
    """
    return Markup() if chance is None else _dots(_filled(chance), language)


def chance_words(chance: float | None, language: str) -> str:
    """Say a chance in full, ``14 chances in 20``; ``–`` for None."""
    if chance is None:
        return UNKNOWN
    filled = _filled(chance)
    return _words(_full(filled), filled, language)


def chance_count(chance: float | None, language: str) -> str:
    """Write a chance in short, ``14 in 20``; ``–`` for None."""
    return UNKNOWN if chance is None else _words("chance_count", _filled(chance), language)


def _filled(chance: float) -> float:
    """Count the dots, in the steps and with the ends of `model.scenario.targets.chance_text`."""
    count = 100.0 * chance / CHANCE_STEP
    if count < 1.0:
        return 0.5
    return WHOLE - 0.5 if count > WHOLE - 1 else rounded(count, 0)


@cache
def _dots(filled: float, language: str) -> Markup:
    words = _words(_full(filled), filled, language)
    return Markup(macros(language, TEMPLATE).dots(f"{filled:g}", words))


def _full(filled: float) -> str:
    return "chance_words_one" if filled <= 1.0 else "chance_words"


@cache
def _words(key: str, filled: float, language: str) -> str:
    """Fill the number of dots in; half a dot to either end is what is not told any finer."""
    if filled < 1.0:
        count = "<\u00a01"
    elif filled > WHOLE - 1:
        count = f">\u00a0{WHOLE - 1}"
    else:
        count = format_number(filled, 0, language)
    return say(language, key, count=count, whole=WHOLE)
