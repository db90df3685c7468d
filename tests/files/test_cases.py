"""Files as Excel and LibreOffice in Việt Nam saved ours: what each says, or why it says nothing."""

from pathlib import Path

import pytest

from model.files.read import read_scenario
from model.problems import InvalidInputError
from tests.support.province import PROVINCE
from tests.support.sound import expect_said, expect_sound
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES

CASES = Path(__file__).parent / "cases"
OWN = {
    "public_plan": 6000.0,
    "disbursement_rate": 80.5,
    "fdi": -250.0,
    "pci_change": 0.7,
    "salinity": 0.15,
}
OWN_NAME = "Phương án A, giải ngân 80,5%"
SAME = {
    "iamc_comment.csv": OWN_NAME,
    "iamc_sep_line.csv": OWN_NAME,
    "vi_cp1258_excel_csv.csv": "Phương án A, gi?i ngân 80,5%",
    "vi_excel_vn_doubleclick_saved.csv": OWN_NAME,
    "vi_excel_vn_semicolon_decimal_comma.csv": OWN_NAME,
    "vi_lever_as_percent.csv": OWN_NAME,
    "vi_levers_and_about.csv": OWN_NAME,
    "vi_sep_line.csv": OWN_NAME,
    "vi_title_row_above.csv": OWN_NAME,
}
"""Files of one scenario, and the name that is left of it."""
SPOILT = ("lo_viVN_plan_vi_saved.csv", "own_target_3_decimals_vi_saved_by_LO_viVN.csv")
"""LibreOffice took decimal points for thousands before it saved these."""
OTHERS = ("own_target_3_decimals_vi.csv", "plan_vi.csv")


def test_every_case_is_tried() -> None:
    assert {path.name for path in CASES.iterdir()} == {*SAME, *SPOILT, *OTHERS}


@pytest.mark.parametrize("case", SAME)
def test_a_file_saved_elsewhere_says_what_it_said(case: str) -> None:
    scenario, notes = read_scenario(PROVINCE, (CASES / case).read_bytes())
    expect_sound(scenario)
    expect_said(notes)
    assert {key: scenario.levers[key] for key in OWN} == OWN
    assert dict(scenario.targets) == {"rice_output": 2050.5}
    assert dict(scenario.parameters) == {"sd_agg": 1.5}
    assert scenario.name == SAME[case]
    lost = {"letters_lost"} if "?" in scenario.name else set()
    assert {note.code for note in notes} == {"model_version"} | lost


def test_own_targets_of_three_decimals_and_the_plan_are_read_exactly() -> None:
    own, plan = (read_scenario(PROVINCE, (CASES / case).read_bytes())[0] for case in OTHERS)
    assert dict(own.targets) == {"icor": 4.125, "total_investment_share": 26.125}
    assert (plan.levers["public_plan"], plan.levers["other_public"]) == (6654.534, 684.25)


@pytest.mark.parametrize("case", SPOILT)
def test_numbers_that_grew_a_thousandfold_are_refused_for_that_reason(case: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, (CASES / case).read_bytes())
    (problem,) = caught.value.problems
    assert (problem.code, problem.value, problem.allowed) == ("thousands", "915984", "915.984")
    said = {language: problem_text(PROVINCE, problem, language) for language in LANGUAGES}
    assert "915,984" in said["vi"] and "dấu tách hàng nghìn" in said["vi"]
    assert "915.984" in said["en"] and "decimal sign for thousands" in said["en"]
