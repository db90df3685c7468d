"""A map of an indicator over two levers, with the line on which it meets a target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
from contourpy import LineType, contour_generator

from model.equations.arrays import Array
from model.goal.grid import Grid
from ui.charts.look import COLOURS, Records, Spec, finished

CELLS = 25
"""Values of each lever; six cells make one step of the table of five by five."""
HEIGHT = 380
EVERY = 3
"""Of so many points of the line one is tried for its label."""
NARROW = 320
"""Pixels of the width of a map on which labels still stand clear of each other."""
SIGN, LINE, GAP, AROUND = 7.5, 20.0, 8.0, 4.0
"""Pixels of a sign and of a line of a label, from its mark to it, and kept free around it."""
SHIFTS = (19.0, -19.0, 34.0, -34.0, 0.0, 52.0, -52.0)
"""Pixels by which a label may stand above its mark, the best first."""
SCALES = {"light": ("#EDF5F7", "#3E93A8"), "dark": ("#14272F", "#3C91A6")}
"""One hue, growing away from the page, so that text in the text colour stays readable."""


Point = tuple[float, float]


def heat_data(
    grid: Grid, line: Array, now: tuple[Point, str], answer: tuple[Point, str], target: str
) -> dict[str, Records]:
    """Return the data sets of a map; none is empty, which Vega warns of.

    Cells are told by their values alone, row by row from the lowest; `heat_spec` knows where they
    lie.

    Parameters
    ----------
    line
        Pieces of the line on which the target is met, see `line_at`.
    now, answer
        Where the levers stand and where they are to go, each with its label.
    target
        Label of the line.
    """
    across, up, values = grid.horizontal, grid.vertical, grid.values
    middle = (values[:-1, :-1] + values[:-1, 1:] + values[1:, :-1] + values[1:, 1:]) / 4.0
    low = np.array([across[0], up[0]])
    size = np.array([across[-1] - across[0], up[-1] - up[0]])
    marks = (np.array([answer[0], now[0]]) - low) / size
    pieces = (line - low) / size
    ends = pieces.reshape(-1, 2)
    taken = _Taken(np.concatenate([marks, ends, pieces.mean(axis=1)]))
    placed = [taken.place(marks[:1], answer[1])]
    if now[0] != answer[0]:
        placed.append(taken.place(marks[1:], now[1]))
    if len(line):
        gaps = np.abs(ends[:, np.newaxis] - marks).max(axis=2).min(axis=1)
        far = np.argsort(-gaps, kind="stable")[::EVERY]
        placed.append(taken.place(ends[far], target))
    labels = [
        {"x": float(x), "y": float(y), "text": label.text, "side": label.side}
        for label in placed
        for x, y in [low + label.at * size]
    ]
    return {
        "cells": [
            {"value": None if value != value else value} for value in middle.ravel().tolist()
        ],
        "line": [
            {"x": one[0], "y": one[1], "x2": two[0], "y2": two[1]}
            for one, two in line.tolist() or [[now[0], now[0]]]
        ],
        "marks": [
            {"x": at[0], "y": at[1], "kind": kind}
            for kind, (at, _) in (("now", now), ("answer", answer))
        ],
        "labels": labels,
    }


@dataclass(frozen=True)
class Label:
    """A label at its place, (2,), in shares of the map, ``after`` or ``before`` it."""

    at: Array
    text: str
    side: str


class _Taken:
    """What labels must not cover: points of marks and of the line, and earlier labels."""

    def __init__(self, points: Array) -> None:
        self._scale = np.array([NARROW, HEIGHT])
        self._points = points * self._scale
        self._boxes: list[Array] = []

    def place(self, places: Array, text: str) -> Label:
        """Put a label beside the first of some places, (n, 2), where it is free.

        Where none is, it stands where it is at least inside the map.
        """
        inside: tuple[Label, Array] | None = None
        for label, box in self._choices(places, text):
            if self._is_inside(box):
                inside = inside or (label, box)
                if self._is_free(box):
                    inside = label, box
                    break
        label, box = inside or next(self._choices(places, text))
        self._boxes.append(box)
        return label

    def _choices(self, places: Array, text: str) -> Iterator[tuple[Label, Array]]:
        """Yield labels with their boxes, (2, 2): around each place, the best first."""
        size = np.array([SIGN * len(text), LINE])
        for place in places * self._scale:
            for shift in SHIFTS:
                for side, left in (("after", GAP), ("before", -GAP - size[0])):
                    start = place + np.array([left, shift - LINE / 2])
                    at = (place + np.array([0.0, shift])) / self._scale
                    yield Label(at, text, side), np.array([start, start + size])

    def _is_inside(self, box: Array) -> bool:
        return bool((box[0] >= 0.0).all() and (box[1] <= self._scale).all())

    def _is_free(self, box: Array) -> bool:
        low, high = box[0] - AROUND, box[1] + AROUND
        if ((self._points > low) & (self._points < high)).all(axis=1).any():
            return False
        return not any((low < other[1]).all() and (other[0] < high).all() for other in self._boxes)


def line_at(across: Array, up: Array, values: Array, edge: float) -> Array:
    """Return the pieces of the line along which a surface reaches a value, (n, 2, 2).

    A value that is just reached counts as reached. Around an undefined corner there is no line.

    Parameters
    ----------
    across, up
        Coordinates of the columns, (m,), and of the rows, (k,).
    values
        The surface at each of them, (k, m).
    """
    # Turned upside down: on the line itself contourpy takes a value for lower.
    surface = contour_generator(across, up, -values, line_type=LineType.Separate)
    lines = cast(list[Array], surface.lines(-edge))
    pieces = [np.stack([line[:-1], line[1:]], axis=1) for line in lines]
    return np.concatenate([np.empty((0, 2, 2)), *pieces])


@lru_cache(maxsize=32)
def heat_spec(
    description: str,
    titles: tuple[str, str],
    limits: tuple[float, float, float, float],
    value: tuple[str, int],
    language: str,
    theme: str,
) -> Spec:
    """Specify a map of cells, the target as a line, the levers as a ring and a diamond.

    Parameters
    ----------
    titles, limits
        Of the horizontal and the vertical lever: names, and low, high, low, high.
    value
        Name of the indicator and its decimals, for the key of the colours.
    """
    import altair as alt

    colours = COLOURS[theme]
    axis: Mapping[str, Any] = {"format": ",~f", "tickCount": 6, "grid": False}
    left, right, low, high = limits
    column, row = f"((datum.place - 1) % {CELLS - 1})", f"floor((datum.place - 1) / {CELLS - 1})"
    width, height = (right - left) / (CELLS - 1), (high - low) / (CELLS - 1)
    across = alt.Scale(domain=[left, right], nice=False, zero=False)
    up = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("x:Q", scale=across, axis=alt.Axis(title=titles[0], **axis))
    y = alt.Y("y:Q", scale=up, axis=alt.Axis(title=titles[1], **axis))
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(range=list(SCALES[theme]), zero=False, nice=False),
        # Squares: a gradient is found by the address of the page, and lost when that changes.
        legend=alt.Legend(
            type="symbol",
            symbolType="square",
            symbolSize=260,
            symbolStrokeWidth=0,
            symbolOpacity=1,
            direction="horizontal",
            columnPadding=14,
            title=value[0],
            format=f",.{value[1]}f",
            orient="top",
            tickCount=5,
            titleColor=colours["muted"],
            titleFontWeight="normal",
            titleFontSize=13,
            titleLimit=320,
            labelColor=colours["muted"],
            labelFontSize=13,
        ),
    )
    marks, labels = alt.Chart(alt.NamedData("marks")), alt.Chart(alt.NamedData("labels"))
    halo = {"stroke": colours["page"], "strokeWidth": 4, "strokeJoin": "round"}
    sides: Sequence[tuple[str, Mapping[str, Any]]] = (
        ("after", {"align": "left", "dx": 8, "fontWeight": 600}),
        ("before", {"align": "right", "dx": -8, "fontWeight": 600}),
    )
    line = alt.Chart(alt.NamedData("line"))
    chart = alt.layer(
        alt.Chart(alt.NamedData("cells"))
        .transform_window(place="row_number()")
        .transform_calculate(
            x=f"{left} + {width} * {column}",
            y=f"{low} + {height} * {row}",
            x2=f"datum.x + {width}",
            y2=f"datum.y + {height}",
        )
        # A pixel over its neighbours: between them the page would shine through.
        .mark_rect(strokeWidth=0, x2Offset=1, y2Offset=-1, clip=True)
        .encode(x2="x2:Q", y2="y2:Q", color=colour),
        *(
            line.mark_rule(color=ink, strokeWidth=pixels, strokeCap="round").encode(
                x2="x2:Q", y2="y2:Q"
            )
            for ink, pixels in ((colours["page"], 5), (colours["text"], 2.2))
        ),
        marks.transform_filter("datum.kind === 'now'").mark_point(
            shape="circle",
            size=110,
            filled=True,
            fill=colours["page"],
            stroke=colours["text"],
            strokeWidth=2,
            opacity=1,
        ),
        marks.transform_filter("datum.kind === 'answer'").mark_point(
            shape="diamond",
            size=150,
            filled=True,
            fill=colours["text"],
            stroke=colours["page"],
            strokeWidth=1.5,
            opacity=1,
        ),
        *(
            labels.transform_filter(f"datum.side === '{side}'")
            .mark_text(**{**look, **more})
            .encode(text="text:N")
            for side, look in sides
            for more in (halo, {})
        ),
    )
    chart = chart.encode(x=x, y=y).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
