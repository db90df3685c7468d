"""LibreOffice in Việt Nam opens the look back with every number a number; so does it in America."""

import csv
import io
from datetime import datetime

import pytest

from model.evidence.look_back_table import table, vietnamese_table
from model.files.for_reading import table_text
from tests.files.conftest import Offices
from tests.files.test_libreoffice import NUMBERS, SEPARATORS, sheet
from tests.support.libreoffice import OFFERED, opened
from tests.support.province import PROVINCE

FILES = {
    "vietnamese": ("vi-VN", table_text(vietnamese_table(PROVINCE), vietnamese=True)),
    "iamc": ("en-US", table_text(table(PROVINCE))),
}
"""Country and text by the table whose numbers and separators it shares."""


@pytest.mark.parametrize("separators", ["offered", "own"])
@pytest.mark.parametrize("kind", FILES)
def test_every_number_is_a_number_with_its_value(
    offices: Offices, kind: str, separators: str
) -> None:
    locale, text = FILES[kind]
    how = opened(OFFERED if separators == "offered" else SEPARATORS[kind])
    found = offices[locale].convert({"look_back.csv": text.encode()}, "xlsx", how)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    written = list(csv.reader(lines, delimiter=chr(int(SEPARATORS[kind]))))
    shown = sheet(found["look_back"])
    assert len(written) == len(shown)
    for row, opened_row in zip(written, shown, strict=True):
        assert len(row) == len(opened_row)
        for cell, opened_cell in zip(row, opened_row, strict=True):
            if NUMBERS[kind].fullmatch(cell):
                number = float(cell.replace(",", "."))
                assert opened_cell == pytest.approx(number, rel=1e-14)
            elif isinstance(opened_cell, datetime):
                assert opened_cell.date().isoformat() == cell
            elif cell not in ("true", "false"):
                assert opened_cell == cell
