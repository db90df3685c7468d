"""One run at a time: Python works one thread at once, and threads that compete lose time.

With 100 visitors of a process a third of it: enough to keep up, or to fall behind for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local

PATIENCE = 5.0
"""Seconds after which a run no longer waits: one that hangs holds up nobody for longer."""
_RUNNING = Lock()
_THREAD = local()
"""Whether the run of a thread has the turn, as ``has_turn``."""


@contextmanager
def one_run_at_a_time() -> Iterator[None]:
    """Wait until no other run of this process is under way, or ``PATIENCE`` is over."""
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def others_run() -> Iterator[None]:
    """Give the turn back for as long as a run waits for something else, then wait for the next.

    A run that is stopped while it waits takes no further turn.
    """
    had_turn = _give()
    yield
    if had_turn:
        _take()


def _take() -> None:
    _THREAD.has_turn = _RUNNING.acquire(timeout=PATIENCE)


def _give() -> bool:
    """Give the turn back if this thread has it; return whether it had."""
    had_turn: bool = getattr(_THREAD, "has_turn", False)
    _THREAD.has_turn = False
    if had_turn:
        _RUNNING.release()
    return had_turn
