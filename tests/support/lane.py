"""Lanes for tests: one whose work the test holds back, and work that another process can do."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from model.province.province import Province
from ui.state.lane import MOST, Lane
from ui.state.lane_process import LaneProcess
from ui.state.work import Found, Progress, Work


class HeldBack(LaneProcess):
    """Does the work in the lane's thread, once the test lets it; keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.began = Event(), Event()
        self.asked: list[Work[Any]] = []

    def start(self) -> None:
        """Start no process."""

    def kill(self) -> None:
        """Let all work go on, so that the lane ends."""
        self.go.set()

    def do(
        self, province: Province, work: Work[Found], told: Progress, wanted: Callable[[], bool]
    ) -> Found:
        """Wait for the test, then do the work."""
        self.asked.append(work)
        self.began.set()
        self.go.wait()
        return work.done(province, told)


@contextmanager
def open_lane(process: LaneProcess, most: int = MOST) -> Iterator[Lane]:
    """Open a lane for a test; its process and its thread are gone afterwards."""
    lane = Lane(process, most)
    lane.open()
    try:
        yield lane
    finally:
        lane.close()


def doubled(_: Province, number: int) -> int:
    return 2 * number


def process_id(_: Province) -> int:
    return os.getpid()


def refuses(_: Province, error: Exception) -> None:
    raise error


def dies_at_first(_: Province, mark: Path) -> str:
    """Kill the process that does it, but the second one."""
    if mark.exists():
        return "alive"
    mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def dies(_: Province) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tells_long(_: Province, progress: Progress) -> None:
    for _step in range(200_000):
        progress(0.5)
