"""Words of the data in one language: headings, units, names; numbers as its people write them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from model.province.province import Province

VIETNAMESE = "vi"
LANGUAGES = (VIETNAMESE, "en")
_COMMAS = str.maketrans({".": ",", ",": "."})


class Named(Protocol):
    """A row of the data with a name in both languages."""

    @property
    def name_vi(self) -> str:
        """Vietnamese name."""

    @property
    def name_en(self) -> str:
        """English name."""


@dataclass(frozen=True)
class Words:
    """What is known about a province in the words of a language, ``vi`` or ``en``."""

    province: Province
    language: str

    def name(self, row: Named) -> str:
        """Return the name of a row."""
        return row.name_vi if self.language == VIETNAMESE else row.name_en

    def word(self, kind: str, key: str) -> str:
        """Return a word of groups.csv."""
        return self.name(self.province.word(kind, key))

    def column(self, key: str) -> str:
        """Return the heading of a column of files."""
        first = self.province.base_year
        return self.word("column", key).format(base=first, year=first + 1)

    def scenario(self, name: str) -> str:
        """Return the name of a preset by its key; any other name as it stands."""
        presets = self.province.presets
        return self.name(presets[name]) if name in presets else name

    def unit(self, unit: str) -> str:
        """Return a unit."""
        return self.name(self.province.units[unit])

    def number(self, value: float) -> str:
        """Write a number with all its decimals and its thousands apart: ``6.654,534``."""
        text = f"{Decimal(repr(float(value))).normalize():,f}"
        return text.translate(_COMMAS) if self.language == VIETNAMESE else text

    def printed(self, text: str) -> str:
        """Write numbers within a text, which has points and no thousands, as the language does."""
        return text.translate(_COMMAS) if self.language == VIETNAMESE else text
