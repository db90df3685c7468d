"""What stands on which of the two pages, and how many rows there is room for.

Worked out before anything is drawn, by the width of every text in the shipped font.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from web.brief.table import Row, Table
from web.pictures.lettering import wrapped

PAGE = 267.0
"""Millimetres of a page between its margins, and a little less."""
MOST_OWN = 5
"""Own targets that are listed at most, so that the picture of targets is no page itself."""
LEAST_OTHERS = 4
"""Fewer rows of other indicators than these are left out."""
NOT_MODELLED = "not_modelled"
"""Status of what has a target and no row in the picture."""
POINT = 25.4 / 72
ACROSS, IN_HALF = 50.0, 38.0
"""Millimetres of the column of names across the page, and in one of two columns."""
SIZE, LINE, BETWEEN = 8.3, 3.81, 0.78
"""Points of the type of tables; millimetres of its lines, and between rows."""
HEADING, TABLE_HEAD, NOTE = 8.4, 8.8, 4.6
"""Millimetres of a heading, of the header of a table, and of the line below one."""
PICTURE, PICTURE_ROWS = 25.0, (4.0, 6.6)
"""Millimetres of the picture of targets without its rows, and the least and most of each."""


@dataclass(frozen=True)
class Room:
    """How many rows of each table there is room for.

    ``picture_first`` tells that the picture of targets stands on the first page; where it has to
    go on, the other indicators stand there instead. ``picture_row`` are millimetres of its rows.
    """

    levers: int
    own: int
    others: int
    picture_first: bool
    picture_row: float


def text_height(text: str, size: float, width: float) -> float:
    """Return the millimetres of a text that is set in points across so many millimetres."""
    return len(wrapped(text, width / POINT, size)) * size * 1.36 * POINT if text else 0.0


def rows_height(rows: Iterable[Row], width: float = ACROSS) -> float:
    """Return the height of rows, whose names may take several lines."""
    return sum(len(wrapped(row.words, width / POINT, SIZE)) * LINE + BETWEEN for row in rows)


def room_of(
    above: float,
    levers: Sequence[Row],
    targets: Sequence[Row],
    own: Sequence[Row],
    others: Sequence[Row],
) -> Room:
    """Share the first page out.

    Parameters
    ----------
    above
        Millimetres of what is never cut: the head, own assumptions, warnings.
    levers, others
        Rows of levers off the plan and of indicators without a target, which may run in columns.
    targets, own
        Rows of targets of the plan, which are never cut, and of the reader's own.
    """
    left = PAGE - above - HEADING - TABLE_HEAD - rows_height(targets)
    shown = _fitting(levers, left)
    left -= _in_columns(levers[:shown]) + (NOTE if shown < len(levers) else 0.0)
    own_shown = _count(own, left - NOTE, ACROSS)
    left -= rows_height(own[:own_shown]) + (NOTE if own_shown < len(own) else 0.0)
    least, most = PICTURE_ROWS
    drawn = sum(row.status != NOT_MODELLED for row in targets) + own_shown
    each = (left - PICTURE) / max(1, drawn)
    if each >= least:
        return Room(shown, own_shown, len(others), True, min(each, most))
    there = _fitting(others, left - HEADING - NOTE)
    return Room(shown, own_shown, there if there >= LEAST_OTHERS else 0, False, least)


def _in_columns(rows: Sequence[Row]) -> float:
    """Return the height of a table that stands in two columns if it is long."""
    table = Table((), rows)
    if not rows:
        return 0.0
    if not table.is_long:
        return TABLE_HEAD + rows_height(rows)
    return TABLE_HEAD + max(rows_height(half.rows, IN_HALF) for half in table.halves)


def _fitting(rows: Sequence[Row], height: float) -> int:
    """Count the rows that fit into a table of a height."""
    fit = (count for count in range(len(rows), 0, -1) if _in_columns(rows[:count]) <= height)
    return next(fit, 0)


def _count(rows: Sequence[Row], height: float, width: float) -> int:
    """Count the own targets that fit below the others."""
    most = range(min(len(rows), MOST_OWN), 0, -1)
    return next((count for count in most if rows_height(rows[:count], width) <= height), 0)
