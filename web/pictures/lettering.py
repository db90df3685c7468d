"""Text in pictures: the font that is shipped, how wide a text is, and where it breaks.

vl-convert leaves out without a word what is written in a font that it does not find, so no picture
relies on the fonts of a machine. Where this one is from: docs/decisions/picture-fonts.md.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from PIL import ImageFont

FONTS = Path(str(files("web") / "pictures/fonts"))
FAMILY = "Soc Trang Sans"
FILES = MappingProxyType({400: "SocTrangSans-Regular", 600: "SocTrangSans-Semibold"})
"""Names of the files by weight: ``.ttf`` to draw with, ``.woff2`` to put into an SVG."""
FAMILIES = f"'{FAMILY}', 'Source Sans', 'Source Sans 3', sans-serif"
"""What a text asks for, the shipped font first: others where an SVG stands in a page."""
SIGNS = frozenset(
    "".join(
        chr(code)
        for first, last in ((0x20, 0x7E), (0xA0, 0x17F), (0x1EA0, 0x1EF9), (0x3B1, 0x3C9))
        for code in range(first, last + 1)
    )
    + "ƠơƯưΓΔΘΛΞΠΣΦΨΩ\u2009\u2010\u2011–—‘’‚“”„†•…\u202f‰‹›₀₁₂₃₄₅₆₇₈₉₫€ℓ←↑→↓−≈≠≤≥□▲▼○●✓"
)
"""What the font holds: Latin, Vietnamese, Greek, digits, and the signs of numbers and charts."""
UNKNOWN = "□"
"""Stands for a sign that the font lacks, as those of other scripts and emoji."""
_MEASURED = 100
"""Pixels of the type that is measured; others are in proportion."""


def drawn(text: str) -> str:
    """Return what is drawn of a text: ``□`` for what the font lacks, nothing for what is unseen."""
    text = unicodedata.normalize("NFC", text)
    if SIGNS.issuperset(text):
        return text
    return "".join(sign if sign in SIGNS else _instead(sign) for sign in text)


def _instead(sign: str) -> str:
    """Stand in for a sign: marks on a letter and unseen ones are nothing by themselves."""
    kind = unicodedata.category(sign)
    return " " if kind in ("Zs", "Zl", "Zp", "Cc") else "" if kind[0] in "CM" else UNKNOWN


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Measure a text as it is drawn, in the unit of ``size``."""
    return _font(weight).getlength(drawn(text)) * size / _MEASURED


def wrapped(text: str, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """Break a text into lines that fit, between words, and within one that is wider than a line."""
    lines = [""]
    for word in drawn(text).split(" "):
        for piece in _pieces(word, width, size, weight):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if not lines[-1] or text_width(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines)


def balanced(text: str, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """Break a text into as few lines as fit, of like lengths: no word stands alone in the last."""
    lines = wrapped(text, width, size, weight)
    low, high = width / len(lines), width
    while high - low > size:
        middle = (low + high) / 2
        narrower = wrapped(text, middle, size, weight)
        if len(narrower) > len(lines):
            low = middle
        else:
            lines, high = narrower, middle
    return lines


def _pieces(word: str, width: float, size: float, weight: int) -> Iterator[str]:
    while text_width(word, size, weight) > width and len(word) > 1:
        end = next(
            (end for end in range(len(word) - 1, 1, -1) if _fits(word[:end], width, size, weight)),
            1,
        )
        yield word[:end]
        word = word[end:]
    yield word


def _fits(text: str, width: float, size: float, weight: int) -> bool:
    return text_width(text, size, weight) <= width


def shortened(text: str, width: float, size: float, weight: int = 400) -> str:
    """Take the middle out of a text that is too wide for its line: ``https://a.vn/…&lang=vi``."""
    text = drawn(text)
    if _fits(text, width, size, weight):
        return text
    low, high = 0, len(text) // 2
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(_ends(text, middle), width, size, weight):
            low = middle
        else:
            high = middle - 1
    return _ends(text, low)


def _ends(text: str, length: int) -> str:
    return f"{text[:length]}…{text[len(text) - length :]}"


@cache
def embedded(weight: int) -> str:
    """Return the font of a weight as an SVG carries it along: WOFF2 in base 64."""
    return b64encode((FONTS / f"{FILES[weight]}.woff2").read_bytes()).decode()


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    path = FONTS / f"{FILES[weight]}.ttf"
    return ImageFont.truetype(path, _MEASURED, layout_engine=ImageFont.Layout.BASIC)
