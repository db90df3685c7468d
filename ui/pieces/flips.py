"""Targets whose status the levers changed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from model.province.keys import GROWTH
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED
from ui.state.compared import Compared
from ui.state.current import Page
from ui.text.words import name, say


@dataclass(frozen=True)
class Flip:
    """A target that has another status than on the plan: keys of statuses."""

    row: ResultRow
    before: str
    after: str


def flips(rows: Iterable[ResultRow], other: Compared) -> list[Flip]:
    """List the targets whose status is another one than on the plan, growth first."""
    found = [Flip(row, other.flipped(row), row.status) for row in rows]
    counted = [flip for flip in found if flip.before in COUNTED and flip.after in COUNTED]
    return sorted(counted, key=lambda flip: flip.row.indicator.key != GROWTH)


def flip_text(page: Page, flip: Flip) -> str:
    """Say it: ``GRDP growth: from Met to Missed``."""
    before, after = (
        name(page.province.word("status", status), page.language)
        for status in (flip.before, flip.after)
    )
    title = name(flip.row.indicator, page.language)
    return say(page.language, "flip", name=title, before=before, after=after)
