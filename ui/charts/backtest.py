"""Past years: outcomes beside projections, and what others expected."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from model.evidence.backtest import Score
from ui.charts.look import COLOURS, DOWN, UP, Records, Spec, finished

BAND = 90
HEIGHT = 300
LABELS_ROOM = 2.8
"""Years kept free on the right for what the marks of the last year are called."""
LINE = 0.075
"""Height of a line of labels as a share of the highest value."""
BESIDE = {"naive": -14, "target": -23, "nation": 14, "world_bank": 23}
"""Pixels between a year and the marks of what others expected of it."""
KEY = 34
"""Pixels between the last year and its marks with their names."""


def backtest_data(rows: Sequence[Score], words: Mapping[str, str]) -> dict[str, Records]:
    """Return the data sets of the chart: one record a year of the total, and labels of the last.

    Parameters
    ----------
    words
        What each mark is called: ``outcome``, ``projected`` and the keys of `BESIDE`.
    """
    years = [_record(row) for row in rows]
    year, last = max(
        ((row.year, record) for row, record in zip(rows, years, strict=True)), key=itemgetter(0)
    )
    known = ((key, last[key]) for key in words)
    named = sorted(((key, at) for key, at in known if at is not None), key=lambda pair: pair[1])
    highest = max(value for row in years for key, value in row.items() if key != "year" and value)
    places = apart([value for _, value in named], LINE * highest)
    return {
        "years": years,
        "labels": [
            {"year": year, "value": place, "of": key, "text": words[key]}
            for (key, _), place in zip(named, places, strict=True)
        ],
    }


def apart(values: Sequence[float], least: float) -> list[float]:
    """Move rising values as little as need be, by least squares, to stand ``least`` apart."""
    blocks: list[tuple[float, int]] = []
    for place, value in enumerate(values):
        mean, count = value - place * least, 1
        while blocks and blocks[-1][0] > mean:
            other, size = blocks.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        blocks.append((mean, count))
    flat = [mean for mean, count in blocks for _ in range(count)]
    return [mean + place * least for place, mean in enumerate(flat)]


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

    Beside the last year every mark stands once more, with what it is called.
    """
    import altair as alt

    colours = COLOURS[theme]
    years, labels = alt.Chart(alt.NamedData("years")), alt.Chart(alt.NamedData("labels"))
    axis = alt.Axis(title=None, format="d", values=list(range(first, last + 1)), grid=False)
    scale = alt.Scale(domain=[first - 0.5, last + LABELS_ROOM], nice=False)
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
        aside = BESIDE.get(key, 0)
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
        of_key = labels.transform_filter(f"datum.of === '{key}'")
        layers += [
            point.mark_point(**look, xOffset=aside).encode(x=year, y=growth(key)),
            of_key.mark_point(**{**look, "size": 60}, xOffset=KEY).encode(
                x=year, y=growth("value")
            ),
            of_key.mark_text(align="left", dx=KEY + 10, color=mark["color"]).encode(
                x=year, y=growth("value"), text="text:N"
            ),
        ]
    chart = alt.layer(*layers).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
