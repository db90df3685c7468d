"""Runs of the page take turns, and none waits for ever."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import sleep

import pytest

from ui.state import run_queue as turns
from ui.state.run_queue import one_run_at_a_time


def test_runs_do_not_overlap() -> None:
    inside: list[int] = []
    seen: list[int] = []

    def run(number: int) -> None:
        with one_run_at_a_time():
            inside.append(number)
            seen.append(len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(200)))
    assert seen == [1] * 200


@contextmanager
def long_run() -> Iterator[Event]:
    """Have another run hold the turn until the event, or the end."""
    began, end = Event(), Event()

    def run() -> None:
        with one_run_at_a_time():
            began.set()
            end.wait()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run)
        began.wait()
        yield end
        end.set()


def test_a_run_that_does_not_end_holds_up_nobody_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    with long_run() as end:
        for _ in range(2):  # the first must not have given away the turn of the long run
            with one_run_at_a_time():
                assert not end.is_set()


def test_a_run_that_is_stopped_gives_its_turn_back() -> None:
    with pytest.raises(KeyboardInterrupt), one_run_at_a_time():
        raise KeyboardInterrupt
    test_runs_do_not_overlap()


def test_a_run_that_waits_for_something_else_lets_another_through() -> None:
    passed, seen = Event(), list[str]()

    def other() -> None:
        with one_run_at_a_time():
            seen.append("other")
        passed.set()

    with ThreadPoolExecutor(1) as pool, one_run_at_a_time():
        pool.submit(other)
        assert seen == []
        with turns.others_run():
            assert passed.wait()
        assert turns._THREAD.has_turn
        seen.append("first")
    assert seen == ["other", "first"]
    test_runs_do_not_overlap()


def test_moves_go_before_what_is_left_of_a_run_that_waited() -> None:
    taken = turns.Turns()
    assert taken.take(turns.FIRST)
    order: list[str] = []

    def run(name: str, rank: int) -> None:
        assert taken.take(rank)
        order.append(name)
        taken.give()

    with ThreadPoolExecutor(4) as pool:
        for count, (name, rank) in enumerate(
            [("b1", turns.BEHIND), ("a1", turns.FIRST), ("b2", turns.BEHIND), ("a2", turns.FIRST)]
        ):
            pool.submit(run, name, rank)
            while len(taken._waiting) <= count:
                sleep(0)
        taken.give()
    assert order == ["a1", "a2", "b1", "b2"]
    assert not taken.locked()


def test_a_run_that_went_ahead_without_a_turn_gives_none_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with long_run():
        monkeypatch.setattr(turns, "PATIENCE", 0.01)
        with one_run_at_a_time():
            with turns.others_run():
                assert turns._TURNS.locked()
            assert turns._TURNS.locked()
    assert not turns._TURNS.locked()
