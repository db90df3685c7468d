"""Charts of one row an indicator: marks on a common scale of usual misses, figures at its right.

Altair is imported on the first chart only.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ui.charts.look import COLOURS, UP
from ui.charts.places import EDGE

if TYPE_CHECKING:
    import altair as alt

ROW_HEIGHT = 30
SHAPES = ("circle", "triangle-left", "triangle-right")
"""Shapes of a dot: beyond an edge it points there."""
ROW = "bandwidth('y')"
FITTING = {"expr": f"min(13, 0.85 * {ROW})"}
"""Size of letters: on a slide many rows are lower than they would like."""


def clamped(at: float | None) -> float | None:
    """Return where a mark is drawn: what is beyond an edge stands there."""
    return None if at is None else min(max(at, -EDGE), EDGE)


def shape_of(at: float | None) -> str:
    """Return the shape of a dot, one of `SHAPES`."""
    if at is None or abs(at) <= EDGE:
        return SHAPES[0]
    return "triangle-right" if at > 0.0 else "triangle-left"


@dataclass(frozen=True)
class RowChart:
    """Layers of the data set ``rows``, each with its ``label``.

    ``columns`` are the pixels at the right of the scale, for figures.
    """

    columns: int
    theme: str

    @cached_property
    def rows(self) -> "alt.Chart":
        """All rows."""
        import altair as alt

        return alt.Chart(alt.NamedData("rows"))

    def some(self, field: str) -> "alt.Chart":
        """Keep the rows in which a mark stands."""
        kept: alt.Chart = self.rows.transform_filter(f"isValid(datum.{field})")
        return kept

    def x(self, field: str, shown: "alt.Axis | None" = None) -> "alt.X":
        """Place a mark on the scale, which shows the axis given."""
        import altair as alt

        places: list[Any] = [0, {"expr": f"width - {self.columns}"}]
        scale = alt.Scale(domain=[-EDGE, EDGE], range=places, nice=False)
        return alt.X(f"{field}:Q", scale=scale, axis=shown)

    def y(self, **options: Any) -> "alt.Y":
        """Place a mark in its row, in the order of the data."""
        import altair as alt

        text = COLOURS[self.theme]["text"]
        names = alt.Axis(
            title=None, grid=False, labelColor=text, labelPadding=8, labelFontSize=FITTING
        )
        return alt.Y("label:N", sort=None, axis=names, **options)

    def right(self, pixels: int) -> Any:
        """Place a figure so many pixels from the right."""
        import altair as alt

        return alt.value({"expr": f"width - {pixels}"})

    def bottom(self, title: str) -> "alt.Axis":
        """Make the axis of usual misses."""
        import altair as alt

        return alt.Axis(
            title=title,
            values=list(range(-int(EDGE), int(EDGE) + 1)),
            format="d",
            labelExpr="(datum.value > 0 ? '+' : '') + datum.label",
            grid=False,
        )

    def top(self, sides: tuple[str, str]) -> "alt.Axis":
        """Make the axis that says what lies left and right of the middle."""
        import altair as alt

        return alt.Axis(
            title=None,
            orient="top",
            values=[-EDGE / 2, EDGE / 2],
            labelExpr=f"datum.value < 0 ? {sides[0]!r} : {sides[1]!r}",
            grid=False,
        )

    def lines(self) -> "alt.Chart":
        """Part the rows by lines; the first layer, as every row has one, sets their order."""
        import altair as alt

        drawn: alt.Chart = self.rows.mark_rule(color=COLOURS[self.theme]["grid"]).encode(
            x=alt.value(0), x2=alt.value("width"), y=self.y(bandPosition=1)
        )
        return drawn

    def band(
        self, low: str, high: str, opacity: float, shown: "alt.Axis | None" = None
    ) -> "alt.Chart":
        """Draw a band between two fields."""
        drawn: alt.Chart = (
            self.some(low)
            .mark_rule(
                color=UP,
                opacity=opacity,
                strokeWidth={"expr": f"min(12, 0.6 * {ROW})"},
                strokeCap="butt",
            )
            .encode(x=self.x(low, shown), x2=f"{high}:Q", y=self.y())
        )
        return drawn

    def dots(self, field: str, shape: str, color: str) -> "alt.Chart":
        """Draw dots, each in the shape that another field says."""
        import altair as alt

        shapes = alt.Scale(domain=list(SHAPES), range=list(SHAPES))
        drawn: alt.Chart = (
            self.some(field)
            .mark_point(filled=True, opacity=1, color=color)
            .encode(
                x=self.x(field),
                y=self.y(),
                shape=alt.Shape(f"{shape}:N", scale=shapes, legend=None),
                size=alt.value({"expr": f"min(110, 0.3 * {ROW} * {ROW})"}),
            )
        )
        return drawn
