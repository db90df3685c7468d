"""The process of the lane: it does one piece of dear work after the other, with the model alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any

from model.province.load import load_province
from model.province.province import Province
from ui.state.beside import stand_beside, without_script
from ui.state.work import Found, Progress, Work, packed, portable, unpacked

PATIENCE = 60.0
"""Seconds after which work is given up, and its process with it."""
LOOK = 0.1
"""Seconds from one look at whether anybody still waits to the next."""
SLOW = ("scipy.optimize", "scipy.stats")
"""Libraries that would hold up the first question of their kind."""
READY, LEAVE = b"ready", b"leave"


class LeftError(Exception):
    """Nobody waits for the work any more."""


@dataclass(frozen=True)
class Share:
    """What the process says while it works: the share that is done."""

    done: float


@dataclass(frozen=True)
class Failed:
    """What the process says instead of a result."""

    error: Exception


class LaneProcess:
    """The process, started when it is first needed and again when it died."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def start(self) -> Connection | None:
        """Return the line to the process; None where none can be started."""
        if self._line is not None:
            return self._line
        try:
            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=True)
            with without_script():
                self._process.start()
            theirs.close()  # so that the line ends with the process
            self._line.recv_bytes()
        except Exception:  # whatever forbids a process, the work can be done
            self.stop()
        return self._line

    def stop(self) -> None:
        """End the process at once; the next work starts another."""
        process, self._process = self._process, None
        line, self._line = self._line, None
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
        if line is not None:
            line.close()

    def kill(self) -> None:
        """End the process from another thread than the one that waits for its answers."""
        process = self._process
        if process is not None and process.pid is not None:
            process.kill()

    def do(
        self, province: Province, work: Work[Found], told: Progress, wanted: Callable[[], bool]
    ) -> Found:
        """Have work done; where no process can be had, do it here.

        Parameters
        ----------
        told
            Called with the share that is done, of work that tells it.
        wanted
            Says whether anybody still waits; if not, work that tells its progress is given up.

        Raises
        ------
        LeftError
            It was given up.
        EOFError
            The process died of it twice.
        TimeoutError
            It took longer than `PATIENCE`.
        """
        question = packed((province.folder, work))
        answer: Found | Failed
        for tries_left in (1, 0):
            line = self.start()
            if line is None:
                return work.done(province, told)
            try:
                answer = _answer(line, question, told, wanted)
                break
            except TimeoutError:
                self.stop()
                raise
            except (EOFError, ConnectionError) as error:
                self.stop()
                if not wanted():
                    raise LeftError from error
                if not tries_left:
                    raise
        if isinstance(answer, Failed):
            raise answer.error
        return answer


def _answer(line: Connection, question: bytes, told: Progress, wanted: Callable[[], bool]) -> Any:
    line.send_bytes(question)
    left, until = False, monotonic() + PATIENCE
    while monotonic() < until:
        if line.poll(LOOK):
            answer = unpacked(line.recv_bytes())
            if not isinstance(answer, Share):
                return answer
            told(answer.done)
        if not left and not wanted():
            line.send_bytes(LEAVE)
            left = True
    raise TimeoutError


def serve(line: Connection) -> None:
    """Answer questions until the line ends."""
    stand_beside()
    line.send_bytes(READY)
    for library in SLOW:
        import_module(library)
    while True:
        try:
            question = line.recv_bytes()
        except EOFError:
            return
        if question != LEAVE:  # a reader may leave whose answer is on its way already
            line.send_bytes(_done(line, *unpacked(question)))


def _done(line: Connection, folder: Path, work: Work[object]) -> bytes:
    def tell(share: float) -> None:
        line.send_bytes(packed(Share(share)))
        if line.poll():
            line.recv_bytes()
            raise LeftError

    try:
        return packed(work.done(_province(folder), tell))
    except Exception as error:
        return packed(Failed(portable(error)))


@cache
def _province(folder: Path) -> Province:
    return load_province(folder)
