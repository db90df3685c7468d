"""One run at a time: Python works one thread at once, and threads that compete lose time.

With 100 visitors of a process a third of it: enough to keep up, or to fall behind for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

PATIENCE = 5.0
"""Seconds after which a run no longer waits: one that hangs holds up nobody for longer."""
_RUNNING = Lock()


@contextmanager
def one_run_at_a_time() -> Iterator[None]:
    """Wait until no other run of this process is under way, or ``PATIENCE`` is over."""
    alone = _RUNNING.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if alone:
            _RUNNING.release()
