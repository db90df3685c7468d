"""Charts: functions from rows to data sets, and from a language and a theme to a spec.

A spec is built once with Altair and holds no data and no word that depends on the levers, so
the browser changes the marks in place. Altair is imported on the first chart only.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .numbers import separators

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]
Records = list[dict[str, Any]]

UP, DOWN, NEUTRAL = "#2A8BA3", "#C56A1B", "#76868F"
"""Fills that keep 3:1 on the light and on the dark page."""
LABEL_ROOM = 0.25
"""Share of the domain kept free for the figures at the ends of bars."""
LEAST_WIDTH = 0.5
"""Points that the axis of a waterfall covers at least, so that ticks of one decimal differ."""
ROW_HEIGHT = 32
COLOURS = {
    "light": {"text": "#17252D", "muted": "#52626C", "grid": "#E1E8EB", "page": "#FFFFFF"},
    "dark": {"text": "#E6EDF0", "muted": "#9FB1BA", "grid": "#26363F", "page": "#0F1A20"},
}


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
    width = max(high - low, LEAST_WIDTH)
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


def series_data(
    chosen: Sequence[tuple[int, float]], others: Sequence[tuple[int, float]]
) -> dict[str, Records]:
    """Return the data sets of an observed series: chosen figures and the alternatives.

    A year without a figure breaks the line, so that nothing is drawn where nothing is known.
    """
    known = dict(chosen)
    years = range(min(known), max(known) + 1) if known else range(0)
    return {
        "chosen": [{"year": year, "value": known.get(year)} for year in years],
        "others": [{"year": year, "value": value} for year, value in others],
    }


@lru_cache(maxsize=32)
def series_spec(description: str, first: int, last: int, language: str, theme: str) -> Spec:
    """Specify a series of years: chosen figures as a line, alternatives as hollow marks."""
    import altair as alt

    colours = COLOURS[theme]
    years = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(title=None, format="d", tickMinStep=1, grid=False, labelOverlap=True),
    )
    values = alt.Y(
        "value:Q",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(title=None, tickCount=5),
    )
    tooltip = [
        alt.Tooltip("year:Q", title=" ", format="d"),
        alt.Tooltip("value:Q", title="  ", format=",~f"),
    ]
    chosen = alt.Chart(alt.NamedData("chosen")).encode(x=years, y=values, tooltip=tooltip)
    others = alt.Chart(alt.NamedData("others")).encode(x=years, y=values, tooltip=tooltip)
    chart = alt.layer(
        chosen.mark_line(color=UP, strokeWidth=1.5),
        others.mark_point(color=DOWN, size=70, strokeWidth=1.8),
        chosen.mark_circle(color=UP, size=55, opacity=1, stroke=colours["page"]),
    ).properties(height=300, description=description)
    return finished(chart, language, theme)


def finished(chart: "alt.LayerChart | alt.FacetChart", language: str, theme: str) -> Spec:
    """Add the common look and the reader's number format; return the spec."""
    colours = COLOURS[theme]
    group, decimal = separators(language)
    spec: Spec = chart.to_dict()
    spec["width"] = "container"
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    spec["config"] = {
        "font": '"Source Sans", "Source Sans 3", sans-serif',
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelColor": colours["muted"],
            "labelFontSize": 13,
            "labelLimit": 320,
            "titleColor": colours["muted"],
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "gridColor": colours["grid"],
        },
        "text": {"fontSize": 13, "color": colours["text"]},
        "locale": {
            "number": {
                "decimal": decimal,
                "thousands": group,
                "grouping": [3],
                "currency": ["", ""],
                "minus": "−",
            }
        },
    }
    spec.pop("datasets", None)
    return spec


def with_data(spec: Spec, data: Mapping[str, Records]) -> Spec:
    """Put data sets into a copy of a spec.

    As Arrow tables, which is what Streamlit sends: it would take 1 ms to make each by pandas.
    """
    import pyarrow as pa  # type: ignore[import-untyped]

    return {**spec, "datasets": {key: pa.Table.from_pylist(rows) for key, rows in data.items()}}


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
