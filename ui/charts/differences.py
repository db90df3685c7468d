"""A chart of differences: a dot and its range for each scenario, from a line at zero."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ui.charts.look import COLOURS, UP, Records, Spec, finished

ROW_HEIGHT = 52
FIGURES_ABOVE = 16
"""Pixels by which the figures of a row stand above its range: beside it a phone has no room."""


def differences_data(
    rows: Sequence[tuple[str, float, float, float, str]],
) -> dict[str, Records]:
    """Return the data sets: label, difference, low and high end, and printed figures of each."""
    ends = [end for _, value, low, high, _ in rows for end in (value, low, high)] + [0.0]
    low, high = min(ends), max(ends)
    room = 0.05 * (high - low) or 1.0
    return {
        "differences": [
            {"label": label, "value": value, "low": low, "high": high, "text": text}
            for label, value, low, high, text in rows
        ],
        "zero": [{"value": 0.0}],
        "extent": [{"value": low - room}, {"value": high + room}],
    }


@lru_cache(maxsize=32)
def differences_spec(description: str, language: str, theme: str) -> Spec:
    """Specify the chart; scenarios stand in the order of their rows."""
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(nice=False, zero=False)
    axis = alt.Axis(title=None, tickCount=6)
    y = alt.Y("label:N", sort=None, axis=alt.Axis(title=None, grid=False))
    rows = alt.Chart(alt.NamedData("differences"))
    x = alt.X("value:Q", scale=scale, axis=axis)
    figures: dict[str, Any] = {"align": "left", "dy": -FIGURES_ABOVE, "fontWeight": 600}
    chart = alt.layer(
        alt.Chart(alt.NamedData("extent")).mark_point(opacity=0, size=1).encode(x=x),
        alt.Chart(alt.NamedData("zero")).mark_rule(color=colours["muted"]).encode(x=x),
        rows.mark_rule(color=UP, opacity=0.4, strokeWidth=12).encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=y
        ),
        rows.mark_circle(color=UP, size=90, opacity=1).encode(x=x, y=y),
        *(
            rows.mark_text(**mark).encode(x=alt.value(0), y=y, text="text:N")
            for mark in ({**figures, "stroke": colours["page"], "strokeWidth": 4}, figures)
        ),
    ).properties(height=alt.Step(ROW_HEIGHT), description=description)
    return finished(chart, language, theme)
