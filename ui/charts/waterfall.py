"""A waterfall: contributions laid end to end."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ui.charts.look import COLOURS, DOWN, LABEL_ROOM, NEUTRAL, UP, Records, Spec, finished

LEAST_WIDTH = 0.5
"""Points that the axis of a waterfall covers at least, so that ticks of one decimal differ."""
ROW_HEIGHT = 32


def waterfall_rows(
    start: tuple[str, float, str], steps: Sequence[tuple[str, float, str]], end: tuple[str, str]
) -> Records:
    """Lay contributions end to end.

    Parameters
    ----------
    start
        Label, value and printed value of the first total.
    steps
        Label, contribution and printed contribution of each step.
    end
        Label and printed value of the last total, which is where the steps lead.
    """
    label, at, text = start
    rows: Records = [_bar(label, at, at, text, "total")]
    for label, change, text in steps:
        rows.append(_bar(label, at, at + change, text, "up" if change >= 0 else "down"))
        at += change
    label, text = end
    rows.append(_bar(label, at, at, text, "total"))
    for row, following in pairwise(rows):
        row["next"] = following["label"]
    return rows


def waterfall_data(rows: Records) -> dict[str, Records]:
    """Return the data sets of a waterfall: its bars, and the extent that the axis covers."""
    ends = [row[key] for row in rows for key in ("low", "high")]
    low, high = min(ends), max(ends)
    spare = max(0.0, LEAST_WIDTH - (high - low)) / 2
    low, high = low - spare, high + spare
    width = high - low
    extent = (low - 0.05 * width, high + LABEL_ROOM * width)
    return {"bars": rows, "extent": [{"value": value} for value in extent]}


@lru_cache(maxsize=32)
def waterfall_spec(
    labels: tuple[str, ...], axis: str, description: str, language: str, theme: str
) -> Spec:
    """Specify a waterfall: bars for steps, ticks for totals, hairlines between them."""
    import altair as alt

    colours = COLOURS[theme]
    y = alt.Y(
        "label:N",
        scale=alt.Scale(domain=list(labels), paddingInner=0.35, paddingOuter=0.2),
        axis=alt.Axis(
            title=None,
            grid=False,
            labelColor=colours["text"],
            labelPadding=8,
        ),
    )
    scale = alt.Scale(zero=False, nice=False)
    x_axis = alt.Axis(title=axis, format=".1f", tickCount=6)
    x = alt.X("low:Q", scale=scale, axis=x_axis)
    bars = alt.Chart(alt.NamedData("bars"))
    steps = (
        bars.transform_filter("datum.kind !== 'total'")
        .mark_bar()
        .encode(
            x=x,
            x2="high:Q",
            y=y,
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=["up", "down"], range=[UP, DOWN]), legend=None
            ),
        )
    )
    totals = (
        bars.transform_filter("datum.kind === 'total'")
        .mark_tick(thickness=4, color=NEUTRAL)
        .encode(x=x, y=y)
    )
    links = (
        bars.transform_filter("isValid(datum.next)")
        .mark_rule(color=NEUTRAL, strokeWidth=1)
        .encode(x=alt.X("end:Q", scale=scale, axis=x_axis), y=y, y2="next:N")
    )
    figures = bars.mark_text(align="left", dx=7, fontWeight=600).encode(
        x=alt.X("high:Q", scale=scale, axis=x_axis), y=y, text="text:N"
    )
    extent = (
        alt.Chart(alt.NamedData("extent"))
        .mark_point(opacity=0, size=1)
        .encode(x=alt.X("value:Q", scale=scale, axis=x_axis))
    )
    chart = alt.layer(links, steps, totals, figures, extent).properties(
        height=ROW_HEIGHT * len(labels) + 50, description=description
    )
    return finished(chart, language, theme)


def _bar(label: str, start: float, end: float, text: str, kind: str) -> dict[str, Any]:
    return {
        "label": label,
        "low": min(start, end),
        "high": max(start, end),
        "end": end,
        "text": text,
        "kind": kind,
        "next": None,
    }
