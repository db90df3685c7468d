"""The page about the addresses describes each of them, and its examples work."""

import re
from html import unescape

import pytest

from tests.support.page import Markup
from tests.web.test_files import SITE, answer
from ui.text.words import LANGUAGES
from web.addresses import ADDRESSES
from web.ahead import AHEAD

FOR_PEOPLE = {path: maker for path, maker in ADDRESSES.items() if path not in AHEAD}
"""Addresses but those that the page asks for itself."""


def page(language: str) -> str:
    return answer("/data", f"lang={language}").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_described_once(language: str) -> None:
    codes = re.findall(r"<code>(/[^<]*)</code></a></th>", page(language))
    described = {*codes, *(code.replace(".png", ".svg") for code in codes if "chart" in code)}
    assert described == set(FOR_PEOPLE) - {"/data"}
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_explained(language: str) -> None:
    explained = set(re.findall(r"<dt><code>(\w+)</code></dt>", page(language)))
    assert explained == {option for maker in FOR_PEOPLE.values() for option in maker.options}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_works(language: str) -> None:
    examples = set(re.findall(rf'"{re.escape(SITE)}([^"]*)"', unescape(page(language))))
    assert len(examples) > len(ADDRESSES) / 2
    for example in examples:
        path, _, query = example.partition("?")
        if f"/{path}" in ADDRESSES:
            assert answer(f"/{path}", query).content


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_page_in_the_readers_language_without_scripts(language: str) -> None:
    tags = Markup(page(language)).tags
    assert ("html", {"lang": language}) in tags
    assert "script" not in {tag for tag, _ in tags}
    assert all(it.get("href") for tag, it in tags if tag == "a")
