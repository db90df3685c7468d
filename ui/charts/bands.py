"""The two bands of an indicator, one above the other."""

from collections.abc import Sequence
from functools import lru_cache

from model.uncertainty.bands import MEDIAN
from ui.charts.fan import (
    BANDS_HEIGHT,
    LABEL_BELOW,
    MEDIAN_ABOVE,
    OPACITIES,
    TITLE_ABOVE,
    interval_rows,
)
from ui.charts.look import COLOURS, LABEL_ROOM, NEUTRAL, UP, Records, Spec, finished

PLACES = {"effect": 0.27, "level": 0.77}
"""Heights of the two bands, from 0 at the top to 1."""
REFERENCE_END = 0.37
"""Where the line of the reference ends, above its label."""
REFERENCE_START = 0.09
"""Where it starts, below the title."""
HALF_TICK = 0.08


def bands_data(
    effect: tuple[Sequence[float], Sequence[str]],
    level: tuple[Sequence[float], Sequence[str]],
    reference: tuple[float, str],
    targets: Sequence[tuple[float, str]],
    titles: tuple[str, str],
) -> dict[str, Records]:
    """Return the data sets of two bands on one scale; none is empty, which Vega warns of.

    Parameters
    ----------
    effect, level
        Cuts of a band, and the figures at its low end, its median and its high end. The
        effect is drawn from the reference.
    reference
        The projection with every lever on trend, and its label.
    targets
        Ends of the target and their labels.
    titles
        What stands above the two bands.
    """
    start, words = reference
    bars: Records = []
    figures: Records = []
    for band, (cuts, texts), shift in (("effect", effect, start), ("level", level, 0.0)):
        y = PLACES[band]
        bars += interval_rows(cuts, shift, y=y)
        sides = zip(("low", "median", "high"), (0, MEDIAN, len(cuts) - 1), texts, strict=True)
        for side, place, text in sides:
            above = MEDIAN_ABOVE if side == "median" else 0.0
            figures.append({"x": cuts[place] + shift, "y": y - above, "side": side, "text": text})
    below = PLACES["effect"] + LABEL_BELOW
    figures.append({"x": start, "y": below, "side": "reference", "text": words})
    below = PLACES["level"] + LABEL_BELOW
    figures += [{"x": x, "y": below, "side": "target", "text": text} for x, text in targets]
    places = [row["x"] for row in figures]
    low, high = min(places), max(places)
    room = LABEL_ROOM * (high - low) or abs(low) * 0.01 or 1.0
    return {
        "bars": bars,
        "figures": figures,
        "reference": [{"x": start, "y": REFERENCE_START, "end": REFERENCE_END}],
        "titles": [
            {"y": place - TITLE_ABOVE, "text": title}
            for place, title in zip(PLACES.values(), titles, strict=True)
        ],
        "targets": [
            {"x": x, "y": PLACES["level"] - HALF_TICK, "end": PLACES["level"] + HALF_TICK}
            for x, _ in targets
        ]
        or [{"x": start, "y": 0.0, "end": 0.0}],
        "extent": [{"x": low - room}, {"x": high + room}],
    }


@lru_cache(maxsize=32)
def bands_spec(description: str, language: str, theme: str) -> Spec:
    """Specify two bands, one above the other: effect of the levers, then level."""
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(zero=False, nice=False)
    axis = alt.Axis(title=None, tickCount=5)
    x = alt.X("x:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[1.0, 0.0], nice=False), axis=None)
    bars = alt.Chart(alt.NamedData("bars"))
    figures = alt.Chart(alt.NamedData("figures"))
    layers: list[alt.Chart] = [
        alt.Chart(alt.NamedData("reference"))
        .mark_rule(color=NEUTRAL, strokeDash=[4, 3])
        .encode(x=x, y=y, y2="end:Q"),
        *(
            bars.transform_filter(f"datum.width === {width}")
            .mark_rule(color=UP, opacity=opacity, strokeWidth=18, strokeCap="butt")
            .encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=y)
            for width, opacity in OPACITIES.items()
        ),
        figures.transform_filter("datum.side === 'median'")
        .transform_calculate(y=f"datum.y + {MEDIAN_ABOVE}")
        .mark_tick(orient="vertical", thickness=2.5, size=22, color=colours["text"])
        .encode(x=x, y=y),
        alt.Chart(alt.NamedData("targets"))
        .mark_rule(strokeWidth=2, color=colours["text"])
        .encode(x=x, y=y, y2="end:Q"),
        alt.Chart(alt.NamedData("extent")).mark_point(opacity=0, size=1).encode(x=x),
    ]
    halo = {"stroke": colours["page"], "strokeWidth": 4, "strokeJoin": "round"}
    for sides, look in (
        (("median",), {"align": "center", "fontWeight": 600}),
        (("reference", "target"), {"align": "center", "color": colours["muted"]}),
        (("low",), {"align": "right", "dx": -7}),
        (("high",), {"align": "left", "dx": 7}),
    ):
        chosen = figures.transform_filter(alt.FieldOneOfPredicate(field="side", oneOf=list(sides)))
        layers += [
            chosen.mark_text(**mark).encode(x=x, y=y, text="text:N")
            for mark in ({**look, **halo}, look)
        ]
    titles = alt.Chart(alt.NamedData("titles"))
    look = {"align": "left", "color": colours["muted"]}
    layers += [
        titles.mark_text(**mark).encode(x=alt.value(0), y=y, text="text:N")
        for mark in ({**look, **halo}, look)
    ]
    chart = alt.layer(*layers).properties(height=BANDS_HEIGHT, description=description)
    return finished(chart, language, theme)
