"""What came of every indicator on the band of before, each row in usual misses of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from model.evidence.look_back import Score
from ui.charts.look import COLOURS, DOWN, UP, Records, Spec, finished
from ui.charts.places import EDGE
from ui.charts.rows import FITTING, ROW, ROW_HEIGHT, RowChart, clamped, shape_of

COLUMNS = 282
"""Pixels at the right of the scale: projected, what came, and the error."""
FIGURES = 196
"""Pixels from the right where what was projected meets what came."""
TICK = {"expr": f"min(14, 0.7 * {ROW})"}


@dataclass(frozen=True)
class CamePlaces:
    """Places in usual misses from the projection, higher figures on the right.

    Attributes
    ----------
    first, last
        The ends of what came, the same unless it is scored as a range; they may lie beyond an edge
        of the scale.
    low, high, inner_low, inner_high
        Ends of the 90 % and of the 60 % band.
    base
        The base year; None beyond an edge too, as a tick there would be read as its place.
    """

    first: float
    last: float
    low: float
    high: float
    inner_low: float
    inner_high: float
    base: float | None


@dataclass(frozen=True)
class CameMarks:
    """An indicator as it is placed and written; without places where it has no band."""

    label: str
    places: CamePlaces | None
    projected: str
    came: str
    error: str
    held: bool


def came_places(score: Score) -> CamePlaces | None:
    """Place the marks of a row; None without a band, as what a lever sets has no usual miss."""
    forecast = score.forecast
    if not forecast.spreads:
        return None
    low, high = forecast.band(90)
    usual = (high - low) / 2.0

    def at(value: float) -> float:
        return (value - forecast.projected) / usual + 0.0

    first, last = map(at, score.came.ends)
    inner_low, inner_high = map(at, forecast.band(60))
    base = None if score.came.base is None else at(score.came.base)
    if base is not None and abs(base) > EDGE:
        base = None
    return CamePlaces(first, last, at(low), at(high), inner_low, inner_high, base)


def came_data(rows: Sequence[CameMarks]) -> dict[str, Records]:
    """Return the data sets of the chart: one record an indicator, and the projection's rule."""
    return {"rows": [_record(row) for row in rows], "projected": [{"at": 0.0}]}


def _record(row: CameMarks) -> dict[str, Any]:
    places = row.places
    fields = ("first", "last", "low", "high", "inner_low", "inner_high", "base")
    found = {key: None if places is None else getattr(places, key) for key in fields}
    shapes = {f"{key}_shape": shape_of(found[key]) for key in ("first", "last")}
    return {
        "label": row.label,
        **{key: clamped(at) for key, at in found.items()},
        **shapes,
        "projected": row.projected,
        "came": f"→ {row.came}",
        "error": row.error,
        "held": row.held,
    }


@lru_cache(maxsize=32)
def came_spec(
    description: str,
    axis: str,
    sides: tuple[str, str],
    heads: tuple[str, str],
    language: str,
    theme: str,
) -> Spec:
    """Specify bands around one rule, a dot for what came, and the figures at the right.

    Parameters
    ----------
    axis
        What the scale measures.
    sides
        What stands above the left and the right half.
    heads
        What stands above the figures and above the errors.
    """
    import altair as alt

    colours = COLOURS[theme]
    drawn = RowChart(COLUMNS, theme)
    rows, x, y = drawn.rows, drawn.x, drawn.y()
    muted: dict[str, Any] = {"color": colours["muted"]}
    rule = alt.Chart(alt.NamedData("projected"))
    chart = (
        alt.layer(
            drawn.lines(),
            rows.mark_text(align="right", fontSize=FITTING, **muted).encode(
                x=drawn.right(FIGURES), y=y, text="projected:N"
            ),
            rows.mark_text(align="left", dx=4, fontSize=FITTING, fontWeight=600).encode(
                x=drawn.right(FIGURES), y=y, text="came:N"
            ),
            rows.mark_text(align="right", fontSize=FITTING).encode(
                x=drawn.right(0),
                y=y,
                text="error:N",
                color=alt.condition("datum.held", alt.value(colours["text"]), alt.value(DOWN)),
            ),
            drawn.band("low", "high", 0.3, drawn.bottom(axis)),
            drawn.band("inner_low", "inner_high", 0.35),
            rule.mark_rule(color=UP, strokeWidth=2).encode(x=x("at", drawn.top(sides))),
            drawn.some("base")
            .mark_tick(height=TICK, thickness=1.5, **muted)
            .encode(x=x("base"), y=y),
            drawn.some("first")
            .mark_rule(color=colours["text"], strokeWidth=4)
            .encode(x=x("first"), x2="last:Q", y=y),
            drawn.dots("first", "first_shape", colours["text"]),
            drawn.dots("last", "last_shape", colours["text"]),
            rule.mark_text(align="center", baseline="bottom", text=heads[0], **muted).encode(
                x=drawn.right(FIGURES), y=alt.value(-2)
            ),
            rule.mark_text(align="right", baseline="bottom", text=heads[1], **muted).encode(
                x=drawn.right(0), y=alt.value(-2)
            ),
        )
        .resolve_axis(x="independent")
        .properties(height=alt.Step(ROW_HEIGHT), description=description)
    )
    return finished(chart, language, theme)
