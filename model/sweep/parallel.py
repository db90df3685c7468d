"""A sweep on several cores: the same rows in the same order, memory still bounded."""

import os
import signal
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from model.inputs import CHUNK
from model.province.load import load_province
from model.province.province import Province
from model.scenario.scenario import Scenario
from model.sweep.sweep import Axis, Sweep, csv_pieces

ROWS = 2 * CHUNK
"""Rows of one task: long enough that sending it costs nothing beside it."""
LOOK_EVERY = 0.5
"""Seconds from one look of a worker at its parent to the next."""
ROUND = 20
"""Tasks a worker is given at once; a slow reader holds back the next round."""


def parallel_pieces(sweep: Sweep, workers: int) -> Iterator[tuple[int, str]]:
    """Yield what `csv_pieces` does after the header, worked by several processes."""
    from joblib import Parallel, delayed

    work = delayed(_text)
    scenario = dict(sweep.scenario.levers), dict(sweep.scenario.parameters)
    starts = iter(range(0, sweep.size, ROWS))
    with (
        warnings.catch_warnings(),
        Parallel(
            workers, return_as="generator", initializer=_accompany, initargs=(os.getpid(),)
        ) as pool,
    ):
        warnings.simplefilter("ignore")  # joblib's on tasks that a stop leaves unfinished
        while batch := list(islice(starts, ROUND * workers)):
            stops = [min(start + ROWS, sweep.size) for start in batch]
            tasks = (
                work(str(sweep.province.folder), *scenario, sweep.axes, sweep.indicators, *span)
                for span in zip(batch, stops, strict=True)
            )
            yield from zip(stops, pool(tasks), strict=True)


def _accompany(parent: int) -> None:
    """Leave Ctrl-C to the process that was asked to stop, and end once that is gone.

    A parent that was killed tells nobody, so each worker looks whether it is still there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)


def _text(
    folder: str,
    levers: Mapping[str, float],
    parameters: Mapping[str, float],
    axes: tuple[Axis, ...],
    indicators: tuple[str, ...],
    start: int,
    stop: int,
) -> str:
    scenario = Scenario(levers, parameters=parameters)
    sweep = Sweep(_province(folder), scenario, axes, indicators)
    return "".join(text for _, text in csv_pieces(sweep, start=start, stop=stop))


@cache
def _province(folder: str) -> Province:
    """Load the data once a process; the whole table is too much to send with each task."""
    return load_province(folder)
