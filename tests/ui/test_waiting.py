"""Who waits for dear work holds up nobody, is told, and loses nothing when too many wait."""

from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from streamlit.testing.v1 import AppTest

from model.province.province import Province
from tests.support.lane import HeldBack, doubled, open_lane
from tests.support.page import Markup, html, linked
from tests.support.province import PROVINCE
from tests.support.reader import changed
from ui.pieces import waiting
from ui.state import dear as waits
from ui.state import run_queue
from ui.state.dear import Dear, Wait, work_out
from ui.state.lane import Lane, TooManyError
from ui.state.results import ResultCache
from ui.state.run_queue import one_run_at_a_time
from ui.state.work import Found, Progress, Work
from ui.text.words import LANGUAGES, say

THREE = ["disbursement_rate", "private_investment", "fdi"]
"""Free levers of a search that waits in the lane."""


def one(number: int) -> Dear[int]:
    return Dear(ResultCache(), number, Work(doubled, (number,)))


class Passing(HeldBack):
    """Does its work only when another run had the turn meanwhile; notes whether it had."""

    def __init__(self) -> None:
        super().__init__()
        self.passed: list[tuple[str, bool]] = []

    def do(
        self, province: Province, work: Work[Found], told: Progress, wanted: Callable[[], bool]
    ) -> Found:
        """Let another run pass, then do the work."""
        with one_run_at_a_time():
            self.passed.append((work.function.__name__, run_queue._THREAD.has_turn))
        return work.done(province, told)


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Passing]:
    process = Passing()
    with open_lane(process) as lane:
        monkeypatch.setattr(waiting, "lane", lambda: lane)
        yield process


def test_others_run_while_reach_waits_and_it_draws_what_it_asked(passing: Passing) -> None:
    app = linked(changed({"disbursement_rate": 71.25}), "reach")
    assert passing.passed == [("next_money", True)]
    app.multiselect(key="reach_levers_vi").set_value(THREE).run()
    assert passing.passed[1:] == [("reach", True)]
    assert not app.exception
    assert has_answer(app)


def test_an_answer_of_two_levers_does_not_wait_for_the_comparison_of_money(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_lane(HeldBack(), most=0) as full:
        monkeypatch.setattr(waiting, "lane", lambda: full)
        app = linked(changed({"disbursement_rate": 75.25}), "reach")
        assert has_answer(app)
        assert say("vi", "lane_full") in alerts(app)
    monkeypatch.setattr(waiting, "lane", Lane)
    app.button(key="reach_money_again").click().run()
    assert not app.exception
    assert has_answer(app)
    assert alerts(app) == ""


def test_others_run_while_drivers_are_computed(passing: Passing) -> None:
    app = linked(changed({"disbursement_rate": 72.25}), "sure")
    app.button(key="drivers_compute").click().run()
    assert passing.passed == [("drivers", True)]
    assert not app.exception
    assert all(button.key != "drivers_compute" for button in app.button)


def test_what_is_kept_does_not_wait(passing: Passing) -> None:
    for _ in range(2):
        linked(changed({"disbursement_rate": 73.25}), "reach")
    assert len(passing.passed) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_too_many_wait_it_is_said_and_asked_again(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    setting = changed({"disbursement_rate": 74.25 + LANGUAGES.index(language)})
    with open_lane(HeldBack(), most=0) as full:
        monkeypatch.setattr(waiting, "lane", lambda: full)
        app = linked(setting, "reach", language)
        app.multiselect(key=f"reach_levers_{language}").set_value(THREE).run()
        app.text_input(key=f"reach_target_grdp_growth_{language}").set_value("7").run()
        assert not has_answer(app)
        assert say(language, "lane_full") in alerts(app)
        sure = linked(setting, "sure", language)
        sure.button(key="drivers_compute").click().run()
        assert say(language, "lane_full") in alerts(sure)
    monkeypatch.setattr(waiting, "lane", Lane)
    app.button(key="reach_find_again").click().run()
    assert app.text_input(key=f"reach_target_grdp_growth_{language}").value == "7"
    sure.button(key="drivers_again").click().run()
    for tried in (app, sure):
        assert not tried.exception
        assert alerts(tried) == ""
    assert has_answer(app)


def test_a_long_search_that_was_sent_away_needs_one_press_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = linked(changed({"disbursement_rate": 77.25}), "reach")
    app.selectbox(key="reach_key_vi").set_value("all").run()
    with open_lane(HeldBack(), most=0) as full:
        monkeypatch.setattr(waiting, "lane", lambda: full)
        app.button(key="reach_find").click().run()
        assert say("vi", "lane_full") in alerts(app)
    monkeypatch.setattr(waiting, "lane", Lane)
    app.button(key="reach_find_again").click().run()
    assert has_answer(app)


def has_answer(app: AppTest) -> bool:
    return any('class="reach-answer"' in body for body in html(app))


def alerts(app: AppTest) -> str:
    return " ".join(Markup(body).text for body in html(app) if 'role="alert"' in body)


def test_a_reader_is_told_how_many_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waits, "OFTEN", 0.0)
    held, told = HeldBack(), list[Wait]()
    with open_lane(held) as lane:
        for number in range(3):
            lane.ask(number, PROVINCE, Work(doubled, (number,)))
        held.began.wait()

        def tell(now: Wait) -> None:
            told.append(now)
            held.go.set()

        mine = one(8), one(9)
        work_out(lane, PROVINCE, mine, tell)
    assert told[0] == Wait(3, None)
    assert sorted(told, key=lambda now: -now.ahead) == told
    assert [dear.found for dear in mine] == [16, 18]


class StopRun(BaseException):
    """What ends a run of Streamlit's when its reader moved on."""


def test_a_run_stopped_while_it_waits_leaves_the_lane_and_takes_no_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waits, "OFTEN", 0.0)
    held, other, end = HeldBack(), Event(), Event()

    def long_run() -> None:
        with one_run_at_a_time():
            other.set()
            end.wait()

    def stop(_: Wait) -> None:
        thread.start()
        other.wait()  # another run has the turn now: to wait for it would be to wait for ever
        raise StopRun

    thread = Thread(target=long_run)
    with open_lane(held) as lane:
        lane.ask(0, PROVINCE, Work(doubled, (0,)))
        held.began.wait()
        with pytest.raises(StopRun), one_run_at_a_time():
            work_out(lane, PROVINCE, [one(1), one(2)], stop)
        assert run_queue._TURNS.locked()  # the other run's turn was not given away
        end.set()
        thread.join()
        held.go.set()
        assert lane.ask(3, PROVINCE, Work(doubled, (3,))).answer.result() == 6
    assert [work.arguments for work in held.asked] == [(0,), (3,)]
    assert not run_queue._TURNS.locked()


def test_a_question_that_is_sent_away_leaves_none_of_its_parts_behind() -> None:
    held = HeldBack()
    with open_lane(held, most=1) as lane:
        lane.ask(0, PROVINCE, Work(doubled, (0,)))
        held.began.wait()
        with pytest.raises(TooManyError):
            work_out(lane, PROVINCE, [one(1), one(2)], lambda _: None)
        last = lane.ask(3, PROVINCE, Work(doubled, (3,)))
        held.go.set()
        assert last.answer.result() == 6
    assert [work.arguments for work in held.asked] == [(0,), (3,)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [None, 0.25])
@pytest.mark.parametrize("ahead", [0, 3])
def test_the_wait_is_told_in_words(language: str, share: float | None, ahead: int) -> None:
    def script(language: str, share: float | None, ahead: int) -> None:
        import streamlit as st

        from ui.pieces.waiting import draw_wait
        from ui.state.dear import Wait

        draw_wait(st.empty(), Wait(ahead, share), "reach_running", language)

    app = AppTest.from_function(script, args=(language, share, ahead)).run()
    assert not app.exception
    if share is None:
        (body,) = html(app)
        assert 'role="status"' in body
        text = Markup(body).text
    else:
        (bar,) = app.get("progress")
        assert bar.proto.value == 25
        text = bar.proto.text
    assert say(language, "reach_running") in text
    assert ("3" in text) == (ahead == 3)
