"""A map of an indicator over two levers, with the line on which it meets a target."""

from collections.abc import Mapping, Sequence
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
LABEL_SHIFT = 0.05
"""Distance of a label from its mark, as a share of the height."""
RIGHT_SIDE = 0.6
"""From this share of the width on, a label stands left of its mark."""
SCALES = {"light": ("#EDF5F7", "#3E93A8"), "dark": ("#14272F", "#3C91A6")}
"""One hue, growing away from the page, so that text in the text colour stays readable."""


Point = tuple[float, float]


def heat_data(
    grid: Grid, edge: float, now: tuple[Point, str], answer: tuple[Point, str], target: str
) -> dict[str, Records]:
    """Return the data sets of a map; none is empty, which Vega warns of.

    Parameters
    ----------
    edge
        The value on whose line the target is met.
    now, answer
        Where the levers stand and where they are to go, each with its label.
    target
        Label of the line.
    """
    across, up, values = grid.horizontal, grid.vertical, grid.values
    middle = (values[:-1, :-1] + values[:-1, 1:] + values[1:, :-1] + values[1:, 1:]) / 4.0
    cells = [
        {
            "x": float(across[column]),
            "x2": float(across[column + 1]),
            "y": float(up[row]),
            "y2": float(up[row + 1]),
            "value": None if np.isnan(value) else float(value),
        }
        for (row, column), value in np.ndenumerate(middle)
    ]
    line = line_at(across, up, values, edge).tolist()
    low, size = (across[0], up[0]), (across[-1] - across[0], up[-1] - up[0])

    def label(at: Point, text: str, shift: float) -> dict[str, Any]:
        right = (at[0] - low[0]) / size[0] > RIGHT_SIDE
        shifted = at[1] + shift * LABEL_SHIFT * size[1]
        return {"x": at[0], "y": shifted, "text": text, "side": "before" if right else "after"}

    above = 1.0 if answer[0][1] >= now[0][1] else -1.0
    labels = [label(*answer, above)]
    if now[0] != answer[0]:
        labels.append(label(*now, -above))
    if line:
        ends = [tuple(end) for piece in line for end in piece]
        marks = np.array([now[0], answer[0]])
        gaps = [np.abs((marks - end) / size).max(axis=1).min() for end in ends]
        labels.append(label(ends[int(np.argmax(gaps))], target, 0.0))
    return {
        "cells": cells,
        "line": [
            {"x": one[0], "y": one[1], "x2": two[0], "y2": two[1]}
            for one, two in line or [[now[0], now[0]]]
        ],
        "marks": [
            {"x": at[0], "y": at[1], "kind": kind}
            for kind, (at, _) in (("now", now), ("answer", answer))
        ],
        "labels": labels,
    }


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
    across = alt.Scale(domain=[left, right], nice=False, zero=False)
    up = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("x:Q", scale=across, axis=alt.Axis(title=titles[0], **axis))
    y = alt.Y("y:Q", scale=up, axis=alt.Axis(title=titles[1], **axis))
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(range=list(SCALES[theme]), zero=False, nice=False),
        legend=alt.Legend(
            title=value[0],
            format=f",.{value[1]}f",
            orient="top",
            gradientLength=240,
            tickCount=4,
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
        # A pixel over its neighbours: between them the page would shine through.
        .mark_rect(strokeWidth=0, x2Offset=1, y2Offset=-1, clip=True)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour),
        *(
            line.mark_rule(color=ink, strokeWidth=width, strokeCap="round").encode(
                x=x, x2="x2:Q", y=y, y2="y2:Q"
            )
            for ink, width in ((colours["page"], 5), (colours["text"], 2.2))
        ),
        marks.transform_filter("datum.kind === 'now'")
        .mark_point(
            shape="circle",
            size=110,
            filled=True,
            fill=colours["page"],
            stroke=colours["text"],
            strokeWidth=2,
            opacity=1,
        )
        .encode(x=x, y=y),
        marks.transform_filter("datum.kind === 'answer'")
        .mark_point(
            shape="diamond",
            size=150,
            filled=True,
            fill=colours["text"],
            stroke=colours["page"],
            strokeWidth=1.5,
            opacity=1,
        )
        .encode(x=x, y=y),
        *(
            labels.transform_filter(f"datum.side === '{side}'")
            .mark_text(**{**look, **more})
            .encode(x=x, y=y, text="text:N")
            for side, look in sides
            for more in (halo, {})
        ),
    ).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
