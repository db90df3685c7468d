"""Pictures: what each finds in a sentence, what may be chosen of it, and how targets are placed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.scenario.results import results
from model.scenario.scenario import Scenario
from model.scenario.targets import COUNTED, counts
from model.uncertainty.bands import spread
from tests.support.page import Markup, page_with
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed, preset
from ui.charts.places import EDGE, Placed
from ui.charts.rows import SHAPES
from ui.charts.targets import STATUSES, TargetMarks, targets_data
from ui.pictures import compare, drivers, path, reach, series, sure, targets, why
from ui.pictures.draw import links_html
from ui.pictures.goal import Question, asked_question, question_choices
from ui.pictures.picture import Picture
from ui.pictures.pictures import PICTURES
from ui.state.current import Page
from ui.state.results import scenario_rows
from ui.text.numbers import format_number
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES, name, say

languages = st.sampled_from(LANGUAGES)
SLOW = {"drivers", "reach"}
QUICK = sorted(set(PICTURES) - SLOW)
PINS = pinned(a=pin("A", disbursement_rate=70.0), c=pin("Cũ", private_investment=900.0))
BAD = {"of": "gdp", "by": "x", "base": "d", "target": "bảy", "free": "x", "question": "why"}
"""A choice of each name that no picture allows; what is not listed is refused as ``x``."""


def page(scenario: Scenario = PLAN, language: str = "vi") -> Page:
    rows = scenario_rows(PROVINCE, scenario)
    return page_with(rows, scenario, "why", language)


def with_pins(levers: Mapping[str, float]) -> Scenario:
    return replace(changed(levers), pins=PINS.pins)


def words_of(spec: object) -> list[object]:
    """List what a spec holds, numbers left out."""
    if isinstance(spec, Mapping):
        return [key_word for key, part in spec.items() for key_word in (key, *words_of(part))]
    if isinstance(spec, list):
        return [word for part in spec for word in words_of(part)]
    return [spec] if isinstance(spec, str) else []


def check(found: Picture) -> None:
    """A sentence in plain words, a spec without data, and data sets that hold something."""
    for text in (found.finding, found.reading):
        assert unicodedata.is_normalized("NFC", text)
        assert not set("{}\n_") & set(text)
        assert text == text.strip()
    assert found.finding
    assert not found.finding.endswith(".")
    assert "datasets" not in found.spec
    assert found.data
    assert all(found.data.values())


# What each picture finds


@pytest.mark.parametrize("kind", QUICK)
@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_every_picture_says_what_it_finds_wherever_the_levers_stand(
    kind: str, levers: dict[str, float], language: str
) -> None:
    here = page(with_pins(levers), language)
    found = PICTURES[kind].draw(here, {}, "light")
    check(found)
    assert PICTURES[kind].draw(here, {}, "dark").finding == found.finding


@pytest.mark.parametrize("kind", sorted(SLOW))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_searched_or_sampled_says_what_it_finds(kind: str, language: str) -> None:
    check(PICTURES[kind].draw(page(language=language), {}, "light"))


@pytest.mark.parametrize("kind", QUICK)
def test_no_word_of_a_spec_depends_on_the_levers(kind: str) -> None:
    """So that the page changes the marks in place."""
    corners = [
        with_pins({key: lever.range[end] for key, lever in PROVINCE.levers.items()})
        for end in (0, 1)
    ]
    plan, low, high = (
        PICTURES[kind].draw(page(scenario), {}, "light").spec for scenario in (PINS, *corners)
    )
    assert words_of(plan) == words_of(low) == words_of(high)


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_growth_is_explained_by_what_leads_most_to_where_it_stands(
    levers: dict[str, float], language: str
) -> None:
    here = page(changed(levers), language)
    growth = why.explained(here)
    for by in (why.GROUPS, why.CHANNELS):
        found = why.picture(here, {"by": by}, "light").finding
        assert why.growth_text(growth.end, language) in found
        if round(growth.change, 2):
            side = max if growth.change > 0 else min
            most = side(growth.by(by), key=lambda row: row.points)
            assert most.label[1:] in found
            assert format_number(abs(growth.change), 2, language) in found


def test_growth_on_trend_is_nobody_s_doing() -> None:
    trend = page(preset(PROVINCE.reference_preset))
    growth = why.growth_text(why.explained(trend).end, "vi")
    found = why.picture(trend, {}, "light").finding
    assert found == say("vi", "picture_why_same", growth=growth)


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_counted_as_the_headline_counts_them(language: str) -> None:
    for scenario in (PLAN, changed({"fdi": 150.0})):
        here = page(scenario, language)
        found = targets.picture(here, {}, "light")
        counted = counts(row.status for row in results(PROVINCE, scenario))
        for status in COUNTED:
            assert say(language, f"count_{status}", count=counted[status]) in found.finding
        assert len(found.data["rows"]) == sum(counted[status] for status in COUNTED)


# What may be chosen


@pytest.mark.parametrize(
    ("kind", "choice"), [(kind, key) for kind in PICTURES for key in sorted(PICTURES[kind].choices)]
)
def test_a_bad_choice_is_named_with_what_is_allowed(kind: str, choice: str) -> None:
    value = BAD.get(choice, "x")
    with pytest.raises(InvalidInputError) as caught:
        PICTURES[kind].draw(page(PINS), {choice: value}, "light")
    for problem in caught.value.problems:
        assert problem.field == choice
        assert problem.value == value
        assert problem.allowed
        for language in LANGUAGES:
            assert value in problem_text(PROVINCE, problem, language)


@pytest.mark.parametrize("kind", ["sure", "path", "compare"])
def test_a_picture_is_of_any_indicator_that_has_one(kind: str) -> None:
    """Those that it refuses are not among those that it allows."""
    here, drawn, refused, allowed = page(PINS), set(), set(), set()
    for key in PROVINCE.modelled:
        try:
            check(PICTURES[kind].draw(here, {"of": key}, "light"))
            drawn.add(key)
        except InvalidInputError as error:
            refused.add(key)
            allowed |= {error.problems[0].allowed.split(", ")[0]}
    assert len(drawn) > 30
    assert allowed <= drawn


def test_a_band_is_drawn_where_there_is_a_spread() -> None:
    parts = spread(PROVINCE, PLAN).parts
    for key in PROVINCE.modelled:
        drawn = sure.bands_picture(page(), sure.spreads(page()), key, "light")
        assert (drawn is None) == (parts[key] is None)


def test_every_series_is_drawn() -> None:
    for place, key in enumerate(series.series_keys(PROVINCE)):
        language = LANGUAGES[place % len(LANGUAGES)]
        found = series.picture(page(language=language), {"of": key}, "light")
        check(found)
        assert name(series.series_row(PROVINCE, key), language) in found.finding


def test_a_comparison_needs_pins_and_is_of_all_or_of_one() -> None:
    with pytest.raises(InvalidInputError):
        compare.picture(page(), {}, "light")
    for base, others in (("", "AC"), ("a", "A"), ("c", "C")):
        found = compare.picture(page(PINS), {"base": base}, "light")
        labels = [str(row["label"]) for row in found.data["differences"]]
        assert {label[0] for label in labels} == set(others)
        assert all(label in found.finding for label in labels)


def test_nothing_spreads_where_nothing_was_changed() -> None:
    trend = page(preset(PROVINCE.reference_preset))
    with pytest.raises(InvalidInputError) as caught:
        drivers.picture(trend, {}, "light")
    assert caught.value.problems[0].field == "question"


def test_what_cannot_be_reached_is_not_called_reached() -> None:
    for target, key in ((14.0, "not"), (6.0, "standing"), (7.0, "found")):
        found = reach.picture(page(), {"target": str(target)}, "light")
        words = say("vi", f"picture_reach_{key}", indicator="", limit="", start="", value="")
        assert words.partition(":")[2].partition(",")[0] in found.finding


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        ("target", "nan"),
        ("target", "1e300"),
        ("target", "-51"),
        ("target", ""),
        ("free", ""),
        ("free", "disbursement_rate"),
        ("free", "disbursement_rate,disbursement_rate"),
        ("free", "disbursement_rate=80,private_investment"),
        ("free", "disbursement_rate=a:b,private_investment"),
        ("across", "fdi"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(choice: str, value: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        reach.picture(page(), {choice: value}, "light")
    assert caught.value.problems[0].field == choice


@given(
    target=st.floats(-50.0, 100.0),
    free=st.lists(st.sampled_from(list(PROVINCE.levers)), min_size=2, unique=True),
    cut=st.floats(0.0, 0.9),
)
def test_a_question_comes_back_from_its_choices(target: float, free: list[str], cut: float) -> None:
    ranges = []
    for key in free:
        low, high = PROVINCE.levers[key].range
        ranges.append((key, low + cut * (high - low), high))
    question = Question(GROWTH, target + 0.0, tuple(ranges))
    assert asked_question(page(), question_choices(page(), question)) == question


# Targets on one scale


@given(levers=lever_boxes(), language=languages)
@fuzzed()
def test_every_mark_stands_on_the_scale(levers: dict[str, float], language: str) -> None:
    found = targets.picture(page(changed(levers), language), {}, "light")
    for row in found.data["rows"]:
        marks = ("at", "low", "high", "inner_low", "inner_high", "plan")
        assert all(-EDGE <= row[key] <= EDGE for key in marks if row[key] is not None)
        assert row["shape"] in SHAPES
        assert row["status"] in STATUSES


def test_a_mark_beyond_the_edge_is_an_arrow() -> None:
    def drawn(at: float | None) -> tuple[object, object]:
        places = Placed(at, None, None, None, None, None, None, None)
        [row] = targets_data([TargetMarks("", places, None, "", "", "met", "")])["rows"]
        return row["at"], row["shape"]

    assert drawn(0.5) == (0.5, "circle")
    assert drawn(7.0) == (EDGE, "triangle-right")
    assert drawn(-7.0) == (-EDGE, "triangle-left")
    assert drawn(None)[0] is None


def test_the_plan_is_a_ring_only_where_the_scenario_differs_from_it() -> None:
    assert not any(
        row["plan"] is not None for row in targets.picture(page(), {}, "light").data["rows"]
    )
    moved = targets.picture(page(changed({"disbursement_rate": 60.0})), {}, "light").data["rows"]
    rings = {str(row["label"]) for row in moved if row["plan"] is not None}
    title = name(PROVINCE.indicators["disbursement_rate_pm"], "vi")
    assert any(label.startswith(title) for label in rings)
    assert len(rings) < len(moved)


def test_own_targets_stand_beside_the_plan_s_also_where_nothing_is_projected() -> None:
    own = replace(PLAN, targets=MappingProxyType({"icor": 5.0, "visitors": 3.05}))
    rows = targets.picture(page(own), {}, "light").data["rows"]
    labels = " ".join(str(row["label"]) for row in rows)
    assert all(name(PROVINCE.indicators[key], "vi") in labels for key in own.targets)


# Links to pictures


@given(
    kind=st.sampled_from(list(PICTURES)),
    language=languages,
    choices=st.dictionaries(st.sampled_from(["of", "by"]), st.text(min_size=1), max_size=2),
)
def test_links_hold_what_was_chosen(kind: str, language: str, choices: dict[str, str]) -> None:
    found = Markup(links_html(kind, "key", language, **choices))
    files = [attributes["data-file"] or "" for tag, attributes in found.tags if tag == "a"]
    assert [urlsplit(file).path for file in files] == [f"chart/{kind}.png", f"chart/{kind}.svg"]
    for file in files:
        assert dict(parse_qsl(urlsplit(file).query, keep_blank_values=True)) == choices


def test_the_path_ends_where_its_chart_does() -> None:
    found = path.picture(page(), {"of": GROWTH}, "light")
    middle = [row for row in found.data["figures"] if row["side"] == "range"][1]
    assert str(middle["text"]) in found.finding
    assert str(middle["year"]) in found.finding
