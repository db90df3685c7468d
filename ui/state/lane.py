"""The lane of dear work: searches and analyses wait here for one process, and hold up no move.

A run that waits gives its turn back (`ui.state.run_queue`), so that other visitors move on.
"""

from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from threading import Condition, Thread
from typing import Any, Generic

from model.province.province import Province
from ui.state.lane_process import LaneProcess
from ui.state.work import Found, Work

MOST = 60
"""Questions that may wait: twenty visitors with two each and some analyses, which is some seconds.

Whoever came later would wait longer than a reader stays, and is asked to come again.
"""


class TooManyError(Exception):
    """So many questions wait already that another one is sent away."""


@dataclass(eq=False)
class Asked(Generic[Found]):
    """A question in the lane: what answers it, who waits for it, and how far it is."""

    key: Hashable
    province: Province
    work: Work[Found]
    readers: int = 1
    share: float = 0.0
    answer: Future[Found] = field(default_factory=Future)


class Lane:
    """Questions one after the other, each computed once for all who ask it."""

    def __init__(self, process: LaneProcess | None = None, most: int = MOST) -> None:
        self._process = process or LaneProcess()
        self._most = most
        self._changed = Condition()
        self._asked: dict[Hashable, Asked[Any]] = {}
        self._waiting: deque[Asked[Any]] = deque()
        self._now: Asked[Any] | None = None
        self._thread: Thread | None = None

    @property
    def is_open(self) -> bool:
        """Say whether anybody answers; if not, runs do the work themselves."""
        return self._thread is not None

    def open(self) -> None:
        """Begin to answer, in a thread of its own; the process starts at once."""
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="lane", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Answer nothing more, and end the process."""
        with self._changed:
            thread, self._thread = self._thread, None
            for asked in self._waiting:
                asked.answer.cancel()
            self._waiting.clear()
            self._asked.clear()
            self._changed.notify_all()
        if thread is not None:
            self._process.kill()
            thread.join()

    def ask(self, key: Hashable, province: Province, work: Work[Found]) -> Asked[Found]:
        """Put a question, or join those who wait for the answer to the same one.

        Raises
        ------
        TooManyError
            `MOST` questions wait already.
        """
        with self._changed:
            found = self._asked.get(key)
            if found is not None:
                found.readers += 1
                return found
            if len(self._waiting) >= self._most:
                raise TooManyError
            asked = self._asked[key] = Asked(key, province, work)
            self._waiting.append(asked)
            self._changed.notify_all()
            return asked

    def leave(self, asked: Asked[Any]) -> None:
        """Wait no longer; what nobody waits for is not computed."""
        with self._changed:
            asked.readers -= 1
            if asked.readers == 0:
                self._forget(asked)
                if asked in self._waiting:
                    self._waiting.remove(asked)

    def ahead(self, asked: Asked[Any]) -> int:
        """Count the questions that are answered before this one."""
        with self._changed:
            before = self._waiting.index(asked) if asked in self._waiting else 0
            return before + (self._now not in (None, asked))

    def _forget(self, asked: Asked[Any]) -> None:
        if self._asked.get(asked.key) is asked:
            del self._asked[asked.key]

    def _serve(self) -> None:
        self._process.start()
        while (asked := self._next()) is not None:
            _settle(asked.answer, lambda asked=asked: self._answer(asked))  # type: ignore[misc]
        self._process.stop()

    def _next(self) -> Asked[Any] | None:
        with self._changed:
            self._now = None
            self._changed.wait_for(lambda: self._waiting or not self.is_open)
            if not self.is_open:
                return None
            self._now = self._waiting.popleft()
            return self._now

    def _answer(self, asked: Asked[Found]) -> Found:
        def tell(share: float) -> None:
            asked.share = share

        def wanted() -> bool:
            return asked.readers > 0 and self.is_open

        try:
            return self._process.do(asked.province, asked.work, tell, wanted)
        finally:
            with self._changed:
                self._forget(asked)


def _settle(answer: Future[Found], compute: Callable[[], Found]) -> None:
    try:
        answer.set_result(compute())
    except BaseException as error:
        answer.set_exception(error)


@cache
def lane() -> Lane:
    """Return the lane of this process; the site opens and closes it."""
    return Lane()
