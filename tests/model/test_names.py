"""Names: every letter that people write is taken, and a sign that no name holds is named."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.problems import Problem
from model.scenario.names import LONGEST_PIN_NAME, SIGNS, pin_name, read_name, sign_kind
from tests.support.province import PROVINCE, fuzzed
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES, say

LONGEST = 30
TAKEN = (
    "Phương án khó – hạn 2024",
    "កម្ពុជា\u200bក្រោម",  # Khmer, its words parted by zero-width spaces
    "می\u200cخواهم",
    "क्\u200dष",
    "❤\ufe0f 👩\u200d🌾 🏴\U000e0067\U000e0062\U000e007f 1\ufe0f\u20e3",
    "العربية (2)",
    'a  b, c=d & <e> "f" +1 −2',
    "ễ" * LONGEST,
)
MENDED = {
    "a\u0302\u0301": "\u1ea5",
    "Khô\u00a0hạn": "Khô hạn",
    "\u3000Khô\u2003hạn\u202f": "Khô hạn",
    "Khô\r\nhạn\n": "Khô hạn",
    "Khô\thạn\u2028": "Khô hạn",
    "\ufeffKhô hạn": "Khô hạn",
    "e\u0302\u0303" * LONGEST: "ễ" * LONGEST,
    " \u200b\u200d ": "",
}
REFUSED = {
    "Khô\x07hạn": ("U+0007", "control"),
    "\x1b[2J": ("U+001B", "control"),
    "a\x00": ("U+0000", "control"),
    "a\x7fb": ("U+007F", "control"),
    "a\u202eb": ("U+202E", "direction"),
    "\u2066a\u2069": ("U+2066", "direction"),
    "a\ud83d": ("U+D83D", "no_character"),
    "\ufffe": ("U+FFFE", "no_character"),
    "\U0001ffff": ("U+1FFFF", "no_character"),
}


@pytest.mark.parametrize("text", TAKEN)
def test_what_people_write_is_taken_as_it_is(text: str) -> None:
    assert read_name(text, "name", LONGEST) == (text, [])


@pytest.mark.parametrize(("text", "name"), MENDED.items())
def test_blanks_line_breaks_and_parted_accents_are_mended(text: str, name: str) -> None:
    assert read_name(text, "name", LONGEST) == (name, [])


@pytest.mark.parametrize(("text", "what"), REFUSED.items())
def test_a_sign_that_no_name_holds_is_refused_by_name(text: str, what: tuple[str, str]) -> None:
    code, kind = what
    name, problems = read_name(text, "a.name", LONGEST)
    assert (name, problems) == ("", [Problem("sign", "a.name", code, SIGNS[kind])])
    for language in LANGUAGES:
        said = problem_text(PROVINCE, problems[0], language)
        assert code in said
        assert say(language, f"sign_{kind}") in said
    assert pin_name(text, "a") == ("A", problems)


def test_too_long_is_counted_in_letters_with_their_accents() -> None:
    assert read_name("ễ" * (LONGEST + 1), "name", LONGEST)[1][0].code == "not_allowed"
    assert pin_name("x" * (LONGEST_PIN_NAME + 1), "b")[0] == "B"


@given(text=st.text(st.characters(), max_size=2 * LONGEST))
@example(text=" \u0301")
@example(text="\u2126\ufeff\u0301")
@fuzzed(5)
def test_any_text_is_taken_or_named(text: str) -> None:
    """What was taken is taken again as it is, and loses no sign but blanks."""
    name, problems = read_name(text, "name", LONGEST)
    assert read_name(name, "name", LONGEST) == (name, [])
    assert not name or not problems
    if problems:
        (problem,) = problems
        assert problem.code in ("sign", "not_allowed")
        assert problem.code == "sign" or len(unicodedata.normalize("NFC", text)) > LONGEST
        if problem.code == "sign":
            assert chr(int(problem.value[2:], 16)) in unicodedata.normalize("NFC", text)
            assert sign_kind(problem.value) in SIGNS
        return
    assert not name or _letters(name) == _letters(text)


def _letters(text: str) -> str:
    bare = "".join(sign for sign in text if not sign.isspace() and sign != "\ufeff")
    return unicodedata.normalize("NFC", bare)
