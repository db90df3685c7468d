"""Numbers in files: by the sign that a file uses for decimals, and never by a guess."""

import re
from collections.abc import Iterable

from model.files.sheets import Cell

POINT, COMMA = ".", ","
BLANKS = r"\s\u200b-\u200d\u2060\ufeff"
"""For a set of a pattern: blanks of every width, no-break ones and those that do not show."""
_AROUND = re.compile(f"^[{BLANKS}]+|[{BLANKS}]+$|(?<=\\d)[{BLANKS}](?=\\d{{3}}(?!\\d))")
_DASH = re.compile(f"^[-‐‑‒–—−－﹣][{BLANKS}]*")
_PERCENT = re.compile(f"[{BLANKS}]*%$")
_DIGITS = re.compile(r"[+-]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUP = {sign: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+", re.ASCII) for sign in ".,"}


def bare(cell: str) -> str:
    """Take off what stands around a number: blanks, between thousands too, and a percent sign.

    A minus or dash of any width becomes that of ASCII.
    """
    return _PERCENT.sub("", _DASH.sub("-", _AROUND.sub("", cell).removeprefix("'")))


def decimal_sign(cells: Iterable[Cell], separator: str) -> str | None:
    """Tell which sign a file has before decimals from the numbers that can only be read one way.

    Returns
    -------
    str or None
        ``.`` or ``,``; a file separated by commas has points unless its numbers say otherwise.
        None where they say nothing, or both.
    """
    found = {sign for cell in cells if isinstance(cell, str) for sign in _told(bare(cell))}
    if len(found) == 1:
        return found.pop()
    return POINT if not found and separator == COMMA else None


def readings(cell: Cell, decimal: str | None) -> tuple[float, ...]:
    """Return every number that a cell can mean, the likeliest first; none if it is no number.

    ``7.125`` is seven and an eighth in a file with decimal points; in one with commas, or where
    nothing tells, it may as well be seven thousand.
    """
    if isinstance(cell, float):
        return _finite(cell)
    text = bare(cell)
    if not _DIGITS.fullmatch(text):
        return ()
    signs = set(text) & {POINT, COMMA}
    if not signs:
        return _finite(float(text))
    if len(signs) == 2:
        last = max(signs, key=text.rindex)
        group = COMMA if last == POINT else POINT
        whole, _, rest = text.partition(last)
        fits = last not in rest and group not in rest and _GROUP[group].fullmatch(whole)
        return _finite(float(text.replace(group, "").replace(last, "."))) if fits else ()
    (sign,) = signs
    grouped = bool(_GROUP[sign].fullmatch(text))
    if text.count(sign) > 1:
        return _finite(float(text.replace(sign, ""))) if grouped else ()
    as_decimal = _finite(float(text.replace(sign, ".")))
    if not grouped or decimal == sign:
        return as_decimal
    as_thousands = _finite(float(text.replace(sign, "")))
    return as_decimal + as_thousands if decimal is None else as_thousands + as_decimal


def _told(text: str) -> set[str]:
    """Return the sign before decimals that a number has for certain, if it has."""
    if len(readings(text, None)) != 1:
        return set()
    signs = [sign for sign in text if sign in (POINT, COMMA)]
    if len(signs) > 1 and len(set(signs)) == 1:
        return {POINT, COMMA} - set(signs)
    return set(signs[-1:])


def _finite(number: float) -> tuple[float, ...]:
    return (number + 0.0,) if abs(number) < 1e15 else ()  # −0 is 0; NaN is none
