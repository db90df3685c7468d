"""Where money does most: a dot with its band for each lever, the lever's name above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.look import COLOURS, LABEL_ROOM, UP, Records, Spec, finished

ROW_HEIGHT = 44
LEAST = 0.01
"""Points of growth that the scale shows at least."""


@dataclass(frozen=True)
class MoneyRow:
    """A lever: its effect with its band and as text, or as text the reason why it has none."""

    label: str
    at: float | None
    low: float | None
    high: float | None
    text: str


def money_data(rows: Sequence[MoneyRow]) -> dict[str, Records]:
    """Return the data sets: the rows in their order, and the ends of the scale."""
    records = [
        {
            "row": place,
            "label": row.label,
            "at": row.at,
            "low": row.low,
            "high": row.high,
            "text": row.text,
        }
        for place, row in enumerate(rows)
    ]
    highest = max([LEAST, *(row.high for row in rows if row.high is not None)])
    lowest = min([0.0, *(row.low for row in rows if row.low is not None)])
    ends = [{"at": lowest}, {"at": lowest + (highest - lowest) * (1.0 + LABEL_ROOM)}]
    return {"rows": records, "ends": ends}


@lru_cache(maxsize=32)
def money_spec(description: str, axis: str, language: str, theme: str) -> Spec:
    """Specify the dots in the order of their rows; ``axis`` says what they measure."""
    import altair as alt

    colours = COLOURS[theme]
    x = alt.X(
        "at:Q",
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(title=axis, format=",.2~f", tickCount=5, grid=False),
    )
    y = alt.Y("row:O", sort=None, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    rows = alt.Chart(alt.NamedData("rows"))
    known, left_out = (rows.transform_filter(f"{no}isValid(datum.at)") for no in ("", "!"))
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "color": UP, "size": 95}
    words: dict[str, Any] = {"align": "left", "baseline": "middle"}
    chart = alt.layer(
        alt.Chart(alt.NamedData("ends")).mark_point(opacity=0, size=1).encode(x=x),
        rows.mark_text(**words, dy=-11).encode(x=alt.value(0), y=y, text="label:N"),
        known.mark_rule(color=UP, opacity=0.3, strokeWidth=12, strokeCap="butt", yOffset=8).encode(
            x=alt.X("low:Q"), x2="high:Q", y=y
        ),
        known.mark_point(**dot, yOffset=8).encode(x=x, y=y),
        known.mark_text(**words, dx=9, dy=8, fontWeight=600).encode(
            x=alt.X("high:Q"), y=y, text="text:N"
        ),
        left_out.mark_text(**words, dy=8, color=colours["muted"]).encode(
            x=alt.value(0), y=y, text="text:N"
        ),
    ).properties(height=alt.Step(ROW_HEIGHT), description=description)
    return finished(chart, language, theme)
