"""Values told ahead for a lever: what runs of the page show at the same stops."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.results import results
from model.scenario.scenario import Scenario
from model.scenario.targets import COUNTED
from tests.support.page import page_with
from tests.support.province import PROVINCE, lever_boxes
from tests.support.reader import PLAN, changed
from ui.charts.places import placed
from ui.pictures.ahead import ABOUT, DRAWN, Ahead, Figure, ahead, lever_stops
from ui.pictures.targets import targeted
from ui.pieces.change import change_of
from ui.pieces.headline import headline
from ui.pieces.indicator import row_of
from ui.pieces.marks import place, target_places
from ui.pieces.status import status_counts
from ui.state.compared import PLAN as TO_PLAN
from ui.state.compared import compared
from ui.state.current import Page
from ui.state.results import scenario_rows
from ui.text.numbers import format_number, format_signed

EDGES = place(-99.0), place(99.0)
NEAR = 0.3
"""Per cent of the width that a dot may be off between drawn stops: a pixel of 300."""


def page(scenario: Scenario, drawn: bool = False) -> Page:
    rows = scenario_rows(PROVINCE, scenario) if drawn else results(PROVINCE, scenario)
    return page_with(rows, scenario, "indicators", "vi")


def moved(scenario: Scenario, key: str, value: float) -> Scenario:
    return replace(scenario, levers={**scenario.levers, key: value})


def written(figure: Figure, stop: int) -> str:
    return format_number(figure.values[stop] / 10**figure.decimals, figure.decimals, "vi")


def change(figure: Figure, stop: int) -> str:
    assert figure.plan is not None
    points = (figure.values[stop] - figure.plan) / 10**figure.decimals
    return format_signed(points, figure.decimals, "vi")


def expect_figures(found: Ahead, run: Page, stop: int) -> None:
    """Expect of a stop every figure that a run shows there, to the last decimal shown."""
    other = replace(compared(run), to=TO_PLAN)
    shown = [row for row, _ in targeted(run.rows)]
    assert {row.indicator.key for row in shown} <= found.figures.keys()
    for row in shown:
        figure = found.figures[row.indicator.key]
        assert written(figure, stop) == format_number(row.projected, row.indicator.decimals, "vi")
        assert change(figure, stop) == change_of(run, row, other).number
    said, about = headline(run), found.figures[ABOUT]
    assert written(about, stop).removeprefix("−") == said.growth
    assert said.income.startswith(written(found.figures["grdp_per_capita"], stop))
    counted = {status: found.figures[status].values[stop] for status in COUNTED}
    assert counted == status_counts(run.rows)


@pytest.mark.parametrize("key", PROVINCE.levers)
def test_along_every_lever_it_is_what_a_run_shows(key: str) -> None:
    scenario = changed({"rice_to_fruit": 700.0, "disbursement_rate": 81.0})
    found = ahead(page(scenario, drawn=True), PROVINCE.levers[key])
    assert list(found.stops) == lever_stops(PROVINCE.levers[key])
    for stop in {*range(0, len(found.stops), 7), len(found.stops) - 1}:
        expect_figures(found, page(moved(scenario, key, found.stops[stop])), stop)


@pytest.mark.parametrize("key", PROVINCE.levers)
def test_dots_and_bands_stand_where_a_run_puts_them(key: str) -> None:
    found = ahead(page(PLAN, drawn=True), PROVINCE.levers[key])
    assert len(found.drawn) == DRAWN
    places = [found.stops.index(value) for value in found.drawn]
    between = [(one + other) // 2 for one, other in pairwise(places)]
    for stop in {*places, *between}:
        value = found.stops[stop]
        run = page(moved(PLAN, key, value), drawn=True)
        other = replace(compared(run), to=TO_PLAN)
        for row, target in targeted(run.rows):
            marks = target_places(placed(PROVINCE, row, target, other), TO_PLAN)
            dot, at = found.dots[row.indicator.key][stop], marks["p"]
            assert at is not None
            near = 1e-9 if value in found.drawn else NEAR
            assert clamped(dot) == pytest.approx(place(at), abs=near)
            if value not in found.drawn:
                continue
            drawn = found.marks[row.indicator.key]
            known = {name: it for name, it in marks.items() if it is not None}
            assert drawn.keys() | {"p", "g"} == known.keys()
            for name, row_places in drawn.items():
                found_at = clamped(row_places[found.drawn.index(value)])
                assert found_at == pytest.approx(place(known[name]), abs=1e-9)


def clamped(position: float) -> float:
    return min(max(position, EDGES[0]), EDGES[1])


@given(levers=lever_boxes(), key=st.sampled_from(list(PROVINCE.levers)), data=st.data())
def test_wherever_the_other_levers_stand(
    levers: dict[str, float], key: str, data: st.DataObject
) -> None:
    scenario = changed(levers)
    found = ahead(page(scenario, drawn=True), PROVINCE.levers[key])
    stop = data.draw(st.integers(0, len(found.stops) - 1))
    run = page(moved(scenario, key, found.stops[stop]))
    shown = [row for row, _ in targeted(run.rows) if row.indicator.key in found.figures]
    for row in shown:
        assert written(found.figures[row.indicator.key], stop) == format_number(
            row.projected, row.indicator.decimals, "vi"
        )
    assert row_of(run, "grdp_growth") in shown
