"""Runs of the page take turns, and none waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ui.state import run_queue as turns
from ui.state.run_queue import turn


def test_runs_do_not_overlap() -> None:
    inside: list[int] = []
    seen: list[int] = []

    def run(number: int) -> None:
        with turn():
            inside.append(number)
            seen.append(len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(200)))
    assert seen == [1] * 200


def test_a_run_that_does_not_end_holds_up_nobody_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    began, end = Event(), Event()

    def long_run() -> None:
        with turn():
            began.set()
            end.wait()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(long_run)
        began.wait()
        for _ in range(2):  # the first must not have given away the turn of the long run
            with turn():
                assert not end.is_set()
        end.set()


def test_a_run_that_is_stopped_gives_its_turn_back() -> None:
    with pytest.raises(KeyboardInterrupt), turn():
        raise KeyboardInterrupt
    test_runs_do_not_overlap()
