"""One run at a time: Python works one thread at once, and threads that compete lose time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

PATIENCE = 0.3
"""Seconds after which a run no longer waits: a long one holds up nobody for longer."""
_RUNNING = Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait until no other run of this process is under way, or ``PATIENCE`` is over."""
    alone = _RUNNING.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if alone:
            _RUNNING.release()
