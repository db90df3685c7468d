"""One run at a time: Python works one thread at once, and threads that compete lose time.

With 100 visitors of a process a third of it: enough to keep up, or to fall behind for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heapify, heappop, heappush
from threading import Event, Lock, local

PATIENCE = 5.0
"""Seconds after which a run no longer waits: one that hangs holds up nobody for longer."""
FIRST, BEHIND = 0, 1
"""A move, and a run of a dear view or what is left of one that waited for dear work."""
LONGER = 6
"""Times the patience of a move that a run behind has: going ahead, it would hold up moves."""


class Turns:
    """Whose turn it is: by rank, then by arrival."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[tuple[int, int, Event]] = []
        self._arrived = 0
        self._busy = False

    def locked(self) -> bool:
        """Say whether anybody has the turn."""
        return self._busy

    def take(self, rank: int) -> bool:
        """Wait for the turn; False if patience is over before it comes."""
        with self._lock:
            if not self._busy:
                self._busy = True
                return True
            self._arrived += 1
            place = rank, self._arrived, Event()
            heappush(self._waiting, place)
        if place[2].wait(PATIENCE if rank == FIRST else LONGER * PATIENCE):
            return True
        with self._lock:
            if place not in self._waiting:
                return True  # it was called at the last moment
            self._waiting.remove(place)
            heapify(self._waiting)
            return False

    def give(self) -> None:
        """Give the turn to the next."""
        with self._lock:
            if self._waiting:
                heappop(self._waiting)[2].set()
            else:
                self._busy = False


_TURNS = Turns()
_THREAD = local()
"""Whether the run of a thread has the turn, as ``has_turn``."""


@contextmanager
def one_run_at_a_time(rank: int = FIRST) -> Iterator[None]:
    """Wait until no other run of this process is under way, or patience is over."""
    _THREAD.has_turn = _TURNS.take(rank)
    try:
        yield
    finally:
        _give()


@contextmanager
def others_run() -> Iterator[None]:
    """Give the turn back for as long as a run waits for something else, then wait for the next.

    Moves go before what is left of it. A run that is stopped while it waits takes no further turn.
    """
    had_turn = _give()
    yield
    if had_turn:
        _THREAD.has_turn = _TURNS.take(BEHIND)


def _give() -> bool:
    """Give the turn back if this thread has it; return whether it had."""
    had_turn: bool = getattr(_THREAD, "has_turn", False)
    _THREAD.has_turn = False
    if had_turn:
        _TURNS.give()
    return had_turn
