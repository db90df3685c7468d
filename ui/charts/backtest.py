"""Past years: outcomes beside projections, and what others expected."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from model.evidence.backtest import Score
from ui.charts.look import COLOURS, DOWN, UP, Records, Spec, finished

BAND = 90
HEIGHT = 300
BESIDE = {"naive": -14, "target": -23, "nation": 14, "world_bank": 23}
"""Pixels between a year and the marks of what others expected of it, in a year with `ROOM`."""
ROOM = 80
"""Pixels of a year; in a narrower one the marks stand nearer, not beside the next year."""


def backtest_data(rows: Sequence[Score]) -> dict[str, Records]:
    """Return the data set of the chart: one record a year of the total."""
    return {"years": [_record(row) for row in rows]}


def _record(row: Score) -> dict[str, float | None]:
    low, high = row.bands[BAND]
    record: dict[str, float | None] = {
        "year": row.year,
        "outcome": row.outcome,
        "projected": row.projected,
        "low": low,
        "high": high,
    }
    for key in BESIDE:
        ends = row.forecasts.get(key)
        record[key] = None if ends is None else sum(ends) / 2.0
        record[f"{key}_low"], record[f"{key}_high"] = ends or (None, None)
    return record


@lru_cache(maxsize=16)
def backtest_spec(description: str, first: int, last: int, language: str, theme: str) -> Spec:
    """Specify outcomes beside projections with their band, and what others expected.

    What each mark is called stands in the legend of the view, and in the reading of the picture.
    """
    import altair as alt

    colours = COLOURS[theme]
    years = alt.Chart(alt.NamedData("years"))
    axis = alt.Axis(title=None, format="d", values=list(range(first, last + 1)), grid=False)
    scale = alt.Scale(domain=[first - 0.5, last + 0.5], nice=False)
    year = alt.X("year:Q", scale=scale, axis=axis)
    marks: Mapping[str, Mapping[str, Any]] = {
        "projected": {"shape": "stroke", "color": UP, "strokeWidth": 3, "size": 300},
        "naive": {"shape": "circle", "color": DOWN},
        "target": {"shape": "stroke", "color": colours["muted"], "strokeWidth": 3},
        "nation": {"shape": "diamond", "color": colours["muted"]},
        "world_bank": {"shape": "square", "color": colours["muted"]},
        "outcome": {"shape": "circle", "color": colours["text"], "filled": True, "opacity": 1},
    }

    def growth(field: str) -> alt.Y:
        return alt.Y(
            f"{field}:Q",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(title="%", tickCount=5, titleAngle=0),
        )

    layers: list[alt.Chart] = [
        years.mark_rule(color=UP, opacity=0.3, strokeWidth=16, strokeCap="butt").encode(
            x=year, y=growth("low"), y2="high:Q"
        )
    ]
    for key, mark in marks.items():
        look = {"size": 60, "strokeWidth": 1.8, **mark}
        aside = alt.ExprRef(f"{BESIDE.get(key, 0)} * min(1, width / {ROOM * (last - first + 1)})")
        point = years.transform_filter(f"isValid(datum.{key})")
        if key in BESIDE:
            span = f"datum.{key}_low < datum.{key}_high"
            layers.append(
                years.transform_filter(span)
                .mark_rule(
                    color=mark["color"], strokeWidth=3, strokeCap="butt", xOffset=aside, aria=False
                )
                .encode(x=year, y=growth(f"{key}_low"), y2=f"{key}_high:Q")
            )
            if mark["shape"] == "stroke":  # a span has its own rule
                point = point.transform_filter(f"!({span})")
        layers.append(point.mark_point(**look, xOffset=aside).encode(x=year, y=growth(key)))
    chart = alt.layer(*layers).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
