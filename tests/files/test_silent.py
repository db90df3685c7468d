"""What would say something else without a word is refused, or read with a note."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from model.files.read import read_scenario
from model.problems import InvalidInputError, Problem
from model.scenario.scenario import Scenario
from tests.files.scenarios import OWN, PINNED, SCENARIOS, iamc_file, vietnamese_file, workbook_file
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.sound import expect_said, parts


def problems(content: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, content)
    expect_said(caught.value.problems)
    return caught.value.problems


def thousands(content: bytes, sign: str, delimiter: str) -> bytes:
    """Save what a program made that takes this sign for thousands."""
    group = re.compile(rf"-?[1-9]\d{{0,2}}(\{sign}\d{{3}})+")
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(
        [cell.replace(sign, "") if group.fullmatch(cell) else cell for cell in row] for row in rows
    )
    return buffer.getvalue().encode()


def without_columns(content: bytes, *names: str) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    kept = [at for at, name in enumerate(rows[0]) if name not in names]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([row[at] for at in kept] for row in rows)
    return buffer.getvalue().encode()


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_table_whose_numbers_grew_is_known_by_the_number_that_tests_it(name: str) -> None:
    scenario = SCENARIOS[name]
    vietnamese = without_columns(vietnamese_file(scenario), "2023", "Mục tiêu 2024")
    for content, sign, delimiter in ((iamc_file(scenario), ".", ","), (vietnamese, ",", ";")):
        assert parts(read_scenario(PROVINCE, content)[0]) == parts(scenario)
        assert "thousands" in {row.code for row in problems(thousands(content, sign, delimiter))}


def edited(scenario: Scenario, change: Callable[[Any], None], language: str = "vi") -> bytes:
    """Change a workbook of ours as a reader does, and save it."""
    book = load_workbook(io.BytesIO(workbook_file(scenario, language)))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def value_of(book: Any, key: str, column: str = "Giá trị 2024") -> Any:
    sheet = book["Đòn bẩy"]
    heads = [cell.value for cell in sheet[1]]
    place = heads.index(column) + 1
    row = next(row for row in sheet.iter_rows() if key in [cell.value for cell in row])
    return sheet.cell(row[0].row, place)


@pytest.mark.parametrize(
    ("shown", "value", "meant"),
    [
        ("0%", 0.8, 80.0),
        ("0.00%", 0.805, 80.5),
        ('0.00"%"', 80.5, 80.5),
        (r"0.0\%", 80.5, 80.5),
        ('0" %/năm"', 80.0, 80.0),
    ],
)
def test_a_percent_sign_that_is_only_shown_changes_no_number(
    shown: str, value: float, meant: float
) -> None:
    def change(book: Any) -> None:
        cell = value_of(book, "disbursement_rate")
        cell.value, cell.number_format = value, shown

    found, _ = read_scenario(PROVINCE, edited(PLAN, change))
    assert found.levers["disbursement_rate"] == meant


def test_a_percentage_of_a_workbook_tells_nothing_of_its_text() -> None:
    def change(book: Any) -> None:
        rate, money = value_of(book, "disbursement_rate"), value_of(book, "private_investment")
        rate.value, rate.number_format = 0.805, "0.0%"
        money.value = "1.125"

    (problem,) = problems(edited(PLAN, change))
    assert (problem.code, problem.allowed) == ("two_meanings", "1.125 / 1125")


def test_rows_beyond_what_a_workbook_says_of_itself_are_read() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_file(OWN))) as found,
        zipfile.ZipFile(buffer, "w") as archive,
    ):
        for part in found.infolist():
            text = found.read(part)
            archive.writestr(
                part, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:K9"', text)
            )
    assert parts(read_scenario(PROVINCE, buffer.getvalue())[0]) == parts(OWN)


def test_of_two_sheets_with_a_scenario_none_is_chosen() -> None:
    def copied(book: Any) -> None:
        book.copy_worksheet(book["Đòn bẩy"])

    def iamc_beside(book: Any) -> None:
        sheet = book.create_sheet("IAMC")
        for row in csv.reader(io.StringIO(iamc_file(OWN).decode())):
            sheet.append(row)

    assert {row.code for row in problems(edited(PLAN, copied))} == {"duplicate"}
    assert {row.code for row in problems(edited(PLAN, iamc_beside))} == {"several"}


@pytest.mark.parametrize("break_", ["\u00a0", "\n", ". ", ".", "_"])
def test_headings_of_pins_may_be_broken(break_: str) -> None:
    def change(book: Any) -> None:
        for sheet in book.worksheets[:2]:
            for cell in sheet[1]:
                if re.match("[A-D] ", str(cell.value)):
                    cell.value = cell.value.replace(" ", break_, 1)

    found, _ = read_scenario(PROVINCE, edited(PINNED, change))
    assert parts(found) == parts(PINNED)


def test_two_columns_with_the_letter_of_a_pin_are_refused() -> None:
    def change(book: Any) -> None:
        sheet = book["Đòn bẩy"]
        sheet.cell(1, sheet.max_column + 1).value = "A cũ"

    (problem,) = problems(edited(PINNED, change))
    assert (problem.code, problem.field) == ("duplicate", "a.name")


def test_a_column_of_a_pin_that_was_copied_is_refused() -> None:
    """Both have one heading, and nothing tells which is meant."""

    def change(book: Any) -> None:
        sheet = book["Đòn bẩy"]
        sheet.cell(1, sheet.max_column + 1).value = "B =1+1"

    (problem,) = problems(edited(PINNED, change))
    assert (problem.code, problem.field) == ("duplicate", "b.name")


def test_what_is_wrong_with_a_pin_is_said_with_its_letter() -> None:
    own = pinned(PLAN, b=pin("Mặn", salinity=1.25))

    def change(book: Any) -> None:
        value_of(book, "salinity", "B Mặn").value = 99

    (problem,) = problems(edited(own, change))
    assert (problem.code, problem.field) == ("out_of_range", "b.salinity")


@pytest.mark.parametrize(
    "variable", ["Goal|icor", "Mục tiêu|icor", "Assumption|mu", "Own assumption|mu", "Lever/fdi"]
)
def test_a_setting_under_another_name_is_not_passed_over(variable: str) -> None:
    row = f"Soc Trang {PROVINCE.version},plan_2024,Vietnam|Sóc Trăng,{variable},number,2024,1\n"
    (problem,) = problems(iamc_file(PLAN) + row.encode())
    assert (problem.code, problem.value) == ("not_allowed", variable)


@pytest.mark.parametrize("page", ["cp1258", "cp1252"])
def test_a_name_in_a_code_page_is_read_with_a_note(page: str) -> None:
    scenario = changed({"fdi": -50.5}, name="Đô bão")
    content = iamc_file(scenario).decode().encode(page, "replace")
    _, notes = read_scenario(PROVINCE, content)
    assert [note.code for note in notes] == ["letters_lost"]
    expect_said(notes)


@pytest.mark.parametrize("gone", [("Giới thiệu",), ("Giới thiệu", "Chỉ tiêu"), ("Nguồn",)])
def test_sheets_that_are_not_needed_may_be_deleted(gone: tuple[str, ...]) -> None:
    def change(book: Any) -> None:
        for title in gone:
            del book[title]

    found, _ = read_scenario(PROVINCE, edited(OWN, change))
    assert parts(found)[:3] == parts(OWN)[:3]
