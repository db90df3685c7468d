"""Links and files: three views of one scenario, read back as it was, for ever."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.engine import base_year
from model.files.cells import FORMULA_START, csv_text
from model.files.count import ROWS_VARIABLE
from model.files.iamc import IAMC_COLUMNS, iamc_rows
from model.files.read import LARGEST_FILE, read_scenario
from model.files.vietnamese import vietnamese_columns, vietnamese_rows
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.link import MOST_PAIRS, SIGMA
from model.scenario.names import LONGEST_NAME, read_name
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import Bands, bands
from tests.support.province import PROVINCE, lever_boxes
from ui.state.link import decode

HERE = Path(__file__).parent
PLAN = preset_scenario(PROVINCE, "plan_2024")
REFERENCE = preset_scenario(PROVINCE, PROVINCE.reference_preset)
DRAWN = bands(PROVINCE, PLAN, size=20)
OPEN = [key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets]
UNNAMED = "scenario"


def some_of(values: Mapping[str, st.SearchStrategy[float]]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({}, optional=dict(values))


names = st.text(st.characters(), max_size=LONGEST_NAME).map(
    lambda text: read_name(text, "name", LONGEST_NAME)[0]
)


def printed(low: float, high: float) -> st.SearchStrategy[float]:
    """Draw numbers of at most three decimals, as people print them."""
    return st.integers(int(low * 1000), int(high * 1000)).map(lambda number: number / 1000)


scenarios = st.builds(
    Scenario,
    levers=lever_boxes(),
    targets=some_of({key: printed(*PROVINCE.indicators[key].range) for key in OPEN[:6]}),
    parameters=some_of(
        {key: st.floats(*PROVINCE.parameters[key].range) for key in ("mu", "y_sup", SIGMA)}
    ),
    name=names,
)


def plain_scenario(scenario: Scenario) -> tuple[Any, ...]:
    """Return the parts of a scenario for a comparison."""
    parts = (scenario.levers, scenario.targets, scenario.parameters)
    return (*map(dict, parts), scenario.name)


def iamc(scenario: Scenario, horizon: int | None = None, drawn: Bands | None = None) -> str:
    return csv_text(iamc_rows(PROVINCE, scenario, horizon, drawn))


def vietnamese(scenario: Scenario) -> str:
    return csv_text(vietnamese_rows(PROVINCE, scenario, DRAWN.level), vietnamese=True)


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return list(rows)


def vietnamese_table(scenario: Scenario) -> list[list[str]]:
    return table(vietnamese(scenario).removeprefix("\ufeff"), ";")


def codes(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.field: problem.code for problem in problems}


# Files


@given(scenario=scenarios)
@settings(max_examples=40)
def test_an_iamc_file_gives_back_its_scenario(scenario: Scenario) -> None:
    if scenario.name in (UNNAMED, REFERENCE.name):
        scenario = replace(scenario, name="another name")
    found, notes = read_scenario(PROVINCE, iamc(scenario).encode())
    assert notes == []
    assert plain_scenario(found) == plain_scenario(scenario)


@given(scenario=scenarios)
@settings(max_examples=25)
def test_a_vietnamese_file_gives_back_its_scenario(scenario: Scenario) -> None:
    found, notes = read_scenario(PROVINCE, vietnamese(scenario).encode())
    assert notes == []
    assert plain_scenario(found) == plain_scenario(scenario)


@pytest.mark.parametrize("preset", PROVINCE.presets)
def test_both_files_give_back_every_preset(preset: str) -> None:
    scenario = preset_scenario(PROVINCE, preset)
    for text in (iamc(scenario), vietnamese(scenario)):
        assert plain_scenario(read_scenario(PROVINCE, text)[0]) == plain_scenario(scenario)


NAMES = ["", "=1+1", "+1", "-1", "@a", "'quoted", "''", "'=x", "a,b", 'a"b', "Tôm – lúa", "x" * 80]


@pytest.mark.parametrize("name", [*NAMES, "🦐", UNNAMED])
def test_a_vietnamese_file_keeps_any_name(name: str) -> None:
    found, _ = read_scenario(PROVINCE, vietnamese(replace(PLAN, name=name)))
    assert found.name == name


@pytest.mark.parametrize("name", [*NAMES, "🦐"])
@pytest.mark.parametrize("levers", [PLAN.levers, REFERENCE.levers], ids=["plan", "reference"])
def test_an_iamc_file_keeps_any_name(name: str, levers: Mapping[str, float]) -> None:
    found, _ = read_scenario(PROVINCE, iamc(replace(PLAN, levers=levers, name=name)))
    assert (found.name, dict(found.levers)) == (name, dict(levers))


def test_a_scenario_named_as_the_reference_is_not_taken_for_it() -> None:
    impostor = replace(PLAN, name=REFERENCE.name)
    found, _ = read_scenario(PROVINCE, iamc(impostor))
    assert (dict(found.levers), found.name) == (dict(PLAN.levers), "")


@given(name=names)
@settings(max_examples=25)
def test_no_cell_of_peoples_text_is_a_formula(name: str) -> None:
    scenario = replace(PLAN, name=name)
    for rows, column in ((table(iamc(scenario)), 1), (vietnamese_table(scenario), 6)):
        cells = {row[column] for row in rows}
        number = re.compile(r"-?[\d.,e+-]+")
        assert not [
            cell
            for cell in cells
            if cell.startswith(FORMULA_START[:-1]) and not number.fullmatch(cell)
        ]


def test_the_iamc_table_has_its_columns_and_no_blanks() -> None:
    scenario = replace(PLAN, targets={"icor": 5.0}, parameters={"mu": 0.3}, name="my plan")
    text = iamc(scenario, 2030, bands(PROVINCE, scenario, 2030, 20))
    header, *lines = table(text)
    assert tuple(header) == IAMC_COLUMNS
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert all(cell for line in lines for cell in line)
    assert {line[0] for line in lines} == {f"Soc Trang {PROVINCE.version}"}
    assert {line[1] for line in lines} == {REFERENCE.name, "my plan"}
    assert {line[2] for line in lines} == {"Vietnam|Sóc Trăng"}
    assert {int(line[5]) for line in lines} == set(range(2023, 2031))
    assert len({tuple(line[:6]) for line in lines}) == len(lines)
    for value in (line[6] for line in lines):
        assert np.isfinite(float(value))


def test_results_in_the_iamc_table_have_12_significant_digits() -> None:
    lines = {(line[1], line[3], line[5]): line[6] for line in table(iamc(PLAN, 2030))[1:]}
    projected, base = simulate(PLAN.levers, horizon=2030), base_year(PROVINCE)
    for key, row in PROVINCE.indicators.items():
        known = base[key]
        if known is not None:
            assert lines["plan_2024", row.variable, "2023"] == f"{known:.12g}"
        years = (row.until or PROVINCE.last_year) - PROVINCE.base_year
        for index in range(years if row.modelled else 0):
            value = lines["plan_2024", row.variable, str(2024 + index)]
            assert value == f"{projected[key][0, index]:.12g}"
            assert len(re.sub(r"e.*|[^\d]", "", value).lstrip("0")) <= 12


def test_an_undefined_value_has_no_row() -> None:
    levers = {**REFERENCE.levers, "external_demand": -8.0, "shrimp_loss_rate": 40.0}
    lines = table(iamc(Scenario(levers, name="crisis")))
    rows = [line for line in lines if line[1] == "crisis" and line[3] == "Investment|ICOR"]
    assert [line[5] for line in rows] == ["2023"]
    assert not [line for line in lines if line[6].lower() in ("nan", "")]


def test_an_unknown_base_value_has_no_row() -> None:
    lines = table(iamc(PLAN))
    variables = {line[3] for line in lines}
    for key, value in base_year(PROVINCE).items():
        row = PROVINCE.indicators[key]
        assert (row.variable in variables) == (value is not None or row.modelled), key


@pytest.mark.parametrize("preset", PROVINCE.presets)
def test_the_reference_is_always_there_as_a_scenario_of_its_own(preset: str) -> None:
    lines = table(iamc(preset_scenario(PROVINCE, preset)))[1:]
    rows = {line[3]: line[6] for line in lines if line[1] == REFERENCE.name and line[5] == "2024"}
    assert rows["GRDP|Growth"] == f"{simulate()['grdp_growth'][0, 0]:.12g}"
    for key, value in REFERENCE.levers.items():
        assert float(rows[f"Lever|{key}"]) == value
    assert {line[1] for line in lines} == {REFERENCE.name, preset}


def test_percentiles_of_both_bands_are_rows_and_rise() -> None:
    drawn = bands(PROVINCE, PLAN, 2030, 200)
    lines = {
        (line[3], line[5]): float(line[6])
        for line in table(iamc(PLAN, 2030, drawn))[1:]
        if line[1] == PLAN.name
    }
    for key, draws in drawn.level.items():
        variable, until = PROVINCE.indicators[key].variable, PROVINCE.indicators[key].until
        last = until or PROVINCE.last_year
        if np.isnan(draws[:, last - PROVINCE.base_year - 1]).any():
            continue  # ICOR of a draw that hardly grows
        for band in ("Level", "Effect"):
            cuts = [
                lines[f"{variable}|{band}|{percentile}th Percentile", str(last)]
                for percentile in (5, 95)
            ]
            assert cuts == sorted(cuts), key
        expected = np.nanquantile(draws[:, 0], 0.95)
        assert (f"{variable}|Level|50th Percentile", str(last)) not in lines  # no second middle
        found = lines[f"{variable}|Level|95th Percentile", "2024"]
        assert found == pytest.approx(expected, rel=1e-11), key


def test_the_file_with_percentiles_is_read_back_too() -> None:
    text = iamc(PLAN, 2030, bands(PROVINCE, PLAN, 2030, 20))
    assert plain_scenario(read_scenario(PROVINCE, text)[0]) == plain_scenario(PLAN)


def test_the_vietnamese_table_opens_in_excel() -> None:
    text = vietnamese(replace(PLAN, targets={"icor": 5.0}, parameters={"mu": 0.3}))
    assert text.startswith("\ufeffMục;Mã;Tên;Đơn vị;2023;Mục tiêu 2024;Dự phóng 2024;")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    header, *lines = table(text.removeprefix("\ufeff"), ";")
    assert tuple(header) == vietnamese_columns(PROVINCE)
    assert {len(line) for line in lines} == {len(header)}
    assert {line[0] for line in lines} == {
        "Chỉ tiêu",
        "Đòn bẩy",
        "Mục tiêu tự đặt",
        "Giả định tự đặt",
        "Thông tin tệp",
    }
    assert [line[1] for line in lines[: len(PROVINCE.indicators)]] == list(PROVINCE.indicators)


def test_unknown_values_of_the_vietnamese_table_are_empty() -> None:
    lines = {line[1]: line for line in vietnamese_table(PLAN)[1:]}
    for key, value in base_year(PROVINCE).items():
        assert (lines[key][4] == "") == (value is None), key
        assert (lines[key][6] == "") == (not PROVINCE.indicators[key].modelled), key
        assert lines[key][10] in ("Vượt", "Đạt", "Chưa đạt", "Chưa rõ mục tiêu", "Chưa mô hình hóa")
    assert lines["grdp_growth"][4:6] == ["5,77", "7–7,5"]
    assert lines["pci_score"][4:10] == [""] * 6


def test_low_and_high_of_the_vietnamese_table_hold_the_projection() -> None:
    def number(text: str) -> float:
        return float(text.replace(",", "."))

    lines = vietnamese_table(PLAN)[1:]
    for line in lines:
        if line[0] == "Chỉ tiêu" and line[7]:
            assert number(line[7]) <= number(line[8]), line[1]
    growth = next(line for line in lines if line[1] == "grdp_growth")
    assert number(growth[7]) < number(growth[6]) < number(growth[8])


def test_another_model_version_is_a_notice() -> None:
    for text in (iamc(PLAN), vietnamese(PLAN)):
        found, notes = read_scenario(PROVINCE, text.replace(PROVINCE.version, "0.1.0"))
        assert plain_scenario(found) == plain_scenario(PLAN)
        assert [(note.code, note.value) for note in notes] == [("model_version", "0.1.0")]


def test_rows_may_stand_in_any_order_and_with_other_line_ends() -> None:
    for text in (iamc(PLAN), vietnamese(PLAN).removeprefix("\ufeff")):
        header, *lines = text.splitlines()
        turned = "\r\n".join([header, *reversed(lines)])
        assert plain_scenario(read_scenario(PROVINCE, turned)[0]) == plain_scenario(PLAN)


# The shelf of bad files: what must be said of each

SHELF = {
    "empty.csv": ["line 1", "model, scenario, region"],
    "no_scenario.csv": ["file", "scenario"],
    "open_quote.csv": ["line 31", "commas, semicolons or tabs"],
    "two_scenarios.csv": ["second scenario named other plan beside my plan"],
    "truncated_row.csv": ["line 10", "7 cells"],
    "truncated_row_after_a_blank_line.csv": ["line 11", "7 cells"],
    "missing_lever.csv": ["fdi: missing"],
    "duplicate_row.csv": ["salinity: given more than once"],
    "unknown_lever.csv": ["disbursment_rate: unknown", "did you mean disbursement_rate?"],
    "out_of_range.csv": ["disbursement_rate: 105", "50 to 100 (%)"],
    "text_value.csv": ["disbursement_rate: ninety is not a number"],
    "empty_value.csv": ["disbursement_rate:", "is not a number"],
    "nan.csv": ["disbursement_rate: nan is not a number"],
    "infinity.csv": ["public_plan: inf is not a number"],
    "other_digits.csv": ["disbursement_rate:", "is not a number"],
    "underscore.csv": ["public_plan: 6_654 is not a number"],
    "unknown_schema.csv": ["schema: 99", "allowed: 1"],
    "no_schema.csv": ["schema: ", "allowed: 1"],
    "known_target.csv": ["t.grdp_growth: unknown", "indicators without a target"],
    "parameter_out_of_range.csv": ["mu: 0.9", "0 to 0.45"],
    "lever_as_parameter.csv": ["plan24_pm: unknown"],
    "long_name.csv": ["name:", "at most 80"],
    "other_region.csv": ["line 11: Vietnam|Cà Mau", "allowed: Vietnam|Sóc Trăng"],
    "other_unit.csv": ["line 11: m USD", "allowed: bn VND"],
    "other_year.csv": ["line 11: 2030", "allowed: 2024"],
    "small_letters.csv": ["line 31: target|icor", "allowed: Target|icor"],
    "cut_in_a_number.csv": ["line 30: the file ends", "Lever|public_plan 6654.5"],
    "comparison_cut_short.csv": ["line 59: the scenario baseline_2023 is missing", "A my plan"],
    "two_pins_a.csv": ["a.name: given more than once"],
    "pin_with_own_target.csv": ["A my plan: other targets", "my plan"],
    "wide.csv": ["line 2: 2023", "allowed: 2024"],
    "vietnamese_unknown_section.csv": ["line 31: Ghi chú", "allowed: Chỉ tiêu, Đòn bẩy"],
    "vietnamese_out_of_range.csv": ["disbursement_rate: 105", "50 to 100 (%)"],
    "vietnamese_text_value.csv": ["salinity: cao is not a number"],
    "vietnamese_duplicate_row.csv": ["salinity: given more than once"],
    "vietnamese_missing_lever.csv": ["fdi: missing"],
}


def test_every_file_of_the_shelf_is_tried() -> None:
    assert {path.name for path in (HERE / "bad_inputs").iterdir()} == set(SHELF)


@pytest.mark.parametrize("name", SHELF)
def test_a_bad_file_is_refused_with_the_place(name: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, (HERE / "bad_inputs" / name).read_bytes())
    for words in SHELF[name]:
        assert words in str(caught.value)
    assert len(caught.value.problems) <= 5


def test_a_file_of_an_earlier_version_knows_nothing_of_later_levers(province: Province) -> None:
    first = province.link_defaults[0].since
    later = {"salinity": "99.0.0"}
    rows = [replace(row, since=later.get(row.lever, first)) for row in province.link_defaults]
    newer = replace(province, link_defaults=tuple(rows))
    for text in (iamc(PLAN), vietnamese(PLAN)):
        lines = text.splitlines(keepends=True)
        lines = [line for line in lines if ROWS_VARIABLE not in line and ";rows;" not in line]
        old = "".join(line for line in lines if "salinity" not in line)
        assert plain_scenario(read_scenario(newer, old)[0]) == plain_scenario(PLAN)
        assert plain_scenario(read_scenario(newer, text)[0]) == plain_scenario(PLAN)
        with pytest.raises(InvalidInputError, match="fdi: missing"):
            read_scenario(newer, "".join(line for line in lines if "fdi" not in line))
        with pytest.raises(InvalidInputError, match="salinity: missing"):
            read_scenario(newer, old.replace(province.version, "100.0.0"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither text nor a workbook"),
        (b"PK\x03\x04 a workbook", "a damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "of an old kind or with a password"),
        (b"\x00" * 100, "neither text nor a workbook"),
        (b"x" * (LARGEST_FILE + 1), f"at most {LARGEST_FILE} bytes"),
        (b'"' + b"x" * 200_000, "line 1"),
    ],
    ids=["image", "workbook", "old workbook", "zeros", "too large", "one cell"],
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        read_scenario(PROVINCE, content)


@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_file(content: bytes) -> None:
    for given_content in (content, iamc(PLAN).encode()[:200] + content):
        with pytest.raises(InvalidInputError):
            read_scenario(PROVINCE, given_content)


def test_a_file_of_another_model_is_called_by_its_name(province: Province) -> None:
    text = iamc(PLAN).replace("Soc Trang ", "An Bình ")
    with pytest.raises(InvalidInputError, match=f"another model, An Bình {province.version}"):
        read_scenario(province, text)


def test_a_link_with_thousands_of_parameters_is_refused_as_a_whole(province: Province) -> None:
    link = "?" + "&".join(f"p.x{number}=1" for number in range(5000))
    decoded = decode(province, link)
    assert [(problem.code, problem.field) for problem in decoded.problems] == [("too_many", "link")]
    assert decoded.scenario == preset_scenario(province, province.default_preset)


def test_a_link_that_sets_everything_is_not_too_long(province: Province) -> None:
    pairs = len(province.levers) + len(province.assumptions) + len(province.modelled)
    assert pairs + len(("v", "m", "name", "view", "lang")) < MOST_PAIRS
