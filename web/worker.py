"""The process that makes answers, beside the one of the page, so that moves go first.

Python works one thread at once: a picture made in the page's own process would hold up every
move. This one is nicer than the page's: where processors are few, it waits.
"""

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread

from model.problems import InvalidInputError, Problem
from ui.state.log import log_failure
from ui.state.results import warm_up
from web.addresses import ADDRESSES
from web.asked import asked
from web.made import Made

NICENESS = 10


class Worker:
    """One process, started when it is first asked and again when it died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> ProcessPoolExecutor:
        """Return the process that works."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare)
            self._pool.submit(int)  # it starts with its first task
        return self._pool

    def stop(self) -> None:
        """End the process at once; the next question starts another."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((pool._processes or {}).values()):  # from Python 3.14 on kill_workers
            process.kill()
        pool.shutdown(cancel_futures=True)


def make(path: str, query: str, site: str) -> Made | Sequence[Problem] | str:
    """Make the answer of an address in this process.

    Returns
    -------
    Made or sequence of Problem or str
        The answer, or what is wrong with the question, or the mark of a failure in the log.
    """
    maker = ADDRESSES[path]
    try:
        return maker.make(asked(query, site, maker.options))
    except InvalidInputError as error:
        return error.problems
    except Exception:
        return log_failure()


def _prepare() -> None:
    """Wait for others, leave Ctrl-C to the page's process, and end when that one does."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    warm_up()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
