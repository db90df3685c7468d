"""Dear results: kept for every visitor, and worked out in the lane for those who wait."""

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import wait
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Generic

from model.province.province import Province
from ui.state.lane import Asked, Lane
from ui.state.results import ResultCache
from ui.state.run_queue import others_run
from ui.state.work import Found, Progress, Work

OFTEN = 0.3
"""Seconds from one word to a reader who waits to the next; a run can be stopped then."""


@dataclass(frozen=True)
class Dear(Generic[Found]):
    """A result that takes long: where it is kept, by which key, and the work that it takes."""

    kept: ResultCache[Found]
    key: Hashable
    work: Work[Found]

    @property
    def found(self) -> Found | None:
        """What was kept, if anything."""
        return self.kept.get(self.key)

    def here(self, province: Province, progress: Progress | None = None) -> Found:
        """Return what was kept, or work it out in this process."""
        return self.kept.of(self.key, lambda: self.work.done(province, progress))


@dataclass(frozen=True)
class Wait:
    """What a reader who waits is told: questions ahead, and the share that is done if known."""

    ahead: int
    share: float | None


def work_out(
    lane: Lane, province: Province, wanted: Sequence[Dear[Any]], tell: Callable[[Wait], None]
) -> None:
    """Have everything wanted kept; other visitors' runs go on while this one waits.

    Parameters
    ----------
    tell
        Called again and again while the run waits. What it raises ends the wait, and what nobody
        else waits for is then not worked out.

    Raises
    ------
    TooManyError
        So many questions wait that these were not taken.
    """
    missing = [dear for dear in wanted if dear.found is None]
    if not lane.is_open:
        for dear in missing:
            dear.here(province, lambda share: tell(Wait(0, share)))
        return
    with ExitStack() as leaving:
        asked = []
        for dear in missing:
            question = lane.ask((dear.work.function, dear.key), province, dear.work)
            leaving.callback(lane.leave, question)
            asked.append(question)
        with others_run():
            _wait(lane, asked, tell)
        for dear, question in zip(missing, asked, strict=True):
            dear.kept.put(dear.key, question.answer.result())


def _wait(lane: Lane, asked: Sequence[Asked[Any]], tell: Callable[[Wait], None]) -> None:
    while left := wait([question.answer for question in asked], OFTEN).not_done:
        last = next(question for question in reversed(asked) if question.answer in left)
        mine = sum(question.answer in left for question in asked) - 1
        tell(Wait(max(lane.ahead(last) - mine, 0), last.share if last.work.tells else None))
