"""LibreOffice in Việt Nam and in America opens our tables, and we open what it saves of them."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model.files.read import read_scenario
from model.problems import InvalidInputError
from tests.files.conftest import Offices
from tests.files.kept import expect_same, expect_same_or_refused, read, tried
from tests.files.scenarios import iamc_file, vietnamese_file
from tests.support.libreoffice import (
    COMMAS,
    LOCALES,
    OFFERED,
    SEMICOLONS,
    TABS,
    UTF_8,
    UTF_16,
    VIETNAMESE,
    opened,
    saved,
)
from tests.support.province import PROVINCE
from tests.support.sound import expect_said

WRITERS = {"vietnamese": vietnamese_file, "iamc": iamc_file}
HOMES = {"vietnamese": "vi-VN", "iamc": "en-US"}
"""Where each table is written for: with the decimal sign of the country."""
SEPARATORS = {"vietnamese": SEMICOLONS, "iamc": COMMAS}
NUMBERS = {
    "vietnamese": re.compile(r"-?\d+(,\d+)?"),
    "iamc": re.compile(r"-?\d+(\.\d+)?(e[+-]\d+)?"),
}
BEYOND_VIETNAMESE = ("khmer", "emoji")
"""Names that the code page of Việt Nam has no letters for."""


@cache
def files(kind: str) -> Mapping[str, bytes]:
    """Write our files of a kind, by name."""
    return {f"{name}.csv": WRITERS[kind](scenario) for name, scenario in tried().items()}


# Opened


def cells(kind: str, content: bytes) -> list[list[str]]:
    """Read our own file with Python's reader."""
    text = content.decode("utf-8-sig")
    delimiter = chr(int(SEPARATORS[kind]))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def sheet(content: bytes) -> list[list[object]]:
    rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else cell for cell in row] for row in rows]


@pytest.mark.parametrize("separators", ["offered", "own"])
@pytest.mark.parametrize("kind", HOMES)
def test_every_number_is_a_number_with_its_value(
    offices: Offices, kind: str, separators: str
) -> None:
    how = opened(OFFERED if separators == "offered" else SEPARATORS[kind])
    found = offices[HOMES[kind]].convert(files(kind), "xlsx", how)
    numbers = 0
    for name, content in files(kind).items():
        written, shown = cells(kind, content), sheet(found[Path(name).stem])
        assert len(written) == len(shown)
        for row, opened_row in zip(written, shown, strict=True):
            assert len(row) == len(opened_row), (name, row, opened_row)
            for text, cell in zip(row, opened_row, strict=True):
                if NUMBERS[kind].fullmatch(text):
                    numbers += 1
                    assert isinstance(cell, int | float), (name, text, cell)
                    assert cell == pytest.approx(float(text.replace(",", ".")), rel=1e-14)
                else:
                    assert cell == text, name
    assert numbers > 150 * len(files(kind))


# Saved again


@dataclass(frozen=True)
class Way:
    """How tables are opened in a country and saved again."""

    locale: str
    opened: str
    saved: str
    encoding: str
    shown: bool

    def __str__(self) -> str:
        return "_".join(
            (
                self.locale,
                {OFFERED: "all", SEMICOLONS: "semicolons", COMMAS: "commas"}[self.opened],
                {SEMICOLONS: "semicolons", COMMAS: "commas", TABS: "tabs"}[self.saved],
                {UTF_8: "utf8", UTF_16: "utf16", VIETNAMESE: "cp1258"}[self.encoding],
                "shown" if self.shown else "whole",
            )
        )

    @property
    def kinds(self) -> list[str]:
        """The tables that a person would open so."""
        return [kind for kind in WRITERS if self.opened in (OFFERED, SEPARATORS[kind])]

    def files(self, kind: str) -> dict[str, bytes]:
        """What is opened so, with the letters that its encoding has."""
        beyond = BEYOND_VIETNAMESE if self.encoding == VIETNAMESE else ()
        return {
            f"{kind}_{name}": content
            for name, content in files(kind).items()
            if Path(name).stem not in beyond
        }


WAYS = [
    Way(locale, *way)
    for locale in LOCALES
    for way in (
        (OFFERED, COMMAS, UTF_8, True),
        (OFFERED, SEMICOLONS, UTF_8, False),
        (OFFERED, TABS, UTF_16, True),
        (OFFERED, SEMICOLONS, VIETNAMESE, False),
        (SEMICOLONS, SEMICOLONS, UTF_8, True),
        (SEMICOLONS, COMMAS, UTF_8, True),
        (COMMAS, COMMAS, UTF_8, True),
    )
]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_table_that_was_saved_again_is_the_same_or_is_refused(offices: Offices, way: Way) -> None:
    """The same where its numbers are at home; elsewhere a decimal sign may be that of thousands."""
    both = {name: content for kind in way.kinds for name, content in way.files(kind).items()}
    how = saved(way.saved, way.encoding, way.shown)
    found = offices[way.locale].convert(both, how, opened(way.opened))
    for kind in way.kinds:
        own = {name.partition("_")[2]: found[name] for name in found if name.startswith(kind)}
        assert len(own) == len(way.files(kind))
        if way.locale == HOMES[kind]:
            expect_same(own)
        else:
            expect_same_or_refused(own)


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_that_were_split_at_their_comma_are_refused(offices: Offices, locale: str) -> None:
    """Tables of other programs quote no number: with every separator ticked its comma splits it."""
    bare = {name: content.replace(b'"', b"") for name, content in files("vietnamese").items()}
    found = offices[locale].convert(bare, saved(), opened(OFFERED))
    assert {reason(content) for content in found.values()} == {"parted"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", WRITERS)
def test_a_table_opened_with_another_separator_is_the_same_or_the_reason_is_said(
    offices: Offices, kind: str, locale: str
) -> None:
    """Names that hold the separator then part their rows, and what stood there is lost."""
    for other in (SEMICOLONS if kind == "iamc" else COMMAS, TABS):
        found = offices[locale].convert(files(kind), saved(), opened(other))
        refused = {name: content for name, content in found.items() if read(content) is None}
        assert {reason(content) for content in refused.values()} <= {"split"}
        expect_same({name: found[name] for name in found if name not in refused})


def reason(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, content)
    expect_said(caught.value.problems)
    (problem,) = caught.value.problems
    return problem.code
