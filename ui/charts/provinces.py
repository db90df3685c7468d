"""Growth of the provinces of the region year by year, beside the nation's target and growth."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from ui.charts.growth_fan import spread
from ui.charts.look import COLOURS, UP, Records, Spec, finished, years

HEIGHT = 340
HALF = 0.42
"""Half a year's column, in years."""
STEP, NEAR = 0.12, 0.6
"""Dots nearer than so many points stand so far beside each other, years."""
ROOM = 2.5
"""Room for the labels to the right of the last year, years."""
LEAST = 1.15
"""Labels stand at least so far apart, points."""
EDGE = 26
"""Pixels kept for names above the highest dot and below the lowest."""
TARGET, NATION, OWN = "target", "nation", "own"

Grown = tuple[str, int, float]
"""A province, a year, its growth in per cent."""


def provinces_data(
    rows: Sequence[Grown],
    own: str,
    nation: Mapping[int, tuple[float, float]],
    named: Iterable[Grown],
    labels: Mapping[str, str],
) -> dict[str, Records]:
    """Return the data sets of the chart.

    Parameters
    ----------
    rows
        Growth of the provinces; ``own`` is the one that is marked.
    nation
        Target and growth of the nation by year.
    named
        Rows whose province is written beside the dot.
    labels
        Words of `TARGET`, `NATION` and `OWN`, beside the last year.
    """
    last = max(nation)
    ends = {TARGET: nation[last][0], NATION: nation[last][1]}
    ends.update((OWN, growth) for area, year, growth in rows if (area, year) == (own, last))
    ordered = sorted(ends, key=lambda kind: ends[kind])
    places = spread([ends[kind] for kind in ordered], LEAST)
    return {
        "nation": [
            {"from": year - HALF, "to": year + HALF, "target": target, "first": first}
            for year, (target, first) in nation.items()
        ],
        "dots": [
            {"year": x, "value": growth, "area": area, "own": area == own}
            for year in nation
            for x, (area, growth) in _beside(rows, year, own)
        ],
        "names": [
            {"year": year, "value": growth, "text": area, "above": growth > nation[year][0]}
            for area, year, growth in named
        ],
        "labels": [
            {"year": last + HALF, "value": place, "text": labels[kind], "kind": kind}
            for kind, place in zip(ordered, places, strict=True)
        ],
    }


@lru_cache(maxsize=16)
def provinces_spec(description: str, first: int, last: int, language: str, theme: str) -> Spec:
    """Specify the dots of provinces on columns that reach from the target to the nation."""
    import altair as alt

    colours = COLOURS[theme]
    x, side = (years(first, last, (0.5, ROOM), field) for field in ("year", "from"))

    def growth(field: str) -> alt.Y:
        return alt.Y(
            f"{field}:Q",
            scale=alt.Scale(zero=True, padding=EDGE),
            axis=alt.Axis(title="%", tickCount=6, titleAngle=0),
        )

    nation, dots, names, labels = (
        alt.Chart(alt.NamedData(name)) for name in ("nation", "dots", "names", "labels")
    )
    kinds: Mapping[str, Mapping[str, Any]] = {
        TARGET: {"color": UP},
        NATION: {"color": colours["muted"]},
        OWN: {"color": colours["text"], "fontWeight": 600},
    }
    looks: Mapping[str, Mapping[str, Any]] = {
        "!datum.own": {"color": colours["muted"], "strokeWidth": 1.5, "size": 45},
        "datum.own": {"color": colours["text"], "filled": True, "size": 80},
    }
    tooltip = [alt.Tooltip("area:N", title=" "), alt.Tooltip("value:Q", title="  ", format=",~f")]
    chart = alt.layer(
        nation.mark_rect(color=UP, opacity=0.16).encode(
            x=side, x2="to:Q", y=growth("target"), y2="first:Q"
        ),
        nation.mark_rule(color=colours["muted"], strokeWidth=2).encode(
            x=side, x2="to:Q", y=growth("first")
        ),
        nation.mark_rule(color=UP, strokeWidth=3).encode(x=side, x2="to:Q", y=growth("target")),
        *(
            dots.transform_filter(which)
            .mark_point(shape="circle", opacity=1, **look)
            .encode(x=x, y=growth("value"), tooltip=tooltip)
            for which, look in looks.items()
        ),
        *(
            names.transform_filter(which)
            .mark_text(dy=dy, color=colours["muted"])
            .encode(x=x, y=growth("value"), text="text:N")
            for which, dy in (("datum.above", -12), ("!datum.above", 14))
        ),
        *(
            labels.transform_filter(f"datum.kind === '{kind}'")
            .mark_text(align="left", dx=6, **look)
            .encode(x=x, y=growth("value"), text="text:N")
            for kind, look in kinds.items()
        ),
    ).properties(height=HEIGHT, description=description)
    return finished(chart, language, theme)


def _beside(
    rows: Sequence[Grown], year: int, own: str
) -> Iterable[tuple[float, tuple[str, float]]]:
    """Place the dots of a year beside each other where they would cover each other.

    The marked one stands in the middle; places go out to both sides in turn.
    """
    taken: list[tuple[int, float]] = []
    here = [(area, growth) for area, at, growth in rows if at == year]
    for area, growth in sorted(here, key=lambda row: (row[0] != own, row[1])):
        near = {place for place, other in taken if abs(other - growth) < NEAR}
        place = next(free for free in count() if free not in near)
        taken.append((place, growth))
        aside = (place + 1) // 2 * (1 if place % 2 else -1)
        yield year + STEP * aside, (area, growth)
