"""A fan over the years."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from model.equations.arrays import Array
from model.uncertainty.bands import MEDIAN, WIDTHS
from ui.charts.look import COLOURS, UP, Records, Spec, finished

OPACITIES = {90: 0.20, 60: 0.34, 30: 0.55}
TITLE_ABOVE, MEDIAN_ABOVE, LABEL_BELOW = 0.22, 0.11, 0.14
BANDS_HEIGHT, FAN_HEIGHT = 250, 320
BEFORE, FIGURES_ROOM = 0.2, 1.4
"""Years kept free to the left of a fan, and to the right for its figures."""
HALF_RULE = 0.25
"""Half the length of a target's short rule, years."""


def interval_rows(cuts: Sequence[float], shift: float = 0.0, **more: Any) -> Records:
    """Return the three intervals of a band, widest first."""
    return [
        {"width": width, "low": cuts[low] + shift, "high": cuts[high] + shift, **more}
        for width, (low, high) in WIDTHS.items()
    ]


def fan_data(
    start: tuple[int, float | None],
    cuts: Array,
    reference: Sequence[float],
    targets: Sequence[tuple[int, float, str]],
    figures: Sequence[str],
    rival: float | None = None,
) -> dict[str, Records]:
    """Return the data sets of a fan over the years.

    Parameters
    ----------
    start
        Base year and its value, where the fan opens.
    cuts
        Quantiles of the level, (cuts, years).
    reference
        The path with every lever on trend.
    targets
        Year, value and label of each target.
    figures
        The figures at the end of the fan: 5th, 20th, 50th, 80th and 95th percentile.
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
    medians = [column[MEDIAN] for column in columns]
    others = ([] if base is None else [base]) + list(reference)
    last = columns[-1]
    places = (*WIDTHS[90], *WIDTHS[60], MEDIAN)
    constant = [{"year": at, "value": rival} for at in (year + 1, end)]
    return {
        **({} if rival is None else {"rival": constant}),
        "fan": fan,
        "path": [{"year": at, "value": value} for at, value in enumerate(medians, start=first)],
        "reference": [{"year": at, "value": value} for at, value in enumerate(others, start=first)],
        "targets": [
            {
                "from": at - HALF_RULE,
                "to": at if at == end else at + HALF_RULE,
                "value": value,
                "above": "" if at == end else text,
                "before": text if at == end else "",
            }
            for at, value, text in targets
        ]
        or [{"from": end, "to": end, "value": last[MEDIAN], "above": "", "before": ""}],
        "ends": [
            {"year": end, "value": last[place], "text": text}
            for place, text in zip(sorted(places), figures, strict=True)
        ],
    }


@lru_cache(maxsize=32)
def fan_spec(
    description: str, first: int, last: int, language: str, theme: str, rival: bool = False
) -> Spec:
    """Specify a fan of 30, 60 and 90 % over the years, the reference dashed, targets as rules.

    ``rival`` adds a dotted line of a constant.
    """
    import altair as alt

    colours = COLOURS[theme]
    scale = alt.Scale(domain=[first - BEFORE, last + FIGURES_ROOM], nice=False)
    axis = alt.Axis(
        title=None,
        format="d",
        values=list(range(first, last + 1)),
        grid=False,
        labelFlush=False,
        labelOverlap=True,
    )
    x = alt.X("year:Q", scale=scale, axis=axis)
    height, sides = alt.Scale(zero=False), alt.Axis(title=None, tickCount=5)
    y = alt.Y("value:Q", scale=height, axis=sides)
    fan = alt.Chart(alt.NamedData("fan"))
    path = alt.Chart(alt.NamedData("path"))
    targets = alt.Chart(alt.NamedData("targets"))
    target_x = alt.X("from:Q", scale=scale, axis=axis)
    lines = {"reference": [5, 4], **({"rival": [1, 4]} if rival else {})}
    halo: Mapping[str, Any] = {
        "stroke": colours["page"],
        "strokeWidth": 4,
        "strokeJoin": "round",
    }
    labels: Mapping[str, Mapping[str, Any]] = {
        "above": {"align": "left", "dy": -10, "fontWeight": 600},
        "before": {"align": "right", "dx": -5, "fontWeight": 600},
    }
    chart = alt.layer(
        *(
            fan.transform_filter(f"datum.width === {width}")
            .mark_area(color=UP, opacity=opacity)
            .encode(x=x, y=alt.Y("low:Q", scale=height, axis=sides), y2="high:Q")
            for width, opacity in OPACITIES.items()
        ),
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
        alt.Chart(alt.NamedData("ends"))
        .mark_text(align="left", dx=7)
        .encode(x=x, y=y, text="text:N"),
    ).properties(height=FAN_HEIGHT, description=description)
    return finished(chart, language, theme)
