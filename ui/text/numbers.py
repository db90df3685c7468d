"""Numbers as the reader writes them: vi 1.234,5 and en 1,234.5; signs from Babel's locales."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale

from model.province.rows import Target
from model.scenario.targets import rounded

UNKNOWN = "–"
MINUS = "−"
LEAST_STEPS, MOST_DECIMALS = 20, 3
"""A narrow span covers so many steps of its last decimal, if so many decimals are enough."""
LOCALES = {"vi": "vi_VN", "en": "en_US"}
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0"}


@cache
def separators(language: str) -> tuple[str, str]:
    """Return the signs between thousands and before decimals."""
    symbols = Locale.parse(LOCALES[language]).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


@lru_cache(maxsize=4096)
def format_number(value: float | None, decimals: int, language: str) -> str:
    """Write a number with fixed decimals, half away from zero; ``–`` for None."""
    if value is None:
        return UNKNOWN
    number = rounded(value, decimals)
    text = _localized(f"{abs(number):,.{decimals}f}", language)
    return MINUS + text if number < 0 else text


def format_signed(value: float | None, decimals: int, language: str) -> str:
    """Write a change: always with its sign, zero without one."""
    text = format_number(value, decimals, language)
    return f"+{text}" if value is not None and rounded(value, decimals) > 0 else text


def finer(decimals: int, width: float) -> int:
    """Return decimals, or more of them where a span is too narrow to be told by these."""
    while 0.0 < width * 10**decimals < LEAST_STEPS and decimals < MOST_DECIMALS:
        decimals += 1
    return decimals


def format_exact(value: float, language: str) -> str:
    """Write a number shortest, so that it reads back the same: 6.654,534."""
    digits = f"{abs(Decimal(repr(float(value)))):f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    text = f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    return (MINUS if value < 0 else "") + _localized(text, language)


def parse_exact(text: str, language: str) -> float | None:
    """Read a number in the reader's convention; None if it is none.

    What can only be the other convention is read so: in Vietnamese ``95.5`` is 95,5, while
    ``1.500`` is one thousand five hundred.
    """
    plain = _SPACES.sub("", text).replace(MINUS, "-").removesuffix("%")
    for candidate in (language, *(other for other in LOCALES if other != language)):
        group, decimal = separators(candidate)
        if _pattern(candidate).fullmatch(plain):
            number = float(plain.replace(group, "").replace(decimal, "."))
            return number if abs(number) < 1e15 else None
    return None


def format_target(target: Target, language: str) -> str:
    """Write a target with the decimals it is printed with: ``7,0–7,5``, ``≥ 95``."""
    limits = [target.value] if target.value_high is None else [target.value, target.value_high]
    text = "–".join(format_number(limit, target.decimals, language) for limit in limits)
    return _COMPARATORS.get(target.comparator, "") + text


def format_date(text: str, language: str) -> str:
    """Write a date of the tables, ``2023-12-01`` or ``2023-12``; anything else as it stands."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if found is None:
        return text
    year, month, day = found.groups()
    if language == "vi":
        return f"{int(day)}/{int(month)}/{year}" if day else f"{int(month)}/{year}"
    word = Locale.parse(LOCALES[language]).months["format"]["abbreviated"][int(month)]
    return f"{int(day)} {word} {year}" if day else f"{word} {year}"


def with_unit(text: str, unit: str) -> str:
    """Put a unit after a number: a percent sign without a space, a word after one."""
    return f"{text}{unit}" if unit.startswith("%") else f"{text}\u00a0{unit}"


def _localized(text: str, language: str) -> str:
    """Replace Python's separators by the reader's."""
    group, decimal = separators(language)
    return text.translate({ord(","): group, ord("."): decimal})


@cache
def _pattern(language: str) -> re.Pattern[str]:
    group, decimal = map(re.escape, separators(language))
    whole = rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)"
    return re.compile(rf"[+-]?(?:{whole}(?:{decimal}\d*)?|{decimal}\d+)", re.ASCII)
