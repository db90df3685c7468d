"""Pieces drawn as one element: each still stands by itself."""

from markupsafe import Markup

from tests.support.page import Markup as Tags
from tests.support.page import page_with
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.state.compared import rows_beside
from ui.state.results import scenario_rows
from ui.text.markup import joined

ONE, OTHER = Markup("<p>1 &lt; 2</p>"), Markup("<h3>3</h3>")


def test_pieces_are_joined_as_they_are_and_in_their_order() -> None:
    found = joined([ONE, Markup(), OTHER])
    assert found.index(ONE) < found.index(OTHER)
    assert [tag for tag, _ in Tags(found).tags] == ["div", "div", "p", "div", "h3"]


def test_one_piece_stays_as_it_is_and_none_is_nothing() -> None:
    assert joined([Markup(), ONE]) == ONE
    assert joined([Markup()]) == joined([]) == ""


def test_what_stands_beside_is_projected_under_the_reader_s_assumptions() -> None:
    """Of the scenario itself it says what its own rows say, bands aside."""
    scenario = changed({"disbursement_rate": 80.0})
    page = page_with(scenario_rows(PROVINCE, scenario), scenario, "compare")
    beside = rows_beside(page, scenario.levers)
    assert [beside[row.indicator.key].projected for row in page.rows] == [
        row.projected for row in page.rows
    ]
    assert rows_beside(page, PLAN.levers)["grdp_growth"].projected != (
        beside["grdp_growth"].projected
    )
