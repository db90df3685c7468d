"""The first picture and the figures behind it: places, changes, statuses that turned."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.scenario.targets import COUNTED, target_status, threshold
from model.uncertainty.scenario_draws import level_draws
from tests.support.page import Table, page_with
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed, on_trend
from ui.charts.places import EDGE, placed, usual_miss
from ui.pictures.targets import finding, targeted
from ui.pieces.change import change_of
from ui.pieces.flips import flips
from ui.pieces.headline import headline
from ui.pieces.marks import place
from ui.pieces.sources import source_mark
from ui.state.compared import PLAN as TO_PLAN
from ui.state.compared import TREND, compared
from ui.state.current import Page
from ui.text.numbers import format_number, format_target
from ui.text.words import LANGUAGES, in_sentence, name
from ui.views.indicators.not_modelled import not_modelled_html
from ui.views.indicators.numbers import counted, numbers_html
from ui.views.indicators.targets import rounding_decides, target_row, targets_html

HOSTILE = "<script>alert(1)</script>\"'><b onclick=x>"
ASSUMED = next(row.key for row in PROVINCE.assumptions.values() if row.low < row.high)
languages = st.sampled_from(LANGUAGES)


def page(scenario: Scenario = PLAN, language: str = "vi", drawn: bool = False) -> Page:
    level = level_draws(PROVINCE, scenario) if drawn else None
    rows = results(PROVINCE, scenario, level)
    return page_with(rows, scenario, "indicators", language)


def plain(text: str) -> str:
    """Write blanks as cells have them."""
    return " ".join(text.split())


def cells(found: Table, key: str) -> list[str]:
    """Return the cells of an indicator."""
    row = PROVINCE.indicators[key]
    title = f"{row.name_vi} {PROVINCE.units[row.unit].name_vi}"
    return next(cells for cells in found.rows if cells and cells[0] == title)


# Places


@given(levers=lever_boxes())
@fuzzed()
def test_right_of_the_rule_a_target_is_reached(levers: dict[str, float]) -> None:
    here = page(changed(levers), drawn=True)
    other = compared(here)
    for row, target in targeted(here.rows):
        places, miss = placed(PROVINCE, row, target, other), usual_miss(row)
        if places.at is None or row.projected is None:
            continue
        # But for what the figures of both do not tell apart, or the row says is rounded.
        limit, decimals = threshold(row.indicator, target), row.indicator.decimals
        alike = format_number(row.projected, decimals, "en") == format_number(limit, decimals, "en")
        if not alike and not rounding_decides(row.indicator, target, row.projected):
            assert (places.at >= 0.0) == (row.status != "missed"), row.indicator.key
        if miss is None:
            assert places.low is places.inner_high is None
            continue
        # One step is one usual miss in every row, and the bands lie within each other.
        assert abs(places.at) == pytest.approx(abs(row.projected - limit) / miss)
        assert places.low is not None
        assert places.high is not None
        assert places.high - places.low == pytest.approx(2.0)
        assert places.inner_low is not None
        assert places.inner_high is not None
        assert places.low <= places.inner_low <= places.inner_high <= places.high


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_places_keep_their_order_and_stay_in_the_frame(one: float, other: float) -> None:
    assert 0.0 < place(one) < 100.0
    assert place(0.0) == 50.0
    assert (place(one) <= place(other)) or one > other


def test_levers_bring_what_has_no_spread_to_the_edge_at_most() -> None:
    low, high = PROVINCE.levers["disbursement_rate"].range
    found = []
    for value in (low, high):
        here = page(changed({"disbursement_rate": value}), drawn=True)
        row, target = next(
            (row, target)
            for row, target in targeted(here.rows)
            if row.indicator.key == "disbursement_rate_pm"
        )
        found.append(placed(PROVINCE, row, target, compared(here)).at or 0.0)
    assert max(map(abs, found)) == pytest.approx(EDGE)


# What the levers did


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_off_the_plan_changes_are_against_it_and_add_up_as_shown(
    levers: dict[str, float], language: str
) -> None:
    here = page(changed(levers), language)
    other = compared(here)
    assert other.to == TO_PLAN
    plan = {row.indicator.key: row for row in results(PROVINCE, PLAN)}
    for row in here.rows:
        change, there = other.change(row), plan[row.indicator.key].projected
        if row.projected is None or there is None:
            assert change is None
            continue
        decimals = row.indicator.decimals
        shown, planned = (
            float(format_number(value, decimals, "en").replace(",", "").replace("−", "-"))
            for value in (row.projected, there)
        )
        assert change == pytest.approx(shown - planned, abs=10**-decimals / 2)
        assert change_of(here, row, other).moved == (shown != planned)


def test_at_the_plan_changes_are_against_the_trend() -> None:
    here = page()
    other = compared(here)
    assert other.to == TREND
    for row, on in zip(here.rows, results(PROVINCE, on_trend(PLAN)), strict=True):
        assert other.value(row) == on.projected
        assert other.flipped(row) == ""
    assert flips(here.rows, other) == []


def test_the_plan_is_compared_under_the_reader_s_own_assumptions() -> None:
    assumed = MappingProxyType({ASSUMED: PROVINCE.parameters[ASSUMED].high})
    here = page(replace(changed({"disbursement_rate": 80.0}), parameters=assumed))
    plan = results(PROVINCE, replace(PLAN, parameters=assumed))
    other = compared(here)
    assert [other.value(row) for row in here.rows] == [row.projected for row in plan]


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_what_turned_is_named(levers: dict[str, float], language: str) -> None:
    here = page(changed(levers), language)
    other = compared(here)
    before = {row.indicator.key: row.status for row in results(PROVINCE, PLAN)}
    turned = flips(here.rows, other)
    assert {flip.row.indicator.key for flip in turned} == {
        row.indicator.key
        for row in here.rows
        if row.status in COUNTED and row.status != before[row.indicator.key]
    }
    text = finding(here, other)
    by_status = [[f for f in turned if f.after == status] for status in COUNTED]
    for flip in (flip for found in by_status for flip in found[:3]):
        assert in_sentence(name(flip.row.indicator, language)) in text
        assert in_sentence(name(PROVINCE.word("status", flip.after), language)) in text
    html = targets_html(here)
    assert html.count('class="moved"') == sum(
        change_of(here, row, other).moved for row, _ in targeted(here.rows)
    )


def test_fewer_is_better_where_less_is_aimed_at() -> None:
    """The share of farming is to fall: more of it is a change for the worse."""
    here = page(changed({"disbursement_rate": 60.0}))
    row = next(row for row in here.rows if row.indicator.key == "share_sector1")
    found = change_of(here, row, compared(here))
    assert found.number.startswith("+")
    assert found.look == "worse"


# Rounding


@given(
    projected=st.floats(-20, 40), decimals=st.integers(0, 2), better=st.sampled_from(["up", "down"])
)
def test_rounding_is_said_where_it_decides(projected: float, decimals: int, better: str) -> None:
    row = next(row for row in page().rows if row.indicator.key == "grdp_growth")
    indicator = replace(row.indicator, better=better)
    target = replace(
        PROVINCE.plan_targets["grdp_growth"], value=7.0, value_high=None, decimals=decimals
    )
    beyond = projected > 7.0 if better == "up" else projected < 7.0
    exact = "met" if projected == 7.0 else "exceeded" if beyond else "missed"
    if rounding_decides(indicator, target, projected):
        assert target_status(indicator, target, projected) != exact
        assert format_number(projected, decimals, "en") == format_number(7.0, decimals, "en")


def test_a_share_that_is_met_by_rounding_says_so() -> None:
    here = page()
    row, target = next(
        (row, target) for row, target in targeted(here.rows) if row.indicator.key == "share_sector1"
    )
    near = replace(row, projected=40.3, status="met")
    assert target_row(here, near, target, compared(here)).aside == "≈ 40 (làm tròn)"
    at = replace(row, projected=40.0, status="met")
    assert target_row(here, at, target, compared(here)).aside == ""


# The figures


def test_the_tables_show_every_indicator_once_with_its_numbers() -> None:
    here = page(changed({"disbursement_rate": 80.0}))
    shown = Table(numbers_html(here))
    for row in here.rows:
        if not row.indicator.modelled:
            continue
        found, decimals = cells(shown, row.indicator.key), row.indicator.decimals
        assert found[1] == format_number(row.base, decimals, "vi")
        assert found[2] == format_number(row.reference, decimals, "vi")
        assert found[3] == (plain(format_target(row.target, "vi")) if row.target else "–")
        assert found[4] == format_number(row.projected, decimals, "vi")
        assert found[7].startswith(PROVINCE.word("status", row.status).name_vi)
    left = [row for row in here.rows if not row.indicator.modelled]
    unmoved = Table(not_modelled_html(here))
    assert all(cells(unmoved, row.indicator.key)[3] for row in left)
    assert sum(len(row) == 8 for row in shown.rows) == len(here.rows) - len(left) + 1
    assert sum(len(row) == 4 for row in unmoved.rows) == len(left) + 1


def test_the_picture_is_a_table_of_every_target() -> None:
    here = page(changed({"disbursement_rate": 80.0}), drawn=True)
    shown = Table(targets_html(here))
    for row, target in targeted(here.rows):
        found = cells(shown, row.indicator.key)
        projected = format_number(row.projected, row.indicator.decimals, "vi")
        assert found[2] == f"{projected} / {plain(format_target(target, 'vi'))}"
        assert found[5].startswith(PROVINCE.word("status", row.status).name_vi)


def hostile_rows(rows: Sequence[ResultRow]) -> tuple[ResultRow, ...]:
    return tuple(
        replace(
            row,
            indicator=replace(
                row.indicator, name_vi=HOSTILE, name_en=HOSTILE, note_vi=HOSTILE, note_en=HOSTILE
            ),
        )
        for row in rows
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_in_the_tables_stays_text(language: str) -> None:
    source_mark(PROVINCE, "grdp_growth", language)
    here = page(changed({"disbursement_rate": 80.0}), language)
    hostile = replace(here, rows=hostile_rows(here.rows))
    for html in (targets_html(hostile), numbers_html(hostile), not_modelled_html(hostile)):
        found = Table(html)
        assert found.tags.isdisjoint({"script", "b onclick"})
        assert "<script" not in html
        assert "<b onclick" not in html
        assert any(cell.startswith(HOSTILE) for row in found.rows for cell in row)


def test_an_own_target_is_shown_and_marked_as_own() -> None:
    here = page(replace(PLAN, targets=MappingProxyType({"icor": 4.25})), drawn=True)
    assert cells(Table(numbers_html(here)), "icor")[3] == "4,25 tự đặt"
    assert cells(Table(targets_html(here)), "icor")[2].endswith("/ 4,25 tự đặt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_count_their_statuses(language: str) -> None:
    known = [row for row, _ in targeted(page().rows)]
    digits = [int(part) for part in counted(known, language).split() if part.isdigit()]
    assert sum(digits) == len(known)


# The headline


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_the_headline_is_as_fine_as_the_target_of_growth(
    levers: dict[str, float], language: str
) -> None:
    here = page(changed(levers), language)
    growth = next(row for row in here.rows if row.indicator.key == "grdp_growth")
    said = headline(here)
    assert growth.projected is not None
    assert said.growth == format_number(abs(growth.projected), 1, language)
    assert said.grows == (growth.projected >= 0)
    assert said.low == said.high == ""
