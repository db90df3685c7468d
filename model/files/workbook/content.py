"""What may stand in a workbook, whatever writes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.files.words import Words


@dataclass(frozen=True)
class Number:
    """A number that is shown with so many decimals; None shows those that it has."""

    value: float
    decimals: int | None = None


@dataclass(frozen=True)
class Share:
    """A share that is shown as whole per cent."""

    value: float


@dataclass(frozen=True)
class Entry:
    """A number that a reader may change, from ``low`` to ``high``.

    ``title`` says what it is, ``range`` its range, and ``refused`` what is said outside of it.
    """

    value: float
    low: float
    high: float
    title: str
    range: str
    refused: str


@dataclass(frozen=True)
class Status:
    """A status in words, with the key by which it is coloured."""

    key: str
    words: str


@dataclass(frozen=True)
class WebLink:
    """An address to follow."""

    url: str


Content = str | Number | Share | Entry | Status | WebLink | None
"""A cell. Text is text whatever it looks like, never a formula; None is an empty cell."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in letters, and whether only programs need it."""

    head: str
    width: float
    quiet: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet; its heading and its first ``fixed`` columns stay in sight."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Content]]
    fixed: int = 1


def entry(words: Words, value: float, ends: tuple[float, float], unit: str, title: str) -> Entry:
    """Make a cell to change, in the unit of its table."""
    low, high = map(words.number, ends)
    said = {"low": low, "high": high, "unit": words.unit(unit)}
    prompt, refused = (words.word("workbook", key).format(**said) for key in ("range", "refused"))
    return Entry(value, *ends, title, prompt, refused)
