"""Every indicator beside its target, on one scale of usual misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.look import COLOURS, UP, Records, Spec, finished
from ui.charts.places import Placed
from ui.charts.rows import ROW_HEIGHT, RowChart, clamped, shape_of

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
        "at": clamped(places.at),
        "shape": shape_of(places.at),
        "low": clamped(places.low),
        "high": clamped(places.high),
        "inner_low": clamped(places.inner_low),
        "inner_high": clamped(places.inner_high),
        "plan": clamped(row.plan),
        "value": row.value,
        "target": f"/ {row.target}",
        "status": row.status,
        "word": row.word,
    }


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
    drawn = RowChart(COLUMNS, theme)
    rows, x, y = drawn.rows, drawn.x, drawn.y()
    muted: dict[str, Any] = {"color": colours["muted"]}
    rule = alt.Chart(alt.NamedData("target"))
    chart = (
        alt.layer(
            drawn.lines(),
            rows.mark_text(align="right", fontWeight=600).encode(
                x=drawn.right(FIGURES), y=y, text="value:N"
            ),
            rows.mark_text(align="left", dx=4, **muted).encode(
                x=drawn.right(FIGURES), y=y, text="target:N"
            ),
            drawn.band("low", "high", 0.3, drawn.bottom(axis)),
            drawn.band("inner_low", "inner_high", 0.35),
            rule.mark_rule(color=colours["text"], strokeWidth=2).encode(
                x=x("at", drawn.top(sides))
            ),
            drawn.some("plan")
            .mark_rule(color=colours["muted"], strokeWidth=1)
            .encode(x=x("plan"), x2="at:Q", y=y),
            drawn.some("plan")
            .mark_point(
                size=90,
                filled=True,
                fill=colours["page"],
                stroke=colours["muted"],
                strokeWidth=1.6,
                opacity=1,
            )
            .encode(x=x("plan"), y=y),
            drawn.dots("at", "shape", UP),
            rows.mark_text(align="left", fontWeight=600).encode(
                x=drawn.right(STATUS),
                y=y,
                text="word:N",
                color=alt.Color(
                    "status:N",
                    scale=alt.Scale(domain=list(STATUSES), range=list(INKS[theme])),
                    legend=None,
                ),
            ),
            rule.mark_text(baseline="bottom", text=columns, **muted).encode(
                x=drawn.right(FIGURES), y=alt.value(-2)
            ),
        )
        .resolve_axis(x="independent")
        .properties(height=alt.Step(ROW_HEIGHT), description=description)
    )
    return finished(chart, language, theme)
