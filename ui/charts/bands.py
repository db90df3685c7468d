"""The two bands of an indicator, one above the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ui.charts.fan import OPACITIES, interval_rows
from ui.charts.look import COLOURS, LABEL_ROOM, NEUTRAL, UP, Records, Spec, finished

HEIGHT = 250
PLACES = {"effect": 0.27, "level": 0.77}
"""Heights of the two bands, from 0 at the top to 1."""
TITLE_ABOVE, CENTRAL_ABOVE, LABEL_BELOW = 0.22, 0.11, 0.14
HALF_RULE = 0.08
"""The rules of reference and target reach so far to either side of a band: figures stand above,
below and beside it, so that none is struck through."""


@dataclass(frozen=True)
class Band:
    """A band and the one central number, which may lie outside the inner ranges.

    ``cuts`` are `model.uncertainty.bands.CUTS` of the draws, ``text`` is the central number as it
    is written.
    """

    cuts: Sequence[float]
    central: float
    text: str


def bands_data(
    effect: Band,
    span: str,
    level: Band,
    ends: Sequence[str],
    reference: tuple[float, str],
    targets: Sequence[tuple[float, str]],
    titles: tuple[str, str],
) -> dict[str, Records]:
    """Return the data sets of two bands on one scale; none is empty, which Vega warns of.

    Parameters
    ----------
    effect, level
        The two bands. The effect is drawn from the reference.
    span
        The 90 % range of the effect; it stands on the side away from the reference.
    ends
        The two ends of the 90 % range of the level.
    reference
        The projection with every lever on trend, and its label.
    targets
        Ends of the target and their labels.
    titles
        What stands above the two bands.
    """
    start, words = reference
    far, side = (-1, "high") if effect.cuts[0] + effect.cuts[-1] >= 0.0 else (0, "low")
    placed = [
        ("effect", "central", start + effect.central, effect.text),
        ("effect", side, start + effect.cuts[far], span),
        ("effect", "below", start, words),
        ("level", "central", level.central, level.text),
        ("level", "low", level.cuts[0], ends[0]),
        ("level", "high", level.cuts[-1], ends[-1]),
        *(("level", "below", x, text) for x, text in targets),
    ]
    away = {"central": -CENTRAL_ABOVE, "below": LABEL_BELOW}
    places = [x for _, _, x, _ in placed]
    low, high = min(places), max(places)
    room = LABEL_ROOM * (high - low) or abs(low) * 0.01 or 1.0
    return {
        "bars": [
            *interval_rows(effect.cuts, start, y=PLACES["effect"]),
            *interval_rows(level.cuts, y=PLACES["level"]),
        ],
        "figures": [
            {"x": x, "y": PLACES[band] + away.get(at, 0.0), "side": at, "text": text}
            for band, at, x, text in placed
        ],
        "reference": [_rule(start, "effect")],
        "titles": [
            {"y": place - TITLE_ABOVE, "text": title}
            for place, title in zip(PLACES.values(), titles, strict=True)
        ],
        "targets": [_rule(x, "level") for x, _ in targets] or [{"x": start, "y": 0.0, "end": 0.0}],
        "extent": [{"x": low - room}, {"x": high + room}],
    }


def _rule(x: float, band: str) -> dict[str, float]:
    """Place an upright rule across a band."""
    return {"x": x, "y": PLACES[band] - HALF_RULE, "end": PLACES[band] + HALF_RULE}


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
        figures.transform_filter("datum.side === 'central'")
        .transform_calculate(y=f"datum.y + {CENTRAL_ABOVE}")
        .mark_tick(orient="vertical", thickness=2.5, size=22, color=colours["text"])
        .encode(x=x, y=y),
        alt.Chart(alt.NamedData("targets"))
        .mark_rule(strokeWidth=2, color=colours["text"])
        .encode(x=x, y=y, y2="end:Q"),
        alt.Chart(alt.NamedData("extent")).mark_point(opacity=0, size=1).encode(x=x),
    ]
    halo = {"stroke": colours["page"], "strokeWidth": 4, "strokeJoin": "round"}
    for sides, look in (
        (("central",), {"align": "center", "fontWeight": 600}),
        (("below",), {"align": "center", "color": colours["muted"]}),
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
    chart = alt.layer(*layers).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)
