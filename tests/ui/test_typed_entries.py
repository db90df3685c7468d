"""Boxes for numbers on the page: what is out of range is refused with how it was read."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from model.scenario.link import open_keys
from tests.support.page import Markup, html, linked, visit
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.state.link import decode
from ui.text.numbers import format_exact
from ui.text.words import LANGUAGES, name, say

SLIPS = {"vi": ("7.125", "7125", "7,125"), "en": ("7,125", "7125", "7.125")}
"""What is typed for 7.125 in the other convention, how it is read, and what it was meant as."""
ORDINARY = [key for key in open_keys(PROVINCE) if PROVINCE.indicators[key].range == (0.0, 100.0)]


def refusals(app: AppTest) -> str:
    return " ".join(Markup(body).text for body in html(app) if 'role="alert"' in body)


def own_entry(key: str, text: str, language: str) -> AppTest:
    """Type an own target of an indicator and press the button."""
    app = linked(PLAN, language=language)
    app.session_state["own_open"] = True
    app.run()
    app.selectbox(key=f"own_key_{language}").set_value(key)
    app.text_input(key="own_value").set_value(text)
    app.button(key="own").click().run()
    assert not app.exception
    return app


def expect_parts(text: str, parts: Sequence[str]) -> None:
    assert all(part in text for part in parts), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_an_own_target_is_asked_about_and_mended_by_one_press(language: str) -> None:
    key = ORDINARY[0]
    typed, read, meant = SLIPS[language]
    app = own_entry(key, typed, language)
    how = say(language, "typed_thousands")
    expect_parts(refusals(app), [read, how, meant, name(PROVINCE.indicators[key], language)])
    assert app.text_input(key="own_value").value == typed
    assert visit(app).jump.link == ""
    app.button(key="own_take").click().run()
    assert decode(PROVINCE, visit(app).jump.link).scenario.targets == {key: 7.125}
    assert refusals(app) == ""
    assert app.text_input(key="own_value").value == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_target_out_of_its_range_is_refused_with_the_range(language: str) -> None:
    for key in open_keys(PROVINCE)[:4]:
        indicator = PROVINCE.indicators[key]
        low, high = indicator.range
        app = own_entry(key, format_exact(2 * high + 1, language), language)
        unit = name(PROVINCE.units[indicator.unit], language)
        expect_parts(refusals(app), [*(format_exact(end, language) for end in (low, high)), unit])
        assert visit(app).jump.link == ""
        assert not [button for button in app.button if button.key == "own_take"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_unit_of_an_own_target_may_follow_and_another_is_named(language: str) -> None:
    key = ORDINARY[0]
    assert PROVINCE.indicators[key].unit == "%"
    app = own_entry(key, "12 %", language)
    assert decode(PROVINCE, visit(app).jump.link).scenario.targets == {key: 12.0}
    app = own_entry(key, "12 ha", language)
    expect_parts(refusals(app), ["“ha”", "%"])
    assert visit(app).jump.link == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_a_target_to_reach_is_asked_about(language: str) -> None:
    typed, read, meant = SLIPS[language]
    app = linked(PLAN, "reach", language)
    field = f"reach_target_grdp_growth_{language}"
    app.text_input(key=field).set_value(typed).run()
    expect_parts(refusals(app), [read, meant])
    assert app.text_input(key=field).value == typed
    app.button(key="reach_take_target_grdp_growth").click().run()
    assert not app.exception
    assert app.text_input(key=field).value == meant
    assert refusals(app) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_a_range_to_search_is_asked_about(language: str) -> None:
    low, high = PROVINCE.levers["disbursement_rate"].range
    assert low < 60.125 < high
    typed = format_exact(60125.0, language)
    app = linked(PLAN, "reach", language)
    field = f"reach_low_disbursement_rate_{language}"
    app.text_input(key=field).set_value(typed).run()
    expect_parts(refusals(app), ["60125", format_exact(60.125, language)])
    app.button(key="reach_take_low_disbursement_rate").click().run()
    assert app.text_input(key=field).value == format_exact(60.125, language)
    assert refusals(app) == ""
    app.text_input(key=field).set_value("60 ha").run()
    expect_parts(refusals(app), ["“ha”", "%"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_an_assumption_is_asked_about(language: str) -> None:
    row = PROVINCE.parameters["sd_agg"]
    assert row.low < 1.375 < row.high
    app = linked(PLAN, "sure", language)
    app.text_input(key="sigma_value").set_value(format_exact(1375.0, language))
    app.button(key="sigma").click().run()
    expect_parts(refusals(app), ["1375", format_exact(1.375, language)])
    assert visit(app).jump.link == ""
    app.button(key="sigma_take").click().run()
    assert "sigma=1.375" in visit(app).jump.link
    assert refusals(app) == ""
