"""One rule at every province of the region: its figures, its scores, and what they say."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from model.cli.main import main
from model.evidence.clustered import clustered, slope
from model.evidence.province_gaps import Moments, moments
from model.evidence.provinces import (
    KNOWN_NATION,
    METHODS,
    NO_GAP,
    RULE,
    WEAK,
    comparisons,
    firm_scores,
    gaps,
    grown,
    held,
    nation,
    own_area,
    score,
    scores,
    what_is_learned,
)
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from tests.support.page import page_with
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.charts.provinces import HALF, NEAR
from ui.pictures import provinces
from ui.state.results import scenario_rows
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, say
from ui.views.look_back.provinces import findings_html

ROWS, NATION, SCORES = grown(PROVINCE), nation(PROVINCE), scores(PROVINCE)
FOUND = {row.method: row for row in comparisons(SCORES)}
OWN = "Sóc Trăng"
TARGETS = dict(enumerate((6.7, 6.6, 6.7, 6.8, 6.0, 6.25, 6.5, 6.25), start=2017))
FIRST = dict(enumerate((6.81, 7.08, 7.02, 2.91, 2.58, 8.02, 5.05, 7.09), start=2017))
"""The nation by hand: middle of the Assembly's target, growth as first published."""


# Figures


def test_every_province_of_the_region_has_figures() -> None:
    areas = {row.area for row in PROVINCE.comparators}
    assert {row.area for row in ROWS} == areas
    assert own_area(PROVINCE) == OWN
    assert OWN not in {row.area for row in PROVINCE.province_growth}


def test_one_figure_of_a_province_and_year_is_used() -> None:
    assert max(Counter((row.area, row.year) for row in ROWS).values()) == 1
    assert len(ROWS) == 55


def test_what_is_doubtful_partial_or_selected_is_kept_and_not_used() -> None:
    left_out = {(row.area, row.year): row.rule for row in PROVINCE.province_growth if not row.used}
    assert left_out == {
        ("Trà Vinh", 2017): "selected",
        ("An Giang", 2020): "doubtful",
        ("Cần Thơ", 2024): "partial_year",
        ("Hậu Giang", 2023): "same_value",
        ("Bạc Liêu", 2024): "partial_year",
        ("Cà Mau", 2018): "doubtful",
        ("Cà Mau", 2023): "superseded",
    }
    for row in PROVINCE.province_growth:
        assert row.note_en or (row.used and row.rule not in WEAK), row


def test_a_figure_left_out_moves_nothing() -> None:
    changed = tuple(
        row if row.used else replace(row, value=99.0) for row in PROVINCE.province_growth
    )
    assert grown(replace(PROVINCE, province_growth=changed)) == ROWS


def test_figures_of_the_province_are_those_first_known() -> None:
    own = {row.year: row.growth for row in ROWS if row.area == OWN}
    assert own == {2018: 7.2, 2019: 7.3, 2021: 1.18, 2022: 7.71, 2023: 5.77, 2024: 7.07}
    came = PROVINCE.observed(GROWTH, 2024)
    assert came is not None
    assert own[2024] == came.value


def test_the_nation_is_target_and_first_figure() -> None:
    assert {year: row.target for year, row in NATION.items()} == pytest.approx(TARGETS)
    assert {year: row.first for year, row in NATION.items()} == FIRST


# The rule


def by_hand(area: str, year: int) -> float:
    """Return the shrunk gap of a province, written anew from the rule."""
    rest = [(row.area, row.growth - FIRST[row.year]) for row in ROWS if row.year != year]
    own = {name: [gap for at, gap in rest if at == name] for name in {at for at, _ in rest}}
    squares = sum(sum((gap - fmean(v)) ** 2 for gap in v) for v in own.values())
    within = squares / (len(rest) - len(own))
    between = (sum(len(v) * fmean(v) ** 2 for v in own.values()) - len(own) * within) / len(rest)
    if between <= 0.0 or area not in own:
        return 0.0
    mine = own[area]
    return len(mine) / (len(mine) + within / between) * fmean(mine)


def test_the_rule_by_hand() -> None:
    for row in SCORES:
        gap = by_hand(row.area, row.year)
        assert row.forecasts[RULE] == pytest.approx(TARGETS[row.year] + gap)
        assert row.forecasts[NO_GAP] == pytest.approx(TARGETS[row.year])
        assert row.forecasts[KNOWN_NATION] == pytest.approx(FIRST[row.year] + gap)


@pytest.mark.parametrize("year", NATION)
@given(data=st.data())
def test_nothing_of_a_year_moves_what_is_said_of_it(year: int, data: st.DataObject) -> None:
    """Neither the figure that is scored nor those of the neighbours in the same year."""
    values = st.floats(-20.0, 30.0)
    changed = [replace(row, growth=data.draw(values)) if row.year == year else row for row in ROWS]
    for before, after in zip(SCORES, score(changed, NATION), strict=True):
        if before.year == year:
            assert after.forecasts == before.forecasts


def test_without_variance_between_provinces_the_rule_is_the_nation_s_target() -> None:
    """So it is what the model projects on the trend, its gap being 0 by default."""
    assert PROVINCE.parameters["gap"].default == 0.0
    assert Moments(2.0, 0.0).weight(5) == 0.0
    alike = {(area, year): 1.0 - 2.0 * (year % 2) for area in "abc" for year in range(4)}
    assert moments(alike).between == 0.0


def test_moments_find_the_variances_that_made_the_gaps() -> None:
    rng = np.random.default_rng(0)
    lasting = rng.normal(0.0, 1.5, 4000)
    made = {
        (str(area), year): float(gap + rng.normal(0.0, 2.0))
        for area, gap in enumerate(lasting)
        for year in range(1 + area % 6)
    }
    found = moments(made)
    assert found.within == pytest.approx(4.0, rel=0.05)
    assert found.between == pytest.approx(2.25, rel=0.1)
    assert found.weight(4) == pytest.approx(4 / (4 + 4.0 / 2.25), rel=0.05)


# Scores


def test_scores_by_hand() -> None:
    for method in METHODS:
        rows = [row for row in SCORES if method in row.forecasts]
        errors = np.array([row.forecasts[method] - row.growth for row in rows])
        found = FOUND[method]
        assert (found.rows, found.years) == (len(rows), len({row.year for row in rows}))
        assert found.missed.value == pytest.approx(float(np.abs(errors).mean()))
        assert found.rms == pytest.approx(float(np.sqrt((errors**2).mean())))
        assert found.bias == pytest.approx(float(errors.mean()), abs=1e-9)
        assert found.beside.value == pytest.approx(found.missed.value - found.rule_missed)


def test_a_method_speaks_where_it_knows_something() -> None:
    told = {(row.area, row.year) for row in ROWS}
    for row in SCORES:
        assert ("naive" in row.forecasts) == ((row.area, row.year - 1) in told)
        others = {year for area, year in told if area == row.area} - {row.year}
        assert ("mean" in row.forecasts) == bool(others)


def test_no_rival_that_could_have_been_made_is_hidden() -> None:
    """The rule of shrunk gaps does not beat the target alone; the page says so."""
    assert FOUND[NO_GAP].missed.value < FOUND[RULE].missed.value
    assert FOUND[RULE].missed.value < FOUND["mean"].missed.value
    assert FOUND["naive"].beside.value > 0.0
    assert FOUND[KNOWN_NATION].missed.value < FOUND[NO_GAP].missed.value


@pytest.mark.parametrize("method", METHODS)
def test_figures_that_are_weak_do_not_make_the_order(method: str) -> None:
    """Without lower bounds and figures of another year's print the methods rank alike."""
    firm = firm_scores(PROVINCE)
    assert len(firm) == sum(row.rule not in WEAK for row in ROWS) < len(ROWS)
    found = {row.method: row for row in comparisons(firm)}
    assert np.sign(found[method].beside.value) == np.sign(FOUND[method].beside.value)


def test_the_standard_error_lets_a_year_move_together() -> None:
    """Copies of a year add nothing; values that differ only by year have its whole error."""
    years = [2020, 2021, 2022, 2023]
    once = clustered([1.0, 3.0, 2.0, 6.0], years)
    assert once.error == pytest.approx(np.std([1.0, 3.0, 2.0, 6.0], ddof=1) / 2.0)
    assert clustered([1.0, 3.0, 2.0, 6.0] * 3, years * 3).error == pytest.approx(once.error)
    assert clustered([1.0, 2.0], [2020, 2020]).error is None


def test_a_slope_is_found_with_its_error() -> None:
    rng = np.random.default_rng(1)
    pairs = [(x, 0.4 * x + float(rng.normal(0.0, 0.1)), year) for year, x in enumerate(range(40))]
    found = slope([(float(x), y, year) for x, y, year in pairs])
    assert found.error is not None
    assert abs(found.value - 0.4) < 4.0 * found.error
    assert np.isnan(slope([]).value)


# What they say


def test_the_notes_of_the_parameters_say_what_the_provinces_say() -> None:
    found, sigma = what_is_learned(PROVINCE), PROVINCE.parameters["sd_agg"].default
    assert found.persistence.error is not None
    one, two = "{:.1f}".format, "{:.2f}".format
    said = {
        "gap": (
            *(str(len(ROWS)), "2017", "2024"),
            one(FOUND[NO_GAP].missed.value),
            one(FOUND[RULE].missed.value),
            one(found.persistence.value),
            one(found.persistence.error),
        ),
        "sd_agg": (
            *(one(found.spread), one(found.middle_spread), one(found.nation)),
            *(str(held(SCORES, sigma)), str(len(ROWS))),
        ),
        "nation_share": (two(found.nation_share),),
    }
    assert (min(NATION), max(NATION)) == (2017, 2024)
    for key, numbers in said.items():
        note = PROVINCE.parameters[key].note_en
        start = re.search(r"(Tried on|At) the 13 Mekong provinces", note)
        assert start is not None, key
        told = re.findall(r"\d+(?:\.\d+)?", note[start.start() :])
        assert [number for number in told if number in numbers], key
        assert not set(numbers) - set(told), (key, numbers, told)


def test_the_document_says_what_the_provinces_say() -> None:
    text = " ".join((ROOT / "docs/MODEL.md").read_text(encoding="utf-8").split())
    found, sigma = what_is_learned(PROVINCE), PROVINCE.parameters["sd_agg"].default
    rule, alone = FOUND[RULE].missed.value, FOUND[NO_GAP].missed.value
    assert f"misses by {rule:.1f} points and the nation's target alone by {alone:.1f}" in text
    assert f"by {found.spread:.1f} points, more than is assumed" in text
    assert f"holds {held(SCORES, sigma)} of {len(ROWS)} outcomes of 13 provinces" in text


def test_the_nation_s_part_is_counted_once_a_year() -> None:
    misses = [FIRST[year] - TARGETS[year] for year in NATION]
    found = what_is_learned(PROVINCE)
    assert found.nation == pytest.approx(float(np.sqrt(np.mean(np.square(misses)))))
    values = gaps(ROWS, NATION)
    assert found.mean_gap == pytest.approx(float(np.mean(list(values.values()))))


def test_the_command_tells_of_the_provinces(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest"]) == 0
    printed = capsys.readouterr().out
    for row in FOUND.values():
        assert f"{row.missed.value:.2f} ± {row.missed.error:.2f}" in printed


# The section and its picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_score_and_leads_to_every_source(language: str) -> None:
    page = page_with(scenario_rows(PROVINCE, PLAN), PLAN, "look_back", language)
    drawn = provinces.provinces_picture(page, "light")
    assert drawn is not None
    html = findings_html(PROVINCE, language, drawn.reading)
    for row in FOUND.values():
        assert format_number(row.missed.value, 2, language) in html
        assert format_number(row.missed.error, 2, language) in html
        assert escape(say(language, f"provinces_method_{row.method}")) in html
    sources = {row.source for row in PROVINCE.province_growth} | {row.source for row in ROWS}
    for source in sources:
        assert str(escape(PROVINCE.sources[source].url)) in html, source
    unused = sum(not row.used for row in PROVINCE.province_growth)
    assert html.count(say(language, "provinces_unused")) == unused + 1  # and the fold's title
    assert say(language, "provinces_gap_no", missed="…", alone="…").split("…")[0] in html


def test_the_picture_has_a_dot_for_every_figure_and_none_covers_another() -> None:
    page = page_with(scenario_rows(PROVINCE, PLAN), PLAN, "look_back", "vi")
    drawn = provinces.provinces_picture(page, "light")
    assert drawn is not None
    dots = drawn.data["dots"]
    assert Counter((dot["area"], dot["value"]) for dot in dots) == Counter(
        (row.area, row.growth) for row in ROWS
    )
    assert {dot["area"] for dot in dots if dot["own"]} == {OWN}
    for one, other in combinations(dots, 2):
        assert abs(one["value"] - other["value"]) >= NEAR or one["year"] != other["year"]
    assert all(abs(dot["year"] - round(dot["year"])) <= HALF for dot in dots)
    assert [row["target"] for row in drawn.data["nation"]] == pytest.approx(list(TARGETS.values()))


def test_a_folder_without_other_provinces_shows_no_section() -> None:
    page = page_with(scenario_rows(PROVINCE, PLAN), PLAN, "look_back", "vi")
    bare = replace(page, province=replace(PROVINCE, province_growth=()))
    assert provinces.provinces_picture(bare, "light") is None
    with pytest.raises(InvalidInputError):
        provinces.picture(bare, {}, "light")
