"""A process beside the page's: it waits for others, and ends when the page's does."""

import os
import signal
from multiprocessing import parent_process
from threading import Thread

NICENESS = 10


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
