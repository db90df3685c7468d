"""The view Look back ends in links to its files, the same for everybody."""

from pathlib import Path

import pytest

from model.province.load import load_province
from tests.support.page import Markup
from tests.support.province import PROVINCE
from ui.text.words import LANGUAGES
from ui.views.look_back.files import files_html
from web.addresses import ADDRESSES


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_files_are_one_press_away(language: str) -> None:
    tags = Markup(str(files_html(PROVINCE, language))).tags
    addresses = [it["href"] for tag, it in tags if tag == "a"]
    assert addresses == ["look-back.vi.csv", "look-back.csv"]
    assert {f"/{address}" for address in addresses} <= set(ADDRESSES)
    assert all("download" in it for tag, it in tags if tag == "a")


def test_no_file_is_offered_where_no_year_came(copy: Path) -> None:
    for path in (copy / "versions").iterdir():
        path.unlink()
    assert not files_html(load_province(copy), "vi")
