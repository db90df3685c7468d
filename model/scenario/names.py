"""Names of scenarios and pins: every letter that people write, and no sign that misleads."""

import unicodedata

from model.problems import Problem

LONGEST_NAME = 80
LONGEST_PIN_NAME = 40
"""Characters, each accented letter being one."""

DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they turn the direction of all that follows them."""
SIGNS = {
    "control": "a name without control characters",
    "direction": "a name without signs that turn the direction of text",
    "no_character": "a name of whole characters",
}
"""Kinds of signs that no name holds, and what is allowed instead."""
_LINES = "\r\n\t\v\f\x85\u2028\u2029"
_MARK_OF_FILES = "\ufeff"
_ENDS = " \u200b\u2060"


def read_name(text: str, field: str, longest: int) -> tuple[str, list[Problem]]:
    """Take a name as a person wrote it, or no name and what is wrong with it.

    Accents become one letter with theirs (NFC); no-break and other blanks, tabs and line breaks
    become spaces. Those at its ends are dropped, and so are zero-width blanks, which cells of files
    lose there. Zero-width signs within words (as Khmer and Persian have them), variation selectors
    and emoji stay. A name that was taken is taken again as it is.

    Parameters
    ----------
    text
        The name as it was given.
    field
        What holds it, as a problem calls it: ``name``, ``a.name``.
    longest
        Characters that the name may have.
    """
    blanks = "".join(_as_space(sign) for sign in text.replace("\r\n", "\n"))
    name = unicodedata.normalize("NFC", blanks).strip(_ENDS)
    for sign in name:
        kind = _kind(sign)
        if kind:
            return "", [Problem("sign", field, f"U+{ord(sign):04X}", SIGNS[kind])]
    if len(name) > longest:
        allowed = f"at most {longest} printable characters"
        return "", [Problem("not_allowed", field, text, allowed)]
    return (name if any(map(_is_seen, name)) else ""), []


def pin_name(text: str, letter: str) -> tuple[str, list[Problem]]:
    """Take a name of a pin, or its letter and what is wrong with the name."""
    name, problems = read_name(text, f"{letter}.name", LONGEST_PIN_NAME)
    return name or letter.upper(), problems


def sign_kind(code: str) -> str:
    """Return the kind of a sign that was refused, ``U+202E``: a key of `SIGNS`."""
    return _kind(chr(int(code.removeprefix("U+"), 16)))


def _as_space(sign: str) -> str:
    if sign in _LINES or unicodedata.category(sign) == "Zs":
        return " "
    return "" if sign == _MARK_OF_FILES else sign


def _kind(sign: str) -> str:
    """Say why no name holds a sign; empty for every other sign."""
    if sign in DIRECTIONS:
        return "direction"
    category = unicodedata.category(sign)
    if category == "Cc":
        return "control"
    code = ord(sign)
    never = category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return "no_character" if never else ""


def _is_seen(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) != "Cf"
