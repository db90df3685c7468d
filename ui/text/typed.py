"""Numbers as people type them: in the reader's convention, with a unit behind them or none.

The panel of levers reads by the same description, which ``rules`` hands to ui/browser/typed.js.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from model.province.rows import Unit
from ui.text.numbers import LOCALES, format_exact, separators

LARGEST = 1e15
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
PLUSES = "+\uff0b"
BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
UNSEEN = "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
"""Signs without a width, which come along with what is copied."""
_NUMERIC = "+-0123456789., "
_AROUND = re.compile(r" *([^0-9 ]) *")
_NO_UNIT = re.compile(r"[0-9+-]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(UNSEEN),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(PLUSES, "+"),
        **dict.fromkeys(BLANKS, " "),
    }
)


@dataclass(frozen=True)
class Typed:
    """What a typed text says.

    Attributes
    ----------
    number
        The number, None if the text is none.
    other
        The number that it is in the other convention, where that is a different one: ``7.125`` is
        7125 in Vietnamese and could be meant as 7,125.
    grouped
        Whether its one sign was taken to part thousands, where it has another reading.
    unit
        What stands behind a number and is not its unit; then there is no number.
    """

    number: float | None = None
    other: float | None = None
    grouped: bool = False
    unit: str = ""

    def asks(self, low: float, high: float) -> bool:
        """Tell whether the number is outside a range in which its other reading lies."""
        if self.number is None or self.other is None:
            return False
        return not low <= self.number <= high and low <= self.other <= high


def parse_exact(text: str, language: str, unit: Unit | None = None) -> float | None:
    """Read a number in the reader's convention; None if it is none, see `read_typed`."""
    return read_typed(text, language, () if unit is None else unit_words(unit)).number


def read_typed(text: str, language: str, words: Collection[str] = ()) -> Typed:
    """Read a number in the reader's convention; ``words`` may stand behind it.

    What can only be the other convention is read so: in Vietnamese ``95.5`` is 95,5, while
    ``1.500`` is one thousand five hundred.
    """
    plain = text.translate(_SIGNS).strip(" ")
    unit = plain.lstrip(_NUMERIC)
    digits = _AROUND.sub(r"\1", plain.removesuffix(unit)).strip(" ")
    digits, unit = re.sub(" +", " ", digits), unit.rstrip(" .")
    own, other = (
        _number(digits, shape, group, decimal) for shape, group, decimal in shapes(language)
    )
    number = other if own is None else own
    if number is None or abs(number) >= LARGEST:
        return Typed()
    if unit and folded(unit) not in words:
        return Typed() if _NO_UNIT.search(unit) else Typed(unit=unit)
    if own is None or other is None or own == other:
        return Typed(number)
    return Typed(number, other, abs(own) > abs(other))


@cache
def unit_words(unit: Unit) -> tuple[str, ...]:
    """List what may stand behind a number in a unit, folded: ``tỷ`` and ``tỷ đồng``, ``bn``."""
    found: dict[str, None] = {}
    for name in (unit.unit, unit.name_vi, unit.name_en):
        ends = [place.start() for place in re.finditer("[ /]", name)]
        found.update({folded(name[:end]): None for end in (*ends, len(name))})
    if unit.is_rate:
        found["%"] = None
    return tuple(word for word in found if word)


def folded(text: str) -> str:
    """Take case, accents and blanks off the words of a unit; ``tỉ`` is ``tỷ``."""
    letters = unicodedata.normalize("NFKD", text.translate(_SIGNS)).lower()
    plain = "".join(sign for sign in letters if not unicodedata.category(sign).startswith("M"))
    return plain.replace("đ", "d").replace("y", "i").replace(" ", "")


@cache
def shapes(language: str) -> tuple[tuple[str, str, str], ...]:
    """Return the pattern of a number and its signs: the reader's convention, then the other.

    The pattern holds in Python and in the browser.
    """
    found = []
    for code in sorted(LOCALES, key=lambda code: code != language):
        group, decimal = separators(code)
        grouped = rf"[1-9][0-9]{{0,2}}(?:(?:[{group}][0-9]{{3}})+|(?: [0-9]{{3}})+)"
        whole = rf"(?:{grouped}|[0-9]+)"
        pattern = rf"[+-]?(?:{whole}(?:[{decimal}][0-9]*)?|[{decimal}][0-9]+)"
        found.append((pattern, group, decimal))
    return tuple(found)


def rules(language: str) -> dict[str, object]:
    """Gather what the browser has to know to read a number as `read_typed` does."""
    return {
        "dashes": DASHES,
        "pluses": PLUSES,
        "blanks": BLANKS,
        "unseen": UNSEEN,
        "largest": LARGEST,
        "shapes": shapes(language),
    }


def ungrouped(number: float, language: str) -> str:
    """Write a number shortest and without signs between thousands, so that it has one reading."""
    return format_exact(number, language).replace(separators(language)[0], "")


def _number(digits: str, shape: str, group: str, decimal: str) -> float | None:
    if not re.fullmatch(shape, digits):
        return None
    plain = digits.replace(group, "").replace(" ", "").replace(decimal, ".")
    return float(plain) + 0.0  # no minus zero
