"""The marks of a row: what stands where on its scale, as the style sheet is told.

The scale is that of `ui.charts.places`: usual misses from its middle.
"""

from collections.abc import Mapping

from ui.charts.places import EDGE

REACH = 47.0
"""Share of the width from the middle of a scale to either edge."""


def place(at: float) -> float:
    """Return where a mark stands, per cent of the width; what is beyond an edge stands there."""
    return 50.0 + REACH * min(max(at / EDGE, -1.0), 1.0)


def written_places(places: Mapping[str, float | None]) -> str:
    """Write places as CSS properties; without what is not known."""
    known = ((key, at) for key, at in places.items() if at is not None)
    return ";".join(f"--{key}:{place(at):.1f}" for key, at in known)


def look_of(at: float | None) -> str:
    """Return the class of a dot: it points where it lies beyond an edge, or is not drawn."""
    if at is None:
        return "none"
    return "" if abs(at) <= EDGE else ("right" if at > 0.0 else "left")
