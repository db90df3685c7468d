"""The marks of a row: what stands where on its scale, as the style sheet is told.

The scale is that of `ui.charts.places`: usual misses from its middle.
"""

from collections.abc import Mapping

from ui.charts.places import EDGE, Placed
from ui.state.compared import PLAN

REACH = 47.0
"""Share of the width from the middle of a scale to either edge."""


def position(at: float) -> float:
    """Return where a mark would stand, per cent of the width, were there no edges."""
    return 50.0 + REACH * at / EDGE


def place(at: float) -> float:
    """Return where a mark stands, per cent of the width; what is beyond an edge stands there."""
    return position(min(max(at, -EDGE), EDGE))


def target_places(places: Placed, to: str) -> dict[str, float | None]:
    """Name the marks of a target; a line leads from what the scenario is compared with."""
    return {
        "p": places.at,
        "g": places.plan if to == PLAN else places.trend,
        "k": places.plan if to == PLAN else None,  # at the plan its ring would lie under the dot
        "t": places.trend,
        "l": places.low,
        "h": places.high,
        "m": places.inner_low,
        "n": places.inner_high,
        "e": places.end,
    }


def written_places(places: Mapping[str, float | None]) -> str:
    """Write places as CSS properties; without what is not known."""
    known = ((key, at) for key, at in places.items() if at is not None)
    return ";".join(f"--{key}:{place(at):.1f}" for key, at in known)


def look_of(at: float | None) -> str:
    """Return the class of a dot: it points where it lies beyond an edge, or is not drawn."""
    if at is None:
        return "none"
    return "" if abs(at) <= EDGE else ("right" if at > 0.0 else "left")
