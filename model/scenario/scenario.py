"""A scenario: what the reader set, checked; and the presets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from model.problems import InvalidInputError, unknown
from model.province.province import Province

EMPTY: Mapping[str, float] = MappingProxyType({})
LETTERS = ("a", "b", "c", "d")
"""The places of pinned scenarios, as a link calls them."""


@dataclass(frozen=True)
class Pin:
    """A scenario pinned to be compared: every lever, and a name given by a person.

    Targets and assumptions are those of the scenario that holds the pin: what is compared is
    compared under the same ones.
    """

    levers: Mapping[str, float]
    name: str


NO_PINS: Mapping[str, Pin] = MappingProxyType({})


@dataclass(frozen=True)
class Scenario:
    """Everything a result depends on besides the model: a link or a file restores it.

    Attributes
    ----------
    levers
        Every lever, in the units of the lever table.
    targets
        The reader's own targets by indicator, in the units of the indicator table.
    parameters
        The reader's own assumptions by parameter, in the units of the parameter table.
    name
        A name given by a person: text, never markup.
    pins
        Scenarios to compare with, by letter; no result depends on them.
    """

    levers: Mapping[str, float]
    targets: Mapping[str, float] = field(default_factory=lambda: EMPTY)
    parameters: Mapping[str, float] = field(default_factory=lambda: EMPTY)
    name: str = ""
    pins: Mapping[str, Pin] = field(default_factory=lambda: NO_PINS)


@lru_cache(maxsize=256)
def preset_scenario(province: Province, key: str) -> Scenario:
    """Return the scenario of a preset.

    Raises
    ------
    InvalidInputError
        There is no such preset.
    """
    if key not in province.presets:
        raise InvalidInputError([unknown(key, province.presets, ", ".join(province.presets))])
    base = province.presets[key].base
    levers = {lever.key: float(getattr(lever, base)) for lever in province.levers.values()}
    levers.update({row.lever: row.value for row in province.preset_levers if row.preset == key})
    return Scenario(MappingProxyType(levers), name=key)
