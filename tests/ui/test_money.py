"""Reach: where the next money does most, and a question that another place of the page asks."""

from urllib.parse import parse_qsl

import pytest

from model.goal.money import OWNERS
from tests.support.page import Markup, html, linked, opened, said
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.pieces.ask import PLACE, ask_setting
from ui.state.link import encode
from ui.text.words import LANGUAGES, name, say

FULL = {key: PROVINCE.levers[key].max for key in OWNERS}


def asked(indicator: str) -> str:
    """What the page is asked to open by the link of a question, as its attributes say."""
    ((tag, attributes),) = Markup(f"<a {ask_setting(indicator, 'vi')}>7</a>").tags
    assert (tag, attributes["class"], attributes["data-to"]) == ("a", "step", PLACE)
    assert attributes["data-set"] == "view=reach"
    return f"choose-{attributes['data-choose']}.1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_stands_below_the_answer_with_its_figures(language: str) -> None:
    bodies = html(linked(changed({"disbursement_rate": 100.0}), "reach", language))
    answer, table = (
        next(place for place, body in enumerate(bodies) if words in body)
        for words in ("reach-answer", say(language, "reach_money_table"))
    )
    assert answer < table
    text = Markup(bodies[table]).text
    for key, owner in OWNERS.items():
        assert name(PROVINCE.levers[key], language) in text
        if key != "disbursement_rate":
            assert say(language, f"money_owner_{owner}") in text
    assert say(language, "money_at_most", value="100%") in text
    assert say(language, "picture_money_reading") in text


def test_it_is_drawn_on_this_view_only() -> None:
    words = say("vi", "reach_money_table")
    assert not any(words in body for body in html(linked(PLAN, "why")))


def test_where_no_lever_can_take_more_the_page_says_so() -> None:
    bodies = html(linked(changed(FULL), "reach"))
    assert any(say("vi", "picture_money_none", sum="100") in body for body in bodies)


@pytest.mark.parametrize("key", ["shrimp_output", "share_sector1", "grdp_growth"])
def test_a_link_asks_for_an_indicator_and_the_page_answers(key: str) -> None:
    query = parse_qsl(encode(PROVINCE, PLAN, "reach", "vi")[1:])
    app = opened([*query, ("step", asked(key))])
    assert app.selectbox(key="reach_key_vi").value == key
    assert name(PROVINCE.indicators[key], "vi") in said(app, "reach-answer")
    assert any(f'id="{PLACE}"' in body for body in html(app))
    levers = app.multiselect(key="reach_levers_vi").value
    assert len(levers) == 2


def test_a_link_is_followed_once_and_leads_away_from_an_earlier_question() -> None:
    app = linked(PLAN, "reach")
    app.selectbox(key="reach_key_vi").set_value("exports").run()
    app.query_params["step"] = asked("shrimp_output")
    app.run()
    assert app.selectbox(key="reach_key_vi").value == "shrimp_output"
    app.selectbox(key="reach_key_vi").set_value("exports").run()
    assert app.selectbox(key="reach_key_vi").value == "exports"
    assert not app.exception


@pytest.mark.parametrize("mark", ["choose-<b>.1", "choose-papi_score.1", "choose-mu.1", "new.1"])
def test_what_is_no_question_changes_none(mark: str) -> None:
    query = parse_qsl(encode(PROVINCE, PLAN, "reach", "vi")[1:])
    app = opened([*query, ("step", mark)])
    assert app.selectbox(key="reach_key_vi").value == "grdp_growth"


def test_levers_that_do_not_move_it_lead_to_those_that_do() -> None:
    """A typed target stays, as the question is the same."""
    app = linked(PLAN, "reach")
    app.selectbox(key="reach_key_vi").set_value("shrimp_output").run()
    app.text_input(key="reach_target_shrimp_output_vi").set_value("230.000").run()
    assert "không đạt được" in said(app, "reach-answer")
    (words,) = [body for body in html(app) if "reach_others" in body]
    assert name(PROVINCE.levers["shrimp_area_intensive"], "vi") in Markup(words).text
    app.query_params["step"] = asked("shrimp_output")
    app.run()
    assert "230.000" in said(app, "reach-answer")
    assert "đạt được, từ" in said(app, "reach-answer")
    assert not any("reach_others" in body for body in html(app))
