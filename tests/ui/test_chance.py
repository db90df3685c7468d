"""Chances that one can count: dots, words and per cent say the same."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.scenario.targets import chance_text
from ui.pieces.chance import chance_count, chance_dots, chance_words
from ui.text.words import LANGUAGES

languages = st.sampled_from(LANGUAGES)


@given(st.floats(0.0, 1.0), languages)
@example(0.0, "vi")
@example(0.05, "en")
@example(0.95, "vi")
@example(0.9500001, "en")
@example(1.0, "en")
def test_dots_words_and_per_cent_agree(chance: float, language: str) -> None:
    filled = re.search(r"--n:([\d.]+)", chance_dots(chance, language))
    assert filled is not None
    dots, per_cent = float(filled[1]), chance_text(chance)
    count = chance_count(chance, language).replace("\u00a0", " ")
    assert count.endswith("trên 20" if language == "vi" else "in 20")
    number = count.split(" trên" if language == "vi" else " in")[0]
    if per_cent.startswith(("<", ">")):
        assert 0.0 < dots < 1.0 or 19.0 < dots < 20.0
        assert number[:2] == per_cent[:2]
        assert int(number[2:]) * 5 == int(per_cent[2:].removesuffix("%"))
    else:
        assert 5 * dots == int(per_cent.removesuffix("%")) == 5 * int(number)
    assert number in chance_words(chance, language).replace("\u00a0", " ")


@given(st.floats(0.0, 1.0), languages)
def test_dots_are_one_element_that_is_read_aloud(chance: float, language: str) -> None:
    drawn = chance_dots(chance, language)
    assert drawn.count("<") == 2
    assert 'role="img"' in drawn
    label = re.search(r'aria-label="([^"]+)"', drawn)
    assert label is not None
    assert label[1].replace("&lt;", "<").replace("&gt;", ">") == chance_words(chance, language)


def test_what_has_no_chance_has_no_dots() -> None:
    assert chance_dots(None, "vi") == ""
    assert chance_words(None, "en") == chance_count(None, "vi") == "–"


@pytest.mark.parametrize(
    ("chance", "vi", "en"),
    [
        (0.7, "14 trên 20 khả năng", "14 chances in 20"),
        (0.05, "1 trên 20 khả năng", "1 chance in 20"),
        (0.049, "< 1 trên 20 khả năng", "< 1 chance in 20"),
        (0.99, "> 19 trên 20 khả năng", "> 19 chances in 20"),
    ],
)
def test_chances_are_said_in_full(chance: float, vi: str, en: str) -> None:
    said = [chance_words(chance, language).replace("\u00a0", " ") for language in ("vi", "en")]
    assert said == [vi, en]
