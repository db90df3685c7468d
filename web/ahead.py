"""``/lever.json``: what the page would show at every stop of a lever, for the page itself."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from model.problems import InvalidInputError, Problem
from ui.pictures.ahead import Figure, ahead
from web.asked import Asked
from web.made import HAND, Made, Maker

LEVER = "lever"
"""The lever that is moved."""
TENTHS = 10
"""Places are told in tenths of a per cent, as the page writes them."""


def lever_json(asked: Asked) -> Made:
    """Write the figures and places of `ui.pictures.ahead`, each less the one before it.

    Raises
    ------
    InvalidInputError
        No lever is named, or none that there is.
    """
    levers, key = asked.province.levers, asked.options.get(LEVER, "")
    if key not in levers:
        raise InvalidInputError([Problem("not_allowed", LEVER, key, ", ".join(levers))])
    found = ahead(asked.page, levers[key])
    table = {
        "stops": found.stops,
        "figures": {name: _figure(figure) for name, figure in found.figures.items()},
        "dots": {name: _places(places) for name, places in found.dots.items()},
        "drawn": found.drawn,
        "marks": {
            name: {mark: _places(places) for mark, places in marks.items()}
            for name, marks in found.marks.items()
        },
    }
    return Made(json.dumps(table, separators=(",", ":")).encode(), "application/json")


def _figure(figure: Figure) -> Mapping[str, Any]:
    return {
        "decimals": figure.decimals,
        "plan": figure.plan,
        "trend": figure.trend,
        "falling": figure.falling,
        "values": _steps(figure.values),
    }


def _places(places: Sequence[float]) -> list[int]:
    return _steps([round(TENTHS * place) for place in places])


def _steps(values: Sequence[int]) -> list[int]:
    """Return the first value, and each other one less the one before, up to the last that differs.

    Few signs, and one alone of what stands still.
    """
    steps = np.diff(values, prepend=0)
    last = np.flatnonzero(steps).max(initial=0)
    found: list[int] = steps[: last + 1].tolist()
    return found


AHEAD: Mapping[str, Maker] = MappingProxyType(
    {"/lever.json": Maker(lever_json, HAND, frozenset({LEVER}))}
)
