"""What other provinces say: the table is what the analysis finds today."""

from dataclasses import fields

import numpy as np
import pytest

from model.province.rows import CrossCheck
from tests.analysis.provinces import cross_checks, panel
from tests.support.province import PROVINCE
from ui.text.numbers import format_number
from ui.text.words import say
from ui.views.look_back.cross_checks import VERDICTS, checks_html, checks_table

PARAMETERS = {"kci0", "kci1", "sd_agg"}
"""Parameters whose default is the number compared."""


@pytest.fixture(scope="module")
def found() -> list[CrossCheck]:
    return cross_checks(PROVINCE)


def test_the_table_is_what_the_analysis_finds(found: list[CrossCheck]) -> None:
    """If not: python -m tests.analysis.provinces."""
    assert [row.key for row in found] == list(PROVINCE.cross_checks)
    for row in found:
        stored = PROVINCE.cross_checks[row.key]
        for field in fields(CrossCheck):
            now, then = getattr(row, field.name), getattr(stored, field.name)
            assert now == (pytest.approx(then, abs=2e-4) if isinstance(now, float) else then)


def test_the_panel_is_13_provinces_and_seven_years() -> None:
    rows = [row for row in PROVINCE.comparators if row.key == "grdp_current"]
    assert len(rows) == 13 * 7
    assert {row.year for row in rows} == set(range(2016, 2023))
    left_out = {(row.area, row.key) for row in PROVINCE.comparators if not row.used}
    assert left_out == {("Vĩnh Long", "investment_nonstate")}
    for row in PROVINCE.comparators:
        assert bool(row.note_en) != row.used, row


def test_figures_that_are_left_out_look_like_slips() -> None:
    """Private investment that is one or ten times state investment to the last digit."""
    state = {
        (row.area, row.year): row.value
        for row in PROVINCE.comparators
        if row.key == "investment_state"
    }
    for row in PROVINCE.comparators:
        if row.key == "investment_nonstate":
            ratio = row.value / state[row.area, row.year]
            assert (ratio in (1.0, 10.0)) == (not row.used), row


def test_figures_of_the_province_are_its_observations() -> None:
    observed = {(row.key, row.year, row.value, row.source) for row in PROVINCE.observations}
    own = [row for row in PROVINCE.comparators if row.area == "Sóc Trăng"]
    assert own
    for row in own:
        assert (row.key, row.year, row.value, row.source) in observed


def test_numbers_of_the_model_are_those_of_today(found: list[CrossCheck]) -> None:
    for row in found:
        assert row.standard_error > 0.0
        if row.parameter in PARAMETERS:
            assert row.expected == PROVINCE.parameters[row.parameter].default
        assert row.unit in PROVINCE.units


def test_least_squares_by_hand(found: list[CrossCheck]) -> None:
    """With effects of years: the slope of deviations from the means of the years."""
    data = panel(PROVINCE).dropna(subset=["growth", "total"])
    means = data.groupby("year")[["growth", "total"]].transform("mean")
    growth = (data["growth"] - means["growth"]).to_numpy()
    share = (data["total"] - means["total"]).to_numpy()
    row = next(row for row in found if row.key == "investment_growth")
    assert row.estimate == pytest.approx(float(share @ growth / (share @ share)), abs=1e-4)
    assert row.n == len(data)


def test_the_deviation_by_hand(found: list[CrossCheck]) -> None:
    """Growth less the means of its province and its year, in a full panel."""
    table = (
        panel(PROVINCE)
        .dropna(subset=["growth"])
        .pivot(index="area", columns="year", values="growth")
    )
    grid = table.to_numpy()
    rest = grid - grid.mean(axis=0) - grid.mean(axis=1, keepdims=True) + grid.mean()
    freedom = (grid.shape[0] - 1) * (grid.shape[1] - 1)
    row = next(row for row in found if row.key == "growth_deviation")
    assert row.estimate == pytest.approx(float(np.sqrt((rest**2).sum() / freedom)), abs=1e-4)


def test_verdicts_follow_from_the_interval(found: list[CrossCheck]) -> None:
    for row in found:
        gap = abs(row.estimate - row.expected) / row.standard_error
        if row.verdict == "contradicts":
            assert gap > 2.0, row
        else:
            assert gap < 2.3, row
        if row.verdict == "agrees":
            assert abs(row.estimate) > 2.0 * row.standard_error


def test_what_contradicts_the_model_is_shown(found: list[CrossCheck]) -> None:
    """No verdict is favourable; three go against the model."""
    verdicts = {row.key: row.verdict for row in found}
    against = {key for key, verdict in verdicts.items() if verdict == "contradicts"}
    assert against == {"investment_growth", "private_growth", "growth_deviation"}
    for language in ("vi", "en"):
        table = checks_table(PROVINCE, language)
        assert table.count(say(language, "check_verdict_contradicts")) == len(against)
        for row in found:
            assert say(language, f"check_{row.key}") in table
            assert format_number(row.standard_error, 2, language) in table


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_verdicts_are_counted_before_the_fold(language: str) -> None:
    verdicts = [row.verdict for row in PROVINCE.cross_checks.values()]
    counted = {verdict: verdicts.count(verdict) for verdict in VERDICTS}
    assert sum(counted.values()) == len(verdicts)
    open_text, _, _ = checks_html(PROVINCE, language).partition("<details")
    assert say(language, "trust_checks_result", all=len(verdicts), **counted) in open_text
