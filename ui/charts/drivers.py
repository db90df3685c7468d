"""What drives a spread: a bar for each share of the variance."""

from collections.abc import Sequence
from functools import lru_cache

from ui.charts.look import COLOURS, UP, Records, Spec, finished

ROW_HEIGHT = 32
ROOM = 1.12
"""The longest bar is so many times as long with its figure."""


def drivers_data(rows: Sequence[tuple[str, float, str]]) -> dict[str, Records]:
    """Return the data sets: label, share from 0 to 1 and printed share of each."""
    bars: Records = [{"label": label, "share": share, "text": text} for label, share, text in rows]
    return {"bars": bars, "extent": [{"share": ROOM * max(row["share"] for row in bars)}]}


@lru_cache(maxsize=32)
def drivers_spec(description: str, axis: str, language: str, theme: str) -> Spec:
    """Specify the bars in the order of their rows; ``axis`` says what they measure."""
    import altair as alt

    y = alt.Y(
        "label:N",
        sort=None,
        scale=alt.Scale(paddingInner=0.35, paddingOuter=0.2),
        axis=alt.Axis(title=None, grid=False, labelColor=COLOURS[theme]["text"], labelPadding=8),
    )
    x = alt.X(
        "share:Q",
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(title=axis, format=".0%", tickCount=5),
    )
    bars = alt.Chart(alt.NamedData("bars"))
    chart = alt.layer(
        alt.Chart(alt.NamedData("extent")).mark_point(opacity=0, size=1).encode(x=x),
        bars.mark_bar(color=UP).encode(x=x, y=y),
        bars.mark_text(align="left", dx=7, fontWeight=600).encode(x=x, y=y, text="text:N"),
    ).properties(height=alt.Step(ROW_HEIGHT), description=description)
    return finished(chart, language, theme)
