"""No text of a person becomes a formula in LibreOffice, whatever file it stands in, and it returns.

A formula is asked of the Open Document that LibreOffice makes of a file, where it is an attribute
of its cell; the same is seen of a file that does hold one.
"""

import io
import re
from collections.abc import Mapping
from functools import cache
from zipfile import ZipFile

import pytest

from model.evidence.look_back_table import table, vietnamese_table
from model.files.for_reading import table_text
from model.files.read import read_scenario
from model.scenario.names import LONGEST_PIN_NAME, pin_name, read_name
from model.scenario.scenario import LETTERS, Pin, Scenario
from tests.files.conftest import Offices
from tests.files.scenarios import iamc_file, vietnamese_file, workbook_file
from tests.support.libreoffice import COMMAS, LOCALES, OFFERED, SEMICOLONS, opened
from tests.support.pins import pinned
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.text.words import LANGUAGES

TEXTS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1;1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)"),
    *("\t=1+1", "\r=1+1", "\n=1+1", "x\n=1+1", "x\t=1+1", " =1+1", "\u00a0=1+1", "x; =1+1"),
    *("\u200b=1+1", "\u2060=1+1", "\ufeff=1+1", "\u00ad=1+1", "\u200e=1+1", "x;\u200b=1+1"),
    *('"=1+1', '"=1+1"', '""=1+1', '"=', "'=1+1", "''=1+1", "'\"=1+1", "\"'=1+1", "=", "'"),
    *("x;=1+1", "x,=1+1", 'x";"=1+1', 'x","=1+1', "x;'=1+1", ";=1+1", ",=1+1", 'x;"=1+1";"=2'),
    *("=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", '=DDE("soffice";"x";"y")', "x;=cmd|'/C x'!A0"),
    *('=HYPERLINK("http://x.example";"x")', '=WEBSERVICE("http://x.example")', "{=1+1}"),
    *("=1+1 A", "A =1+1", "A. =1+1", "of:=1+1", "=\u200b1+1", "=IMPORTDATA(A1)", "sep=;", "1=1"),
)
"""What a person may call a scenario or a pin."""
FORMULA = re.compile(rb"table:formula|<f[ >]|<ddeLink|table:dde-link")
"""How the formats of LibreOffice and of Excel mark a cell that is computed, or a link outward."""
UNSAFE = (
    "a;b\n=1+1;\"=2+2\"\n=cmd|' /C calc'!A0;x\n",
    "a,b\n=1+1,x\n",
    'a\tb\nx\t=HYPERLINK("http://x.example")\n',
)
"""Tables with formulas, which LibreOffice computes."""


WITH_PINS = 1 + len(LETTERS)
"""Texts that a file with pins holds."""


def named(texts: tuple[str, ...]) -> Scenario:
    """Name a scenario, and as many pins as there are texts left, as a link with them does."""
    name, problems = read_name(texts[0], "name", LONGEST_PIN_NAME)
    assert not problems
    pins = {
        letter: Pin(PLAN.levers, pin_name(text, letter)[0])
        for letter, text in zip(LETTERS, texts[1:], strict=False)
    }
    return pinned(changed({"fdi": -50.5}, name=name), **pins)


ALONE = {f"alone{place}": named((text,)) for place, text in enumerate(TEXTS)}
PINNED = {
    f"pins{turn}x{place}": named((*TEXTS[place:], *TEXTS)[turn:][:WITH_PINS])
    for turn in (0, 1)
    for place in range(0, len(TEXTS), WITH_PINS)
}
"""Each text as the name of a pin, those that begin a file in the second turn."""
GIVEN = ALONE | PINNED
HOMES = {"vi-VN": (vietnamese_file, SEMICOLONS), "en-US": (iamc_file, COMMAS)}
"""Which table is written for a country, and its separator."""


@cache
def tables(locale: str) -> Mapping[str, bytes]:
    """Write the table of a country with each text."""
    return {f"{name}.csv": HOMES[locale][0](one) for name, one in PINNED.items()}


@cache
def workbooks(language: str) -> Mapping[str, bytes]:
    """Write the workbook of a language with each text."""
    return {f"{name}.xlsx": workbook_file(one, language) for name, one in PINNED.items()}


def names(one: Scenario) -> tuple[str, ...]:
    return one.name, *(pin.name for pin in one.pins.values())


def expect_names(found: Mapping[str, bytes]) -> None:
    """Each file gives back the texts it was written with."""
    lost = []
    for name, content in found.items():
        read, wanted = read_scenario(PROVINCE, content)[0], GIVEN[name.partition(".")[0]]
        if names(read) != names(wanted):
            lost.append((names(wanted), names(read)))
    assert found
    assert lost == []


def held(content: bytes) -> bytes:
    """Return the text of a document, whose sheets are packed in an archive."""
    with ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "xml" in name)


def computed(found: Mapping[str, bytes]) -> list[str]:
    """List the documents that compute anything."""
    return [name for name, content in found.items() if FORMULA.search(held(content))]


def test_every_text_is_the_name_of_a_scenario_and_of_a_pin() -> None:
    pins = {pin.name for one in PINNED.values() for pin in one.pins.values()}
    assert pins >= {pin_name(text, "a")[0] for text in TEXTS} - {"A"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_comes_back_from_our_own_table(locale: str) -> None:
    expect_names(tables(locale))
    expect_names({name: HOMES[locale][0](one) for name, one in ALONE.items()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_comes_back_from_our_own_workbook(language: str) -> None:
    expect_names(workbooks(language))


@pytest.mark.parametrize("to", ["ods", "xlsx"])
def test_a_formula_is_seen_where_there_is_one(offices: Offices, to: str) -> None:
    unsafe = {f"{place}.csv": text.encode() for place, text in enumerate(UNSAFE)}
    found = offices["vi-VN"].convert(unsafe, to, opened(OFFERED))
    assert len(computed(found)) == len(UNSAFE)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_of_a_table_is_computed_with_every_separator(offices: Offices, locale: str) -> None:
    """That is what the dialog offers; the texts of the data are in the look back."""
    data = {
        "look_back.csv": table_text(table(PROVINCE)).encode(),
        "look_back_vi.csv": table_text(vietnamese_table(PROVINCE), vietnamese=True).encode(),
    }
    found = offices[locale].convert({**tables(locale), **data}, "ods", opened(OFFERED))
    assert len(found) == len(PINNED) + len(data)
    assert computed(found) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_table_opened_at_home_computes_nothing_and_gives_its_texts_back(
    offices: Offices, locale: str
) -> None:
    found = offices[locale].convert(tables(locale), "xlsx", opened(HOMES[locale][1]))
    assert computed(found) == []
    expect_names(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_table_of_another_country_computes_nothing(offices: Offices, locale: str) -> None:
    """Its separators are not those that its rows have."""
    (other,) = set(LOCALES) - {locale}
    found = offices[locale].convert(tables(other), "ods", opened(HOMES[locale][1]))
    assert computed(found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_computes_nothing_and_gives_its_texts_back(
    offices: Offices, language: str
) -> None:
    found = offices["vi-VN"].convert(workbooks(language), "xlsx")
    assert computed(found) == []
    expect_names(found)
