"""Projections of past years: nothing later enters, the scores, and the section that shows them."""

import csv
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from model import load_province, simulate
from model.cli.main import main
from model.equations.arrays import Array
from model.evidence.backtest import (
    MODEL,
    RIVALS,
    Score,
    backtest,
    comparisons,
    held,
    totals,
)
from model.evidence.crps import crps
from model.evidence.origin import (
    AREAS,
    AT_TREND,
    MEASURED,
    NATION,
    NATION_SERIES,
    TOTAL_ONLY,
    Origin,
    at_origin,
    expected,
    known,
    nation_target,
)
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Vintage
from model.scenario.scenario import preset_scenario
from model.uncertainty.bands import WIDTHS
from tests.support.paths import ROOT
from tests.support.province import DATA, PROVINCE
from ui.charts.backtest import BESIDE as ASIDE
from ui.charts.backtest import backtest_data, backtest_spec
from ui.pieces.past_result import result_text
from ui.state.link import encode
from ui.text.numbers import format_number
from ui.text.words import say
from ui.views.look_back.backtest import backtest_table

APP = ROOT / "ui/page.py"
SCORES = backtest(PROVINCE)
TOTALS = {row.year: row for row in totals(SCORES)}
BESIDE = {row.method: row for row in comparisons(totals(SCORES))}
YEARS = (2018, 2019, 2021, 2022, 2023)
ORIGINS = [year - 1 for year in YEARS]
OUTCOMES = {2018: 7.2, 2019: 7.3, 2021: 1.18, 2022: 7.79, 2023: 5.77}
ASSEMBLY = {2018: 6.6, 2019: 6.7, 2021: 6.0, 2022: 6.25, 2023: 6.5}
"""Middle of the National Assembly's target, by hand from the printed ends."""


def projection(origin: Origin) -> dict[str, float]:
    result = simulate(origin.scenario.levers, province=origin.province)
    return {key: float(values[0, 0]) for key, values in result.items()}


def with_rows(rows: tuple[Vintage, ...]) -> Province:
    return replace(PROVINCE, backtest=rows)


# What was known


@pytest.mark.parametrize("origin", ORIGINS)
@given(data=st.data())
def test_nothing_known_later_moves_a_projection(origin: int, data: st.DataObject) -> None:
    """Whatever the figures of later origins, added or changed."""
    later = [row for row in PROVINCE.backtest if row.origin > origin]
    values = st.floats(-50.0, 50.0)
    changed = tuple(
        row if row.origin <= origin else replace(row, value=data.draw(values))
        for row in PROVINCE.backtest
    )
    revised = tuple(
        replace(data.draw(st.sampled_from(PROVINCE.backtest)), origin=origin + 1, value=99.0)
        for _ in range(2)
    )
    assume(later)
    before, after = at_origin(PROVINCE, origin), at_origin(with_rows(changed + revised), origin)
    assert projection(after) == projection(before)
    assert (after.last, after.means, after.rules) == (before.last, before.means, before.rules)


@pytest.mark.parametrize("origin", [2018, 2021])
def test_no_rival_knows_more_than_the_model(origin: int) -> None:
    """The bands and what the rivals said of a year stand, whatever is printed from it on."""
    changed = tuple(
        row if row.origin <= origin else replace(row, value=row.value - 7.0)
        for row in PROVINCE.backtest
    )
    year = {row.year: row for row in totals(backtest(with_rows(changed)))}[origin + 1]
    assert year.forecasts == TOTALS[origin + 1].forecasts
    assert year.bands == TOTALS[origin + 1].bands
    assert year.outcome != TOTALS[origin + 1].outcome


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_shipped_observations_and_targets_move_no_projection(origin: int) -> None:
    bare = replace(PROVINCE, observations=(), targets=(), reviews=())
    assert projection(at_origin(bare, origin)) == projection(at_origin(PROVINCE, origin))


def test_growth_of_the_base_year_in_the_parameters_moves_no_projection() -> None:
    """The 2023 figures of the parameter table are outcomes for every origin before."""
    seen = ("g23_", "g_lr_", "w10_", "share_kv")
    rows = {
        key: replace(row, default=row.default * 0.7, low=row.low * 0.7)
        if key.startswith(seen)
        else row
        for key, row in PROVINCE.parameters.items()
    }
    other = replace(PROVINCE, parameters=rows)
    for origin in ORIGINS:
        expected_growth = projection(at_origin(PROVINCE, origin))[GROWTH]
        found = projection(at_origin(other, origin))[GROWTH]
        assert found == pytest.approx(expected_growth, abs=1e-9)


def test_a_revision_counts_from_its_own_origin() -> None:
    assert known(PROVINCE, 2022, GROWTH)[2022] == 7.71
    assert known(PROVINCE, 2023, GROWTH)[2022] == 7.71
    assert known(PROVINCE, 2024, GROWTH)[2022] == 7.79
    assert TOTALS[2022].outcome == 7.79
    assert TOTALS[2023].forecasts["naive"] == (7.71, 7.71)


def test_the_last_forecast_before_a_year_counts() -> None:
    row = expected(PROVINCE, 2022, NATION, "target")
    assert row is not None
    early = replace(row, origin=2021, value=1.0)
    late = replace(row, origin=2023, value=2.0)
    found = expected(with_rows((late, early, row)), 2022, NATION, "target")
    assert found == row
    assert nation_target(with_rows((late,)), 2022) is None


def test_figures_are_those_of_the_observations() -> None:
    """Nothing is described twice with two values; what is derived says so."""
    observed = {(row.key, row.year, row.value, row.source) for row in PROVINCE.observations}
    for row in PROVINCE.backtest:
        own = row.key not in PROVINCE.levers and row.key not in NATION_SERIES
        if row.kind in MEASURED and own:
            printed = (row.key, row.year, row.value, row.source) in observed
            assert printed or row.note_en.startswith("DERIVED"), row


def test_targets_are_those_of_the_target_table() -> None:
    ends = {(row.key, row.year, row.value, row.value_high) for row in PROVINCE.targets}
    for row in PROVINCE.backtest:
        if row.kind == "target":
            assert (row.key, row.year, row.value, row.value_high) in ends or row.key == NATION
        if row.kind in ("target", "forecast", "plan"):
            assert row.year == row.origin + 1, row


def test_units_are_those_of_the_series() -> None:
    units = {
        key: row.unit
        for table in (PROVINCE.indicators, PROVINCE.series, PROVINCE.levers)
        for key, row in table.items()
    }
    for row in PROVINCE.backtest:
        assert row.unit == units[row.key], row
        assert row.year <= row.origin + 1


def test_what_was_expected_of_the_nation_says_when() -> None:
    """Nothing of the year itself but its January, which the note then says."""
    rows = [row for row in PROVINCE.backtest if row.kind == "forecast" or row.key == NATION]
    assert {row.year for row in rows} == set(range(2017, 2025))
    for row in rows:
        source = PROVINCE.sources[row.source]
        assert source.date, row
        assert row.note_en, row
        if source.date[:4] > str(row.origin):
            assert source.date[:7] == f"{row.year}-01", row
            assert "January" in row.note_en, row


def test_the_lever_of_the_nation_is_what_was_known_last() -> None:
    """The shipped trend and plan are the target for the year after the base."""
    assert PROVINCE.levers[NATION].trend == nation_target(PROVINCE, PROVINCE.base_year)
    first = known(PROVINCE, PROVINCE.base_year, "gdp_first")
    assert PROVINCE.levers[NATION].base == first[PROVINCE.base_year]
    assert sorted(first) == list(range(2016, 2024))


# The rules


def test_the_years_are_those_with_an_outcome_and_a_target_of_the_nation() -> None:
    assert tuple(TOTALS) == YEARS
    assert {row.key for row in SCORES if row.year == 2023} == {
        GROWTH,
        *(f"growth_sector{area}" for area in AREAS),
    }
    without = tuple(row for row in PROVINCE.backtest if (row.key, row.origin) != (NATION, 2020))
    assert [row.year for row in totals(backtest(with_rows(without)))] == [2018, 2019, 2022, 2023]
    with pytest.raises(ValueError, match="2021"):
        at_origin(with_rows(without), 2020)


@pytest.mark.parametrize("year", YEARS)
def test_on_the_trend_the_projection_is_the_nation_and_the_gap(year: int) -> None:
    """Exactly n + gap: n is the middle of the target, the gap as in the table."""
    origin = at_origin(PROVINCE, year - 1)
    on_trend = simulate(province=origin.province)[GROWTH][0, 0]
    gap = PROVINCE.parameters["gap"].default
    assert on_trend == pytest.approx(ASSEMBLY[year] + gap, abs=1e-9)
    if AT_TREND in TOTALS[year].rules:
        assert TOTALS[year].projected == pytest.approx(on_trend, abs=1e-12)


@pytest.mark.parametrize("year", YEARS)
def test_the_nation_of_a_past_year_is_set_as_it_was(year: int) -> None:
    row = at_origin(PROVINCE, year - 1).province.levers[NATION]
    assert row.trend == row.plan == pytest.approx(ASSEMBLY[year])
    assert row.base == known(PROVINCE, year - 1, "gdp_first")[year - 1]


def test_what_was_missing_is_marked() -> None:
    rules = {year: row.rules for year, row in TOTALS.items()}
    assert rules.pop(2023) == ()
    assert set(rules.values()) == {(TOTAL_ONLY, AT_TREND)}


def test_the_plan_of_2023_counts_beyond_what_is_usual() -> None:
    """Money of 2023 against that of the year before, which usually grows by six per cent."""
    origin = at_origin(PROVINCE, 2022)
    levers = origin.province.levers
    assert levers["public_plan"].base == 5716.9
    assert levers["public_plan"].trend == pytest.approx(1.06 * 5716.9, rel=1e-4)
    usual = 1.06 * 5716.9
    planned = 5870.6 * 0.95 + 915.984 * 0.60
    assert planned > usual
    assert 0.0 < TOTALS[2023].projected - ASSEMBLY[2023] < 0.001 * (planned - usual)


@pytest.mark.parametrize("factor", [0.8, 1.2])
def test_the_levels_that_are_carried_over_hardly_matter(factor: float) -> None:
    """What was not published of 2022, such as the split of the areas, is a ratio of 2023."""
    rows = {
        key: replace(row, default=row.default * factor, low=0.0, high=2.0 * row.high)
        if key in ("va0_fish", "va0_con", "tour_rev0", "ip0", "if0", "go_rice0")
        else row
        for key, row in PROVINCE.parameters.items()
    }
    moved = projection(at_origin(replace(PROVINCE, parameters=rows), 2022))[GROWTH]
    assert moved == pytest.approx(TOTALS[2023].projected, abs=0.02)


def test_the_shipped_province_is_untouched() -> None:
    before = simulate()[GROWTH]
    backtest(PROVINCE)
    assert np.array_equal(simulate()[GROWTH], before)


# The scores


def draws_of(size: int) -> st.SearchStrategy[Array]:
    return nps.arrays(float, size, elements=st.floats(-50.0, 50.0))


@given(value=st.floats(-50.0, 50.0), outcome=st.floats(-50.0, 50.0), size=st.integers(1, 9))
def test_crps_of_a_point_is_its_absolute_error(value: float, outcome: float, size: int) -> None:
    assert crps(np.full(size, value), outcome) == pytest.approx(abs(value - outcome), abs=1e-9)


@given(draws=st.integers(1, 12).flatmap(draws_of), outcome=st.floats(-50.0, 50.0))
def test_crps_is_the_formula_over_all_pairs(draws: Array, outcome: float) -> None:
    pairs = np.abs(draws[:, None] - draws[None, :]).mean()
    by_hand = np.abs(draws - outcome).mean() - pairs / 2.0
    assert crps(draws, outcome) == pytest.approx(by_hand, abs=1e-9)
    assert crps(draws, outcome) > -1e-9
    assert crps(draws[::-1], outcome) == crps(draws, outcome)


def test_crps_of_a_normal_is_its_closed_form() -> None:
    """Gneiting & Raftery 2007: σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π)."""
    from scipy.stats import norm

    draws = 6.0 + 1.8 * norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    for outcome in (1.18, 6.0, 7.2):
        z = (outcome - 6.0) / 1.8
        closed = z * (2.0 * norm.cdf(z) - 1.0) + 2.0 * norm.pdf(z) - 1.0 / np.sqrt(np.pi)
        assert crps(draws, outcome) == pytest.approx(1.8 * closed, abs=1e-3)


@pytest.mark.parametrize("row", SCORES, ids=lambda row: f"{row.key}-{row.year}")
def test_bands_are_nested_around_the_projection(row: Score) -> None:
    widths = sorted(WIDTHS)
    assert set(row.bands) == set(WIDTHS)
    for narrow, wide in pairwise(widths):
        assert row.bands[wide][0] < row.bands[narrow][0] < row.bands[narrow][1]
        assert row.bands[narrow][1] < row.bands[wide][1]
        assert row.within_band(wide) or not row.within_band(narrow)
    assert row.bands[90][0] < row.projected < row.bands[90][1]
    assert 0.0 < row.crps(MODEL) < abs(row.error(MODEL)) + (row.bands[90][1] - row.bands[90][0])


def test_errors_by_hand() -> None:
    """From the printed figures alone, without the code that scores."""
    first = (4.905 * 2 + 7.2) / 3
    second = (4.905 * 2 + 7.2 + 7.3) / 4
    third = (4.905 * 2 + 7.2 + 7.3 + 1.18) / 5
    fourth = (4.905 * 2 + 7.2 + 7.3 + 1.18 + 7.71) / 6
    said = {
        "nation": ASSEMBLY,
        "world_bank": {2018: 6.4, 2019: 6.6, 2021: 6.8, 2022: 5.5, 2023: 6.3},
        "naive": {2019: 7.2, 2022: 1.18, 2023: 7.71},
        "mean": {2019: first, 2021: second, 2022: third, 2023: fourth},
        "target": {2022: 5.5, 2023: 7.75},
    }
    assert tuple(BESIDE) == (MODEL, *said) == (MODEL, *RIVALS)
    for method, values in said.items():
        errors = [abs(value - OUTCOMES[year]) for year, value in values.items()]
        found = BESIDE[method]
        assert found.years == len(values)
        assert found.missed == found.crps == pytest.approx(np.mean(errors), abs=1e-9)
        same = [abs(TOTALS[year].projected - OUTCOMES[year]) for year in values]
        assert found.model_missed == pytest.approx(np.mean(same), abs=1e-9)
        scores = [TOTALS[year].crps(MODEL) for year in values]
        assert found.model_crps == pytest.approx(np.mean(scores), abs=1e-9)


def test_coverage_counts_the_outcomes_inside() -> None:
    row = TOTALS[2023]
    rows = [replace(row, outcome=value) for value in (row.bands[90][0] - 0.01, row.projected)]
    rows.append(replace(row, outcome=row.bands[60][1]))
    assert [held(rows, width) for width in (30, 60, 90)] == [1, 2, 2]
    assert held([], 90) == 0


def test_what_is_told_of_the_model_is_true() -> None:
    """As good as the target it starts from, closer than the other rivals; 2021 in no band."""
    assert BESIDE["nation"].missed == pytest.approx(BESIDE[MODEL].missed, abs=0.05)
    assert {row.method for row in BESIDE.values() if row.model_better} == {
        "world_bank",
        "naive",
        "mean",
        "target",
    }
    assert [held(totals(SCORES), width) for width in (30, 60, 90)] == [2, 4, 4]
    assert not TOTALS[2021].within_band(90)


def test_of_a_range_the_middle_counts() -> None:
    row = replace(TOTALS[2023], forecasts={MODEL: (6.5, 6.5), "target": (7.5, 8.0)}, outcome=7.5)
    assert row.error("target") == row.crps("target") == 0.25
    with pytest.raises(KeyError):
        row.error("naive")
    assert [found.method for found in comparisons([row])] == [MODEL, "target"]


# A new year


def add_lines(path: Path, lines: list[str]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def test_a_new_year_is_scored_by_adding_rows(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figure is invented: no outcome of 2024 is in the data."""
    line = "2024,2024,grdp_growth,6.5,,%,estimate,assumption,đặt ra,invented by a test"
    add_lines(copy / "backtest.csv", [line])
    scores = backtest(load_province(copy))
    assert scores[: len(SCORES)] == SCORES
    (new,) = scores[len(SCORES) :]
    assert (new.year, new.outcome, new.rules) == (2024, 6.5, ())
    assert new.forecasts["naive"] == (5.77, 5.77)
    assert new.forecasts["target"] == (7.0, 7.5)
    assert new.forecasts["nation"] == (6.0, 6.5)
    assert new.forecasts["world_bank"] == (5.5, 5.5)
    assert main(["--data", str(copy), "backtest"]) == 0
    assert "of 6 years" in capsys.readouterr().out


def test_a_folder_without_past_figures_has_nothing_to_score(copy: Path) -> None:
    path = copy / "backtest.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert backtest(load_province(copy)) == ()
    assert comparisons(()) == ()


# Shown


def test_the_command_prints_every_score(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest"]) == 0
    printed = capsys.readouterr().out
    for row in SCORES:
        assert any(
            line.split()[:4]
            == [row.key, str(row.year), f"{row.outcome:.2f}", f"{row.projected:.2f}"]
            for line in printed.splitlines()
        )
    for found in BESIDE.values():
        numbers = (found.missed, found.crps, found.model_missed, found.model_crps)
        cells = [str(found.years), *(f"{number:.2f}" for number in numbers)]
        assert any(line.split()[1:] == cells for line in printed.splitlines())
    for width in WIDTHS:
        assert f"{width} % band: held in {held(totals(SCORES), width)} of 5 years" in printed


def test_the_data_of_the_chart_are_the_scores() -> None:
    data: Any = backtest_data(totals(SCORES))
    records = data["years"]
    assert [record["outcome"] for record in records] == [row.outcome for row in TOTALS.values()]
    assert records[0]["naive"] is records[0]["target_low"] is None
    assert (records[-1]["target_low"], records[-1]["target_high"]) == (7.5, 8.0)
    for row, record in zip(TOTALS.values(), records, strict=True):
        for method in ("nation", "world_bank", "naive", "target"):
            ends = record[f"{method}_low"], record[f"{method}_high"]
            assert ends == row.forecasts.get(method, (None, None))
    spec = backtest_spec("what it is", 2018, 2023, "vi", "light")
    assert spec["description"] == "what it is"
    assert "datasets" not in spec


def test_every_mark_of_past_years_is_a_figure_of_its_year() -> None:
    """The chart has one data set, so no mark can stand where no figure is."""
    assert set(backtest_data(totals(SCORES))) == {"years"}
    spec: Any = backtest_spec("what it is", 2018, 2023, "vi", "light")
    assert spec["data"]["name"] == "years"
    assert not any("data" in layer for layer in spec["layer"])
    marked = {
        layer["encoding"]["y"]["field"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "point"
    }
    assert marked == {"outcome", "projected", *ASIDE}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_legend_of_past_years_names_every_mark_once(
    language: str, look_back_view: Callable[[str], AppTest]
) -> None:
    shown = "".join(element.proto.body for element in look_back_view(language).get("html"))
    keys = re.findall(r'<i class="kb-(\w+)"></i>([^<]+)', shown)
    assert [key for key, _ in keys] == [
        "outcome",
        "model",
        "naive",
        "target",
        "nation",
        "world_bank",
        "span",
    ]
    assert {key.replace("model", "projected") for key, _ in keys} == {
        "outcome",
        "projected",
        "span",
        *ASIDE,
    }
    assert [escape(say(language, f"trust_key_{key}")) for key, _ in keys] == [w for _, w in keys]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_unknown_is_a_dash_and_never_zero(language: str) -> None:
    table = backtest_table(PROVINCE, SCORES, language)
    assert table.count(">–<") == sum(
        method not in row.forecasts for row in SCORES for method in RIVALS
    )
    for row in SCORES:
        assert format_number(row.projected, 2, language) in table
    for found in BESIDE.values():
        assert format_number(found.crps, 2, language) in table
    assert ">0,00<" not in table
    assert ">0.00<" not in table


def test_the_ends_of_a_range_have_decimals_alike() -> None:
    table = backtest_table(PROVINCE, SCORES, "vi")
    assert "6,0–6,5" in table
    assert "7,5–8,0" in table


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentence_follows_the_numbers(language: str) -> None:
    def said(rows: list[Score]) -> tuple[bool, ...]:
        sentence = result_text(rows, language)
        parts = ("trust_closer", "trust_no_closer")
        return tuple(say(language, key, rivals="…").split("…")[0] in sentence for key in parts)

    shipped = list(totals(SCORES))
    assert said(shipped) == (True, True)
    assert say(language, "trust_rival_world_bank") in result_text(shipped, language)
    right = [
        replace(row, forecasts={**row.forecasts, MODEL: (row.outcome, row.outcome)})
        for row in shipped
    ]
    assert said(right) == (True, False)
    wrong = [replace(row, forecasts={**row.forecasts, MODEL: (99.0, 99.0)}) for row in shipped]
    assert said(wrong) == (False, True)
    assert result_text([], language) == ""


@pytest.fixture
def look_back_view() -> Callable[[str], AppTest]:
    def open_view(language: str) -> AppTest:
        plan = preset_scenario(PROVINCE, PROVINCE.default_preset)
        test = AppTest.from_file(str(APP), default_timeout=30)
        link = encode(PROVINCE, plan, "look_back", language)
        for part in link.removeprefix("?").split("&"):
            key, _, value = part.partition("=")
            test.query_params[key] = value
        return test.run()

    return open_view


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_view_says_how_good_the_model_is(
    language: str, look_back_view: Callable[[str], AppTest]
) -> None:
    page = look_back_view(language)
    assert not page.exception
    shown = "".join(element.proto.body for element in page.get("html"))
    for key in ("look_back_title", "trust_backtest", "trust_checks", "trust_benchmarks"):
        assert say(language, key) in shown
    for check in PROVINCE.cross_checks:
        assert say(language, f"check_{check}") in shown
    for row in PROVINCE.benchmarks.values():
        assert (row.name_vi if language == "vi" else row.name_en) in shown
    assert say(language, "check_verdict_contradicts") in shown
    assert say(language, "benchmark_above") in shown


def test_scores_can_be_read_from_the_data_alone() -> None:
    """The table of outcomes is plain CSV with one row a figure."""
    with (DATA / "backtest.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["origin"], row["year"], row["key"]) for row in csv.DictReader(file)]
    assert len(found) == len(set(found)) == len(PROVINCE.backtest)
