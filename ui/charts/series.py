"""An observed series over the years."""

from collections.abc import Sequence
from functools import lru_cache

from ui.charts.look import COLOURS, DOWN, UP, Records, Spec, finished


def series_data(
    chosen: Sequence[tuple[int, float]], others: Sequence[tuple[int, float]]
) -> dict[str, Records]:
    """Return the data sets of an observed series: chosen figures and the alternatives.

    A year without a figure breaks the line, so that nothing is drawn where nothing is known. None
    is empty, which Vega warns of.
    """
    known = dict(chosen)
    years = range(min(known), max(known) + 1) if known else range(0)
    nothing: Records = [{"year": year, "value": None} for year, _ in (*chosen, *others)[:1]]
    return {
        "chosen": [{"year": year, "value": known.get(year)} for year in years] or nothing,
        "others": [{"year": year, "value": value} for year, value in others] or nothing,
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
