"""The reader's own assumptions on the page: set, refused, marked, taken back."""

import re
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from model.scenario.scenario import Pin, Scenario
from tests.support.page import html, linked, opened, said, visit
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, preset
from ui.state.link import VIEWS, decode, encode
from ui.text.numbers import format_exact
from ui.text.words import LANGUAGES, name, say

MU = PROVINCE.parameters["mu"]


def assuming(**parameters: float) -> Scenario:
    return replace(PLAN, parameters=MappingProxyType(parameters))


def choose(app: AppTest, key: str, text: str, language: str = "vi") -> AppTest:
    """Choose a parameter on the method view, type a number and press the button."""
    app.selectbox(key=f"assume_key_{language}").set_value(key).run()
    app.text_input(key="assume_value").set_value(text)
    app.button(key="assume").click().run()
    assert not app.exception
    return app


def stepped_to(app: AppTest) -> Scenario:
    """Return the scenario that the page asks the browser to step to."""
    return decode(PROVINCE, visit(app).jump.link).scenario


def steps(app: AppTest, key: str) -> Scenario:
    """Return where a step link leads."""
    (body,) = (body for body in html(app) if f'id="{key}"' in body)
    link = body.split(f'id="{key}" href="')[1].split('"')[0].replace("&amp;", "&")
    return decode(PROVINCE, link).scenario


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_marks_own_assumptions_and_leads_back(view: str, language: str) -> None:
    scenario = assuming(mu=MU.high, sd_agg=2.0)
    mark = said(linked(scenario, view, language), "assumed")
    assert name(MU, language) in mark
    for value in (MU.default, MU.high, 2.0):
        assert format_exact(value, language) in mark
    assert steps(linked(scenario, view, language), "assumed_reset").parameters == {}


@pytest.mark.parametrize("view", VIEWS)
def test_without_them_nothing_is_marked(view: str) -> None:
    bodies = html(linked(PLAN, view))
    assert not [body for body in bodies if 'class="assumed"' in body]
    assert not [body for body in bodies if say("vi", "assumed_short") in body]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phones_strip_is_marked_too(language: str) -> None:
    strips = [body for body in html(linked(assuming(mu=0.3), "why", language)) if "strip" in body]
    assert len(strips) == 2
    assert all(say(language, "assumed_short") in body for body in strips)


def test_many_assumptions_are_marked_in_one_line() -> None:
    keys = [key for key, row in PROVINCE.assumptions.items() if row.low < row.high][:10]
    app = linked(assuming(**{key: PROVINCE.parameters[key].high for key in keys}))
    mark = said(app, "assumed")
    assert say("vi", "assumed_more", count=7) in mark


def test_a_comparison_says_that_they_hold_for_every_scenario() -> None:
    pins = MappingProxyType({"a": Pin(preset("baseline_2023").levers, "A")})
    app = linked(replace(assuming(mu=MU.high), pins=pins), "compare")
    assert say("vi", "assumed_pins") in said(app, "assumed")


@pytest.mark.parametrize(("language", "text"), [("vi", "0,3"), ("en", "0.3"), ("vi", "0.3")])
def test_a_number_within_the_range_is_a_step(language: str, text: str) -> None:
    app = choose(linked(PLAN, "method", language), "mu", text, language)
    assert stepped_to(app).parameters == {"mu": 0.3}
    assert stepped_to(app).levers == PLAN.levers


@pytest.mark.parametrize("text", ["0,9", "-1", "nhiều", "", "nan", "1e3", "<b>0,3</b>"])
def test_any_other_text_is_refused_with_what_is_allowed(text: str) -> None:
    app = choose(linked(assuming(mu=0.3), "method"), "mu", text)
    assert not visit(app).jump.link
    refused = said(app, "refused")
    limits = [format_exact(limit, "vi") for limit in MU.range]
    for words in (name(MU, "vi"), text, *limits):
        assert words in refused
    assert name(MU, "vi") in said(app, "assumed")


def test_the_models_own_number_is_no_assumption() -> None:
    app = choose(linked(assuming(mu=0.3), "method"), "mu", format_exact(MU.default, "vi"))
    assert stepped_to(app).parameters == {}


def test_one_or_all_are_taken_back_and_nothing_else_moves() -> None:
    scenario = replace(
        changed({"fdi": 250.0}), parameters=MappingProxyType({"mu": 0.3, "omega": 0.2})
    )
    app = linked(scenario, "method")
    assert steps(app, "assumed_mu") == replace(
        scenario, parameters=MappingProxyType({"omega": 0.2})
    )
    assert steps(app, "assumed_reset") == replace(scenario, parameters=MappingProxyType({}))


def test_only_parameters_with_a_range_are_offered() -> None:
    app = linked(PLAN, "method")
    options = app.selectbox(key="assume_key_vi").options
    settable = [row for row in PROVINCE.assumptions.values() if row.low < row.high]
    assert len(options) == len(settable)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_lead_to_every_parameter_that_can_be_set(language: str) -> None:
    app = linked(PLAN, "method", language)
    choices = {key for body in html(app) for key in re.findall(r'data-choose="(\w+)"', body)}
    assert choices == {key for key, row in PROVINCE.assumptions.items() if row.low < row.high}
    assert [body for body in html(app) if 'id="assume"' in body]


@pytest.mark.parametrize(
    ("pressed", "chosen"),
    [("choose-mu.3", "mu"), ("choose-share_tax.3", "kci0"), ("choose-.1", "kci0"), ("mu", "kci0")],
)
def test_a_pressed_parameter_is_chosen_once(pressed: str, chosen: str) -> None:
    app = opened([*parse_qsl(encode(PROVINCE, PLAN, "method", "vi")[1:]), ("step", pressed)])
    box = app.selectbox(key="assume_key_vi")
    assert box.value == chosen
    box.set_value("omega").run()
    assert app.selectbox(key="assume_key_vi").value == "omega"


def test_the_step_is_what_a_link_says() -> None:
    app = choose(linked(PLAN, "method"), "mu", "0,3")
    assert ("p.mu", "0.3") in parse_qsl(visit(app).jump.link.lstrip("?"))
