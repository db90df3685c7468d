"""What the page shows at every stop of a lever, told to the browser before it is moved there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from model.engine import simulate
from model.equations.arrays import Array
from model.province.keys import GROWTH, INCOME
from model.province.rows import Lever, Target
from model.scenario.targets import COUNTED, counts, rounded, statuses
from ui.charts.places import Placed, Scale, placed, scale_of
from ui.pictures.targets import targeted
from ui.pieces.headline import about_decimals
from ui.pieces.indicator import row_of
from ui.pieces.marks import position, target_places
from ui.state.compared import PLAN, compared
from ui.state.current import Page
from ui.state.results import scenario_rows

ABOUT = "about"
"""Growth as the headline says it, no finer than its target."""
DRAWN = 9
"""Stops at which the draws are made too: between them the browser draws straight lines."""


@dataclass(frozen=True)
class Figure:
    """A figure at every stop, as it is shown: in units of its last decimal.

    Attributes
    ----------
    plan, trend
        What it is compared with; None where it is compared with nothing.
    falling
        Whether less of it is better.
    """

    decimals: int
    values: Sequence[int]
    plan: int | None = None
    trend: int | None = None
    falling: bool = False


@dataclass(frozen=True)
class Ahead:
    """What the headline and the picture of targets show at the stops of a lever.

    Attributes
    ----------
    figures
        By indicator, by status their count, and `ABOUT`.
    dots
        Places of the projections at every stop by indicator, per cent of the width; beyond the
        edges they go on.
    drawn
        The stops at which draws were made.
    marks
        Places of the other marks at ``drawn`` by indicator and by their name in the style sheet.
    """

    stops: Sequence[float]
    figures: Mapping[str, Figure]
    dots: Mapping[str, Sequence[float]]
    drawn: Sequence[float]
    marks: Mapping[str, Mapping[str, Sequence[float]]]


def lever_stops(lever: Lever) -> list[float]:
    """Return every step of a slider from its lower end, the marks on it and its upper end."""
    count = int((lever.max - lever.min) / lever.step + 1e-9)
    steps = (round(lever.min + number * lever.step, 6) for number in range(count + 1))
    return sorted({*steps, lever.base, lever.trend, lever.plan, lever.max})


def ahead(page: Page, lever: Lever) -> Ahead:
    """Project a page with one lever at every stop, and draw it at `DRAWN` of them."""
    stops, scenario = lever_stops(lever), page.scenario
    levers: dict[str, ArrayLike] = {**scenario.levers, lever.key: np.array(stops)}
    found = simulate(page.province, levers, scenario.parameters)
    projected = {key: values[:, 0] for key, values in found.items()}
    places = np.unique(np.linspace(0, len(stops) - 1, DRAWN).round().astype(int))
    drawn = [stops[place] for place in places]
    pages = [_at(page, lever.key, stop) for stop in drawn]
    dots, marks = {}, {}
    for row, target in targeted(page.rows):
        key = row.indicator.key
        scales = [scale_of(page.province, row_of(other, key), target) for other in pages]
        if _one_kind(scales) and not np.isnan(projected[key]).any():
            dots[key] = _dots(scales, drawn, stops, projected[key])
            marks[key] = _marks([_placed(other, key, target) for other in pages])
    return Ahead(stops, _figures(page, projected), dots, drawn, marks)


def _at(page: Page, key: str, value: float) -> Page:
    """Return the page with a lever at a value."""
    scenario = replace(page.scenario, levers={**page.scenario.levers, key: value})
    return replace(page, scenario=scenario, rows=scenario_rows(page.province, scenario))


def _one_kind(scales: Iterable[Scale]) -> bool:
    """Say whether an indicator spreads in all of some pages or in none."""
    return len({scale.decimals for scale in scales}) == 1


def _dots(
    scales: Sequence[Scale], drawn: Sequence[float], stops: Sequence[float], values: Array
) -> list[float]:
    """Place projections; the width of the band between drawn stops lies on a straight line."""
    units = np.interp(stops, drawn, [scale.unit for scale in scales])
    at = (
        replace(scales[0], unit=unit).at(value)
        for unit, value in zip(units.tolist(), values.tolist(), strict=True)
    )
    return [position(place) for place in at if place is not None]


def _placed(page: Page, key: str, target: Target) -> Placed:
    return placed(page.province, row_of(page, key), target, compared(page))


def _marks(pages: Sequence[Placed]) -> dict[str, list[float]]:
    """Gather the marks that all pages have, without that of the projection."""
    named = [target_places(places, PLAN) for places in pages]
    found = {}
    for key in named[0].keys() - {"p", "g"}:
        places = [row[key] for row in named]
        if None not in places:
            found[key] = [position(place) for place in places if place is not None]
    return found


def _figures(page: Page, projected: Mapping[str, Array]) -> dict[str, Figure]:
    """Write the figures of the headline and of the rows; without one that is not always defined."""
    other = compared(page)
    shown = dict.fromkeys([GROWTH, INCOME, *(row.indicator.key for row, _ in targeted(page.rows))])
    found = {}
    for key in shown:
        row = row_of(page, key)
        decimals = row.indicator.decimals
        if not np.isnan(projected[key]).any():
            found[key] = Figure(
                decimals,
                _whole(projected[key], decimals),
                plan=_one(other.plan[key].projected, decimals),
                trend=_one(row.reference, decimals),
                falling=row.indicator.better == "down",
            )
    about = about_decimals(row_of(page, GROWTH))
    found[ABOUT] = Figure(about, _whole(projected[GROWTH], about))
    return found | _counts(page, projected)


def _counts(page: Page, projected: Mapping[str, Array]) -> dict[str, Figure]:
    """Count the targets of each status at every stop."""
    targets = {row.indicator.key: target for row, target in targeted(page.rows)}
    columns = {key: values.tolist() for key, values in projected.items()}
    numbers = [
        counts(statuses(page.province, dict(zip(columns, stop, strict=True)), targets).values())
        for stop in zip(*columns.values(), strict=True)
    ]
    return {status: Figure(0, [number[status] for number in numbers]) for status in COUNTED}


def _whole(values: Array, decimals: int) -> list[int]:
    """Round numbers as they are shown, and count in units of their last decimal."""
    return [round(rounded(value, decimals) * 10**decimals) for value in values.tolist()]


def _one(value: float | None, decimals: int) -> int | None:
    return None if value is None else _whole(np.array([value]), decimals)[0]
