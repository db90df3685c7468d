"""Past years: outcomes beside projections."""

from collections.abc import Sequence
from functools import lru_cache

from model.evidence.backtest import Score
from ui.charts.look import COLOURS, DOWN, UP, Records, Spec, finished

BAND = 90


def backtest_data(rows: Sequence[Score]) -> dict[str, Records]:
    """Return the data set of the chart: one record a year of the total."""
    return {"years": [_record(row) for row in rows]}


def _record(row: Score) -> dict[str, float | int | None]:
    low, high = row.bands[BAND]
    target_low, target_high = row.forecasts.get("target", (None, None))
    naive, _ = row.forecasts.get("naive", (None, None))
    return {
        "year": row.year,
        "outcome": row.outcome,
        "projected": row.projected,
        "low": low,
        "high": high,
        "naive": naive,
        "target_low": target_low,
        "target_high": target_high,
    }


@lru_cache(maxsize=16)
def backtest_spec(description: str, first: int, last: int, language: str, theme: str) -> Spec:
    """Specify outcomes beside projections with their band, naive forecasts and targets."""
    import altair as alt

    colours = COLOURS[theme]
    chart = alt.Chart(alt.NamedData("years"))
    year = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
        axis=alt.Axis(title=None, format="d", tickMinStep=1, grid=False, labelOverlap=True),
    )

    def growth(field: str) -> alt.Y:
        return alt.Y(
            f"{field}:Q",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(title="%", tickCount=5, titleAngle=0),
        )

    def some(field: str) -> alt.Chart:
        return chart.transform_filter(f"isValid(datum.{field})")

    layers = alt.layer(
        chart.mark_rule(color=UP, opacity=0.3, strokeWidth=16, strokeCap="butt").encode(
            x=year, y=growth("low"), y2="high:Q"
        ),
        chart.mark_tick(orient="horizontal", color=UP, thickness=3, size=26).encode(
            x=year, y=growth("projected")
        ),
        some("target_low")
        .mark_rule(color=colours["muted"], strokeWidth=4, strokeCap="butt", xOffset=14)
        .encode(x=year, y=growth("target_low"), y2="target_high:Q"),
        some("target_low")
        .mark_tick(orient="horizontal", color=colours["muted"], thickness=2, size=12, xOffset=14)
        .encode(x=year, y=growth("target_low")),
        some("naive")
        .mark_point(color=DOWN, size=75, strokeWidth=1.8, xOffset=-14)
        .encode(x=year, y=growth("naive")),
        chart.mark_circle(color=colours["text"], size=75, opacity=1, stroke=colours["page"]).encode(
            x=year, y=growth("outcome")
        ),
    ).properties(height=280, description=description)
    return finished(layers, language, theme)
