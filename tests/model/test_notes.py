"""What is to be known of a figure says the same in both languages."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from model import load_province
from model.problems import InvalidInputError
from model.province.values import NOTED

PROVINCE = load_province()
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("January", "February|Feb", "March|Mar", "April|Apr", "May", "June", "July"),
            *("August|Aug", "September|Sep", "October|Oct", "November|Nov", "December|Dec"),
        ),
        start=1,
    )
    for name in names.split("|")
}
_MONTH = re.compile(rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def notes() -> Iterator[tuple[str, str, str]]:
    for table in NOTED:
        rows = getattr(PROVINCE, table)
        for row in rows.values() if hasattr(rows, "values") else rows:
            yield table, row.note_vi, row.note_en


def numbers_en(text: str) -> list[float]:
    """Every number of an English text; a month is its number, a day three."""
    text = _DAY.sub(r" \1 \2 \3 ", text)
    text = _MONTH.sub(lambda month: f" {MONTHS[month[0]]} ", text)
    return sorted(map(float, _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))))


def numbers_vi(text: str) -> list[float]:
    """Every number of a Vietnamese text, written 1.234,5."""
    text = re.sub(r"(?<=\d)\.(?=\d{3})", "", text)
    return sorted(map(float, _NUMBER.findall(re.sub(r"(?<=\d),(?=\d)", ".", text))))


def test_a_note_stands_in_both_languages_with_the_same_numbers() -> None:
    seen = 0
    for table, vi, en in notes():
        assert bool(vi) == bool(en), (table, vi, en)
        assert numbers_vi(vi) == numbers_en(en), (table, vi, en)
        seen += bool(vi)
    assert seen > 900


def test_a_note_in_another_language_is_another_text() -> None:
    """But for sums and names; a Vietnamese note has no English sentence in it."""
    for table, vi, en in notes():
        words = re.findall(r"[a-z]{4,}", en)
        assert vi != en or len(words) <= 1, (table, vi)
        assert not re.search(r"\b(the|of|and|from|other|derived|conflict)\b", vi, re.I), (table, vi)


def test_signs_of_notes_say_the_same() -> None:
    for table, vi, en in notes():
        assert ("CONFLICT" in en) == ("MÂU THUẪN" in vi), (table, vi, en)
        assert ("DERIVED" in en) == ("SUY RA" in vi), (table, vi, en)
        assert ("NOT FOUND" in en) == ("KHÔNG TÌM THẤY" in vi), (table, vi, en)


@pytest.mark.parametrize("column", ["note_vi", "note_en"])
def test_a_folder_with_a_note_in_one_language_is_refused(tmp_path: Path, column: str) -> None:
    folder = tmp_path / "province"
    shutil.copytree(PROVINCE.folder, folder)
    file = folder / "reviews.csv"
    header, first, *rest = file.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    assert header.endswith(",note_vi,note_en")
    cells[header.split(",").index(column)] = ""
    file.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        load_province(folder)
    assert [problem.field for problem in refused.value.problems] == [
        f"reviews.csv line 2, {column}"
    ]
