"""A chart of differences: a dot and its range for each scenario, from a line at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.look import COLOURS, UP, Records, Spec, finished

ROW_HEIGHT = 68
LABEL_ABOVE, FIGURES_ABOVE = 34, 17
"""Pixels by which the words of a row stand above its range: beside it a phone has no room."""


@dataclass(frozen=True)
class Difference:
    """A row: what it is of, the difference, the ends of its range, and both as they are written."""

    label: str
    value: float
    low: float
    high: float
    text: str


def differences_data(rows: Sequence[Difference]) -> dict[str, Records]:
    """Return the data sets: the rows, the line at zero and the extent that the axis covers."""
    ends = [end for row in rows for end in (row.value, row.low, row.high)] + [0.0]
    low, high = min(ends), max(ends)
    room = 0.05 * (high - low) or 1.0
    return {
        "differences": [
            {
                "label": row.label,
                "value": row.value,
                "low": row.low,
                "high": row.high,
                "text": row.text,
            }
            for row in rows
        ],
        "zero": [{"value": 0.0}],
        "extent": [{"value": low - room}, {"value": high + room}],
    }


@lru_cache(maxsize=32)
def differences_spec(axis: str, description: str, language: str, theme: str) -> Spec:
    """Specify the chart; scenarios stand in the order of their rows, their words above each."""
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(nice=False, zero=False)
    x_axis = alt.Axis(title=axis, tickCount=6)
    y = alt.Y("label:N", sort=None, axis=None)
    rows = alt.Chart(alt.NamedData("differences"))
    x = alt.X("value:Q", scale=scale, axis=x_axis)
    words: dict[str, dict[str, Any]] = {
        "label:N": {"dy": -LABEL_ABOVE, "fontWeight": 400},
        "text:N": {"dy": -FIGURES_ABOVE, "fontWeight": 600},
    }
    halo: dict[str, Any] = {"stroke": colours["page"], "strokeWidth": 4}
    chart = alt.layer(
        alt.Chart(alt.NamedData("extent")).mark_point(opacity=0, size=1).encode(x=x),
        alt.Chart(alt.NamedData("zero")).mark_rule(color=colours["muted"]).encode(x=x),
        rows.mark_rule(color=UP, opacity=0.4, strokeWidth=12).encode(
            x=alt.X("low:Q", scale=scale, axis=x_axis), x2="high:Q", y=y
        ),
        rows.mark_circle(color=UP, size=90, opacity=1).encode(x=x, y=y),
        *(
            rows.mark_text(align="left", **mark).encode(x=alt.value(0), y=y, text=field)
            for field, look in words.items()
            for mark in ({**look, **halo}, look)
        ),
    ).properties(height=alt.Step(ROW_HEIGHT), description=description)
    return finished(chart, language, theme)
