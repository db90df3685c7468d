"""The browser reads a typed number as the server does."""

import random
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser

from model.province.rows import Unit
from tests.support.province import PROVINCE
from ui.browser.levers import READER
from ui.text.numbers import MINUS, format_exact
from ui.text.typed import BLANKS, DASHES, PLUSES, UNSEEN, read_typed, rules, unit_words
from ui.text.words import LANGUAGES, UI

COUNT = 20_000
READ = """([texts, rules]) => {
    READER
    return texts.map(([text, words]) => readTyped(text, rules, words));
}"""
UNITS = sorted({PROVINCE.units[lever.unit].unit for lever in PROVINCE.levers.values()})
WORDS = [
    word
    for unit in PROVINCE.units.values()
    for text in (unit.name_vi, unit.name_en)
    for word in (text, text.split(" ")[0], text.upper())
]
STRANGE = ["e5", "x", "İ", "Σ", "đ", "Ỷ", "²", "́", "(", "nghìn tỷ", "½", "🙂", "ﬁ", "\x00", "$&"]


def typed(chance: random.Random) -> str:
    """Compose signs, digits, blanks and words, mostly with a slip in them."""
    blanks = " " * 9 + BLANKS + UNSEEN
    parts = [chance.choice(["", "", "", chance.choice(DASHES + PLUSES)])]
    for _ in range(chance.randint(0, 4)):
        digits = "".join(chance.choices("0123456789", k=chance.choice([1, 2, 3, 3, 3, 4, 17])))
        parts += [digits, chance.choice(["", ".", ",", ".", ",", chance.choice(blanks)])]
    parts.append(chance.choice(["", "", chance.choice(WORDS), chance.choice(STRANGE)]))
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        parts.insert(chance.randint(0, len(parts)), chance.choice(blanks))
    if chance.random() < 0.1:
        chance.shuffle(parts)
    return "".join(parts)


def written(chance: random.Random, unit: Unit) -> str:
    """Write a number in either convention, its unit behind it or none."""
    number = round(chance.uniform(-20_000, 20_000), chance.choice([0, 1, 3, 3]))
    text = format_exact(number, chance.choice(LANGUAGES)).replace(MINUS, chance.choice(DASHES))
    own = chance.choice([unit.name_vi, unit.name_en, unit.name_vi.split(" ")[0]])
    return text + chance.choice(BLANKS + UNSEEN) + chance.choice(["", own, own.title()])


def entry(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return what is typed into a box and the words of the box's unit."""
    unit = PROVINCE.units[chance.choice(UNITS)]
    text = written(chance, unit) if chance.random() < 0.5 else typed(chance)
    return text, unit_words(unit)


def browser_reads(browser: Browser, texts: Sequence[Any], language: str) -> list[dict[str, Any]]:
    script = (UI / "browser" / READER).read_text(encoding="utf-8")
    tab = browser.new_page()
    try:
        found: list[dict[str, Any]] = tab.evaluate(
            READ.replace("READER", script), [texts, rules(language)]
        )
    finally:
        tab.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_and_server_read_the_same(browser: Browser, language: str) -> None:
    chance = random.Random(language)
    given = [entry(chance) for _ in range(COUNT)]
    wanted = [asdict(read_typed(text, language, words)) for text, words in given]
    found = browser_reads(browser, given, language)
    differ = [
        (text, here, there)
        for (text, _), here, there in zip(given, found, wanted, strict=True)
        if here != there
    ]
    assert differ == []
    numbers = [read["number"] for read in wanted]
    assert COUNT / 4 < numbers.count(None) < COUNT * 3 / 4, "both kinds are tried"
    assert any(read["other"] is not None for read in wanted)
    assert any(read["unit"] for read in wanted)
