"""Bullets of the scorecard: the target stands at the middle of every one."""

from dataclasses import dataclass

from model.scenario.results import ResultRow

MIDDLE = 50.0
REACH = 46.0
"""Share of the width from the middle to the mark that lies farthest from the target."""


@dataclass(frozen=True)
class BulletPlaces:
    """Places from 0 to 100, worse on the left; ``end`` is the better end of a target range."""

    projected: float
    base: float | None
    low: float | None
    high: float | None
    end: float | None


def bullet_places(row: ResultRow) -> BulletPlaces | None:
    """Place the marks of a row with a target and a projection; None for others."""
    if row.target is None or row.projected is None:
        return None
    low_end, high_end = row.target.ends
    down = row.indicator.better == "down"
    target, end = (high_end, low_end) if down else (low_end, high_end)
    shown = (row.projected, row.base, row.low, row.high, end)
    farthest = max(abs(value - target) for value in shown if value is not None) or 1.0
    scale = (-REACH if down else REACH) / farthest

    def place(value: float | None) -> float | None:
        return None if value is None else MIDDLE + (value - target) * scale

    low, high = place(row.low), place(row.high)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return BulletPlaces(
        projected=MIDDLE + (row.projected - target) * scale,
        base=place(row.base),
        low=low,
        high=high,
        end=None if end == target else place(end),
    )


def bullet_style(row: ResultRow) -> str:
    """Write the places of a bullet as CSS properties; empty without a bullet."""
    places = bullet_places(row)
    if places is None:
        return ""
    properties = {
        "p": places.projected,
        "r": places.base,
        "l": places.low,
        "h": places.high,
        "e": places.end,
    }
    known = ((key, place) for key, place in properties.items() if place is not None)
    return ";".join(f"--{key}:{place:.1f}" for key, place in known)
