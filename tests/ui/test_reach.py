"""The view "Reach a target": an answer holds when it is projected, and it is the command's."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from model import simulate
from model.cli.main import main
from model.goal.grid import Grid
from model.goal.reach import reach
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded
from tests.support.page import Markup, html, linked, said
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.charts.lever_map import heat_data, heat_spec, line_at
from ui.pictures.goal import ALL
from ui.state.link import decode
from ui.text.words import LANGUAGES, say

DEFAULT = {"disbursement_rate": (50.0, 100.0), "private_investment": (-3000.0, 5000.0)}


def view(scenario: Scenario = PLAN, language: str = "vi") -> AppTest:
    return linked(scenario, "reach", language)


def apply_link(app: AppTest) -> str | None:
    """Return where the button that applies the answer leads."""
    for tag, attributes in Markup("".join(html(app))).tags:
        if tag == "a" and attributes.get("id") == "reach_apply":
            return attributes["href"]
    return None


def refusals(app: AppTest) -> str:
    return " ".join(Markup(body).text for body in html(app) if 'role="alert"' in body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_view_opens_with_a_question_answered(language: str) -> None:
    goal = reach(PROVINCE, PLAN, "grdp_growth", 7.0, DEFAULT)
    app = view(language=language)
    assert goal.reached
    link = apply_link(app)
    assert link is not None
    there = decode(PROVINCE, link)
    assert there.problems == ()
    assert dict(there.scenario.levers) == dict(goal.levers)
    growth = float(simulate(there.scenario.levers)["grdp_growth"][0, 0])
    assert growth >= 7.0
    words = said(app, "reach-answer")
    assert str(rounded(growth, 2)).replace(".", "," if language == "vi" else ".") in words
    (chance,) = re.findall(r"(\d+) (?:trên|in) 20", words)
    assert int(chance) == rounded(20 * goal.probability, 0)


def test_the_page_says_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    levers = ["--lever", "disbursement_rate=50:100", "--lever", "private_investment=-3000:5000"]
    assert main(["goal", "grdp_growth", "7", *levers]) == 0
    printed = capsys.readouterr().out
    link = apply_link(view())
    assert link is not None
    for key in DEFAULT:
        value = decode(PROVINCE, link).scenario.levers[key]
        assert f"→ {value:g} " in printed


def test_what_cannot_be_reached_is_said_and_applies_as_the_best() -> None:
    app = view()
    app.text_input(key="reach_target_grdp_growth_vi").set_value("12").run()
    words = said(app, "reach-answer")
    assert "không đạt được trong khoảng cho phép" in words
    assert "< 1 trên 20" in words.replace("\u00a0", " ")
    link = apply_link(app)
    assert link is not None
    best = decode(PROVINCE, link).scenario.levers
    assert (best["disbursement_rate"], best["private_investment"]) == (100.0, 5000.0)


def test_a_narrowed_range_binds() -> None:
    app = view()
    app.text_input(key="reach_high_private_investment_vi").set_value("600").run()
    link = apply_link(app)
    assert link is not None
    assert decode(PROVINCE, link).scenario.levers["private_investment"] <= 600.0


def test_what_only_rounding_reaches_is_not_called_reached() -> None:
    """6.95 is 7.0 to the table of indicators, but not to who asks for 7."""
    app = view(changed({"national_growth": 6.45, "disbursement_rate": 95.0}))
    app.text_input(key="reach_high_private_investment_vi").set_value("500").run()
    app.text_input(key="reach_high_disbursement_rate_vi").set_value("95").run()
    words = said(app, "reach-answer")
    assert "không đạt được" in words
    (value,) = re.findall(r"Tốt nhất là ([\d,]+)%", words)
    assert 6.95 <= float(value.replace(",", ".")) < 7.0
    assert any(say("vi", "reach_rounded") in body for body in html(app))


@pytest.mark.parametrize("end", ["low", "high"])
def test_a_range_between_two_steps_is_refused(end: str) -> None:
    app = view()
    app.text_input(key="reach_low_private_investment_vi").set_value("510").run()
    app.text_input(key="reach_high_private_investment_vi").set_value("590").run()
    assert "510" in refusals(app)
    value = {"low": "500", "high": "600"}[end]
    app.text_input(key=f"reach_{end}_private_investment_vi").set_value(value).run()
    assert not refusals(app)
    assert said(app, "reach-answer")


def test_already_reached_offers_nothing_to_apply() -> None:
    app = view()
    app.text_input(key="reach_target_grdp_growth_vi").set_value("5,5").run()
    assert apply_link(app) is None
    assert "không cần đổi gì" in said(app, "reach-answer")


@pytest.mark.parametrize(
    ("key", "text", "parts"),
    [
        ("reach_target_grdp_growth_vi", "bảy", ["“bảy”", "%"]),
        ("reach_target_grdp_growth_vi", "", ["“”"]),
        ("reach_low_disbursement_rate_vi", "49", ["49", "50", "100"]),
        ("reach_high_disbursement_rate_vi", "<b>9</b>", ["<b>9</b>", "50", "100"]),
        ("reach_low_disbursement_rate_vi", "100", ["100"]),
    ],
)
def test_a_bad_entry_is_refused_and_stays(key: str, text: str, parts: list[str]) -> None:
    app = view()
    app.text_input(key=key).set_value(text).run()
    words = refusals(app)
    assert all(part in words for part in parts), words
    assert app.text_input(key=key).value == text
    assert apply_link(app) is None


def test_no_lever_is_refused() -> None:
    app = view()
    app.multiselect(key="reach_levers_vi").set_value([]).run()
    assert say("vi", "reach_refused_levers") in refusals(app)


@pytest.mark.parametrize(
    ("levers", "note"),
    [
        (["shrimp_area_high_tech"], "reach_one"),
        (["shrimp_area_high_tech", "private_investment", "fdi"], "reach_map_others"),
    ],
)
def test_the_answer_stands_above_what_the_map_needs(levers: list[str], note: str) -> None:
    app = view()
    app.multiselect(key="reach_levers_vi").set_value(levers).run()
    assert not app.exception
    bodies = html(app)
    answer, noted = (
        next(place for place, body in enumerate(bodies) if text in body)
        for text in ('class="reach-answer"', say("vi", note))
    )
    assert answer <= noted
    assert len(app.selectbox) == (1 if len(levers) == 1 else 3)


def test_all_targets_are_searched_when_the_reader_asks() -> None:
    app = view(changed({"disbursement_rate": 90.0}))
    app.selectbox(key="reach_key_vi").set_value(ALL).run()
    assert not [body for body in html(app) if 'class="reach-answer"' in body]
    app.button(key="reach_find").click().run()
    assert not app.exception
    assert said(app, "reach-answer")
    link = apply_link(app)
    assert link is not None
    assert decode(PROVINCE, link).scenario.levers["disbursement_rate"] >= 94.5


@given(level=st.floats(-2.9, 2.9), slope=st.floats(-2.0, 2.0))
def test_the_line_of_a_plane_is_straight(level: float, slope: float) -> None:
    across, up = np.linspace(-1.0, 1.0, 7), np.linspace(-1.0, 1.0, 5)
    plane = slope * across[None, :] + up[:, None]
    ends = line_at(across, up, plane, level).reshape(-1, 2)
    np.testing.assert_allclose(slope * ends[:, 0] + ends[:, 1], level, atol=1e-9)
    assert (len(ends) > 0) == (plane.min() < level <= plane.max())


def test_an_undefined_corner_has_no_line() -> None:
    values = np.array([[0.0, 1.0], [np.nan, 2.0]])
    assert len(line_at(np.arange(2.0), np.arange(2.0), values, 0.5)) == 1


@given(
    slope=st.floats(-3.0, 3.0),
    level=st.floats(-1.0, 1.0),
    points=st.tuples(*[st.floats(0.0, 1.0)] * 4),
)
def test_no_label_is_struck_through_by_the_line_or_hides_a_mark(
    slope: float, level: float, points: tuple[float, float, float, float]
) -> None:
    """On a map as narrow as on a phone, wherever line and marks are; within the map always."""
    across = up = np.linspace(0.0, 1.0, 25)
    values = slope * (across[None, :] - 0.5) + up[:, None] - 0.5
    grid = Grid("grdp_growth", ("fdi", "salinity"), across, up, values)
    now, answer = (points[0], points[1]), (points[2], points[3])
    line = line_at(across, up, values, level)
    data = heat_data(grid, line, (now, "now"), (answer, "answer"), "target 7.0")
    label = next((row for row in data["labels"] if row["text"] == "target 7.0"), None)
    assert (label is None) == (len(line) == 0)
    for row in data["labels"]:
        assert -1e-9 <= row["x"] <= 1.0 + 1e-9
        assert -0.05 <= row["y"] <= 1.05
    if label is None:
        return
    width, turned = len(label["text"]) * 7.5 / 320, 1 if label["side"] == "after" else -1
    ends = sorted((label["x"] + turned * 8.0 / 320, label["x"] + turned * (8.0 / 320 + width)))
    for x, y in [*line.reshape(-1, 2), np.array(now), np.array(answer)]:
        inside = ends[0] < x < ends[1] and abs(y - label["y"]) < 9.0 / 380
        assert not inside or line.shape[0] < 6  # a line in a corner leaves no room beside it


def test_the_key_of_the_map_needs_no_gradient() -> None:
    """A gradient is found by the address of the page, and vanishes when that changes."""
    limits = (0.0, 1.0, 0.0, 1.0)
    for theme in ("light", "dark"):
        spec = heat_spec("map", ("x", "y"), limits, ("growth", 2), "vi", theme)
        encodings = [layer.get("encoding", {}) for layer in spec["layer"]]
        legends = [each["color"]["legend"] for each in encodings if "color" in each]
        assert [legend["type"] for legend in legends] == ["symbol"]
