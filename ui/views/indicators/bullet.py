"""Bullets of the scorecard: the target stands at the middle of every one."""

from dataclasses import dataclass

from model.scenario.results import ResultRow

MIDDLE = 50.0
REACH = 46.0
"""Share of the width from the middle to the mark that lies farthest from the target."""


@dataclass(frozen=True)
class Marks:
    """Places from 0 to 100, worse on the left; ``end`` is the better end of a target range."""

    projected: float
    base: float | None
    low: float | None
    high: float | None
    end: float | None


def marks(row: ResultRow) -> Marks | None:
    """Place the marks of a row with a target and a projection; None for others."""
    if row.target is None or row.projected is None:
        return None
    low_end = row.target.value
    high_end = row.target.value if row.target.value_high is None else row.target.value_high
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
    return Marks(
        projected=MIDDLE + (row.projected - target) * scale,
        base=place(row.base),
        low=low,
        high=high,
        end=None if end == target else place(end),
    )


def bullet_html(row: ResultRow) -> str:
    """Draw the bullet of a row: one empty element, its places as CSS properties."""
    placed = marks(row)
    if placed is None:
        return ""
    places = {
        "p": placed.projected,
        "r": placed.base,
        "l": placed.low,
        "h": placed.high,
        "e": placed.end,
    }
    style = ";".join(f"--{key}:{value:.1f}" for key, value in places.items() if value is not None)
    return f'<i class="bl" style="{style}"></i>'
