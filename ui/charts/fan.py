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
    placed = [
        (at, value, text, _side(at == end, value >= levels[at])) for at, value, text in targets
    ]
    placed += [
        (end, value, text, "range" if place else "path")
        for place, (value, text) in enumerate(_apart(figures, [*path, *cuts[0], *cuts[-1]]))
    ]
    return {
        "fan": fan,
        "path": [
            {"year": at, "value": value, "reference": usual}
            | ({} if rival is None else {"rival": rival if at > year else None})
            for at, (value, usual) in enumerate(zip(path, others, strict=True), start=first)
        ],
        "figures": [
            {"year": at, "value": value, "text": text, "side": side}
            for at, value, text, side in placed
        ],
    }


def shades(x: "alt.X", low: "alt.Y") -> "list[alt.Chart]":
    """Shade the intervals of the data set ``fan``, the widest one first."""
    import altair as alt

    fan = alt.Chart(alt.NamedData("fan")).mark_area(color=UP)
    return [fan.encode(x=x, y=low, y2="high:Q", opacity=by_width())]


def by_width() -> "alt.Opacity":
    """Shade an interval by its width: the narrower, the darker."""
    import altair as alt

    shades = list(OPACITIES.values())
    scale = alt.Scale(type="ordinal", domain=list(OPACITIES), range=shades)
    return alt.Opacity("width:O", scale=scale, legend=None)


def _side(last: bool, above: bool) -> str:
    """Place the label of a target where the path does not run through it."""
    return "before" if last else "above" if above else "below"


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
    x = years(first, last, (BEFORE, FIGURES_ROOM))
    height, sides = alt.Scale(zero=False), alt.Axis(title=None, tickCount=5)
    y, low, *others = (
        alt.Y(f"{field}:Q", scale=height, axis=sides)
        for field in ("value", "low", "reference", "rival")
    )
    dashes = [5, 4], *([[1, 4]] if rival else [])
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
        "path": {"align": "left", "dx": 7, "fontWeight": 600},
        "range": {"align": "left", "dx": 7},
    }

    def words(side: str, *looks: Mapping[str, Any]) -> alt.LayerChart:
        marks = [alt.Chart().mark_text(**look) for look in looks]
        here = alt.layer(*marks).transform_filter(f"datum.side === '{side}'")
        return here.encode(text="text:N")

    targets = alt.layer(
        alt.Chart().mark_rule(color=colours["text"], strokeWidth=3).encode(x2="to:Q"),
        *(words(side, {**look, **halo}, look) for side, look in labels.items()),
    )
    chart = alt.layer(
        *shades(x, low),
        alt.layer(
            *(
                alt.Chart()
                .mark_line(color=colours["muted"], strokeDash=dash, strokeWidth=1.5)
                .encode(y=other)
                for dash, other in zip(dashes, others, strict=False)
            ),
            alt.Chart().mark_line(color=colours["text"], strokeWidth=1.8).encode(y=y),
            alt.Chart().mark_circle(color=colours["text"], size=34, opacity=1).encode(y=y),
            data=alt.NamedData("path"),
        ),
        alt.layer(
            targets.transform_filter("datum.side !== 'path' && datum.side !== 'range'")
            .transform_calculate(to=f"datum.year + (datum.side === 'before' ? 0 : {HALF_RULE})")
            .transform_calculate(year=f"datum.year - {HALF_RULE}"),
            *(words(side, look) for side, look in ends.items()),
            data=alt.NamedData("figures"),
        ),
    ).encode(x=x, y=y)
    return finished(chart.properties(height=HEIGHT, description=description), language, theme)
