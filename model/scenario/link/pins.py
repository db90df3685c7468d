"""Pins of a link: every lever in its place, or one by one as older links have them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from model.problems import Problem
from model.province.province import Province
from model.scenario.link.form import PLACES, SPACE
from model.scenario.link.values import accepted, read_number
from model.scenario.names import pin_name
from model.scenario.scenario import LETTERS, Pin


def read_pins(
    province: Province,
    defaults: Mapping[str, float],
    order: Sequence[str],
    given: Mapping[str, str],
) -> tuple[dict[str, Pin], list[Problem]]:
    """Take the pinned scenarios out of what a link gives.

    ``order`` names the lever of each place; an empty place takes the default. A pin with more or
    fewer places is no pin, as nobody knows what its values are.
    """
    pins: dict[str, Pin] = {}
    problems: list[Problem] = []
    for letter in LETTERS:
        prefix = f"{letter}."
        texts = {key[len(prefix) :]: text for key, text in given.items() if pin_of(key) == letter}
        if not texts:
            continue
        name, found = pin_name(texts.pop("name", ""), letter)
        problems += found
        count = len(texts.get(PLACES, "").split(SPACE))
        if PLACES in texts and count != len(order):
            problems.append(Problem("places", prefix + PLACES, str(count), str(len(order))))
            continue
        texts, found = _by_key(order, texts, prefix)
        problems += found
        numbers = {}
        for key, text in texts.items():
            number, found = read_number(prefix + key, text, key in province.levers)
            problems += found
            if number is not None:
                numbers[key] = number
        levers, found = accepted(province.levers, numbers, "levers", prefix)
        problems += found
        pins[letter] = Pin(MappingProxyType(stands(province, defaults, levers)), name)
    return pins, problems


def pin_of(key: str) -> str:
    """Return the letter of the pin that a parameter is part of; empty for any other one."""
    letter, dot, _ = key.partition(".")
    return letter if dot and letter in LETTERS else ""


def stands(
    province: Province, defaults: Mapping[str, float], levers: Mapping[str, float]
) -> dict[str, float]:
    """Return every lever: what a link says, and the default of its schema for the others."""
    return {key: levers.get(key, defaults[key]) for key in province.levers}


def without_broken_pins(order: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Leave out the pins of a cut link of which not every lever arrived."""
    whole = {
        letter
        for letter in LETTERS
        if len(given.get(f"{letter}.{PLACES}", "").split(SPACE)) >= len(order)
        or all(f"{letter}.{key}" in given for key in order)
    }
    return {key: text for key, text in given.items() if not pin_of(key) or pin_of(key) in whole}


def _by_key(
    order: Sequence[str], texts: Mapping[str, str], prefix: str
) -> tuple[dict[str, str], list[Problem]]:
    """Give the values of a pin the keys of their places; refuse what it gives by key as well."""
    others = {key: text for key, text in texts.items() if key != PLACES}
    values = texts[PLACES].split(SPACE) if PLACES in texts else []
    placed = {key: text for key, text in zip(order, values, strict=False) if text}
    twice = [key for key in placed if others.get(key, placed[key]) != placed[key]]
    problems = [
        Problem("duplicate", prefix + key, f"{placed[key]}, {others[key]}", "one") for key in twice
    ]
    both = {**others, **placed}
    return {key: text for key, text in both.items() if key not in twice}, problems
