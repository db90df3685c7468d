"""A year as it came, beside what each version had projected: scores, vintages, the miss split."""

import csv
import io
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engine import simulate
from model.evidence.crps import crps
from model.evidence.look_back import (
    GROWTH_REPEATED,
    LEVEL,
    MEASURES,
    RIVALS,
    TARGET,
    Came,
    LookBack,
    Score,
    against,
    came,
    look_backs,
    miss_of_growth,
    quantile_crps,
    rival_value,
    worst,
    years,
)
from model.evidence.vintages import (
    CAME,
    COLUMNS,
    PASSED,
    QUANTILES,
    TREND,
    Forecast,
    came_levers,
    came_rows,
    published,
    version_rows,
)
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.province.load import load_province
from model.province.province import Province
from model.province.rows import Outcome
from model.scenario.scenario import preset_scenario
from model.uncertainty.bands import WIDTHS
from tests.support.province import DATA, PROVINCE, edit

YEAR = 2024
FOUND = look_backs(PROVINCE, YEAR)
PLANNED = FOUND[PROVINCE.version, PASSED]
KEPT = {"1.0.0_came": "09d8e8e825dcf8ea5e0772977a8e3008eaa7743059b33d20b2c9e042b8ba064e"}
"""Digests of what a past version projects with levers as they turned out, by its own code."""
numbers = st.floats(-1e6, 1e6)
quantiles = st.lists(numbers, min_size=7, max_size=7).map(lambda values: tuple(sorted(values)))


def score(outcome: tuple[float, float], forecast: Forecast, measure: str = "growth") -> Score:
    row = Outcome("k", YEAR, "value", measure, False, "", "")
    return Score(Came(row, outcome, base=1.0, before=None), forecast, given=False)


# Versions


@pytest.mark.parametrize("version", PROVINCE.versions.values(), ids=lambda row: row.version)
def test_only_the_first_version_was_made_before_2024_was_known(version: object) -> None:
    first = next(iter(PROVINCE.versions.values()))
    assert first.blind_to(YEAR)
    assert version is first or not PROVINCE.versions[version.version].blind_to(YEAR)  # type: ignore[attr-defined]


def test_no_version_may_know_less_than_the_one_before(copy: Path) -> None:
    """A later version cannot be called blind to a year that an earlier one knew."""
    edit(copy / "versions.csv", lambda text: text.replace(",2,2024,", ",2,2022,", 1))
    with pytest.raises(InvalidInputError) as caught:
        load_province(copy)
    (problem,) = caught.value.problems
    assert problem.field == f"versions.csv, {PROVINCE.version}, knew"


def test_every_version_keeps_what_it_projected_under_every_setting() -> None:
    assert list(FOUND) == [
        (version, setting) for version in PROVINCE.versions for setting in (PASSED, TREND, CAME)
    ]


def test_every_file_of_a_version_is_declared() -> None:
    declared = (DATA / "datapackage.json").read_text(encoding="utf-8")
    for path in (DATA / "versions").iterdir():
        assert f'"versions/{path.name}"' in declared


@pytest.mark.parametrize("name", KEPT)
def test_what_a_past_version_projects_is_never_worked_by_a_later_one(name: str) -> None:
    content = (DATA / "versions" / f"{name}.csv").read_bytes()
    assert sha256(content).hexdigest() == KEPT[name]


@pytest.mark.parametrize(("name", "rows"), [("", version_rows), ("_came", came_rows)])
def test_the_files_of_the_present_version_are_what_it_projects(name: str, rows: object) -> None:
    path = DATA / "versions" / f"{PROVINCE.version}{name}.csv"
    stored = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    fresh = [COLUMNS, *rows(PROVINCE)]  # type: ignore[operator]
    assert len(stored) == len(fresh)
    for old, new in zip(stored, fresh, strict=True):
        assert old[:4] == list(new[:4])
        if old is not stored[0]:
            assert [cell == "" for cell in old] == [cell == "" for cell in new]
            found = [[float(cell or 0.0) for cell in row[4:]] for row in (old, new)]
            np.testing.assert_allclose(found[0], found[1], rtol=2e-6)


def test_levers_whose_outcome_is_not_known_stay_on_the_trend() -> None:
    levers = came_levers(PROVINCE, YEAR)
    known = {row.lever: row.value for row in PROVINCE.outcome_levers if row.year == YEAR}
    for key, row in PROVINCE.levers.items():
        assert levers[key] == known.get(key, row.trend)
        assert row.min <= levers[key] <= row.max


def test_the_projection_with_levers_as_they_were_is_the_model_at_these_levers() -> None:
    growth = simulate(PROVINCE, came_levers(PROVINCE, YEAR))[GROWTH][0, 0]
    assert published(PROVINCE, YEAR)[PROVINCE.version, CAME][GROWTH].projected == pytest.approx(
        growth, rel=1e-6
    )


def test_what_was_told_as_a_lever_is_no_projection() -> None:
    """Read off as levers, the outcomes come back out of the present version, and are not scored."""
    found = FOUND[PROVINCE.version, CAME]
    told = {row.indicator for row in PROVINCE.outcome_levers} & {row.key for row in found.scores}
    assert told
    for row in found.scores:
        assert row.given == (row.key in told)
        if row.given:
            assert row.error == pytest.approx(0.0, abs=0.01)
    assert not told & {row.key for row in found.scored}
    assert not any(row.given for row in PLANNED.scores)


def test_a_folder_that_keeps_no_projections_has_nothing_to_look_back_on(copy: Path) -> None:
    for path in (copy / "versions").iterdir():
        path.unlink()
    assert years(load_province(copy)) == ()


def test_a_new_year_is_looked_back_on_by_adding_its_rows(copy: Path) -> None:
    last = years(PROVINCE)[0]
    new = last + 1
    unit = PROVINCE.indicators[GROWTH].unit
    line = f"{GROWTH},{new},estimate,=,8,,{unit},,true,only,sggp-2024-12-02,,\n"
    edit(copy / "outcomes.csv", lambda text: text + f"{GROWTH},{new},value,growth,false,,\n")
    edit(copy / "observations.csv", lambda text: text + line)
    province = load_province(copy)
    assert years(province) == (new, *years(PROVINCE))
    (row,) = look_backs(province, new)[PROVINCE.version, TREND].scores
    assert row.came.base == came(PROVINCE, last)[GROWTH].middle
    assert row.error == pytest.approx(6.25 - 8.0)
    assert look_backs(province, YEAR).keys() == FOUND.keys()


# Scores


@given(numbers, numbers)
def test_a_point_scores_its_distance(value: float, outcome: float) -> None:
    point = Forecast(value, (value,) * 7)
    assert quantile_crps(point, outcome) == pytest.approx(abs(value - outcome), abs=1e-6)
    assert not point.spreads


@given(quantiles, numbers)
def test_a_score_is_never_better_than_zero_and_worsens_with_distance(
    cuts: tuple[float, ...], outcome: float
) -> None:
    forecast = Forecast(cuts[3], cuts)
    assert quantile_crps(forecast, outcome) >= 0.0
    farther = max(cuts) + abs(outcome)
    assert quantile_crps(forecast, farther + 1.0) >= quantile_crps(forecast, farther) - 1e-6


def test_the_score_of_seven_quantiles_is_near_that_of_all_draws() -> None:
    draws = np.random.default_rng(1).normal(6.0, 2.0, 100_000)
    cuts = tuple(np.quantile(draws, QUANTILES))
    for outcome in (2.0, 5.0, 6.0, 7.07, 11.0):
        found = quantile_crps(Forecast(6.0, cuts), outcome)
        assert found == pytest.approx(crps(draws, outcome), rel=0.15)


@given(quantiles, numbers, numbers)
def test_wider_bands_hold_more_and_a_range_is_held_at_both_ends(
    cuts: tuple[float, ...], one: float, other: float
) -> None:
    row = score((min(one, other), max(one, other)), Forecast(cuts[3], cuts))
    held = [row.within(width) for width in sorted(WIDTHS)]
    assert all(wide or not narrow for narrow, wide in pairwise(held))
    ends = [score((end, end), row.forecast) for end in (one, other)]
    for width in WIDTHS:
        assert row.within(width) == all(end.within(width) for end in ends)
    assert row.missed == pytest.approx(sum(end.missed for end in ends) / 2.0)
    assert row.crps == pytest.approx(sum(end.crps for end in ends) / 2.0)


def test_levels_are_counted_in_per_cent_of_what_came_and_rates_in_points() -> None:
    forecast = Forecast(110.0, (110.0,) * 7)
    assert score((100.0, 100.0), forecast, LEVEL).error == pytest.approx(10.0)
    assert score((100.0, 100.0), forecast, "rate").error == pytest.approx(10.0)
    assert score((50.0, 50.0), forecast, LEVEL).error == pytest.approx(120.0)
    assert score((50.0, 50.0), forecast, "rate").error == pytest.approx(60.0)


def test_every_measure_is_counted_once() -> None:
    for found in FOUND.values():
        assert sorted(row.key for name in MEASURES for row in found.of(name)) == sorted(
            row.key for row in found.scored
        )


def test_the_worst_miss_is_the_farthest_beyond_its_band() -> None:
    rows = worst(PLANNED.scores)
    with_band = [abs(row.usual_misses) for row in rows if row.usual_misses is not None]
    assert with_band == sorted(with_band, reverse=True)
    assert {row.key for row in rows} == {row.key for row in PLANNED.scored}


# Rivals


def test_a_rival_and_the_model_are_held_against_the_same_indicators() -> None:
    for found in FOUND.values():
        for row in against(PROVINCE, found):
            both = [
                item
                for item in found.of(row.measure)
                if rival_value(PROVINCE, item.came, row.rival) is not None
            ]
            assert row.count == len(both) > 0
            assert row.model_missed == pytest.approx(np.mean([item.missed for item in both]))


def test_rivals_say_what_they_are_named_for() -> None:
    outcomes = came(PROVINCE, YEAR)
    retail, growth = outcomes["retail_sales"], outcomes[GROWTH]
    target = PROVINCE.plan_targets[GROWTH]
    assert rival_value(PROVINCE, growth, TARGET) == sum(target.ends) / 2.0
    assert rival_value(PROVINCE, growth, GROWTH_REPEATED) is None
    assert retail.base is not None
    assert retail.before is not None
    repeated = rival_value(PROVINCE, retail, GROWTH_REPEATED)
    assert repeated is not None
    assert repeated / retail.base == pytest.approx(retail.base / retail.before)
    assert {row.rival for row in against(PROVINCE, PLANNED)} == set(RIVALS)


# The miss


def test_the_parts_of_the_miss_add_up_to_it() -> None:
    parts = miss_of_growth(PROVINCE, YEAR)
    assert parts is not None
    planned = simulate(PROVINCE, preset_scenario(PROVINCE, PROVINCE.passed_preset).levers)
    outcome = came(PROVINCE, YEAR)[GROWTH].middle
    assert sum(parts.values()) == pytest.approx(outcome - planned[GROWTH][0, 0])


def test_the_nation_explains_nothing_where_it_came_as_assumed() -> None:
    levers = tuple(
        replace(row, value=PROVINCE.levers[row.lever].plan)
        if row.lever == "national_growth"
        else row
        for row in PROVINCE.outcome_levers
    )
    parts = miss_of_growth(replaced(PROVINCE, levers), YEAR)
    assert parts is not None
    assert parts["national_growth"] == pytest.approx(0.0)


def test_levers_that_came_as_planned_explain_nothing() -> None:
    planned = preset_scenario(PROVINCE, PROVINCE.passed_preset).levers
    template = PROVINCE.outcome_levers[0]
    levers = tuple(replace(template, lever=key, value=value) for key, value in planned.items())
    parts = miss_of_growth(replaced(PROVINCE, levers), YEAR)
    assert parts is not None
    *moved, _ = parts.values()
    assert moved == pytest.approx([0.0, 0.0, 0.0])


def replaced(province: Province, levers: tuple[object, ...]) -> Province:
    return replace(province, outcome_levers=levers)  # type: ignore[arg-type]


def test_bands_are_counted_where_there_is_one() -> None:
    for found in FOUND.values():
        assert {row.key for row in found.scored} - {row.key for row in found.ranged} == {
            row.key for row in found.scored if row.usual_misses is None
        }
        assert found.held(90) == sum(row.within(90) for row in found.ranged)
    assert len(PLANNED.ranged) < len(PLANNED.scored)


def test_a_base_read_off_a_page_of_outcomes_is_marked() -> None:
    """Their parameters say so themselves."""
    seen = {row.outcome.key for row in came(PROVINCE, YEAR).values() if row.outcome.seen}
    late = {
        key
        for key in came(PROVINCE, YEAR)
        if (base := PROVINCE.assumptions.get(PROVINCE.indicators[key].base)) is not None
        and "published later" in base.note_en
    }
    assert seen == late
    assert seen
    for found in FOUND.values():
        kept = {row.key for row in found.unseen.scores}
        assert kept == {row.key for row in found.scores} - seen


def test_totals_count_what_is_scored() -> None:
    empty = LookBack(YEAR, PROVINCE.version, PASSED, ())
    assert (empty.relative, empty.better, empty.held(90)) == (None, (0, 0), 0)
    assert 0 < PLANNED.held(30) <= PLANNED.held(60) <= PLANNED.held(90) <= len(PLANNED.scored)
