"""Growth as it came, year by year, and the fan in which a year was projected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.fan import BEFORE, HEIGHT, interval_rows, shades
from ui.charts.look import COLOURS, UP, Records, Spec, finished, years

BESIDE = 0.14
"""Marks beside the end of the fan stand so far to its right, years."""
LABELS, ROOM = 0.42, 3.4
"""Where labels begin to the right of the fan, and the room that is kept for them, years."""
LEAST = 0.06
"""Labels stand at least so far apart, as a share of the height."""
MODEL, RIVAL, CAME, OTHER = "model", "rival", "came", "other"
"""The projection of the fan, that of another version, what came, another figure of it."""


@dataclass(frozen=True)
class Mark:
    """A figure of the projected year; ``kind`` is one of the above, or empty at a band's end."""

    value: float
    text: str
    kind: str = ""


def growth_fan_data(
    known: Mapping[int, float], year: int, cuts: Sequence[float], marks: Sequence[Mark]
) -> dict[str, Records]:
    """Return the data sets of the fan.

    Parameters
    ----------
    known
        Growth by year, per cent; a year without breaks the line. The fan opens at the last one.
    year
        The projected year.
    cuts
        Quantiles of its growth.
    marks
        Its figures, one of `MODEL` among them.
    """
    first, last = min(known), max(known)
    opens = interval_rows([known[last]] * len(cuts), year=last)
    projected = next(mark.value for mark in marks if mark.kind == MODEL)
    return {
        "fan": [*opens, *interval_rows(cuts, year=year)],
        "known": [{"year": at, "value": known.get(at)} for at in range(first, last + 1)],
        "path": [{"year": last, "value": known[last]}, {"year": year, "value": projected}],
        "marks": [
            {"year": _stands(mark, year), "value": mark.value, "kind": mark.kind}
            for mark in marks
            if mark.kind
        ],
        "labels": _labels(marks, year, [*cuts, *known.values()]),
    }


def spread(values: Sequence[float], least: float) -> list[float]:
    """Move ascending values as little as keeps them at least so far apart, in their order."""
    runs: list[list[float]] = []
    for place, value in enumerate(values):
        run = [value - place * least]
        while runs and _mean(runs[-1]) > _mean(run):
            run = runs.pop() + run
        runs.append(run)
    means = [_mean(run) for run in runs for _ in run]
    return [mean + place * least for place, mean in enumerate(means)]


@lru_cache(maxsize=32)
def growth_fan_spec(description: str, first: int, last: int, language: str, theme: str) -> Spec:
    """Specify a line of years that came, and into the last one a fan with its figures beside."""
    import altair as alt

    colours = COLOURS[theme]
    x = years(first, last, (BEFORE, ROOM))
    height, sides = alt.Scale(zero=False), alt.Axis(title=None, tickCount=5)
    y = alt.Y("value:Q", scale=height, axis=sides)
    known, path, labels = (alt.Chart(alt.NamedData(data)) for data in ("known", "path", "labels"))
    looks: Mapping[str, Mapping[str, Any]] = {
        MODEL: {"shape": "circle", "size": 55, "color": UP, "filled": True},
        RIVAL: {"shape": "diamond", "size": 65, "color": UP, "strokeWidth": 1.8},
        OTHER: {"shape": "circle", "size": 55, "color": colours["muted"], "strokeWidth": 1.5},
        CAME: {"shape": "circle", "size": 90, "color": colours["text"], "filled": True},
    }
    weights: Mapping[str, Mapping[str, Any]] = {"===": {"fontWeight": 600}, "!==": {}}
    chart = alt.layer(
        *shades(x, alt.Y("low:Q", scale=height, axis=sides)),
        known.mark_line(color=colours["text"], strokeWidth=1.8).encode(x=x, y=y),
        known.mark_circle(color=colours["text"], size=40, opacity=1).encode(x=x, y=y),
        path.mark_line(color=UP, strokeWidth=1.8).encode(x=x, y=y),
        labels.mark_line(color=colours["muted"], strokeWidth=0.8).encode(x=x, y=y, detail="text:N"),
        *(
            alt.Chart(alt.NamedData("marks"))
            .transform_filter(f"datum.kind === '{kind}'")
            .mark_point(opacity=1, **look)
            .encode(x=x, y=y)
            for kind, look in looks.items()
        ),
        *(
            labels.transform_filter(f"datum.end && datum.kind {test} '{CAME}'")
            .mark_text(align="left", dx=3, **look)
            .encode(x=x, y=y, text="text:N")
            for test, look in weights.items()
        ),
    ).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)


def _stands(mark: Mark, year: int) -> float:
    return year + (BESIDE if mark.kind in (RIVAL, OTHER) else 0.0)


def _labels(marks: Sequence[Mark], year: int, values: Sequence[float]) -> Records:
    """Place the labels of marks: a line from each figure leads to its label."""
    ordered = sorted(marks, key=lambda mark: mark.value)
    every = [*values, *(mark.value for mark in marks)]
    places = spread([mark.value for mark in ordered], LEAST * (max(every) - min(every)))
    return [
        {"year": x, "value": value, "text": mark.text, "kind": mark.kind, "end": end}
        for mark, place in zip(ordered, places, strict=True)
        for x, value, end in (
            (_stands(mark, year), mark.value, False),
            (year + LABELS, place, True),
        )
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
