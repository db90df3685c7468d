"""What the page draws, as pure functions: numbers, warnings, charts."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import explain, simulate
from model.scenario.results import results
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded
from model.scenario.warnings import warnings
from tests.support.page import Table, page_with
from tests.support.province import PROVINCE, lever_boxes
from tests.support.reader import PLAN, changed
from ui.charts.series import series_data, series_spec
from ui.charts.waterfall import LEAST_WIDTH, waterfall_data, waterfall_rows, waterfall_spec
from ui.pictures.contributions import (
    DECIMALS,
    channel_changes,
    contributions,
    first_value,
    rounded_to_total,
)
from ui.pictures.picture import Picture
from ui.pictures.why import waterfall
from ui.state.current import Page
from ui.text.numbers import (
    MINUS,
    format_date,
    format_exact,
    format_number,
    format_signed,
    format_target,
    separators,
    with_unit,
)
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES
from ui.views.why.contributions import contributions_table

languages = st.sampled_from(LANGUAGES)
numbers = st.floats(-1e14, 1e14)
ROWS = results(PROVINCE, PLAN)
HOSTILE = "<script>alert(1)</script>\"'><b onclick=x>"


def page(scenario: Scenario = PLAN, language: str = "vi", view: str = "indicators") -> Page:
    rows = results(PROVINCE, scenario)
    return page_with(rows, scenario, view, language)


# Numbers


@given(value=numbers, language=languages)
def test_an_exact_number_reads_back_the_same(value: float, language: str) -> None:
    text = format_exact(value, language)
    assert parse_exact(text, language) == value
    assert "-" not in text
    assert (MINUS in text) == (value < 0)


@given(value=st.floats(-1e9, 1e9), decimals=st.integers(0, 4), language=languages)
def test_a_rounded_number_reads_back_rounded(value: float, decimals: int, language: str) -> None:
    text = format_number(value, decimals, language)
    assert parse_exact(text, language) == rounded(value, decimals)
    _, _, written = text.partition(separators(language)[1])
    assert len(written) == decimals


@given(text=st.text(max_size=20), language=languages)
def test_any_text_is_read_as_a_number_or_refused(text: str, language: str) -> None:
    number = parse_exact(text, language)
    assert number is None or abs(number) < 1e15


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (6654.534, "6.654,534", "6,654.534"),
        (1234567.0, "1.234.567", "1,234,567"),
        (-0.5, "−0,5", "−0.5"),
        (1e-7, "0,0000001", "0.0000001"),
        (0.0, "0", "0"),
        (999.0, "999", "999"),
    ],
)
def test_numbers_are_written_in_the_readers_convention(value: float, vi: str, en: str) -> None:
    assert (format_exact(value, "vi"), format_exact(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("6.654,534", 6654.534, 6654.534),
        ("6,654.534", 6654.534, 6654.534),
        ("1.500", 1500.0, 1.5),
        ("1,500", 1.5, 1500.0),
        ("95.5", 95.5, 95.5),
        ("95,5", 95.5, 95.5),
        ("−300", -300.0, -300.0),
        ("-300", -300.0, -300.0),
        ("+7", 7.0, 7.0),
        (" 80 ", 80.0, 80.0),
        ("80 %", None, None),
        ("1\u00a0500", 1500.0, 1500.0),
        (",5", 0.5, 0.5),
        ("", None, None),
        ("1.2.3", None, None),
        ("1,2,3", None, None),
        ("1.50.000", None, None),
        ("0.500", 0.5, 0.5),
        ("nan", None, None),
        ("inf", None, None),
        ("1e5", None, None),
        ("٣", None, None),
        ("--5", None, None),
        ("9" * 16, None, None),
    ],
)
def test_entries_are_read_in_the_readers_convention(
    text: str, vi: float | None, en: float | None
) -> None:
    assert (parse_exact(text, "vi"), parse_exact(text, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.005, 2, "+0,01"),
        (-0.005, 2, "−0,01"),
        (0.004, 2, "0,00"),
        (-0.004, 2, "0,00"),
        (1234.5, 0, "+1.235"),
        (None, 2, "–"),
    ],
)
def test_a_change_has_its_sign_and_nothing_has_none(
    value: float | None, decimals: int, text: str
) -> None:
    assert format_signed(value, decimals, "vi") == text


def test_targets_dates_and_units_are_written_as_people_write_them() -> None:
    target = PROVINCE.plan_targets["grdp_growth"]
    assert format_target(target, "vi") == "7,0–7,5"
    assert format_target(target, "en") == "7.0–7.5"
    rate = PROVINCE.plan_targets["disbursement_rate_pm"]
    assert format_target(rate, "vi") == "≥\u00a095"
    assert [format_date("2023-12-01", code) for code in LANGUAGES] == ["1/12/2023", "1 Dec 2023"]
    assert [format_date("2023-12", code) for code in LANGUAGES] == ["12/2023", "Dec 2023"]
    assert [format_date("2023-11/2023-12", code) for code in LANGUAGES] == [
        "11/2023–12/2023",
        "Nov 2023–Dec 2023",
    ]
    others = ["2023", "2023-13", "", "2023-11/", "2023/2024"]
    assert [format_date(text, "vi") for text in others] == others
    assert (with_unit("5", "%"), with_unit("5", "ha")) == ("5%", "5\u00a0ha")


# Warnings


def warned(levers: dict[str, float]) -> dict[str, tuple[float, float]]:
    scenario = changed(levers)
    found = warnings(PROVINCE, scenario, results(PROVINCE, scenario))
    return {row.key: (row.value, row.limit) for row in found}


def test_the_plan_is_not_warned_of() -> None:
    assert warned({}) == {}


def test_high_and_low_growth_are_warned_of_with_the_growth_itself() -> None:
    high = {"external_demand": 8.0, "shrimp_price": 40.0, "private_investment": 5000.0}
    high |= {"disbursement_rate": 100.0, "fdi": 3000.0}
    low = {"salinity": 1.5, "shrimp_loss_rate": 40.0, "external_demand": -8.0}
    for levers, key, limit in ((high, "warning_growth_high", 12.0), (low, "warning_growth_low", 0)):
        growth = float(simulate({**PLAN.levers, **levers})["grdp_growth"][0, 0])
        value, passed = warned(levers)[key]
        assert value == pytest.approx(growth)
        assert passed == limit


@given(levers=lever_boxes())
def test_growth_is_warned_of_exactly_beyond_its_limits(levers: dict[str, float]) -> None:
    growth = float(simulate(levers)["grdp_growth"][0, 0])
    found = warned(levers)
    assert ("warning_growth_high" in found) == (growth > 12)
    assert ("warning_growth_low" in found) == (growth < 0)
    assert all(value > limit for key, (value, limit) in found.items() if key[-3:] != "low")


def test_ponds_beyond_private_money_are_warned_of() -> None:
    needed = PROVINCE.parameters["capex_sup"].default
    few, many = warned({"shrimp_area_high_tech": 500.0}), warned({"shrimp_area_high_tech": 5000.0})
    assert "warning_ponds" not in few
    value, limit = many["warning_ponds"]
    assert value == pytest.approx(needed * 5000)
    assert value > limit > 0
    paid = warned({"shrimp_area_high_tech": 900.0, "private_investment": 5000.0})
    bare = warned({"shrimp_area_high_tech": 900.0, "private_investment": -3000.0})
    assert "warning_ponds" not in paid
    assert "warning_ponds" in bare


def test_a_surge_is_warned_of_with_the_rise_of_public_money() -> None:
    surge = {"public_plan": 12_000.0, "disbursement_rate": 100.0}
    value, limit = warned(surge)["warning_surge"]
    as_in_base = {key: row.base for key, row in PROVINCE.levers.items()}
    before, after = (
        float(simulate(levers)["public_investment_disbursed"][0, 0])
        for levers in (as_in_base, {**PLAN.levers, **surge})
    )
    assert value == pytest.approx((after / before - 1) * 100, rel=0.05)
    assert limit == pytest.approx((PROVINCE.parameters["surge_threshold"].default - 1) * 100)


# Charts


def charted(scenario: Scenario) -> tuple[Page, float, float]:
    found = explain(scenario.levers, scenario.parameters, province=PROVINCE)
    return page(scenario, view="why"), first_value(found.reference), first_value(found.growth)


@given(levers=lever_boxes(), language=languages)
def test_the_frame_under_a_waterfall_is_its_table_and_adds_up(
    levers: dict[str, float], language: str
) -> None:
    here, start, end = charted(changed(levers))
    here = replace(here, language=language)
    found = explain(levers, province=PROVINCE)
    total = rounded(end, DECIMALS) - rounded(start, DECIMALS)
    trend = explain(province=PROVINCE).channels["trend"]
    assert first_value(found.channels["trend"]) == first_value(trend)  # both start from it
    for words, points in (
        (PROVINCE.group_rows("lever"), {k: first_value(v) for k, v in found.groups.items()}),
        (PROVINCE.group_rows("channel"), channel_changes(found, explain(province=PROVINCE))),
    ):
        chosen = contributions(words, points, total, language)
        known = [points[word.key] for word in words if word.key in points]
        assert len(chosen) == len(known) == len(points)
        assert sum(step.points for step in chosen) == pytest.approx(total)
        for step, exact in zip(chosen, known, strict=True):
            assert step.points == pytest.approx(exact, abs=0.03)
        bars = waterfall_data(waterfall(here, chosen, start, end))["bars"]
        assert bars[0]["end"] == rounded(start, DECIMALS)
        assert bars[-1]["end"] == pytest.approx(rounded(end, DECIMALS))
        drawn = [row["end"] for row in bars[:-1]]
        rises = [after - before for before, after in pairwise(drawn)]
        assert rises == pytest.approx([step.points for step in chosen])
        table = Table(contributions_table(here, "groups", chosen)).rows
        assert [row[1] for row in table[1:-1]] == [row["text"] for row in bars[1:-1]]
        assert [row[0] for row in table[1:-1]] == [row["label"] for row in bars[1:-1]]
        assert table[-1][1] == format_signed(total, DECIMALS, language)
        written = sum(parse_exact(row[1], language) or 0.0 for row in table[1:-1])
        assert written == pytest.approx(parse_exact(table[-1][1], language) or 0.0)


@given(values=st.lists(st.floats(-20, 20), min_size=1, max_size=12), rest=st.floats(-0.004, 0.004))
def test_rounding_adds_up_and_moves_no_number_by_much(values: list[float], rest: float) -> None:
    total = rounded(sum(values) + rest, 2)
    found = rounded_to_total(values, total, 2)
    if any(abs(value) >= 1e-5 for value in values):
        assert sum(found) == pytest.approx(total, abs=1e-9)
    for value, shown in zip(values, found, strict=True):
        assert shown == pytest.approx(value, abs=0.0201)
        assert shown == 0.0 or abs(value) >= 1e-5


def test_a_waterfall_holds_its_bars_inside_its_axis_and_links_them() -> None:
    rows = waterfall_rows(("a", 5.0, "5"), [("b", 1.5, "+1,5"), ("c", -2.0, "−2")], ("d", "4,5"))
    data = waterfall_data(rows)
    assert [(row["low"], row["high"], row["kind"]) for row in data["bars"]] == [
        (5.0, 5.0, "total"),
        (5.0, 6.5, "up"),
        (4.5, 6.5, "down"),
        (4.5, 4.5, "total"),
    ]
    assert [row["next"] for row in data["bars"]] == ["b", "c", "d", None]
    low, high = (row["value"] for row in data["extent"])
    assert low < 4.5 < 6.5 < high


@given(at=st.floats(-5, 15), change=st.floats(-1, 1))
def test_the_axis_of_a_waterfall_is_wide_enough_for_ticks_that_differ(
    at: float, change: float
) -> None:
    data = waterfall_data(waterfall_rows(("a", at, ""), [("b", change, "")], ("c", "")))
    low, high = (row["value"] for row in data["extent"])
    assert low < min(at, at + change) <= max(at, at + change) < high
    assert high - low >= LEAST_WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_spec_holds_no_data_and_the_readers_numbers(language: str, theme: str) -> None:
    labels = ("a", "b")
    for spec in (
        waterfall_spec(labels, "axis", "what it shows", language, theme),
        series_spec("what it shows", 2005, 2024, language, theme),
    ):
        assert spec["description"] == "what it shows"
        assert "datasets" not in spec
        assert "values" not in str(spec)
        number = spec["config"]["locale"]["number"]
        group, decimal = separators(language)
        assert (number["thousands"], number["decimal"], number["minus"]) == (group, decimal, MINUS)
        filled = Picture("found", spec, {"bars": [{"label": "a"}]}).filled
        assert filled["datasets"]["bars"].to_pylist() == [{"label": "a"}]
        assert "datasets" not in spec


def test_a_series_breaks_where_nothing_is_known() -> None:
    data = series_data([(2020, 1.0), (2023, 4.0)], [(2020, 2.0)])
    assert data["chosen"] == [
        {"year": 2020, "value": 1.0},
        {"year": 2021, "value": None},
        {"year": 2022, "value": None},
        {"year": 2023, "value": 4.0},
    ]
    assert data["others"] == [{"year": 2020, "value": 2.0}]
    assert series_data([], [])["chosen"] == []
