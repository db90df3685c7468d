"""LibreOffice opens our workbooks, people change a cell there, and they open again."""

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl import load_workbook

from model.files.read import read_scenario
from model.files.words import Words
from tests.files.conftest import Offices
from tests.files.kept import expect_same, tried
from tests.files.scenarios import OWN, PINNED, workbook_file
from tests.support.libreoffice import (
    COMMAS,
    LOCALES,
    SEMICOLONS,
    UTF_8,
    UTF_16,
    Office,
    saved,
)
from tests.support.province import PROVINCE
from tests.support.sound import parts
from ui.text.words import LANGUAGES

WORDS = Words(PROVINCE, "vi")
VALUE = WORDS.column("value")
LEVERS = 2
"""Which sheet has the levers, and the own targets and assumptions."""
XLSX, ODS = "xlsx", "ods"
EDITS = {"disbursement_rate": 81.5, "external_demand": -3.25, "public_plan": 7000.125, "fdi": 0.0}


@cache
def files(language: str) -> Mapping[str, bytes]:
    """Write the workbooks, by name."""
    return {f"{name}.xlsx": workbook_file(scenario, language) for name, scenario in tried().items()}


def renamed(found: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    return {f"{name}.{suffix}": content for name, content in found.items()}


@pytest.fixture(scope="module", params=LOCALES)
def country(request: pytest.FixtureRequest, offices: Offices) -> Office:
    """LibreOffice in each country in turn."""
    return offices[request.param]


@pytest.fixture(scope="module")
def again(country: Office) -> Mapping[str, bytes]:
    """The Vietnamese workbooks opened and saved."""
    return country.convert(files("vi"), XLSX)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_is_read_as_we_wrote_it(language: str) -> None:
    expect_same({name: workbook_file(one, language) for name, one in tried().items()})


def test_a_workbook_that_was_saved_again_is_the_same(again: Mapping[str, bytes]) -> None:
    expect_same(again)


def test_an_english_workbook_that_was_saved_again_is_the_same(country: Office) -> None:
    some = {name: files("en")[name] for name in ("own.xlsx", "pinned.xlsx")}
    expect_same(country.convert(some, XLSX))


def test_a_workbook_that_went_through_another_format_is_the_same(country: Office) -> None:
    some = {name: files("vi")[name] for name in ("own.xlsx", "at.xlsx", "pinned.xlsx")}
    expect_same(country.convert(renamed(country.convert(some, ODS), ODS), XLSX))


@pytest.mark.parametrize(
    ("separator", "encoding"), [(SEMICOLONS, UTF_8), (COMMAS, UTF_8), (SEMICOLONS, UTF_16)]
)
def test_a_sheet_of_levers_that_was_saved_as_csv_is_the_same_but_for_its_name(
    country: Office, separator: str, encoding: str
) -> None:
    """The name stands on another sheet."""
    how = saved(separator, encoding, sheet=LEVERS)
    found = country.convert(files("vi"), how)
    for name, content in found.items():
        scenario, _ = read_scenario(PROVINCE, content)
        assert parts(replace(scenario, name=tried()[name].name)) == parts(tried()[name]), name


def places(book: Any, heading: str) -> dict[str, Any]:
    """Find the cells under a heading by the keys of their rows."""
    sheet = book.worksheets[LEVERS - 1]
    heads = {cell.value: cell.column for cell in sheet[1]}
    key, value = heads[WORDS.column("key")], heads[heading]
    return {
        sheet.cell(row, key).value: sheet.cell(row, value) for row in range(2, sheet.max_row + 1)
    }


def with_edits(levers: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType({**levers, **EDITS})


def edited(content: bytes, heading: str) -> bytes:
    """Change lever cells of one column, as a person does."""
    book, buffer = load_workbook(io.BytesIO(content)), io.BytesIO()
    found = places(book, heading)
    for key, value in EDITS.items():
        found[key].value = value
    book.save(buffer)
    return buffer.getvalue()


def test_what_was_changed_there_is_what_counts(country: Office) -> None:
    pin = PINNED.pins["a"]
    pins = {**PINNED.pins, "a": replace(pin, levers=with_edits(pin.levers))}
    own, pinned = files("vi")["own.xlsx"], files("vi")["pinned.xlsx"]
    changed = {
        "own": (edited(own, VALUE), replace(OWN, levers=with_edits(OWN.levers))),
        "pinned": (edited(pinned, VALUE), replace(PINNED, levers=with_edits(PINNED.levers))),
        "pin": (
            edited(pinned, f"A {pin.name}"),
            replace(PINNED, pins=MappingProxyType(pins)),
        ),
    }
    through = country.convert({f"{name}.xlsx": one for name, (one, _) in changed.items()}, XLSX)
    for name, (content, wanted) in changed.items():
        assert parts(read_scenario(PROVINCE, content)[0]) == parts(wanted), name
        assert parts(read_scenario(PROVINCE, through[name])[0]) == parts(wanted), name


def test_cells_of_levers_still_say_their_range(again: Mapping[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(again["own"]))
    checks = book.worksheets[LEVERS - 1].data_validations.dataValidation
    for key, cell in places(book, VALUE).items():
        lever = PROVINCE.levers.get(key)
        found = [check for check in checks if cell.coordinate in check.sqref]
        assert len(found) == 1, key
        assert found[0].showErrorMessage
        if lever is not None:
            assert (float(found[0].formula1), float(found[0].formula2)) == lever.range


def test_numbers_stay_numbers_and_peoples_text_stays_text(again: Mapping[str, bytes]) -> None:
    for name, content in again.items():
        before = load_workbook(io.BytesIO(files("vi")[f"{name}.xlsx"]))
        after = load_workbook(io.BytesIO(content))
        assert after.sheetnames == before.sheetnames
        for ours, theirs in zip(before.worksheets, after.worksheets, strict=True):
            values = [
                {cell.coordinate: cell.value for row in sheet for cell in row if cell.value}
                for sheet in (ours, theirs)
            ]
            assert values[0] == values[1], name
            assert not [cell for row in theirs for cell in row if cell.data_type == "f"]
