"""A table that lost rows is known as such, wherever it was cut and however it was sorted before."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.cells import csv_text
from model.files.count import ROWS_KEY, ROWS_VARIABLE
from model.files.read import read_scenario
from model.problems import InvalidInputError, Problem
from tests.files.scenarios import OWN, PINNED, SCENARIOS, iamc_file, vietnamese_file, workbook_file
from tests.support.province import PROVINCE, fuzzed
from tests.support.reader import PLAN
from tests.support.sound import expect_said, parts
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES

SCENARIOS_TRIED = {"own": OWN, "pinned": PINNED, "trend": SCENARIOS["trend"]}
WRITERS = {"iamc": iamc_file, "vietnamese": vietnamese_file}
FORMS = [(kind, name) for kind in WRITERS for name in SCENARIOS_TRIED]
COUNTS = {"iamc": ROWS_VARIABLE, "vietnamese": ROWS_KEY}
"""What the row of the count is called."""
REASONS = {"rows", "no_trend", "cut", "no_scenario", "header", "missing_column", "not_csv"}
"""What is said of a table that was cut between rows: nothing that only follows from it."""
Rows = Sequence[Sequence[str]]


def written(form: tuple[str, str]) -> bytes:
    kind, name = form
    return WRITERS[kind](SCENARIOS_TRIED[name])


def rows_of(form: tuple[str, str]) -> list[list[str]]:
    text = written(form).decode("utf-8-sig")
    delimiter = ";" if form[0] == "vietnamese" else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def text_of(form: tuple[str, str], rows: Rows) -> str:
    return csv_text(rows, vietnamese=form[0] == "vietnamese")


def said(content: bytes | str) -> tuple[Problem, ...] | None:
    """Return what a file is refused for; None if it opens."""
    try:
        read_scenario(PROVINCE, content)
    except InvalidInputError as error:
        expect_said(error.problems)
        return error.problems
    return None


def opened(form: tuple[str, str], contents: Iterable[bytes | str]) -> Counter[str]:
    """Count what becomes of files that were cut: whole, in part, or refused by a reason."""
    found: Counter[str] = Counter()
    whole = parts(SCENARIOS_TRIED[form[1]])
    for content in contents:
        try:
            scenario, _ = read_scenario(PROVINCE, content)
        except InvalidInputError as error:
            found[error.problems[0].code] += 1
        else:
            found["whole" if parts(scenario) == whole else "in part"] += 1
    return found


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_a_file_cut_after_any_row_is_refused_as_cut(form: tuple[str, str]) -> None:
    lines = written(form).splitlines(keepends=True)
    found = opened(form, (b"".join(lines[:count]) for count in range(len(lines))))
    assert set(found) <= REASONS
    assert found.total() == len(lines)


@given(form=st.sampled_from(FORMS), at=st.integers(0, 10**6))
@fuzzed(4)
def test_a_file_cut_at_any_byte_opens_whole_or_not_at_all(form: tuple[str, str], at: int) -> None:
    """Whole is one that lost no more than what stands behind its last value."""
    content = written(form)
    cut = content[: at % len(content)]
    found = opened(form, [cut])
    assert found["in part"] == 0
    assert not found["whole"] or not content.removeprefix(cut).strip(b";\r\n")


@pytest.mark.parametrize("form", [form for form in FORMS if form[0] == "iamc"], ids="-".join)
def test_a_table_cut_after_it_was_sorted_never_opens_in_part(form: tuple[str, str]) -> None:
    """By any column either way, as a spreadsheet does; every seventh place, each column its own."""
    header, *rows = rows_of(form)
    found: Counter[str] = Counter()
    for column in range(len(header)):
        for backwards in (False, True):
            order = sorted(rows, key=lambda row: row[column], reverse=backwards)
            cuts = range(1 + (2 * column + backwards) % 7, len(rows), 7)
            found += opened(form, (text_of(form, [header, *order[:count]]) for count in cuts))
    assert found["whole"] == found["in part"] == 0


@given(form=st.sampled_from(FORMS), at=st.integers(0, 10**6))
@fuzzed(2)
def test_a_row_taken_out_anywhere_is_missed(form: tuple[str, str], at: int) -> None:
    """But for the counts themselves: a table without them is as those of earlier versions."""
    header, *rows = rows_of(form)
    gone = rows.pop(at % len(rows))
    assert COUNTS[form[0]] in gone or said(text_of(form, [header, *rows])) is not None


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_a_wrong_count_says_how_many_rows_there_are_and_should_be(form: tuple[str, str]) -> None:
    """Rows in the middle that restore nothing, less or more."""
    header, *rows = rows_of(form)
    result = next(row for row in rows if "GRDP|Growth" in row or "grdp_growth" in row)
    for changed in ([row for row in rows if row != result], [*rows, result]):
        problems = said(text_of(form, [header, *changed]))
        assert problems is not None
        expected = ("rows", str(len(changed)), str(len(rows)))
        assert [(row.code, row.value, row.allowed) for row in problems] == [expected]


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_without_its_counts_a_table_opens_as_those_of_earlier_versions(
    form: tuple[str, str],
) -> None:
    """So does one of which rows were taken out on purpose, its counts among them."""
    bare = [row for row in rows_of(form) if COUNTS[form[0]] not in row]
    less = [row for row in bare if "GRDP|Growth" not in row and "grdp_growth" not in row]
    for rows in (bare, less):
        assert opened(form, [text_of(form, rows)]) == {"whole": 1}


def test_a_table_without_the_trend_is_refused_by_name() -> None:
    rows = [row for row in rows_of(("iamc", "own")) if row[1] != PROVINCE.reference_preset]
    problems = said(csv_text(row for row in rows if row[3] != ROWS_VARIABLE))
    assert problems is not None
    assert [(row.code, row.allowed) for row in problems] == [
        ("no_trend", PROVINCE.reference_preset)
    ]


@given(at=st.integers(0, 10**6))
@fuzzed(1)
def test_a_workbook_that_was_cut_is_refused(at: int) -> None:
    content = workbook_file(PLAN)
    assert said(content[: at % len(content)]) is not None


@pytest.mark.parametrize("newline", ["", "\n"])
@pytest.mark.parametrize("name", ["own", "pinned"])
def test_a_last_row_cut_within_a_setting_never_opens_in_part(name: str, newline: str) -> None:
    """Whatever row a person sorted to the end, and though a program ended the line again."""
    form = "vietnamese", name
    header, *rows = rows_of(form)
    found: Counter[str] = Counter()
    for last in [row for row in rows if row[0] != "Chỉ tiêu"][::5]:
        text = text_of(form, [header, *(row for row in rows if row is not last), last])
        start = text.rindex("\n", 0, -1) + 1
        cuts = range(start + len(";".join(last[:6])), len(text) - 2)
        found += opened(form, (text[:at] + newline for at in cuts))
    assert found["cut"]
    assert found["in part"] == 0


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_a_whole_table_without_a_last_line_end_opens_if_no_value_stands_last(
    form: tuple[str, str],
) -> None:
    """As Google Sheets writes it."""
    header, *rows = rows_of(form)
    if form[0] == "iamc":  # the value before the year
        header, *rows = ([*row[:5], row[6], row[5]] for row in (header, *rows))
    levers = [row for row in rows if "Lever|fdi" in row or "fdi" in row]
    ordered = [header, *(row for row in rows if row not in levers), *levers]
    assert opened(form, [text_of(form, ordered).rstrip("\r\n")]) == {"whole": 1}


@pytest.mark.parametrize("name", ["own", "pinned"])
def test_a_scenario_renamed_as_the_trend_is_refused_as_given_twice(name: str) -> None:
    header, *rows = rows_of(("iamc", name))
    trend = PROVINCE.reference_preset
    renamed = [[row[0], trend if row[1] == rows[0][1] else row[1], *row[2:]] for row in rows]
    problems = said(text_of(("iamc", name), [header, *renamed]))
    assert problems is not None
    assert {row.code for row in problems} == {"duplicate"}
    assert trend in problems[0].value


@pytest.mark.parametrize("name", ["own", "pinned"])
def test_a_lever_changed_in_the_rows_of_the_trend_is_said_by_name(name: str) -> None:
    rows = rows_of(("iamc", name))
    changed = [
        [*row[:6], "250"] if row[1] == PROVINCE.reference_preset and row[3] == "Lever|fdi" else row
        for row in rows
    ]
    scenario, notes = read_scenario(PROVINCE, text_of(("iamc", name), changed))
    assert parts(scenario) == parts(SCENARIOS_TRIED[name])
    assert [(note.code, note.field, note.value) for note in notes] == [
        ("changed_trend", "fdi", "250")
    ]
    expect_said(notes)


@pytest.mark.parametrize("heading", ["A: Mới", "a. Mới", "A_Mới", "FDI", "Kịch bản A", ""])
def test_a_pin_headed_anew_opens_as_a_pin_or_is_refused_by_its_heading(heading: str) -> None:
    header, *rows = rows_of(("vietnamese", "pinned"))
    at = header.index("A Mặn; hạn")
    text = text_of(("vietnamese", "pinned"), [[*header[:at], heading, *header[at + 1 :]], *rows])
    try:
        scenario, _ = read_scenario(PROVINCE, text)
    except InvalidInputError as error:
        expect_said(error.problems)
        assert [(row.code, row.value) for row in error.problems] == [("pin_letter", heading)]
    else:
        assert {key: dict(pin.levers) for key, pin in scenario.pins.items()} == {
            key: dict(pin.levers) for key, pin in PINNED.pins.items()
        }
        assert scenario.pins["a"].name == "Mới"


SIGNED = {
    "vietnamese": ["Người lập", "Nguyễn Văn A"],
    "iamc": ["Soc Trang", "Người lập", "", "Nguyễn Văn A", "", "", "1"],
}


@pytest.mark.parametrize("name", ["own", "pinned"])
@pytest.mark.parametrize("kind", WRITERS)
def test_a_row_that_a_person_wrote_does_not_stand_for_one_that_is_gone(
    kind: str, name: str
) -> None:
    header, *rows = rows_of((kind, name))
    target = next(row for row in rows if row[0] == "Mục tiêu tự đặt" or "Target|" in row[3])
    signature = SIGNED[kind] + [""] * (len(header) - len(SIGNED[kind]))
    less = [row for row in rows if row != target]
    problems = said(text_of((kind, name), [header, *less, signature]))
    assert problems is not None
    assert [row.code for row in problems] == ["rows"]


@pytest.mark.parametrize("name", ["own", "pinned"])
def test_a_signature_below_a_table_leaves_it_whole(name: str) -> None:
    header, *rows = rows_of(("vietnamese", name))
    signature = SIGNED["vietnamese"] + [""] * (len(header) - 2)
    assert opened(
        ("vietnamese", name), [text_of(("vietnamese", name), [header, *rows, signature])]
    )["whole"]


@pytest.mark.parametrize("name", ["own", "pinned"])
def test_a_scenario_kept_alone_is_refused_with_a_way_out_that_works(name: str) -> None:
    header, *rows = rows_of(("iamc", name))
    own, trend = rows[0][1], PROVINCE.reference_preset
    problems = said(text_of(("iamc", name), [header, *(row for row in rows if row[1] == own)]))
    assert problems is not None
    assert [(row.code, row.allowed) for row in problems] == [("no_trend", trend)]
    for language in LANGUAGES:
        assert ROWS_VARIABLE in problem_text(PROVINCE, problems[0], language)
    as_said = [row for row in rows if row[1] in (own, trend) and row[3] != ROWS_VARIABLE]
    scenario, _ = read_scenario(PROVINCE, text_of(("iamc", name), [header, *as_said]))
    assert parts(scenario)[:4] == parts(SCENARIOS_TRIED[name])[:4]


@pytest.mark.parametrize("everywhere", [True, False])
@pytest.mark.parametrize("name", ["own", "pinned", "trend"])
def test_na_of_r_is_an_empty_cell(name: str, everywhere: bool) -> None:
    """In columns of numbers, or in all."""
    header, *rows = rows_of(("vietnamese", name))
    columns = range(0 if everywhere else 4, len(header) if everywhere else 6)
    changed = [
        ["NA" if not cell and at in columns else cell for at, cell in enumerate(row)]
        for row in rows
    ]
    assert opened(("vietnamese", name), [text_of(("vietnamese", name), [header, *changed])]) == {
        "whole": 1
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_a_scenario_called_na_keeps_its_name(kind: str) -> None:
    named = replace(OWN, name="NA")
    assert parts(read_scenario(PROVINCE, WRITERS[kind](named))[0]) == parts(named)


@pytest.mark.parametrize("kind", WRITERS)
def test_na_for_a_lever_is_refused_as_an_empty_cell(kind: str) -> None:
    header, *rows = rows_of((kind, "own"))
    at = header.index("value" if kind == "iamc" else "Dự phóng 2024")
    for row in rows:
        if row[1] in ("fdi", rows[0][1]) and ("fdi" in row or "Lever|fdi" in row):
            row[at] = "NA"
    problems = said(text_of((kind, "own"), [header, *rows]))
    assert problems is not None
    assert [(row.code, row.value) for row in problems] == [("not_a_number", "")]


@pytest.mark.parametrize("wide", [False, True])
def test_an_emptied_lever_of_the_iamc_table_is_said_by_its_scenario(wide: bool) -> None:
    header, *rows = rows_of(("iamc", "pinned"))
    names = list(dict.fromkeys(row[1] for row in rows))
    fields = {names[0]: "fdi", "A Mặn; hạn": "a.fdi", names[-1]: "line "}
    for name, field in fields.items():
        changed = [
            [*row[:6], "" if row[1] == name and "|fdi" in row[3] else row[6]] for row in rows
        ]
        table = [header, *changed]
        if wide:
            cells = {tuple(row[:5]): ["", ""] for row in changed}
            for row in changed:
                cells[tuple(row[:5])][int(row[5]) - 2023] = row[6]
            table = [[*header[:5], "2023", "2024"], *([*key, *two] for key, two in cells.items())]
        problems = said(text_of(("iamc", "pinned"), table))
        assert problems is not None
        assert [(row.code, row.value) for row in problems] == [("not_a_number", "")]
        assert problems[0].field.startswith(field)


TOTALS = {
    "vietnamese": (["", "Tổng", "", "", "", "", "99"], ["", "", "Tổng", "", "", "", "99"]),
    "iamc": (["", "", "", "Tổng", "", "", "99"], ["", "Tổng", "", "", "", "", "99"]),
}


@pytest.mark.parametrize("name", ["own", "pinned"])
@pytest.mark.parametrize("kind", WRITERS)
def test_a_total_that_a_person_added_is_named_with_its_line(kind: str, name: str) -> None:
    header, *rows = rows_of((kind, name))
    for total in TOTALS[kind]:
        added = total + [""] * (len(header) - len(total))
        problems = said(text_of((kind, name), [header, *rows, added]))
        assert problems is not None
        line = f"line {len(rows) + 2}"
        assert [(row.field, row.value) for row in problems] == [(line, "Tổng 99")]


def test_a_scenario_without_a_name_has_none_after_r() -> None:
    unnamed = replace(OWN, name="")
    text = vietnamese_file(unnamed).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    filled = csv_text([[cell or "NA" for cell in row] for row in rows], vietnamese=True)
    assert parts(read_scenario(PROVINCE, filled)[0]) == parts(unnamed)
