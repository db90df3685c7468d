"""The text of a file, whichever way a program wrote its letters."""

import re
import unicodedata
from contextlib import suppress

from model.files.cells import BOM
from model.problems import InvalidInputError, Problem

SHOWN = 40
"""Bytes that are said of the end of a file that was cut."""
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
"""How a file in one of these encodings begins; the longer mark first."""
CODE_PAGES = ("cp1258", "cp1252")
"""What Windows writes where it is not told otherwise: in Việt Nam, and elsewhere."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")


def text_of(content: bytes) -> tuple[str, bool]:
    """Decode a file: UTF-8, UTF-16 or UTF-32 with any number of marks, or a Windows code page.

    Accents come as one letter: some systems, and the Vietnamese code page, write them apart.

    Returns
    -------
    str
        The text, without marks.
    bool
        It was in a code page, which has not every letter.

    Raises
    ------
    InvalidInputError
        It is no text, or ends inside a letter.
    """
    decoded, coded = _decoded(content)
    text = unicodedata.normalize("NFC", decoded).lstrip(BOM)
    if _NOT_TEXT.search(text):
        raise InvalidInputError([Problem("not_text", "file")])
    return text, coded


def _decoded(content: bytes) -> tuple[str, bool]:
    encoding = _wide(content)
    if encoding:
        whole = len(content) - len(content) % (4 if encoding.startswith("utf-32") else 2)
        text = content[:whole].decode(encoding, "replace")
        if "\ufffd" in text:
            raise InvalidInputError([Problem("not_text", "file")])
        return text, False
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            last = content[-SHOWN:].decode("utf-8", "ignore")
            raise InvalidInputError([Problem("cut", f"line {line}", last)]) from error
    for page in CODE_PAGES:
        with suppress(UnicodeDecodeError):
            return content.decode(page), True
    raise InvalidInputError([Problem("not_text", f"line {line}")])


def _wide(content: bytes) -> str:
    """Name the encoding of more than one byte a letter that a file begins like; empty for others.

    Without a mark, every other byte of Latin text is zero.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    head = content[:2000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2]
        if len(zeros) > 1 and 2 * zeros.count(0) > len(zeros) and 0 not in head[1 - first :: 2]:
            return encoding
    return ""
