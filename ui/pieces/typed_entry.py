"""What was typed into a box and cannot be taken: why, and the other reading that it may have."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from model.province.rows import Unit
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact
from ui.text.typed import Typed, read_typed, ungrouped, unit_words
from ui.text.words import name, say

LONGEST = 80
"""Characters of what was typed that a refusal repeats."""


@dataclass(frozen=True)
class Refusal:
    """Why a number is not taken; ``other`` is what else it may be meant as, or empty."""

    words: str
    other: str = ""


def typed_in(text: str, language: str, unit: Unit) -> Typed:
    """Read what was typed as a number in a unit."""
    return read_typed(text, language, unit_words(unit))


def objection(
    typed: Typed, title: str, limits: tuple[float, float], unit: Unit, language: str
) -> Refusal | None:
    """Say that another unit was typed, or ask which of two numbers; None where neither is so."""
    if typed.unit:
        allowed = name(unit, language)
        words = say(language, "typed_unit", name=title, unit=typed.unit[:LONGEST], allowed=allowed)
        return Refusal(words)
    if typed.other is None or not typed.asks(*limits):
        return None
    low, high = (format_exact(limit, language) for limit in limits)
    other, read = ungrouped(typed.other, language), read_words(typed, language)
    words = say(language, "typed_asked", name=title, read=read, low=low, high=high, other=other)
    return Refusal(words, other)


def refusal(
    typed: Typed,
    title: str,
    limits: tuple[float, float],
    unit: Unit,
    language: str,
    plain: str,
) -> Refusal | None:
    """Say why a number is not taken, None where it is; ``plain`` is said where there is none."""
    found = objection(typed, title, limits, unit, language)
    if found is not None:
        return found
    if typed.number is None:
        return Refusal(plain)
    if limits[0] <= typed.number <= limits[1]:
        return None
    low, high = (format_exact(limit, language) for limit in limits)
    words = say(
        language,
        "typed_range",
        name=title,
        read=read_words(typed, language),
        low=low,
        high=high,
        unit=name(unit, language),
    )
    return Refusal(words)


def read_words(typed: Typed, language: str) -> str:
    """Say how a number was read; where it could be another one, what its sign was taken for."""
    number = ungrouped(typed.number or 0.0, language)
    if typed.other is None:
        return number
    how = say(language, "typed_thousands" if typed.grouped else "typed_decimal")
    return say(language, "typed_read", number=number, how=how)


def draw_refusal(refused: Refusal, key: str, language: str, take: Callable[[str], None]) -> None:
    """Draw a refusal; a press on the other reading hands it to ``take``."""
    draw_html(macros(language).refusal(refused.words))
    if refused.other:
        words = say(language, "typed_take", other=refused.other)
        st.button(words, key=f"{key}_take", on_click=take, args=(refused.other,))
