"""A fan over the years."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from model.equations.arrays import Array
from model.uncertainty.bands import WIDTHS
from ui.charts.look import COLOURS, UP, Records, Spec, finished, years

if TYPE_CHECKING:
    import altair as alt

OPACITIES = {90: 0.20, 60: 0.34, 30: 0.55}
HEIGHT = 320
BEFORE, FIGURES_ROOM = 0.2, 1.4
"""Years kept free to the left of a fan, and to the right for its figures."""
HALF_RULE = 0.25
"""Half the length of a target's short rule, years."""
APART = 0.06
"""Figures at the end stand at least so far apart, as a share of the height; the first ones stay."""


def interval_rows(cuts: Sequence[float], shift: float = 0.0, **more: Any) -> Records:
    """Return the three intervals of a band, widest first."""
    return [
        {"width": width, "low": cuts[low] + shift, "high": cuts[high] + shift, **more}
        for width, (low, high) in WIDTHS.items()
    ]


def fan_data(
    start: tuple[int, float | None],
    central: Sequence[float],
    cuts: Array,
    reference: Sequence[float],
    targets: Sequence[tuple[int, float, str]],
    figures: Sequence[tuple[float, str]],
    rival: float | None = None,
) -> dict[str, Records]:
    """Return the data sets of a fan over the years.

    Parameters
    ----------
    start
        Base year and its value, where the fan opens.
    central
        The path itself, which may lie outside the inner ranges.
    cuts
        Quantiles of the level, (cuts, years).
    reference
        The path with every lever on trend.
    targets
        Year, value and label of each target.
    figures
        The figures at the end of the fan, that of the path first, with how they are written.
    rival
        A constant that the path is to be compared with, for a spec with ``rival``.
    """
    year, base = start
    columns = [] if base is None else [[base] * len(cuts)]
    columns += cuts.T.tolist()
    first = year + (base is None)
    fan = [
        row
        for at, column in enumerate(columns, start=first)
        for row in interval_rows(column, year=at)
    ]
    end = first + len(columns) - 1
    known = [] if base is None else [base]
    path, others = [*known, *central], [*known, *reference]
    levels = dict(enumerate(path, start=first))
    constant = [{"year": at, "value": rival} for at in (year + 1, end)]
    return {
        **({} if rival is None else {"rival": constant}),
        "fan": fan,
        "path": [{"year": at, "value": value} for at, value in enumerate(path, start=first)],
        "reference": [{"year": at, "value": value} for at, value in enumerate(others, start=first)],
        "targets": [
            {
                "from": at - HALF_RULE,
                "to": at if at == end else at + HALF_RULE,
                "value": value,
                **_beside(text, at == end, value >= levels[at]),
            }
            for at, value, text in targets
        ]
        or [{"from": end, "to": end, "value": path[-1], **_beside("", True, True)}],
        "ends": [
            {"year": end, "value": value, "text": text, "path": not place}
            for place, (value, text) in enumerate(_apart(figures, [*path, *cuts[0], *cuts[-1]]))
        ],
    }


def shades(x: "alt.X", low: "alt.Y") -> "list[alt.Chart]":
    """Shade the intervals of the data set ``fan``, the widest one first."""
    import altair as alt

    fan = alt.Chart(alt.NamedData("fan")).encode(x=x, y=low, y2="high:Q")
    return [
        fan.transform_filter(f"datum.width === {width}").mark_area(color=UP, opacity=opacity)
        for width, opacity in OPACITIES.items()
    ]


def _beside(text: str, last: bool, above: bool) -> dict[str, str]:
    """Place the label of a target where the path does not run through it."""
    side = "before" if last else "above" if above else "below"
    return {place: text if place == side else "" for place in ("above", "below", "before")}


def _apart(
    figures: Sequence[tuple[float, str]], values: Sequence[float]
) -> list[tuple[float, str]]:
    """Leave out figures that would stand on an earlier one, among values on one scale."""
    least = APART * (max(values) - min(values))
    kept: list[tuple[float, str]] = []
    for value, text in figures:
        if not kept or all(abs(value - other) > least for other, _ in kept):
            kept.append((value, text))
    return kept


@lru_cache(maxsize=32)
def fan_spec(
    description: str, first: int, last: int, language: str, theme: str, rival: bool = False
) -> Spec:
    """Specify a fan of 30, 60 and 90 % over the years, the reference dashed, targets as rules.

    ``rival`` adds a dotted line of a constant.
    """
    import altair as alt

    colours = COLOURS[theme]
    room = BEFORE, FIGURES_ROOM
    x, target_x = (years(first, last, room, field) for field in ("year", "from"))
    height, sides = alt.Scale(zero=False), alt.Axis(title=None, tickCount=5)
    y = alt.Y("value:Q", scale=height, axis=sides)
    path = alt.Chart(alt.NamedData("path"))
    targets = alt.Chart(alt.NamedData("targets"))
    lines = {"reference": [5, 4], **({"rival": [1, 4]} if rival else {})}
    halo: Mapping[str, Any] = {
        "stroke": colours["page"],
        "strokeWidth": 4,
        "strokeJoin": "round",
    }
    labels: Mapping[str, Mapping[str, Any]] = {
        "above": {"align": "left", "dy": -10, "fontWeight": 600},
        "below": {"align": "left", "dy": 12, "fontWeight": 600},
        "before": {"align": "right", "dx": -5, "fontWeight": 600},
    }
    ends: Mapping[str, Mapping[str, Any]] = {
        "true": {"align": "left", "dx": 7, "fontWeight": 600},
        "false": {"align": "left", "dx": 7},
    }
    chart = alt.layer(
        *shades(x, alt.Y("low:Q", scale=height, axis=sides)),
        *(
            alt.Chart(alt.NamedData(data))
            .mark_line(color=colours["muted"], strokeDash=dash, strokeWidth=1.5)
            .encode(x=x, y=y)
            for data, dash in lines.items()
        ),
        path.mark_line(color=colours["text"], strokeWidth=1.8).encode(x=x, y=y),
        path.mark_circle(color=colours["text"], size=34, opacity=1).encode(x=x, y=y),
        targets.mark_rule(color=colours["text"], strokeWidth=3).encode(x=target_x, x2="to:Q", y=y),
        *(
            targets.mark_text(**{**look, **more}).encode(x=target_x, y=y, text=f"{side}:N")
            for side, look in labels.items()
            for more in (halo, {})
        ),
        *(
            alt.Chart(alt.NamedData("ends"))
            .transform_filter(f"datum.path === {of_path}")
            .mark_text(**look)
            .encode(x=x, y=y, text="text:N")
            for of_path, look in ends.items()
        ),
    ).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
