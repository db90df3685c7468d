"""Numbers as people type them: read in the reader's convention, with their unit or none."""

import json
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.province.rows import Unit
from tests.support.province import PROVINCE
from ui.text.numbers import MINUS, format_exact
from ui.text.typed import (
    BLANKS,
    DASHES,
    UNSEEN,
    parse_exact,
    read_typed,
    rules,
    ungrouped,
    unit_words,
)
from ui.text.words import LANGUAGES, name

languages = st.sampled_from(LANGUAGES)
values = st.floats(-1e12, 1e12).map(lambda value: round(value, 6) + 0.0)
units = st.sampled_from(sorted(PROVINCE.units.values(), key=lambda unit: unit.unit))
FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
MONEY, RATE, AREA = (PROVINCE.units[key] for key in ("bn VND", "%", "ha"))
POINTS, SCORE, PRODUCTS = (PROVINCE.units[key] for key in ("points", "score", "products"))


@given(value=values, language=languages)
def test_every_dash_is_a_minus_and_no_blank_counts(value: float, language: str) -> None:
    text = format_exact(value, language)
    for dash in DASHES:
        for blank in BLANKS + UNSEEN:
            typed = f"{blank}{text.replace(MINUS, f'{dash}{blank}')}{blank}"
            assert parse_exact(typed, language) == value
    if value > 0:
        assert parse_exact(f"+{text}", language) == value


@given(value=values, unit=units, language=languages, spoken=languages, data=st.data())
def test_the_own_unit_may_follow_in_either_language_and_any_spelling(
    value: float, unit: Unit, language: str, spoken: str, data: st.DataObject
) -> None:
    words = name(unit, spoken).split(" ")
    count = data.draw(st.integers(1, len(words)))
    form = data.draw(st.sampled_from(FORMS))
    case = data.draw(st.sampled_from([str.lower, str.upper, str.title]))
    blank = data.draw(st.sampled_from(["", " ", "\u00a0", "\u202f"]))
    typed = f"{format_exact(value, language)}{blank}{case(' '.join(words[:count]))}"
    assert parse_exact(unicodedata.normalize(form, typed), language, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("80 %", RATE, 80.0),
        ("80％", RATE, 80.0),
        ("1,5 %", POINTS, 1.5),
        ("1,5 điểm", POINTS, 1.5),
        ("1,5 điểm", SCORE, 1.5),
        ("500 tỷ", MONEY, 500.0),
        ("500 TỈ ĐỒNG.", MONEY, 500.0),
        ("500 ty dong", MONEY, 500.0),
        ("500 bn", MONEY, 500.0),
        ("500bn VND", MONEY, 500.0),
        ("–300 ha", AREA, -300.0),
        ("20 sản phẩm", PRODUCTS, 20.0),
        ("20 products", PRODUCTS, 20.0),
    ],
)
def test_what_a_planner_writes_after_a_number_is_its_unit(
    text: str, unit: Unit, number: float
) -> None:
    for language in LANGUAGES:
        for plain in (text, text.replace(",", ".")):
            assert parse_exact(plain, language, unit) == number


@pytest.mark.parametrize(
    ("text", "unit", "named"),
    [
        ("80 %", AREA, "%"),
        ("80 %", SCORE, "%"),
        ("500 triệu", MONEY, "triệu"),
        ("6,6 nghìn tỷ", MONEY, "nghìn tỷ"),
        ("300 tấn", AREA, "tấn"),
        ("5 ha", RATE, "ha"),
    ],
)
def test_another_unit_is_named(text: str, unit: Unit, named: str) -> None:
    for language in LANGUAGES:
        read = read_typed(text, language, unit_words(unit))
        assert (read.number, read.unit) == (None, named)


@given(number=values, unit=units, other=units, language=languages)
def test_the_unit_of_another_size_is_never_taken(
    number: float, unit: Unit, other: Unit, language: str
) -> None:
    word = name(other, language)
    own = {text.split(" ")[0] for text in (unit.unit, unit.name_vi, unit.name_en)}
    if word.split(" ")[0] in own or (word == "%" and unit.is_rate):
        return
    read = parse_exact(f"{format_exact(number, language)} {word}", language, unit)
    assert read is None or unit.name_vi.startswith(word)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("7.125", (7125.0, 7.125, True), (7.125, 7125.0, False)),
        ("7,125", (7.125, 7125.0, False), (7125.0, 7.125, True)),
        ("−7.125", (-7125.0, -7.125, True), (-7.125, -7125.0, False)),
        ("7.125,0", (7125.0, None, False), (7125.0, None, False)),
        ("7.12", (7.12, None, False), (7.12, None, False)),
        ("0.125", (0.125, None, False), (0.125, None, False)),
        ("7.125.000", (7125000.0, None, False), (7125000.0, None, False)),
        ("7 125", (7125.0, None, False), (7125.0, None, False)),
        ("7 125,5", (7125.5, None, False), (7125.5, None, False)),
        ("7", (7.0, None, False), (7.0, None, False)),
    ],
)
def test_what_could_be_two_numbers_is_known_to_be(
    text: str,
    vi: tuple[float, float | None, bool],
    en: tuple[float, float | None, bool],
) -> None:
    for language, wanted in (("vi", vi), ("en", en)):
        read = read_typed(text, language)
        assert (read.number, read.other, read.grouped) == wanted


def test_it_asks_only_where_the_other_reading_is_the_one_in_range() -> None:
    for low, high, asks in (
        (0, 100, True),
        (0, 10_000, False),
        (5000, 10_000, False),
        (8, 9, False),
    ):
        assert read_typed("7.125", "vi").asks(low, high) == asks
    assert not read_typed("7", "vi").asks(10, 20)
    assert not read_typed("x", "vi").asks(0, 1)


@given(value=values, language=languages)
def test_what_is_offered_has_one_reading(value: float, language: str) -> None:
    text = ungrouped(value, language)
    read = read_typed(text, language)
    assert read.number == value
    assert read.other is None or not read.grouped


@pytest.mark.parametrize(
    "text",
    [
        "1 2",
        "1 23",
        "12 34,5",
        "1.2.3",
        "1.50.000",
        "--5",
        "5-7",
        "5–7",
        "5-",
        "1e5",
        "٣",
        "５",
        "5 m2",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_none_and_names_no_unit(text: str, language: str) -> None:
    read = read_typed(text, language, unit_words(MONEY))
    assert (read.number, read.other, read.unit) == (None, None, "")


def test_every_lever_understands_its_own_label() -> None:
    for lever in PROVINCE.levers.values():
        unit = PROVINCE.units[lever.unit]
        for language in LANGUAGES:
            text = f"{format_exact(lever.plan, language)} {name(unit, language)}"
            assert parse_exact(text, language, unit) == lever.plan, lever.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_is_told_in_plain_json(language: str) -> None:
    told = json.loads(json.dumps(rules(language)))
    assert [group for _, group, _ in told["shapes"]] == (
        [".", ","] if language == "vi" else [",", "."]
    )
