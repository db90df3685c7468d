"""Every indicator beside its target, on one scale of usual misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.look import COLOURS, UP, Records, Spec, finished
from ui.charts.places import EDGE, Placed

ROW_HEIGHT = 30
COLUMNS = 262
"""Pixels at the right of the scale: figures and status."""
FIGURES, STATUS = 156, 84
"""Pixels from the right where the two figures meet, and where the status starts."""
STATUSES = ("exceeded", "met", "missed", "unknown")
INKS = {
    "light": ("#1F4FA3", "#0A6560", "#963F05", "#52626C"),
    "dark": ("#A3C0FF", "#6AD3C5", "#FFB27A", "#A9B8C0"),
}
"""Colours of the statuses."""
SHAPES = ("circle", "triangle-left", "triangle-right")


@dataclass(frozen=True)
class TargetMarks:
    """An indicator as it is placed and written.

    Attributes
    ----------
    plan
        Where the plan stands, None where the scenario does not differ from it.
    status
        One of `STATUSES`, and ``word`` says it.
    """

    label: str
    places: Placed
    plan: float | None
    value: str
    target: str
    status: str
    word: str


def targets_data(rows: Sequence[TargetMarks]) -> dict[str, Records]:
    """Return the data sets of the chart: one record an indicator, and the target's rule."""
    return {"rows": [_record(row) for row in rows], "target": [{"at": 0.0}]}


def _record(row: TargetMarks) -> dict[str, Any]:
    places = row.places
    return {
        "label": row.label,
        "at": _clamped(places.at),
        "shape": _shape(places.at),
        "low": _clamped(places.low),
        "high": _clamped(places.high),
        "inner_low": _clamped(places.inner_low),
        "inner_high": _clamped(places.inner_high),
        "plan": _clamped(row.plan),
        "value": row.value,
        "target": f"/ {row.target}",
        "status": row.status,
        "word": row.word,
    }


def _shape(at: float | None) -> str:
    """Return the shape of a dot: beyond an edge it points there."""
    if at is None or abs(at) <= EDGE:
        return SHAPES[0]
    return "triangle-right" if at > 0.0 else "triangle-left"


def _clamped(at: float | None) -> float | None:
    return None if at is None else min(max(at, -EDGE), EDGE)


@lru_cache(maxsize=32)
def targets_spec(
    description: str, axis: str, sides: tuple[str, str], columns: str, language: str, theme: str
) -> Spec:
    """Specify bands, dots and rings around one rule, with figures and status at the right.

    Parameters
    ----------
    axis
        What the scale measures.
    sides
        What stands above the left and the right half.
    columns
        What stands above the figures.
    """
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(
        domain=[-EDGE, EDGE],
        range=[0, {"expr": f"width - {COLUMNS}"}],
        nice=False,
    )
    bottom = alt.Axis(
        title=axis,
        values=list(range(-int(EDGE), int(EDGE) + 1)),
        format="d",
        labelExpr="(datum.value > 0 ? '+' : '') + datum.label",
        grid=False,
    )
    top = alt.Axis(
        title=None,
        orient="top",
        values=[-EDGE / 2, EDGE / 2],
        labelExpr=f"datum.value < 0 ? {sides[0]!r} : {sides[1]!r}",
        grid=False,
    )
    names = alt.Axis(title=None, grid=False, labelColor=colours["text"], labelPadding=8)
    y = alt.Y("label:N", sort=None, axis=names)
    rows = alt.Chart(alt.NamedData("rows"))

    def x(field: str, shown: alt.Axis | None = None) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=shown)

    def some(field: str) -> alt.Chart:
        return rows.transform_filter(f"isValid(datum.{field})")

    def right(pixels: int) -> Any:
        return alt.value({"expr": f"width - {pixels}"})

    muted: dict[str, Any] = {"color": colours["muted"]}
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "color": UP}
    rule = alt.Chart(alt.NamedData("target"))
    chart = (
        alt.layer(
            # First what every row has: it sets their order.
            rows.mark_rule(color=colours["grid"]).encode(
                x=alt.value(0),
                x2=alt.value("width"),
                y=alt.Y("label:N", sort=None, axis=names, bandPosition=1),
            ),
            rows.mark_text(align="right", fontWeight=600).encode(
                x=right(FIGURES), y=y, text="value:N"
            ),
            rows.mark_text(align="left", dx=4, **muted).encode(
                x=right(FIGURES), y=y, text="target:N"
            ),
            some("low")
            .mark_rule(color=UP, opacity=0.3, strokeWidth=12, strokeCap="butt")
            .encode(x=x("low", bottom), x2="high:Q", y=y),
            some("inner_low")
            .mark_rule(color=UP, opacity=0.35, strokeWidth=12, strokeCap="butt")
            .encode(x=x("inner_low"), x2="inner_high:Q", y=y),
            rule.mark_rule(color=colours["text"], strokeWidth=2).encode(x=x("at", top)),
            some("plan")
            .mark_rule(color=colours["muted"], strokeWidth=1)
            .encode(x=x("plan"), x2="at:Q", y=y),
            some("plan")
            .mark_point(
                size=90,
                filled=True,
                fill=colours["page"],
                stroke=colours["muted"],
                strokeWidth=1.6,
                opacity=1,
            )
            .encode(x=x("plan"), y=y),
            some("at")
            .mark_point(**dot)
            .encode(
                x=x("at"),
                y=y,
                shape=alt.Shape(
                    "shape:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES)), legend=None
                ),
                size=alt.value(110),
            ),
            rows.mark_text(align="left", fontWeight=600).encode(
                x=right(STATUS),
                y=y,
                text="word:N",
                color=alt.Color(
                    "status:N",
                    scale=alt.Scale(domain=list(STATUSES), range=list(INKS[theme])),
                    legend=None,
                ),
            ),
            rule.mark_text(baseline="bottom", text=columns, **muted).encode(
                x=right(FIGURES), y=alt.value(-2)
            ),
        )
        .resolve_axis(x="independent")
        .properties(height=alt.Step(ROW_HEIGHT), description=description)
    )
    return finished(chart, language, theme)
