"""Charts: functions from rows to data sets, and from a language and a theme to a spec.

A spec is built once with Altair and holds no data and no word that depends on the levers, so
the browser changes the marks in place. Altair is imported on the first chart only.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.charts.once import said_once
from ui.text.numbers import separators

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa  # type: ignore[import-untyped]


Spec = dict[str, Any]
Records = list[dict[str, Any]]


UP, DOWN, NEUTRAL = "#2A8BA3", "#C56A1B", "#76868F"
"""Fills that keep 3:1 on the light and on the dark page."""
LABEL_ROOM = 0.25
"""Share of the domain kept free for the figures at the ends of bars."""
COLOURS = {
    "light": {"text": "#17252D", "muted": "#52626C", "grid": "#E1E8EB", "page": "#FFFFFF"},
    "dark": {"text": "#E6EDF0", "muted": "#9FB1BA", "grid": "#26363F", "page": "#0F1A20"},
}


def finished(chart: "alt.LayerChart | alt.FacetChart", language: str, theme: str) -> Spec:
    """Add the common look and the reader's number format; return the spec."""
    colours = COLOURS[theme]
    group, decimal = separators(language)
    spec = said_once(chart.to_dict())
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


def years(first: int, last: int, room: tuple[float, float], field: str = "year") -> "alt.X":
    """Place marks by year: every year is written, with room before the first and after the last."""
    import altair as alt

    axis = alt.Axis(
        title=None,
        format="d",
        values=list(range(first, last + 1)),
        grid=False,
        labelFlush=False,
        labelOverlap=True,
    )
    before, after = room
    scale = alt.Scale(domain=[first - before, last + after], nice=False)
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def tables(data: Mapping[str, Records]) -> dict[str, "pa.Table"]:
    """Return data sets as Arrow tables, which Streamlit sends: by pandas each would take 1 ms."""
    import pyarrow as pa

    return {key: pa.Table.from_pylist(rows) for key, rows in data.items()}
