"""A process beside the page's: it waits for others, and ends when the page's does."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread
from types import ModuleType

NICENESS = 10


@contextmanager
def without_script() -> Iterator[None]:
    """Keep a process that is started in here from running the script of a page once more.

    Streamlit calls that script ``__main__``, which a new process loads before it does anything.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def stand_beside() -> None:
    """Wait for others, leave Ctrl-C to the page's process, and end when that one does.

    Where processors are few the process that is nicer waits, and moves go first.
    """
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
