"""The trail of a visit: what undo and redo lead to."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.page import opened, visit
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.state.address import STEP, step_link
from ui.state.history import LONGEST_TRAIL, Trail

START = Trail().arrived("plan", "")


def passed(trail: Trail, hand: str, *stops: str) -> Trail:
    """Return the trail after runs that one change of the hand set off."""
    for stop in stops:
        trail = trail.arrived(stop, hand)
    return trail


def test_one_drag_is_one_stop_and_two_changes_of_a_lever_are_two() -> None:
    dragged = passed(START, "fdi.1", "a", "b", "c")
    assert dragged.stops == ("plan", "c")
    typed = passed(dragged, "fdi.2", "d")
    assert typed.stops == ("plan", "c", "d")
    assert typed.back == "c"


def test_a_drag_that_ends_where_it_began_leaves_no_stop() -> None:
    before = passed(START, "fdi.1", "a")
    assert passed(before, "fdi.2", "b", "a").stops == before.stops
    assert passed(before, "fdi.2", "b", "a", "c", "d").stops == ("plan", "a", "d")
    assert passed(before, "fdi.2", "b", "a").onward is None


def test_a_change_that_leads_back_is_a_step_of_its_own() -> None:
    there = passed(START, "fdi.1", "a")
    assert passed(there, "fdi.2", "plan").stops == ("plan", "a", "plan")
    assert there.arrived("plan", "", fresh=True).stops == ("plan", "a", "plan")
    assert there.arrived("plan", "").onward == "a"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9)), max_size=80))
def test_undo_leads_through_the_end_of_every_change_of_the_hand(
    moves: list[tuple[str, int]],
) -> None:
    trail, ends = START, ["plan"]
    for number, (stop, length) in enumerate(moves):
        on_the_way = [f"{number}.{place}" for place in range(length)]
        trail = passed(trail, f"fdi.{number}", *on_the_way, stop)
        if stop != ends[-1]:
            ends.append(stop)
    assert list(trail.stops) == ends[-LONGEST_TRAIL:]
    for stop in reversed(trail.stops[:-1]):
        assert trail.back == stop
        trail = trail.arrived(stop, "")
    assert trail.back is None


def test_what_the_hand_passed_before_a_run_was_asked_for_is_a_stop() -> None:
    app = opened()
    app.query_params["fdi"] = "250"
    app.query_params[STEP] = "move.fdi.3.9~fdi.1.150~fdi.2.200~salinity.1.0.5"
    app.query_params["salinity"] = "0.5"
    app.run()
    ends: list[dict[str, float]] = [{}, {"fdi": 150}, {"fdi": 200}, {"fdi": 200, "salinity": 0.5}]
    ends.append({"fdi": 250, "salinity": 0.5})
    trail = visit(app).trail
    assert trail is not None
    assert trail.stops[1:] == tuple(step_link(PROVINCE, changed(end)) for end in ends[1:])


def test_a_mark_that_nobody_wrote_says_nothing() -> None:
    for mark in ("~~", "move", "move.fdi~fdi.1.nan~x.1.2~fdi.1.1e9~fdi~fdi.1~1", "~fdi.1.2" * 999):
        app = opened([(STEP, mark)])
        trail = visit(app).trail
        assert trail is not None
        assert trail.stops[-1] == step_link(PROVINCE, PLAN)
