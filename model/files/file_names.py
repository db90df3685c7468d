"""Names of files: plain letters that every system takes, another name for another scenario."""

import re
import unicodedata
from hashlib import sha256

from model.province.province import Province

LONGEST = 60
"""Letters of a scenario's name that the name of its file keeps."""
VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""Tones, and the marks of â, ă and ơ, as they stand apart."""
_OTHER = re.compile("[^a-z0-9 ]")


def file_stem(province: Province, name: str) -> str:
    """Name the file of a scenario after it and the model version: ``phuong-an-kho-han_1.1.0``.

    Vietnamese marks, case and the kind of blanks are dropped. Where more is lost, as of emoji or
    of a name that is too long, signs that stand for the whole name follow, so that another name
    is another file. A preset has its key, and a scenario without a name that of the province.
    """
    return f"{_stem(province, name)}_{province.version}"


def _stem(province: Province, name: str) -> str:
    if not name:
        return province.folder.name
    if name in province.presets:
        return name
    apart = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(sign for sign in apart if sign not in VIETNAMESE_MARKS)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    words = "-".join(_OTHER.sub(" ", bare).split())
    kept = words[:LONGEST].strip("-")
    if kept and kept == words and not _OTHER.search(letters):
        return kept
    mark = sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).hexdigest()[
        :8
    ]
    return "_".join(filter(None, (kept, mark)))
