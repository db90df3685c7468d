"""Past years projected again: the information set, the scores, and the section that shows them."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from model import load_province, simulate
from model.cli.main import main
from model.evidence.backtest import (
    METHODS,
    Score,
    backtest,
    comparable,
    mean_absolute_error,
    totals,
)
from model.evidence.origin import (
    AREAS,
    AT_REFERENCE,
    MEASURED,
    NO_LAST_YEAR,
    OLD_SERIES,
    TOTAL_ONLY,
    Origin,
    at_origin,
    known,
)
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Vintage
from model.scenario.scenario import preset_scenario
from model.uncertainty.bands import WIDTHS
from tests.support.paths import ROOT
from tests.support.province import DATA, PROVINCE
from ui.charts.backtest import backtest_data, backtest_spec
from ui.state.link import encode
from ui.text.numbers import format_number
from ui.text.words import say
from ui.views.method.backtest import backtest_table, result_html

APP = ROOT / "app.py"
SCORES = backtest(PROVINCE)
TOTALS = {row.year: row for row in totals(SCORES)}
YEARS = (2018, 2019, 2021, 2022, 2023)
ORIGINS = [year - 1 for year in YEARS]


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
        expected = projection(at_origin(PROVINCE, origin))[GROWTH]
        assert projection(at_origin(other, origin))[GROWTH] == pytest.approx(expected, abs=1e-9)


def test_a_revision_counts_from_its_own_origin() -> None:
    assert known(PROVINCE, 2022, GROWTH)[2022] == 7.71
    assert known(PROVINCE, 2023, GROWTH)[2022] == 7.71
    assert known(PROVINCE, 2024, GROWTH)[2022] == 7.79
    assert TOTALS[2022].outcome == 7.79
    assert TOTALS[2023].naive == 7.71


def test_figures_are_those_of_the_observations() -> None:
    """Nothing is described twice with two values; what is derived says so."""
    observed = {(row.key, row.year, row.value, row.source) for row in PROVINCE.observations}
    for row in PROVINCE.backtest:
        if row.kind in (*MEASURED, "old_series") and row.key not in PROVINCE.levers:
            printed = (row.key, row.year, row.value, row.source) in observed
            assert printed or row.note.startswith("DERIVED"), row


def test_targets_are_those_of_the_target_table() -> None:
    ends = {(row.key, row.year, row.value, row.value_high) for row in PROVINCE.targets}
    for row in PROVINCE.backtest:
        if row.kind == "target":
            assert (row.key, row.year, row.value, row.value_high) in ends
            assert row.year == row.origin + 1


def test_units_are_those_of_the_series() -> None:
    units = {
        key: row.unit
        for table in (PROVINCE.indicators, PROVINCE.series, PROVINCE.levers)
        for key, row in table.items()
    }
    for row in PROVINCE.backtest:
        assert row.unit == units[row.key], row
        assert row.year <= row.origin + 1


# The rules


def test_the_years_are_those_with_a_published_outcome() -> None:
    assert tuple(TOTALS) == YEARS
    assert {row.key for row in SCORES if row.year == 2023} == {
        GROWTH,
        *(f"growth_sector{area}" for area in AREAS),
    }


@pytest.mark.parametrize("year", [2018, 2019, 2021, 2022])
def test_with_levers_held_the_projection_is_the_rule_of_the_trend(year: int) -> None:
    """Weight w times growth of the last year, or the mean where it was not known, and the mean."""
    row = TOTALS[year]
    weight = PROVINCE.parameters["w_persist"].default
    last = row.mean if row.naive is None else row.naive
    assert AT_REFERENCE in row.rules
    assert row.projected == pytest.approx(weight * last + (1.0 - weight) * row.mean, abs=1e-9)


def test_what_was_missing_is_marked() -> None:
    rules = {year: set(row.rules) for year, row in TOTALS.items()}
    assert rules[2018] == {OLD_SERIES, NO_LAST_YEAR, TOTAL_ONLY, AT_REFERENCE}
    assert rules[2021] == {NO_LAST_YEAR, TOTAL_ONLY, AT_REFERENCE}
    assert rules[2019] == rules[2022] == {TOTAL_ONLY, AT_REFERENCE}
    assert rules[2023] == set()
    for row in TOTALS.values():
        assert (row.naive is None) == (NO_LAST_YEAR in row.rules)


def test_the_plan_of_2023_counts() -> None:
    origin = at_origin(PROVINCE, 2022)
    held = simulate(province=origin.province)[GROWTH][0, 0]
    assert 0.0 < TOTALS[2023].projected - held < 0.5
    assert held == pytest.approx(
        sum(
            origin.province.parameters[f"w10_kv{area}"].default
            * (origin.last[f"growth_sector{area}"] + origin.means[f"growth_sector{area}"])
            / 2.0
            for area in AREAS
        )
    )


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


@pytest.mark.parametrize("row", SCORES, ids=lambda row: f"{row.key}-{row.year}")
def test_bands_are_nested_around_the_projection(row: Score) -> None:
    widths = sorted(WIDTHS)
    assert set(row.bands) == set(WIDTHS)
    for narrow, wide in pairwise(widths):
        assert row.bands[wide][0] < row.bands[narrow][0] < row.bands[narrow][1]
        assert row.bands[narrow][1] < row.bands[wide][1]
        assert row.within_band(wide) or not row.within_band(narrow)
    assert row.bands[90][0] < row.projected < row.bands[90][1]


def test_mean_absolute_errors_by_hand() -> None:
    """From the printed figures alone, without the code that scores."""
    old, early, before = (10.27 + 9.04 + 9.35) / 3, 4.905, (4.905 * 2 + 7.2 + 7.3) / 4
    outcomes = {2018: 7.2, 2019: 7.3, 2021: 1.18, 2022: 7.79, 2023: 5.77}
    means = {2018: old, 2019: early, 2021: before, 2022: before}
    means[2023] = (4.905 * 2 + 7.2 + 7.3 + 1.18) / 5
    naive = {2019: 7.2, 2022: 1.18, 2023: 7.71}
    by_hand = {
        "mean": [abs(means[year] - outcomes[year]) for year in YEARS],
        "naive": [abs(naive[year] - outcomes[year]) for year in naive],
        "target": [7.79 - 5.5, 7.5 - 5.77],
    }
    for method, errors in by_hand.items():
        found = mean_absolute_error(totals(SCORES), method)
        assert found == pytest.approx(sum(errors) / len(errors), abs=1e-9)
    same = [abs(means[year] - outcomes[year]) for year in naive]
    assert mean_absolute_error(comparable(SCORES), "mean") == pytest.approx(sum(same) / 3)


def test_what_is_told_of_the_model_is_true() -> None:
    """Better than repeating the year before, worse than the long-run mean; bands too narrow."""
    errors = {method: mean_absolute_error(comparable(SCORES), method) for method in METHODS}
    model, naive, mean = errors["projected"], errors["naive"], errors["mean"]
    assert model is not None
    assert naive is not None
    assert mean is not None
    assert mean < model < naive
    assert [sum(row.within_band(width) for row in TOTALS.values()) for width in (30, 60, 90)] == [
        0,
        1,
        3,
    ]


def test_a_target_range_counts_from_its_nearer_end() -> None:
    row = replace(TOTALS[2023], target=(7.5, 8.0))
    assert replace(row, outcome=7.7).error("target") == 0.0
    assert replace(row, outcome=9.0).error("target") == -1.0
    assert replace(row, outcome=7.0).error("target") == 0.5
    assert replace(row, target=None).error("target") is None


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
    line = "2024,2024,grdp_growth,6.5,,%,estimate,assumption,invented by a test"
    add_lines(copy / "backtest.csv", [line])
    scores = backtest(load_province(copy))
    assert scores[: len(SCORES)] == SCORES
    (new,) = scores[len(SCORES) :]
    assert (new.year, new.outcome, new.naive, new.target) == (2024, 6.5, 5.77, (7.0, 7.5))
    assert new.rules == ()
    assert main(["--data", str(copy), "backtest"]) == 0
    assert "of 6 years" in capsys.readouterr().out


def test_a_folder_without_past_figures_has_nothing_to_score(copy: Path) -> None:
    path = copy / "backtest.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert backtest(load_province(copy)) == ()
    assert mean_absolute_error((), "naive") is None


def test_a_first_figure_alone_cannot_be_projected() -> None:
    rows = tuple(row for row in PROVINCE.backtest if (row.key, row.year) == (GROWTH, 2019))
    assert backtest(with_rows(rows)) == ()


# Shown


def test_the_command_prints_every_score(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest"]) == 0
    printed = capsys.readouterr().out
    for row in SCORES:
        assert any(
            line.split()[:3] == [row.key, str(row.year), f"{row.outcome:.2f}"]
            and f"{row.projected:.2f}" in line
            for line in printed.splitlines()
        )
    for method in METHODS:
        assert f"{mean_absolute_error(totals(SCORES), method):.2f}" in printed


def test_the_data_of_the_chart_are_the_scores() -> None:
    records = backtest_data(totals(SCORES))["years"]
    assert [record["outcome"] for record in records] == [row.outcome for row in TOTALS.values()]
    assert records[0]["naive"] is None
    assert (records[-1]["target_low"], records[-1]["target_high"]) == (7.5, 8.0)
    spec = backtest_spec("what it is", 2018, 2023, "vi", "light")
    assert spec["description"] == "what it is"
    assert "datasets" not in spec


@pytest.mark.parametrize("language", ["vi", "en"])
def test_unknown_is_a_dash_and_never_zero(language: str) -> None:
    table = backtest_table(PROVINCE, SCORES, language)
    assert table.count(">–<") >= sum(row.naive is None for row in SCORES)
    for row in SCORES:
        assert format_number(row.projected, 2, language) in table
    assert ">0,00<" not in table
    assert ">0.00<" not in table


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentence_follows_the_numbers(language: str) -> None:
    worse, better = say(language, "trust_worse"), say(language, "trust_better")
    sentence = result_html(totals(SCORES), language)
    assert better in sentence
    assert worse in sentence
    perfect = [replace(row, projected=row.outcome) for row in totals(SCORES)]
    assert worse not in result_html(perfect, language)
    assert result_html([], language) == ""


@pytest.fixture
def method_view() -> Callable[[str], AppTest]:
    def open_view(language: str) -> AppTest:
        plan = preset_scenario(PROVINCE, PROVINCE.default_preset)
        test = AppTest.from_file(str(APP), default_timeout=30)
        link = encode(PROVINCE, plan, "method", language)
        for part in link.removeprefix("?").split("&"):
            key, _, value = part.partition("=")
            test.query_params[key] = value
        return test.run()

    return open_view


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_method_view_says_how_good_the_model_is(
    language: str, method_view: Callable[[str], AppTest]
) -> None:
    page = method_view(language)
    assert not page.exception
    shown = "".join(element.proto.body for element in page.get("html"))
    for key in ("trust_title", "trust_backtest", "trust_checks", "trust_benchmarks"):
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
