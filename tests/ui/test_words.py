"""Every text of the page exists in both languages, and every text that is asked for exists."""

import re
from fnmatch import fnmatchcase

from ui.text.words import LANGUAGES, UI, words

CALL = re.compile(r'\bsay(?:_html)?\(\s*(?:(?:[\w.]+|"vi"),\s*)?(f?)"([^"]+)"(\s*~)?')
"""A call for a text, in code or in a template, and how its key is written."""
PLACE = re.compile(r"\{\w+\}")


def asked() -> set[str]:
    """Return the keys that code and templates ask for; what they fill in stands as ``*``."""
    found = set()
    for path in (*UI.rglob("*.py"), *UI.rglob("*.html")):
        for filled, key, more in CALL.findall(path.read_text(encoding="utf-8")):
            pattern = re.sub(r"\{[^{}]*\}", "*", key) if filled else key
            found.add(f"{pattern}*" if more else pattern)
    return found


def test_every_word_is_in_both_languages_with_the_same_places() -> None:
    for key, texts in words().items():
        places = {code: set(PLACE.findall(texts[code])) for code in LANGUAGES}
        assert places["vi"] == places["en"], key
        assert all(texts[code].strip() for code in LANGUAGES), key


def test_no_word_is_missing() -> None:
    keys = asked()
    assert len(keys) > 200
    for key in keys:
        assert any(fnmatchcase(word, key) for word in words()), key
