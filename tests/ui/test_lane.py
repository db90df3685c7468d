"""Dear work waits in a lane: bounded, each question once, for nobody who left, by one process."""

import os
from collections.abc import Iterator, Mapping
from threading import Event
from types import MappingProxyType
from typing import Any

import pytest

from model.problems import InvalidInputError
from model.uncertainty.sobol import sobol
from tests.support.lane import (
    HeldBack,
    dies,
    dies_at_first,
    doubled,
    open_lane,
    process_id,
    refuses,
    tells_long,
)
from tests.support.page import page_with
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.pictures.drivers import EFFECT, LEVEL, analysis
from ui.pictures.goal import ALL, Question, search
from ui.pictures.money import comparison
from ui.state import lane_process
from ui.state.dear import Dear
from ui.state.lane import Asked, Lane, TooManyError
from ui.state.lane_process import LaneProcess, LeftError
from ui.state.work import Work, packed, unpacked


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    """A lane with a process of its own, as the site has it."""
    with open_lane(LaneProcess()) as lane:
        yield lane


def ask(lane: Lane, key: object, function: Any, *arguments: object, tells: bool = False) -> Any:
    return lane.ask(key, PROVINCE, Work(function, arguments, tells)).answer.result()


def numbered(lane: Lane, number: int) -> Asked[int]:
    return lane.ask(number, PROVINCE, Work(doubled, (number,)))


def test_no_more_wait_than_may() -> None:
    held = HeldBack()
    with open_lane(held, most=3) as lane:
        first = numbered(lane, 0)
        held.began.wait()
        others = [numbered(lane, number) for number in (1, 2, 3)]
        with pytest.raises(TooManyError):
            numbered(lane, 4)
        assert numbered(lane, 2) is others[1]  # who joins takes no place
        held.go.set()
        assert [asked.answer.result() for asked in (first, *others)] == [0, 2, 4, 6]
        assert numbered(lane, 4).answer.result() == 8


def test_the_same_question_is_answered_once_for_all_who_ask() -> None:
    held = HeldBack()
    with open_lane(held) as lane:
        readers = [numbered(lane, 7) for _ in range(20)]
        lane.leave(readers[0])  # the others still wait
        held.go.set()
        assert {asked.answer.result() for asked in readers[1:]} == {14}
    assert len(held.asked) == 1


def test_nothing_is_computed_for_readers_who_left() -> None:
    held = HeldBack()
    with open_lane(held) as lane:
        first, left, last = (numbered(lane, number) for number in range(3))
        held.began.wait()
        lane.leave(left)
        again = numbered(lane, 2)
        lane.leave(again)  # one of two readers
        held.go.set()
        assert (first.answer.result(), last.answer.result()) == (0, 4)
    assert [work.arguments for work in held.asked] == [(0,), (2,)]


def test_a_place_counts_all_that_come_first() -> None:
    held = HeldBack()
    with open_lane(held) as lane:
        asked = [numbered(lane, number) for number in range(4)]
        held.began.wait()
        assert [lane.ahead(one) for one in asked] == [0, 1, 2, 3]
        lane.leave(asked[1])
        assert [lane.ahead(one) for one in (asked[0], *asked[2:])] == [0, 1, 2]


def test_who_waits_when_the_lane_closes_is_let_go() -> None:
    held = HeldBack()
    with open_lane(held) as lane:
        numbered(lane, 0)
        held.began.wait()
        waiting = numbered(lane, 1)
    assert waiting.answer.cancelled()
    assert not lane.is_open


def test_work_is_done_beside_the_page_and_nicer(lane: Lane) -> None:
    other = ask(lane, "id", process_id)
    assert other != os.getpid()
    nicer = os.getpriority(os.PRIO_PROCESS, other) - os.getpriority(os.PRIO_PROCESS, 0)
    assert nicer > 0 or os.getpriority(os.PRIO_PROCESS, other) == 19


def test_a_process_that_died_is_replaced_and_the_answer_still_comes(
    lane: Lane, tmp_path: Any
) -> None:
    before = ask(lane, "before", process_id)
    assert ask(lane, "dies", dies_at_first, tmp_path / "mark") == "alive"
    assert ask(lane, "after", process_id) not in (before, os.getpid())


def test_a_question_that_kills_twice_fails_alone(lane: Lane) -> None:
    with pytest.raises(EOFError):
        ask(lane, "kills", dies)
    assert ask(lane, "next", doubled, 4) == 8


def test_work_that_nobody_waits_for_any_more_is_given_up(lane: Lane) -> None:
    asked = lane.ask("endless", PROVINCE, Work(tells_long, (), tells=True))
    told = Event()
    while asked.share == 0.0:
        told.wait(0.01)
    lane.leave(asked)
    assert isinstance(asked.answer.exception(), LeftError)
    assert ask(lane, "next after", doubled, 5) == 10


def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(lane_process, "get_context", none)
    with open_lane(LaneProcess()) as lane:
        assert ask(lane, "here", process_id) == os.getpid()


def test_the_process_ends_with_its_lane() -> None:
    with open_lane(LaneProcess()) as lane:
        other = ask(lane, "id", process_id)
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_a_refusal_comes_as_it_was_raised(lane: Lane) -> None:
    with pytest.raises(InvalidInputError) as here:
        sobol(PROVINCE, PLAN, "no_such_indicator")
    with pytest.raises(InvalidInputError) as there:
        ask(lane, "refused", sobol, PLAN, "no_such_indicator")
    assert there.value.problems == here.value.problems
    assert str(there.value) == str(here.value)


class UnreadableError(Exception):
    """An exception that cannot be read back."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(one + two)


def fails_unreadably(_: object) -> None:
    raise UnreadableError(1, 2)


def test_a_failure_that_cannot_be_read_back_comes_as_its_text(lane: Lane) -> None:
    with pytest.raises(RuntimeError, match="UnreadableError: 3"):
        ask(lane, "fails", fails_unreadably)
    with pytest.raises(ZeroDivisionError) as found:
        ask(lane, "divides", refuses, ZeroDivisionError("by nothing"))
    assert "refuses" in "".join(found.value.__notes__)  # where it happened


@pytest.mark.parametrize("value", [{}, {"a": 1.0}, {"a": MappingProxyType({"b": 2})}])
def test_read_only_mappings_stay_so_on_their_way(value: Mapping[str, object]) -> None:
    found = unpacked(packed(MappingProxyType(value)))
    assert isinstance(found, MappingProxyType)
    assert found == value


FREE = (("disbursement_rate", 50.0, 100.0), ("private_investment", -3000.0, 5000.0))
SHOWN = page_with((), changed({"disbursement_rate": 83.25}), "reach")


@pytest.mark.parametrize(
    "dear",
    [
        search(SHOWN, Question("grdp_growth", 7.0, FREE)),
        search(SHOWN, Question(ALL, 0.0, FREE)),
        comparison(SHOWN),
        *(analysis(SHOWN, "grdp_growth", asked) for asked in (EFFECT, LEVEL, "fdi")),
    ],
    ids=lambda dear: dear.work.function.__name__,
)
def test_the_lane_answers_what_the_page_would(lane: Lane, dear: Dear[Any]) -> None:
    found = lane.ask(dear.key, PROVINCE, dear.work).answer.result()
    assert found == dear.work.done(PROVINCE)
