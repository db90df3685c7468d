"""The rows of a file, whatever separates its cells: the sheets of a workbook, or one of text."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, product
from types import MappingProxyType

from model.problems import InvalidInputError, Problem

MOST_LINES = 50_000
"""Five times what a comparison of five scenarios to the last year has."""
HEAD = 40
"""Rows in which a header is looked for: a title, a note or an empty row may stand above it."""
SEPARATORS = MappingProxyType({",": ",", ";": ";", "\t": "tab"})
"""What stands between cells, and how it is shown."""
_SAID = re.compile(r'\s*"?sep=(.)"?[\s,;]*')


class Percent(float):
    """A number of per cent that a workbook shows with its sign."""


Cell = str | float
"""A number where the program says that it is one, as in a workbook; else text."""
Line = tuple[str, tuple[Cell, ...]]
"""A place ("line 12"), and the cells of the row that ends there."""
HasHeader = Callable[[Iterable[Sequence[Cell]]], bool]
"""Is one of these rows the header of a table that is known?"""


@dataclass(frozen=True)
class Sheet:
    """Rows in order, without those that are wholly empty.

    ``separator`` is what stood between the cells of a text, empty for a workbook; ``whole`` is
    False for a text that ends within a row, ``coded`` True for one in a code page of Windows,
    which has not every letter.
    """

    lines: tuple[Line, ...]
    separator: str = ""
    whole: bool = True
    coded: bool = False


def text_sheet(text: str, has_header: HasHeader) -> Sheet:
    """Read a text with the separator by which it has a known header.

    A program with other settings may have taken whole rows for one cell: they are read once more.

    Raises
    ------
    InvalidInputError
        There are too many rows, or quotation marks do not match. Without a known header the rows
        are those between the separators that are the most.
    """
    separators = _separators(text)
    found: list[Sheet] = []
    wrong: InvalidInputError | None = None
    for outer, inner in product(separators, ("", *separators)):
        if inner == outer or not has_header(_head(text, outer, inner)):
            continue
        try:
            found.append(_sheet(text, outer, inner))
        except InvalidInputError as error:
            wrong = wrong or error
            continue
        if not _alone(found[-1]):
            break
    if found:
        return min(found, key=_alone)
    if wrong is not None:
        raise wrong
    return _sheet(text, max(separators, key=text[:5000].count), "")


def _head(text: str, outer: str, inner: str) -> Iterator[list[str]]:
    """Yield the first rows, up to one in which quotation marks do not match."""
    with suppress(csv.Error):
        yield from (row for _, row in islice(_rows(text, outer, inner), HEAD))


def _alone(sheet: Sheet) -> int:
    """Count rows of one cell: notes, or rows that were taken for a cell."""
    return sum(len(row) == 1 for _, row in sheet.lines)


def _separators(text: str) -> tuple[str, ...]:
    """List the separators to try, first the one that the file itself names (``sep=;``)."""
    said = _SAID.match(text)
    return tuple(dict.fromkeys((*said.groups(), *SEPARATORS) if said else SEPARATORS))


def _sheet(text: str, outer: str, inner: str) -> Sheet:
    lines: list[Line] = []
    number = 0
    try:
        for count, (number, row) in enumerate(_rows(text, outer, inner)):
            if count == MOST_LINES:
                raise InvalidInputError([Problem("too_many", "file", allowed=str(MOST_LINES))])
            if any(cell.strip() for cell in row):
                lines.append((f"line {number}", tuple(row)))
    except csv.Error as error:
        problem = Problem("not_csv", f"line {number + 1}", str(error))
        raise InvalidInputError([problem]) from error
    return Sheet(tuple(lines), inner or outer, text.endswith(("\n", "\r")))


def _rows(text: str, outer: str, inner: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line; ``inner`` separates cells where whole rows stand in cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=outer, strict=True)
    for row in reader:
        if not inner:
            yield reader.line_num, row
            continue
        joined = outer.join(row).rstrip(outer)
        yield from ((reader.line_num, cells) for cells in csv.reader([joined], delimiter=inner))
