"""Every picture by its name, with what may be chosen of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ui.pictures import (
    came,
    compare,
    drivers,
    growth_fan,
    miss,
    money,
    past,
    path,
    provinces,
    reach,
    series,
    sure,
    targets,
    why,
)
from ui.pictures.picture import Picture
from ui.state.current import Page

Draw = Callable[[Page, Mapping[str, str], str], Picture]


@dataclass(frozen=True)
class Kind:
    """A kind of picture.

    ``draw`` makes it of a page, what was chosen, and ``light`` or ``dark``; it raises
    `InvalidInputError` for a choice that is not allowed. ``choices`` are the names that it reads.
    """

    draw: Draw
    choices: frozenset[str] = frozenset()


PICTURES: Mapping[str, Kind] = MappingProxyType(
    {
        "targets": Kind(targets.picture),
        "why": Kind(why.picture, frozenset({"by"})),
        "sure": Kind(sure.picture, frozenset({"of"})),
        "compare": Kind(compare.picture, frozenset({"of", "base"})),
        "path": Kind(path.picture, frozenset({"of"})),
        "reach": Kind(reach.picture, frozenset({"of", "target", "free", "across", "up"})),
        "cost": Kind(money.picture),
        "drivers": Kind(drivers.picture, frozenset({"of", "question"})),
        "past": Kind(past.picture),
        "came": Kind(came.picture, frozenset({came.VERSION, came.SETTING})),
        "growth": Kind(growth_fan.picture),
        "miss": Kind(miss.picture),
        "provinces": Kind(provinces.picture),
        "series": Kind(series.picture, frozenset({"of"})),
    }
)
