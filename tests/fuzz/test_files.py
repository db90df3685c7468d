"""A file restores the scenario that it says, or is refused with the place; nothing between."""

import csv
import io
import re
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.cells import csv_text, plain_cell
from model.files.comparison import comparison_iamc_rows
from model.files.iamc import IAMC_COLUMNS, iamc_rows
from model.files.read import LARGEST_FILE, read_scenario
from model.files.restore import OFFENDING
from model.files.sheets import MOST_LINES
from model.files.vietnamese import vietnamese_rows
from model.problems import InvalidInputError, parse_number
from model.scenario.scenario import NO_PINS, Pin, Scenario, preset_scenario
from tests.support.province import PROVINCE, fuzzed
from tests.support.reader import PLAN, changed, preset
from tests.support.sound import expect_said, expect_sound, parts

OWN = replace(
    changed({"disbursement_rate": 81.25, "salinity": 0.5}, name="Tôm – lúa; ý kiến 2"),
    targets=MappingProxyType({"icor": 4.5, "shrimp_area": 51_000.5}),
    parameters=MappingProxyType({"mu": 0.3, "sd_agg": 1.4}),
)
PINNED = replace(
    OWN,
    pins=MappingProxyType(
        {"a": Pin(preset("salinity_2016").levers, "Mặn"), "c": Pin(PLAN.levers, "Kế hoạch")}
    ),
)
FILES = {
    "iamc": (csv_text(iamc_rows(PROVINCE, OWN)), OWN),
    "vietnamese": (csv_text(vietnamese_rows(PROVINCE, OWN), vietnamese=True), OWN),
    "compared": (csv_text(comparison_iamc_rows(PROVINCE, PINNED)), PINNED),
}
IAMC, _ = FILES["iamc"]
VIETNAMESE, _ = FILES["vietnamese"]
names = st.sampled_from(list(FILES))


def read(content: bytes | str) -> Scenario | None:
    """Read a file; None if it is refused, as it must be: with a few places, in both languages."""
    try:
        scenario, notes = read_scenario(PROVINCE, content)
    except InvalidInputError as error:
        assert 1 <= len(error.problems) <= OFFENDING
        expect_said(error.problems)
        return None
    expect_sound(scenario)
    expect_said(notes)
    return scenario


def expect_same_or_refused(content: bytes | str, scenario: Scenario) -> None:
    """All of it or nothing; of a comparison, what is left may be its scenario without pins."""
    found = read(content)
    if found is not None:
        own = replace(scenario, pins=NO_PINS)
        assert parts(found) in (parts(scenario), parts(own))


@pytest.mark.parametrize("name", FILES)
def test_the_files_that_are_damaged_here_are_read(name: str) -> None:
    text, scenario = FILES[name]
    found = read(text.encode())
    assert found is not None
    assert parts(found) == parts(scenario)


# The whole file changed


def spreadsheet(text: str, delimiter: str, decimal: str = ".") -> str:
    """Write a table as a spreadsheet with other settings does."""
    buffer = io.StringIO(newline="")
    lines = ([_with(cell, decimal) for cell in row] for row in table(text))
    csv.writer(buffer, delimiter=delimiter).writerows(lines)
    return buffer.getvalue()


def _with(cell: str, decimal: str) -> str:
    return cell.replace(".", decimal) if parse_number(cell) is not None else cell


def zipped(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scenario.csv", text)
    return buffer.getvalue()


TONES = "\u0300\u0301\u0303\u0309\u0323"


def code_page(text: str) -> bytes:
    """Encode as Vietnamese Windows does: a letter and its tone are two signs."""
    signs = []
    for sign in text.removeprefix("\ufeff").replace("–", "-"):
        apart = unicodedata.normalize("NFD", sign)
        tone = next((mark for mark in apart if mark in TONES), "")
        signs.append(unicodedata.normalize("NFC", apart.replace(tone, "")) + tone if tone else sign)
    return "".join(signs).encode("cp1258", "replace")


def one_cell_a_line(text: str) -> bytes:
    """Save what a spreadsheet with other settings opened: each line stands in its first cell."""
    outer = ",;".replace(delimiter(text), "")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=outer)
    for line in text.splitlines():
        writer.writerow(next(csv.reader([line], delimiter=outer), []))
    return buffer.getvalue().encode()


def each_row(text: str, change: Callable[[int, list[str]], list[str]]) -> bytes:
    return csv_text([change(at, row) for at, row in enumerate(table(text))]).encode()


def wide(text: str) -> bytes:
    """Pivot a long table: a column for each year."""
    header, *rows = table(text)
    if header[-1] != "value":
        return text.encode()
    years = sorted({row[5] for row in rows})
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        found.setdefault(tuple(row[:5]), {})[row[5]] = row[6]
    lines = [[*key, *(values.get(year, "") for year in years)] for key, values in found.items()]
    return csv_text([[name.capitalize() for name in header[:5]] + years, *lines]).encode()


READ: dict[str, Callable[[str], bytes]] = {
    "semicolons": lambda text: spreadsheet(text, ";").encode(),
    "Excel in Vietnamese": lambda text: ("\ufeff" + spreadsheet(text, ";", ",")).encode(),
    "decimal commas": lambda text: spreadsheet(text, ",", ",").encode(),
    "tabs": lambda text: spreadsheet(text, "\t").encode(),
    "tabs and decimal commas": lambda text: spreadsheet(text, "\t", ",").encode(),
    "Excel's Unicode text": lambda text: spreadsheet(text, "\t").encode("utf-16"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "three marks": lambda text: ("\ufeff\ufeff\ufeff" + text.removeprefix("\ufeff")).encode(),
    "one cell a line": one_cell_a_line,
    "quoted lines": lambda text: csv_text(
        [line] for line in text.removeprefix("\ufeff").splitlines()
    ).encode(),
    "sep line": lambda text: f"sep={delimiter(text)}\r\n{text}".encode(),
    "sep line behind a mark": lambda text: f'\ufeff"sep={delimiter(text)}"\n\n{text}'.encode(),
    "title above": lambda text: f"Kịch bản của Sở, tháng 3\n\n{text}".encode(),
    "comment above": lambda text: f"# my note\n{text}".encode(),
    "note below": lambda text: f"{text}\nGhi chú: họp ngày 5/12\n".encode(),
    "index column": lambda text: each_row(text, lambda at, row: [str(at - 1) if at else "", *row]),
    "empty columns": lambda text: each_row(text, lambda at, row: ["", *row, "", ""]),
    "empty rows": lambda text: re.sub("\n", "\n,,,,,,,,,,,\n\n", text).encode(),
    "note behind a row": lambda text: each_row(
        text, lambda at, row: [*row, "đã kiểm tra" if at == 9 else ""]
    ),
    "blanks around cells": lambda text: each_row(
        text, lambda at, row: [f" {cell}\u00a0" for cell in row]
    ),
    "capital headers": lambda text: each_row(
        text, lambda at, row: [cell.upper() for cell in row] if at == 0 else row
    ),
    "columns reversed": lambda text: each_row(text, lambda at, row: row[::-1]),
    "numbers with a point": lambda text: each_row(
        text, lambda at, row: [re.sub(r"^(-?\d+)$", r"\1.0", cell) if at else cell for cell in row]
    ),
    "wide": wide,
    "BOM": lambda text: ("\ufeff" + text.removeprefix("\ufeff")).encode(),
    "no BOM": lambda text: text.removeprefix("\ufeff").encode(),
    "Windows line ends": lambda text: "\r\n".join([*text.splitlines(), ""]).encode(),
    "old Mac line ends": lambda text: "\r".join([*text.splitlines(), ""]).encode(),
    "blank lines": lambda text: "\n\n\n".join([*text.splitlines(), ""]).encode(),
    "every cell quoted": lambda text: (
        "\n".join(",".join(f'"{cell}"' for cell in row) for row in table(text)) + "\n"
    ).encode(),
}
"""What programs and people make of a file that still says the same."""
REFUSED: dict[str, Callable[[str], bytes]] = {
    "zip renamed": zipped,
    "doubled": lambda text: (text + text.partition("\n")[2]).encode(),
    "header twice": lambda text: (text + text.removeprefix("\ufeff")).encode(),
    "no header": lambda text: text.partition("\n")[2].encode(),
    "50 MB": lambda text: (text * (50_000_000 // len(text))).encode(),
    "null bytes between": lambda text: "\0".join(text).encode(),
    "an old workbook": lambda text: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + text.encode(),
    "a damaged workbook": lambda text: b"PK\x03\x04" + text.encode(),
}


@pytest.mark.parametrize("change", REFUSED)
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_make_is_refused(name: str, change: str) -> None:
    assert read(REFUSED[change](FILES[name][0])) is None


@pytest.mark.parametrize("change", READ)
@pytest.mark.parametrize("name", FILES)
def test_what_programs_do_to_a_file_in_passing_changes_nothing(name: str, change: str) -> None:
    text, scenario = FILES[name]
    found = read(READ[change](text))
    assert found is not None
    assert parts(found) == parts(scenario)


@pytest.mark.parametrize("name", FILES)
def test_the_vietnamese_code_page_is_read(name: str) -> None:
    text, scenario = FILES[name]
    found = read(code_page(text))
    assert found is not None
    assert parts(replace(found, name=scenario.name)) == parts(scenario)
    assert found.name == scenario.name.replace("–", "-")


WIDE = "model,scenario,region,variable,unit,2020,2030\nMESSAGE,SSP2,World,GDP,USD,1,2\n"
LONG = "Model,Scenario,Region,Variable,Unit,Year,Value\nMESSAGE,SSP2,World,GDP,USD,2020,1\n"
OTHER_TOOLS = {
    "wide": WIDE,
    "capital letters": LONG,
    "another model": LONG.lower(),
    "its levers are not ours": LONG.lower() + "message,ssp2,World,Lever|fdi,USD,2020,1\n",
    "other regions": IAMC.replace("Vietnam|Sóc Trăng", "Vietnam|Cà Mau"),
    "other years": IAMC.replace(",2024,", ",2035,"),
    "other units": IAMC.replace(",bn VND,", ",million USD,"),
    "two models": IAMC + IAMC.partition("\n")[2].replace("Soc Trang", "Other"),
    "one lever of another region": IAMC
    + f"Soc Trang 1.0.0,{OWN.name},Vietnam|Cà Mau,Lever|fdi,million USD,2024,5\n",
    "small letters": IAMC.replace("Target|", "target|"),
    "plural": IAMC.replace("Parameter|", "Parameters|"),
}


@pytest.mark.parametrize("name", OTHER_TOOLS)
def test_a_table_of_another_tool_is_refused(name: str) -> None:
    assert read(OTHER_TOOLS[name]) is None


def test_pins_come_back_in_the_order_of_their_letters() -> None:
    header, *rows = table(FILES["compared"][0])
    found = read(csv_text([header, *sorted(rows, key=lambda row: row[1], reverse=True)]))
    assert found is not None
    assert list(found.pins) == ["a", "c"]


def test_a_pair_of_pins_with_one_letter_is_refused() -> None:
    text, _ = FILES["compared"]
    assert read(text.replace(",C Kế hoạch,", ",A Kế hoạch,")) is None


def test_pins_with_other_targets_are_refused() -> None:
    text, _ = FILES["compared"]
    row = ",A Mặn,Vietnam|Sóc Trăng,Target|icor,ratio,2024,4.5"
    assert text.count(row) == 1
    assert read(text.replace(row, row.replace("4.5", "4.6"))) is None


def test_accents_written_apart_are_the_same_words() -> None:
    """As some systems store them; a section that is not known is never passed over."""
    text = VIETNAMESE.replace(
        "Mục tiêu tự đặt", "Mu\u0323c tie\u0302u tu\u031b\u0323 đa\u0323\u0306t"
    )
    found = read(text)
    assert found is not None
    assert parts(found) == parts(OWN)
    assert read(VIETNAMESE.replace("Mục tiêu tự đặt", "Mục tiêu")) is None


def test_work_and_memory_are_bounded() -> None:
    """A file that is too large is not parsed; one of many short lines is given up early."""
    large = b"a," * (LARGEST_FILE // 2 + 1)
    many = (",".join(IAMC_COLUMNS) + "\n").encode() + b",\n" * (LARGEST_FILE // 2 - 100)
    for content, code in ((large, "too_large"), (many, "too_many")):
        tracemalloc.start()
        with pytest.raises(InvalidInputError) as caught:
            read_scenario(PROVINCE, content)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert [row.code for row in caught.value.problems] == [code]
        assert peak < (100_000 if code == "too_large" else 400 * MOST_LINES + 8 * len(content))


# Parts of a file changed


@given(name=names, at=st.integers(0, 10**6))
@fuzzed(4)
def test_a_file_that_was_cut_short_is_refused_or_whole(name: str, at: int) -> None:
    text, scenario = FILES[name]
    expect_same_or_refused(text.encode()[: at % (len(text.encode()) + 1)], scenario)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_after_any_row_is_refused_or_whole(name: str) -> None:
    text, scenario = FILES[name]
    lines = text.splitlines(keepends=True)
    for count in range(len(lines)):
        expect_same_or_refused("".join(lines[:count]), scenario)


CELLS = (
    *("", " ", "0", "-0", "95", "nan", "NULL", "#N/A", "1e400", "6654,534", "６", "=1+1", "'=1"),
    *("Lever|fdi", "Lever|", "lever|fdi", "Target|icor", "Parameter|mu", "Schema|Version", "GDP"),
    *("baseline_2023", "A ", "A x", "B y", "scenario", "\ud7ff", "\x00", "\u202e", "x" * 500),
    *("Đòn bẩy", "Thông tin tệp", "Mục tiêu tự đặt", "fdi", "schema", "name", "2024", "2025"),
)
Rows = list[list[str]]


def delimiter(text: str) -> str:
    return max(",;", key=text.partition("\n")[0].count)


def table(text: str) -> Rows:
    text = text.removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))


def other_cell(rows: Rows, at: int, column: int, cell: str) -> None:
    rows[at % len(rows)][column % len(rows[at % len(rows)])] = cell


def without_row(rows: Rows, at: int, column: int, cell: str) -> None:
    del rows[at % len(rows)]


def row_twice(rows: Rows, at: int, column: int, cell: str) -> None:
    rows.insert((at + column) % len(rows), list(rows[at % len(rows)]))


def row_elsewhere(rows: Rows, at: int, column: int, cell: str) -> None:
    rows.insert((7 * at + column) % len(rows), rows.pop(at % len(rows)))


def cell_more(rows: Rows, at: int, column: int, cell: str) -> None:
    rows[at % len(rows)].insert(column % 8, cell)


def expect_as_said(rows: Rows, scenario: Scenario) -> None:
    """Look every value up in the file by another way than the reader does, and none beside."""
    header = next(row for row in rows if "variable" in row or "Mã" in row)
    if "variable" in header:
        name, variable, value = (header.index(key) for key in ("scenario", "variable", "value"))
        said = [
            (row[variable].strip(), row[value])
            for row in rows
            if (row is not header and plain_cell(row[name]) == scenario.name)
            or (row[name] == "scenario" and not scenario.name)
        ]
    else:
        heads = {"Đòn bẩy": "Lever", "Mục tiêu tự đặt": "Target", "Giả định tự đặt": "Parameter"}
        section, key, value = (header.index(key) for key in ("Mục", "Mã", "Dự phóng 2024"))
        said = [(f"{heads.get(row[section], '')}|{row[key]}", row[value]) for row in rows]
    heard = [
        *((f"Lever|{key}", value) for key, value in scenario.levers.items()),
        *((f"Target|{key}", value) for key, value in scenario.targets.items()),
        *((f"Parameter|{key}", value) for key, value in scenario.parameters.items()),
    ]
    settings = [row for row in said if row[0].partition("|")[0] in ("Lever", "Target", "Parameter")]
    assert sorted(heard) == sorted(
        (variable, float(text.replace(",", "."))) for variable, text in settings
    )


changes = st.lists(
    st.tuples(
        st.sampled_from((other_cell, without_row, row_twice, row_elsewhere, cell_more)),
        st.integers(0, 900),
        st.integers(0, 12),
        st.sampled_from(CELLS),
    ),
    min_size=1,
    max_size=3,
)


@given(name=names, done=changes)
@fuzzed(4)
def test_a_file_whose_rows_were_changed_says_what_is_restored(
    name: str, done: list[tuple[Callable[..., None], int, int, str]]
) -> None:
    rows = table(FILES[name][0])
    for change, at, column, cell in done:
        change(rows, at, column, cell)
    found = read(csv_text(rows))
    if found is not None:
        expect_as_said(rows, found)


@given(name=names, at=st.integers(0, 10**6), content=st.binary(min_size=1, max_size=4))
@fuzzed(3)
def test_no_bytes_inside_a_file_break_the_reading(name: str, at: int, content: bytes) -> None:
    whole = FILES[name][0].encode()
    at %= len(whole)
    read(whole[:at] + content + whole[at + len(content) :])


@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=400)))
@fuzzed(2)
def test_no_content_breaks_the_reading(content: bytes | str) -> None:
    for start in ("", ",".join(IAMC_COLUMNS) + "\n", VIETNAMESE.partition("\n")[0] + "\n"):
        given_content = start + content if isinstance(content, str) else start.encode() + content
        assert read(given_content) is None


@pytest.mark.parametrize("key", PROVINCE.presets)
def test_presets_come_back_from_files_in_any_order_of_rows(key: str) -> None:
    scenario = preset_scenario(PROVINCE, key)
    header, *rows = table(csv_text(iamc_rows(PROVINCE, scenario)))
    found = read(csv_text([header, *rows[::-1]]))
    assert found is not None
    assert parts(found) == parts(scenario)
