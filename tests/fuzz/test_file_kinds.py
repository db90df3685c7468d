"""Whatever spreadsheets and people do to the form of a file together, it says what it said."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.count import ROWS_VARIABLE, counted
from model.files.iamc import iamc_rows
from model.files.pin_labels import parted_name
from model.files.read import read_scenario
from model.files.vietnamese import vietnamese_rows
from model.problems import InvalidInputError, parse_number
from model.scenario.scenario import Scenario
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE, fuzzed
from tests.support.reader import changed
from tests.support.sound import expect_said, parts

OWN = replace(
    changed(
        {"public_plan": 6000.125, "fdi": -250.5, "salinity": 0.375, "ocop_new": 12.0},
        name="Phương án A: tôm – lúa, 80,5%; ý 2",
    ),
    targets=MappingProxyType({"icor": 4.125, "rice_output": 2_050_000.5, "growth_sector1": -1.5}),
    parameters=MappingProxyType({"mu": 0.125, "sd_agg": 1.375}),
)
PINNED = pinned(OWN, a=pin("Mặn; hạn", salinity=1.25, rice_price=-7.125), c=pin("Kế hoạch"))
Rows = list[list[str]]
Change = Callable[[Rows, int], Rows]


def numbers_as(rows: Rows, write: Callable[[str], str]) -> Rows:
    """Write every cell that is a plain number otherwise; a year and a version stay."""
    return [
        [
            write(cell)
            if parse_number(cell) is not None and not re.fullmatch(r"20\d\d", cell)
            else cell
            for cell in row
        ]
        for row in rows
    ]


def parted(cell: str) -> str:
    """Part the thousands by a no-break space, as some number formats do."""
    whole, point, rest = cell.partition(".")
    if "e" in cell:
        return cell
    return f"{int(whole):,}".replace(",", "\u00a0") + point + rest if whole != "-0" else cell


def percent(rows: Rows, seed: int) -> Rows:
    """Put a percent sign behind what is one."""
    units = ("%", "pp", "điểm %")
    return [
        [
            f"{cell}{' %' if seed % 2 else '%'}" if parse_number(cell) is not None else cell
            for cell in row
        ]
        if any(cell in units for cell in row) and not any("|" in cell for cell in row[4:])
        else row
        for row in rows
    ]


def named(heading: str, other: str) -> str:
    """Write a heading otherwise, if it is not the name of a scenario."""
    return heading if parted_name(heading.strip()) else other


CHANGES: dict[str, Change] = {
    "index": lambda rows, seed: [[str(at - 1) if at else "", *row] for at, row in enumerate(rows)],
    "empty column": lambda rows, seed: [[*row[: seed % 7], "", *row[seed % 7 :]] for row in rows],
    "empty rows": lambda rows, seed: [
        one for row in rows for one in ((row, [""] * (seed % 9)) if seed % 3 else (row,))
    ],
    "title": lambda rows, seed: [["Kịch bản Sóc Trăng", *[""] * (seed % 14)], *rows],
    "comment": lambda rows, seed: [["# bản nháp, chưa duyệt"], [], *rows],
    "columns numbered": lambda rows, seed: [
        rows[0],
        [f"({at})" if seed % 2 else str(at) for at, _ in enumerate(rows[0], start=1)],
        *rows[1:],
    ],
    "header on every page": lambda rows, seed: [
        one
        for at, row in enumerate(rows)
        for one in ((rows[0], row) if at and at % 40 == 0 else (row,))
    ],
    "blanks as signs": lambda rows, seed: [
        [named(cell, re.sub(" ", "._"[seed % 2], cell)) for cell in rows[0]],
        *rows[1:],
    ],
    "footnote": lambda rows, seed: [*rows, [], ["Ghi chú: xem lại số tôm"]],
    "blanks": lambda rows, seed: [[f"\u00a0{cell} " for cell in row] for row in rows],
    "zero-width blanks": lambda rows, seed: [[f"{cell}\u200b" for cell in row] for row in rows],
    "capital": lambda rows, seed: [[named(cell, cell.upper()) for cell in rows[0]], *rows[1:]],
    "title case": lambda rows, seed: [[named(cell, cell.title()) for cell in rows[0]], *rows[1:]],
    "turned": lambda rows, seed: [row[::-1] for row in rows],
    "rotated": lambda rows, seed: [row[seed % 7 :] + row[: seed % 7] for row in rows],
    "as floats": lambda rows, seed: numbers_as(
        rows, lambda cell: cell if set(cell) & set(".e") else f"{cell}.0"
    ),
    "thousands parted": lambda rows, seed: numbers_as(rows, parted),
    "true minus": lambda rows, seed: numbers_as(rows, lambda cell: cell.replace("-", "−")),
    "years as floats": lambda rows, seed: [
        [f"{cell}.0" if re.fullmatch(r"20\d\d", cell) and at else cell for cell in row]
        for at, row in enumerate(rows)
    ],
    "percent": percent,
    "column of notes": lambda rows, seed: [
        [*row, "đã kiểm tra" if at % 5 == 0 else ""] for at, row in enumerate(rows)
    ],
}
ROWS = ("empty rows", "title", "comment", "footnote", "columns numbered", "header on every page")
ORDER = (*ROWS, *(name for name in CHANGES if name not in ROWS))
"""Cells are written otherwise before columns, and columns before rows, are added around them."""
SETTINGS = ("variable", "Schema", "Lever", "Target", "Parameter")
NEEDLESS = {"iamc": ("region", "unit"), "vietnamese": ("Tên", "Đơn vị", "Trạng thái", "Thấp (90%)")}


def table(kind: str, scenario: Scenario) -> Rows:
    """Return our table with decimal points, as a spreadsheet holds it; of its results a few."""
    if kind == "iamc":
        write = comparison_iamc_rows if scenario.pins else iamc_rows
        some = [
            row
            for at, row in enumerate(write(PROVINCE, scenario))
            if row[3].partition("|")[0] in SETTINGS or at % 7 == 0
        ]
        return [list(row) for row in counted(row for row in some if row[3] != ROWS_VARIABLE)]
    rows = comparison_vietnamese_rows if scenario.pins else vietnamese_rows
    text = csv_text(rows(PROVINCE, scenario))
    return numbers_as_points(list(csv.reader(io.StringIO(text, newline=""))))


def numbers_as_points(rows: Rows) -> Rows:
    number = re.compile(r"-?\d+,\d+")
    return [
        [cell.replace(",", ".") if number.fullmatch(cell) else cell for cell in row] for row in rows
    ]


TABLES = {
    (kind, name): table(kind, scenario)
    for kind in ("iamc", "vietnamese")
    for name, scenario in (("own", OWN), ("pinned", PINNED))
}


def as_text(rows: Rows, separator: str, decimal: str, encoding: str, said: bool) -> bytes:
    """Save a table as a program does in its settings."""
    number = re.compile("[-−]?[\\d\u00a0]+\\.\\d+( ?%)?[\u00a0\u200b ]*")
    lines = [
        [cell.replace(".", decimal) if number.fullmatch(cell.strip()) else cell for cell in row]
        for row in rows
    ]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(lines)
    start = f"sep={separator}\r\n" if said else ""
    return (start + buffer.getvalue()).encode(encoding)


def as_workbook(rows: Rows, typed: bool) -> bytes:
    """Save a table as a workbook, numbers as numbers or, as pasted, as text."""
    book = Workbook()
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            place = book.active.cell(at, column)
            number = parse_number(cell)
            place.value = cell if number is None or not typed else number
            if isinstance(place.value, str):
                place.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


saved: st.SearchStrategy[Callable[[Rows], bytes]] = st.one_of(
    st.builds(
        lambda separator, decimal, encoding, said: (
            lambda rows: as_text(rows, separator, decimal, encoding, said)
        ),
        st.sampled_from(",;\t"),
        st.sampled_from(".,"),
        st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
        st.booleans(),
    ),
    st.booleans().map(lambda typed: lambda rows: as_workbook(rows, typed)),
)


@given(
    kind=st.sampled_from(list(TABLES)),
    names=st.lists(st.sampled_from(ORDER), max_size=4, unique=True),
    seed=st.integers(0, 40),
    save=saved,
)
@fuzzed(3)
def test_what_is_done_to_the_form_of_a_file_changes_nothing(
    kind: tuple[str, str], names: list[str], seed: int, save: Callable[[Rows], bytes]
) -> None:
    rows = TABLES[kind]
    for name in sorted(names, key=ORDER.index, reverse=True):
        rows = CHANGES[name](rows, seed)
    found, notes = read_scenario(PROVINCE, save(rows))
    assert parts(found) == parts(PINNED if kind[1] == "pinned" else OWN)
    assert not notes


@given(kind=st.sampled_from(("iamc", "vietnamese")), at=st.integers(0, 3), save=saved)
@fuzzed(1)
def test_a_column_that_is_not_needed_may_be_missing(
    kind: str, at: int, save: Callable[[Rows], bytes]
) -> None:
    rows = TABLES[kind, "own"]
    place = rows[0].index(NEEDLESS[kind][at % len(NEEDLESS[kind])])
    found, _ = read_scenario(PROVINCE, save([row[:place] + row[place + 1 :] for row in rows]))
    assert parts(found) == parts(OWN)


@given(
    kind=st.sampled_from(("iamc", "vietnamese")),
    value=st.floats(0.001, 9999.0).map(lambda number: round(number, 3)),
    grouped=st.booleans(),
    save=saved,
)
@fuzzed(2)
def test_a_number_is_read_as_it_was_meant_or_refused(
    kind: str, value: float, grouped: bool, save: Callable[[Rows], bytes]
) -> None:
    """Also with a sign between thousands, which may look like one before decimals."""
    rows = [list(row) for row in TABLES[kind, "own"]]
    row = next(row for row in rows if "private_investment" in "|".join(row[:4]))
    row[6] = f"{value:,}".replace(",", "\u00a0" if grouped else "")
    try:
        found, _ = read_scenario(PROVINCE, save(rows))
    except InvalidInputError as error:
        expect_said(error.problems)
        assert {row.code for row in error.problems} <= {"two_meanings", "out_of_range"}
        low, high = PROVINCE.levers["private_investment"].range
        assert not low <= value <= high or error.problems[0].code == "two_meanings"
    else:
        assert found.levers["private_investment"] == value
