"""Every text of the page, in Vietnamese and English, from the tables of words of every room."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from markupsafe import Markup, escape

UI, WEB = (Path(str(files(room))) for room in ("ui", "web"))
"""The folders of the page and of what answers beside it: their rooms have words and templates."""
LANGUAGES = ("vi", "en")
"""Languages of the page, the default first."""
COLUMNS = ["key", *LANGUAGES]


class Named(Protocol):
    """A row of the data with a name in both languages."""

    @property
    def name_vi(self) -> str:
        """Vietnamese name."""

    @property
    def name_en(self) -> str:
        """English name."""


def say(language: str, key: str, **values: object) -> str:
    """Return a text in a language, its ``{places}`` filled; plain text, not HTML.

    Raises
    ------
    KeyError
        There is no such text or language, or a value for a place is missing.
    """
    return words()[key][language].format_map(values)


def say_html(language: str, key: str, **values: object) -> Markup:
    """Return a text as HTML: words and values are escaped, but for values that are `Markup`."""
    text = str(escape(words()[key][language]))  # filled as `str`: as `Markup` it takes much longer
    return Markup(text.format_map({place: escape(value) for place, value in values.items()}))


def name(row: Named, language: str) -> str:
    """Return the name of a data row in a language."""
    return in_language(row, "name", language)


def in_language(row: object, column: str, language: str) -> str:
    """Return what a data row says in a language: its column ``note_vi`` or ``note_en``."""
    text: str = getattr(row, f"{column}_{language}")
    return text


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Read every table of words: key to language to text.

    Raises
    ------
    ValueError
        A header is wrong, a key stands twice or a text is missing; the place is named.
    """
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted((*UI.rglob("words*.csv"), *WEB.rglob("words*.csv"))):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != COLUMNS:
                raise ValueError(f"{path.name}: the header must be {','.join(COLUMNS)}")
            for row in reader:
                key = row.pop("key")
                if key in found:
                    raise ValueError(f"{path.name}: {key} stands twice")
                if set(row) != {"vi", "en"} or not all(row.values()):
                    raise ValueError(f"{path.name}: {key} needs a text in vi and in en")
                found[key] = MappingProxyType(row)
    return MappingProxyType(found)


def in_sentence(title: str) -> str:
    """Return a name as it stands inside a sentence: begun small, unless it is an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
