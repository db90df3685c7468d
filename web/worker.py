"""The process that makes answers, beside the one of the page, so that moves go first.

Python works one thread at once: a picture made in the page's own process would hold up every
move. This one is nicer than the page's: where processors are few, it waits.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from model.problems import InvalidInputError, Problem
from ui.state.beside import stand_beside, without_script
from ui.state.log import log_failure
from ui.state.results import warm_up
from web.addresses import ADDRESSES
from web.asked import asked
from web.made import Made


class Worker:
    """One process, started when it is first asked and again when it died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> ProcessPoolExecutor:
        """Return the process that works."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare)
            with without_script():
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
    stand_beside()
    warm_up()
