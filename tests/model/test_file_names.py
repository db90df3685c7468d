"""Names of files: plain on every system, and different for different names."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.file_names import LONGEST, file_stem
from model.scenario.names import LONGEST_NAME, read_name
from tests.support.province import PROVINCE, fuzzed

WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
NAMES = st.text(max_size=LONGEST_NAME).map(lambda text: read_name(text, "name", LONGEST_NAME)[0])
PLAIN = st.text("aAăÂđĐêễỡơƯựịỷ 19", max_size=LONGEST_NAME)


def stem(name: str) -> str:
    return file_stem(PROVINCE, name).removesuffix(f"_{PROVINCE.version}")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Phương án khô hạn", "phuong-an-kho-han"),
        ("ĐẦU TƯ CÔNG  2024", "dau-tu-cong-2024"),
        ("Ỡ ễ ữ ặ đ", "o-e-u-a-d"),
        ("Con", "con"),
        ("plan_2024", "plan_2024"),
        ("", "soc_trang"),
    ],
)
def test_what_is_plain_is_read_off_the_name(name: str, shown: str) -> None:
    assert stem(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Hạn, mặn", "han-man"),
        ("Hạn – mặn", "han-man"),
        ("Tôm 🦐", "tom"),
        ("soc_trang", "soc-trang"),
        ("Zürich", "zurich"),
        ("a" * LONGEST_NAME, "a" * LONGEST),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_what_loses_more_is_marked(name: str, shown: str) -> None:
    assert re.fullmatch(rf"{shown}_[0-9a-f]{{8}}", stem(name))


@pytest.mark.parametrize("name", ["🦐", "ខេត្ត\u200bសុខ", "...", "/", "名前"])
def test_a_name_without_a_plain_letter_is_its_mark(name: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", stem(name))


@given(name=NAMES | PLAIN)
@fuzzed(10)
def test_every_name_is_a_file_name_everywhere(name: str) -> None:
    for ending in (".xlsx", ".csv", "_vi.csv"):
        found = file_stem(PROVINCE, name) + ending
        assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]*[a-z0-9]", found)
        assert not WINDOWS_DEVICES.match(found)
        assert len(found) < 100


def alike(name: str) -> str:
    """Drop Vietnamese marks, case and blanks that are too many: all that may be lost unmarked."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(kept.split())


@given(one=NAMES | PLAIN, other=NAMES | PLAIN)
@fuzzed(10)
def test_other_names_are_other_files(one: str, other: str) -> None:
    if stem(one) == stem(other):
        assert alike(one) == alike(other)


@given(name=NAMES)
@fuzzed()
def test_one_sign_more_is_another_file(name: str) -> None:
    stems = {stem(name + sign) for sign in ("x", "!", "?", "🦐", "-", "_")}
    assert len(stems) == 6
    assert stem(name) not in stems
