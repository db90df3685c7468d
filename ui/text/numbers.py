"""Numbers and dates as the reader writes them: vi 1.234,5 and en 1,234.5; by Babel's locales."""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date as format_by_pattern
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern

from model.province.rows import Target
from model.scenario.targets import rounded

UNKNOWN = "–"
MINUS = "−"
LOCALES = {"vi": "vi_VN", "en": "en_US"}
DATES = {"vi": ("d/M/y", "M/y"), "en": ("d MMM y", "MMM y")}
"""Patterns of Unicode for a day and for a month."""
_COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0"}


@cache
def separators(language: str) -> tuple[str, str]:
    """Return the signs between thousands and before decimals."""
    locale = _locale(language)
    return get_group_symbol(locale), get_decimal_symbol(locale)


@lru_cache(maxsize=4096)
def format_number(value: float | None, decimals: int, language: str) -> str:
    """Write a number with fixed decimals, half away from zero; ``–`` for None."""
    if value is None:
        return UNKNOWN
    number = Decimal(repr(rounded(value, decimals)))
    text: str = _pattern(decimals).apply(number, _locale(language))
    return text


def format_signed(value: float | None, decimals: int, language: str) -> str:
    """Write a change: always with its sign, zero without one."""
    text = format_number(value, decimals, language)
    return f"+{text}" if value is not None and rounded(value, decimals) > 0 else text


@lru_cache(maxsize=4096)
def format_exact(value: float, language: str) -> str:
    """Write a number shortest, so that it reads back the same: 6.654,534."""
    number = Decimal(repr(float(value) + 0.0))  # no minus zero
    text: str = _pattern(0).apply(number, _locale(language), decimal_quantization=False)
    return text


def format_target(target: Target, language: str) -> str:
    """Write a target with the decimals it is printed with: ``7,0–7,5``, ``≥ 95``."""
    limits = dict.fromkeys(target.ends)
    text = "–".join(format_number(limit, target.decimals, language) for limit in limits)
    return _COMPARATORS.get(target.comparator, "") + text


@lru_cache(maxsize=1024)
def format_date(text: str, language: str) -> str:
    """Write a date of the tables; anything else as it stands.

    A date is ``2023-12-01`` or ``2023-12``, or two of them as ends: ``2023-11/2023-12``.
    """
    ends = [_date(end, language) for end in text.split("/")]
    return "–".join(ends) if all(ends) else text


def _date(text: str, language: str) -> str:
    """Write a day or a month; nothing where it is neither."""
    for pattern, day in zip(DATES[language], (text, f"{text}-01"), strict=True):
        try:
            return str(format_by_pattern(date.fromisoformat(day), pattern, _locale(language)))
        except ValueError:
            continue
    return ""


def with_unit(text: str, unit: str) -> str:
    """Put a unit after a number: a percent sign without a space, a word after one."""
    return f"{text}{unit}" if unit.startswith("%") else f"{text}\u00a0{unit}"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


@cache
def _pattern(decimals: int) -> NumberPattern:
    """Return the pattern of a number with so many decimals, and a true minus."""
    digits = f"#,##0.{'0' * decimals}".rstrip(".")
    return parse_pattern(f"{digits};{MINUS}{digits}")
