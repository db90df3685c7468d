"""The two bands of an indicator, one above the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ui.charts.fan import by_width, interval_rows
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
) -> dict[str, Records]:
    """Return the data sets of two bands on one scale.

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
    """
    start, words = reference
    far, side = (-1, "high") if effect.cuts[0] + effect.cuts[-1] >= 0.0 else (0, "low")
    placed = [
        ("effect", "central", start + effect.central, effect.text),
        ("effect", side, start + effect.cuts[far], span),
        ("effect", "reference", start, words),
        ("level", "central", level.central, level.text),
        ("level", "low", level.cuts[0], ends[0]),
        ("level", "high", level.cuts[-1], ends[-1]),
        *(("level", "target", x, text) for x, text in targets),
    ]
    places = [x for _, _, x, _ in placed]
    low, high = min(places), max(places)
    room = LABEL_ROOM * (high - low) or abs(low) * 0.01 or 1.0
    placed += [("level", "room", x, "") for x in (low - room, high + room)]
    away = {"central": -CENTRAL_ABOVE, "reference": LABEL_BELOW, "target": LABEL_BELOW}
    return {
        "bars": [
            *interval_rows(effect.cuts, start, y=PLACES["effect"]),
            *interval_rows(level.cuts, y=PLACES["level"]),
        ],
        "figures": [
            {"x": x, "y": PLACES[band] + away.get(side, 0.0), "side": side, "text": text}
            for band, side, x, text in placed
        ],
    }


@lru_cache(maxsize=32)
def bands_spec(description: str, titles: tuple[str, str], language: str, theme: str) -> Spec:
    """Specify two bands, one above the other: effect of the levers, then level.

    What marks share is said once and each chart has two data sets only, as all of it goes to the
    reader with every move. ``titles`` stand above the two bands.
    """
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(zero=False, nice=False)
    axis = alt.Axis(title=None, tickCount=5)
    x = alt.X("x:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[1.0, 0.0], nice=False), axis=None)
    figures = alt.NamedData("figures")
    above = [
        {"y": place - TITLE_ABOVE, "text": title}
        for place, title in zip(PLACES.values(), titles, strict=True)
    ]
    looks: Mapping[tuple[str, ...], Mapping[str, Any]] = {
        ("central",): {"align": "center", "fontWeight": 600},
        ("reference", "target"): {"align": "center", "color": colours["muted"]},
        ("low",): {"align": "right", "dx": -7},
        ("high",): {"align": "left", "dx": 7},
    }
    halo: Mapping[str, Any] = {"stroke": colours["page"], "strokeWidth": 4, "strokeJoin": "round"}

    def only(*sides: str) -> str:
        return " || ".join(f"datum.side === '{side}'" for side in sides)

    def rule(side: str, **look: Any) -> alt.Chart:
        marks = alt.Chart().mark_rule(**look).encode(y2="end:Q").transform_filter(only(side))
        middle = f"datum.y - {LABEL_BELOW}"
        ends = {"end": f"{middle} + {HALF_RULE}", "y": f"{middle} - {HALF_RULE}"}
        placed: alt.Chart = marks.transform_calculate(**ends)
        return placed

    def words(**look: Any) -> alt.LayerChart:
        marks = alt.Chart().mark_text(**halo, **look), alt.Chart().mark_text(**look)
        return alt.layer(*marks).encode(text="text:N")

    bars = alt.Chart(alt.NamedData("bars")).mark_rule(color=UP, strokeWidth=18, strokeCap="butt")
    chart = alt.layer(
        alt.layer(rule("reference", color=NEUTRAL, strokeDash=[4, 3]), data=figures),
        bars.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", opacity=by_width()),
        alt.layer(
            alt.Chart()
            .mark_tick(orient="vertical", thickness=2.5, size=22, color=colours["text"])
            .transform_filter(only("central"))
            .transform_calculate(y=f"datum.y + {CENTRAL_ABOVE}"),
            rule("target", strokeWidth=2, color=colours["text"]),
            alt.Chart().mark_point(opacity=0, size=1).transform_filter(only("room")),
            *(words(**look).transform_filter(only(*sides)) for sides, look in looks.items()),
            data=figures,
        ),
        words(align="left", color=colours["muted"])
        .encode(x=alt.value(0))
        .properties(data=alt.Data(values=above)),  # type: ignore[no-untyped-call]
    ).encode(x=x, y=y)
    return finished(chart.properties(height=HEIGHT, description=description), language, theme)
