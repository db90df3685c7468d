"""Tables of the paper, as they are written: every cell is text in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui.text.words import say

FEW = 8
"""Rows of a table that may run in two columns and does not yet."""


@dataclass(frozen=True)
class Row:
    """A row: what it is of, and its cells.

    ``aside`` stands after the unit, such as that a target is the reader's own. With a ``status``
    the last cell is its word.
    """

    name: str
    cells: Sequence[str]
    unit: str = ""
    aside: str = ""
    status: str = ""

    @property
    def words(self) -> str:
        """All that stands in the first column."""
        return " ".join(filter(None, (self.name, self.unit, self.aside)))


@dataclass(frozen=True)
class Table:
    """A table with its header row.

    Attributes
    ----------
    head
        Headings, first that of the names.
    strong
        The cell of each row that stands out, counted from 0; None where none does.
    total
        What the rows add up to.
    more
        What was left out for want of room, and where it stands; empty where nothing was.
    """

    head: Sequence[str]
    rows: Sequence[Row]
    strong: int | None = None
    total: Row | None = None
    more: str = ""

    @property
    def is_long(self) -> bool:
        """Tell whether it stands in two columns."""
        return len(self.rows) > FEW

    @property
    def halves(self) -> Sequence["Table"]:
        """The table as two of one length, which stand beside each other."""
        middle = (len(self.rows) + 1) // 2
        return replace(self, rows=self.rows[:middle]), replace(self, rows=self.rows[middle:])

    def cut(self, room: int, language: str) -> "Table":
        """Return the table with so many rows, and with how many more there are."""
        left_out = len(self.rows) - room
        more = say(language, "brief_more", count=left_out) if left_out > 0 else ""
        return replace(self, rows=self.rows[:room], more=more)
