"""A year as it came: one figure of one print for what is scored, a reason for what is not."""

from collections.abc import Iterator

import pytest

from model.engine import base_year
from model.evidence.look_back import came
from model.evidence.vintages import published
from model.province.rows import Observation, Outcome
from model.scenario.targets import target_status
from tests.support.province import PROVINCE

YEAR = 2024
OUTCOMES = {row.key: row for row in PROVINCE.outcomes if row.year == YEAR}
SCORED = {key: row for key, row in OUTCOMES.items() if row.scored != "no"}
RANGES = {
    "shrimp_output": (212000.0, 235000.0),
    "aquatic_output": (358270.0, 390000.0),
}
SPLIT = ("growth_sector1", "growth_sector2", "growth_sector3")
SHARES = ("share_sector1", "share_sector2", "share_sector3", "share_product_tax")
EARLY_PRINT = "sggp-2024-12-02"


def figures(key: str) -> list[Observation]:
    return [row for row in PROVINCE.observations if (row.key, row.year) == (key, YEAR)]


def printed(key: str, source: str) -> float:
    """What one page prints of the year."""
    (value,) = [row.value for row in figures(key) if row.source == source]
    assert value is not None
    return value


def chosen(key: str) -> Observation:
    found = PROVINCE.observed(key, YEAR)
    assert found is not None, key
    return found


def total_of_split(source: str) -> float:
    """Growth of the three sectors of a page and the printed product taxes, by shares of 2023."""
    base = base_year(PROVINCE)
    growth = [printed(key, source) for key in SPLIT] + [chosen("growth_product_tax").value or 0.0]
    shares = [base[key] or 0.0 for key in SHARES]
    return sum(share * rate for share, rate in zip(shares, growth, strict=True)) / sum(shares)


# What is scored


@pytest.mark.parametrize("row", SCORED.values(), ids=lambda row: row.key)
def test_what_is_scored_has_a_chosen_figure_in_the_unit_of_its_indicator(row: Outcome) -> None:
    assert any(row.key in forecasts for forecasts in published(PROVINCE, YEAR).values())
    assert chosen(row.key).unit == PROVINCE.indicators[row.key].unit
    assert chosen(row.key).as_of == ""


def test_what_is_scored_is_what_came() -> None:
    assert set(came(PROVINCE, YEAR)) == set(SCORED)


def test_an_indicator_stands_once_a_year() -> None:
    assert len(OUTCOMES) == sum(row.year == YEAR for row in PROVINCE.outcomes)
    assert set(OUTCOMES) <= set(PROVINCE.indicators)


def test_every_indicator_with_a_figure_of_the_full_year_is_scored_or_says_why_not() -> None:
    observed = {key for key in PROVINCE.indicators if PROVINCE.observed(key, YEAR)}
    assert observed <= set(OUTCOMES)


def test_what_is_not_scored_says_why_in_both_languages() -> None:
    left_out = {key: row for key, row in OUTCOMES.items() if row.scored == "no"}
    assert {"disbursement_rate_pm", "exports_aquatic", "growth_product_tax"} <= set(left_out)
    for row in left_out.values():
        assert row.note_vi.startswith("Không chấm: "), row.key
        assert row.note_en.startswith("Not scored: "), row.key


def test_notes_of_outcomes_are_sentences() -> None:
    for row in OUTCOMES.values():
        for note in (row.note_vi, row.note_en):
            assert not note or note.endswith("."), row.key


def test_a_miss_of_growth_and_of_a_share_counts_in_points_and_of_a_level_in_per_cent() -> None:
    for row in OUTCOMES.values():
        in_points = PROVINCE.units[PROVINCE.indicators[row.key].unit].is_rate
        assert (row.measure == "level") != in_points, row.key
        assert (row.measure == "growth") == ("growth" in row.key), row.key


# Sources that contradict each other


def ranges() -> Iterator[str]:
    return (key for key, row in OUTCOMES.items() if row.scored == "range")


def test_a_range_goes_from_the_lowest_to_the_highest_figure_of_the_full_year() -> None:
    found = {key: came(PROVINCE, YEAR)[key].ends for key in ranges()}
    assert found == RANGES
    for low, high in found.values():
        assert low < high


@pytest.mark.parametrize("key", RANGES)
def test_what_a_source_says_of_part_of_the_year_or_only_bounds_is_kept_beside(key: str) -> None:
    low, high = RANGES[key]
    assert low <= (chosen(key).value or 0.0) <= high
    assert all("CONFLICT" in row.note_en for row in figures(key) if row.value in (low, high))


def test_over_200_000_tonnes_of_shrimp_is_a_bound() -> None:
    (row,) = [row for row in figures("shrimp_output") if row.value == 200000.0]
    assert (row.comparator, row.chosen) == (">=", False)


def test_farmed_and_total_aquatic_output_contradict_each_other() -> None:
    """Farmed output as printed later leaves less for the catch than was caught before."""
    total, farmed = (chosen(key).value or 0.0 for key in ("aquatic_output", "aquaculture_output"))
    caught = PROVINCE.observed("capture_output", 2022)
    assert caught is not None
    assert total - farmed < 0.9 * (caught.value or 0.0)
    for key in ("aquatic_output", "aquaculture_output"):
        assert "CONFLICT" in chosen(key).note_en


def test_exports_of_shrimp_are_not_taken_for_those_of_all_aquatic_products() -> None:
    assert chosen("exports_shrimp").value == 910.0
    assert {row.rule for row in figures("exports_aquatic")} == {"partial_year"}


# Two prints of growth


def test_growth_and_its_sectors_are_of_one_print() -> None:
    rows = [chosen(key) for key in ("grdp_growth", *SPLIT)]
    assert {"grdp_growth", *SPLIT} <= set(SCORED)
    assert len({row.source for row in rows}) == 1
    assert [row.value for row in rows] == [7.07, 5.05, 10.15, 7.78]


def test_the_earlier_print_is_kept_whole_and_not_chosen() -> None:
    early = [printed(key, EARLY_PRINT) for key in ("grdp_growth", *SPLIT)]
    assert early == [7.0, 3.94, 10.3, 8.96]
    rows = [row for key in ("grdp_growth", *SPLIT) for row in figures(key)]
    assert {row.rule for row in rows if row.source == EARLY_PRINT} == {"superseded"}


@pytest.mark.parametrize("key", SPLIT)
def test_a_note_says_with_which_total_a_sector_goes(key: str) -> None:
    for row in figures(key):
        assert "goes with the province's 7.0" in row.note_en


@pytest.mark.parametrize("source", [EARLY_PRINT, chosen("grdp_growth").source])
def test_either_split_gives_its_total_within_a_tenth_of_a_point(source: str) -> None:
    """Also with the product taxes of the other print; the note gives both sums."""
    total = total_of_split(source)
    assert total == pytest.approx(printed("grdp_growth", source), abs=0.1)
    (note,) = [row.note_en for row in figures("grdp_growth") if row.source == source]
    assert f"{total:.2f}" in note


# Figures that follow from others


def test_derived_figures_follow_from_those_that_are_printed() -> None:
    value = {key: chosen(key).value or 0.0 for key in OUTCOMES if PROVINCE.observed(key, YEAR)}
    base = base_year(PROVINCE)
    sectors = sum(value[key] for key in SHARES[:3])
    assert value["share_product_tax"] == pytest.approx(100.0 - sectors, abs=0.005)
    fall = (base["poverty_rate"] or 0.0) - value["poverty_rate"]
    assert value["poverty_reduction"] == pytest.approx(fall, abs=0.005)
    khmer = (base["poverty_rate_khmer"] or 0.0) - value["poverty_reduction_khmer"]
    assert value["poverty_rate_khmer"] == pytest.approx(khmer, abs=0.005)
    assigned = chosen("public_investment_plan_pm").value or 0.0
    disbursed = assigned * value["disbursement_rate_pm"] / 100.0
    assert value["public_investment_disbursed"] == pytest.approx(disbursed, abs=0.5)
    assert value["grdp_current"] / value["grdp_per_capita"] == pytest.approx(1198.0, rel=0.001)
    for key in ("grdp_current", "share_product_tax", "poverty_reduction", "poverty_rate_khmer"):
        assert "DERIVED" in chosen(key).note_en
        assert OUTCOMES[key].scored == "no"


def test_prices_are_most_of_the_rise_of_income_per_head() -> None:
    """The note of the outcome gives both numbers."""
    before = base_year(PROVINCE)["grdp_per_capita"] or 0.0
    rise = (chosen("grdp_per_capita").value or 0.0) / before
    prices = rise / (1.0 + (chosen("grdp_growth").value or 0.0) / 100.0)
    note = OUTCOMES["grdp_per_capita"].note_en
    assert f"rose {100.0 * (rise - 1.0):.1f}%" in note
    assert f"made {100.0 * (prices - 1.0):.1f}%" in note


def test_rice_rose_by_more_than_all_exports() -> None:
    def rise(key: str) -> float:
        before = PROVINCE.observed(key, YEAR - 1)
        assert before is not None
        return (chosen(key).value or 0.0) - (before.value or 0.0)

    assert (rise("exports_rice"), rise("exports")) == (340.0, 300.0)


# What the province reported


def test_whose_24_indicators_they_are_is_said() -> None:
    total, *parts = (
        chosen(f"resolution_indicators_{part}") for part in ("total", "exceeded", "met", "missed")
    )
    assert total.value == sum(row.value or 0.0 for row in parts) == 24.0
    assert "Party Committee" in total.note_en
    assert [row.value for row in figures("resolution_indicators_total")] == [24.0, 20.0]


def test_aromatic_rice_is_below_its_target_though_all_were_reported_as_met() -> None:
    (target,) = [row for row in PROVINCE.targets if row.key == "aromatic_rice_share" and row.chosen]
    row = chosen("aromatic_rice_share")
    assert row.value is not None
    assert row.value < target.value
    assert "CONFLICT" in row.note_en


def test_only_two_results_were_reported_otherwise_than_the_figures_say() -> None:
    """A share of 40.97 was reported as meeting 40, and 93.47 as meeting 93.37, not exceeding it."""
    differ = {}
    for row in PROVINCE.reviews:
        target = PROVINCE.plan_targets.get(row.key)
        if row.year == YEAR and row.chosen and target is not None:
            figure = chosen(row.key).value or 0.0
            ours = target_status(PROVINCE.indicators[row.key], target, figure)
            if ours != row.status:
                differ[row.key] = (row.status, ours)
    assert differ == {
        "share_sector1": ("met", "missed"),
        "special_rice_share": ("met", "exceeded"),
    }
