"""How large the pictures of the paper are drawn: tighter than on a page, as paper is short."""

from typing import NamedTuple

from web.brief.paper import Paper
from web.brief.room import NOT_MODELLED


class Size(NamedTuple):
    """Pixels of a picture."""

    width: int
    height: int


MILLIMETRE = 780 / 182
"""Pixels of the picture of targets, which stands across the page."""
AROUND = 64
"""Pixels around its rows."""
WHY = Size(400, 228)


def targets_size(paper: Paper) -> Size:
    """Return the size of the picture of targets: a row for each that has a projection."""
    rows = sum(row.status != NOT_MODELLED for row in paper.targets.rows)
    return Size(780, AROUND + round(MILLIMETRE * paper.picture_row * rows))
