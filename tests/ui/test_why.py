"""Why: what each change does against the plan, adding up exactly, also as it is shown."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from model import simulate
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.scenario.results import results
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded
from tests.support.page import Markup, html, linked, page_with
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed, preset
from ui.pictures import why
from ui.pictures.changes import MOST_ALONE, Changes, changes_explained
from ui.pictures.contributions import DECIMALS
from ui.state.current import Page
from ui.text.numbers import format_exact, format_signed
from ui.text.problems import problem_text
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES, name, say
from ui.views.why.changes import changes_table

languages = st.sampled_from(LANGUAGES)
LEVERS = list(PROVINCE.levers)


def page(scenario: Scenario = PLAN, language: str = "vi") -> Page:
    return page_with(results(PROVINCE, scenario), scenario, "why", language)


def explained(scenario: Scenario, language: str = "vi") -> Changes:
    found = changes_explained(page(scenario, language))
    assert found is not None
    return found


def growth(scenario: Scenario) -> float:
    return float(simulate(scenario.levers, scenario.parameters)[GROWTH][0, 0])


def cells(body: str) -> list[list[str]]:
    """Return the rows of the one table of a piece of HTML as text."""
    rows: list[list[str]] = []
    piece = Markup(body)
    for (tag, _), text in zip(piece.tags, piece.texts, strict=True):
        if tag == "tr":
            rows.append([])
        elif tag in ("th", "td"):
            rows[-1].append(" ".join(text.split()))
    return rows


def number(text: str, language: str) -> float:
    found = parse_exact(text, language)
    assert found is not None
    return found


@given(
    levers=lever_boxes(),
    moved=st.lists(st.sampled_from(LEVERS), min_size=1, max_size=MOST_ALONE, unique=True),
    mu=st.floats(*PROVINCE.parameters["mu"].range),
    language=languages,
)
@fuzzed()
def test_changes_add_up_in_the_picture_and_in_its_table(
    levers: dict[str, float], moved: Sequence[str], mu: float, language: str
) -> None:
    scenario = replace(
        changed({key: levers[key] for key in moved}), parameters=MappingProxyType({"mu": mu})
    )
    here = page(scenario, language)
    found = changes_explained(here)
    if found is None:
        assert scenario.levers == PLAN.levers
        return
    plan = replace(PLAN, parameters=scenario.parameters)
    total = rounded(growth(scenario), DECIMALS) - rounded(growth(plan), DECIMALS)
    assert found.change == pytest.approx(total)
    assert sum(row.points for row in found.found) == pytest.approx(total)

    bars = why.picture(here, {"by": "changes"}, "light").data["bars"]
    ends = [float(str(row["end"])) for row in bars[:-1]]
    rises = [after - before for before, after in pairwise(ends)]
    assert rises == pytest.approx([row.points for row in found.found])

    rows = cells(changes_table(here, found))
    written = [number(row[-1], language) for row in rows[1:-1] if row[-1]]
    assert sum(written) == pytest.approx(total)
    assert rows[-1][-1] == format_signed(total, DECIMALS, language)


def test_one_change_is_from_to_with_all_that_it_does() -> None:
    scenario = changed({"disbursement_rate": 80.0})
    rows = cells(changes_table(page(scenario), explained(scenario)))
    effect = format_signed(explained(scenario).change, DECIMALS, "vi")
    assert rows[1][1:] == ["95 → 80", effect]
    finding = why.picture(page(scenario), {"by": "changes"}, "light").finding
    assert effect in finding
    assert "80%" in finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_many_were_changed_they_stand_in_their_groups(language: str) -> None:
    scenario = preset("everything_right")
    moved = [key for key in LEVERS if scenario.levers[key] != PLAN.levers[key]]
    assert len(moved) > MOST_ALONE
    here, found = page(scenario, language), explained(scenario, language)
    groups = {PROVINCE.levers[key].group for key in moved}
    assert {row.key for row in found.found} == groups
    rows = cells(changes_table(here, found))
    assert len(rows) == 2 + len(groups) + len(moved)
    titles = [row[0] for row in rows]
    for group in PROVINCE.group_rows("lever"):
        for key in moved:
            lever = PROVINCE.levers[key]
            if lever.group == group.key:
                place = next(i for i, title in enumerate(titles) if title == name(group, language))
                below = titles[place + 1 :]
                assert any(title.startswith(name(lever, language)) for title in below)
    effects = [number(row[-1], language) for row in rows[1:-1] if row[-1]]
    assert sum(effects) == pytest.approx(found.change)


# The page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_view_opens_with_the_changes_and_then_the_trend(language: str) -> None:
    text = Markup("".join(html(linked(changed({"disbursement_rate": 75.0}), "why", language)))).text
    order = [text.index(say(language, f"why_{part}")) for part in ("changes", "groups", "channels")]
    assert order == sorted(order)


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_the_plan_nothing_is_called_a_change_and_the_trend_is_the_measure(
    language: str,
) -> None:
    assert changes_explained(page(PLAN, language)) is None
    bodies = "".join(html(linked(PLAN, "why", language)))
    assert say(language, "why_changes") not in Markup(bodies).text
    assert say(language, "why_groups") in Markup(bodies).text


@pytest.mark.parametrize("scenario", [PLAN, changed({"fdi": 300.0})])
@pytest.mark.parametrize("language", LANGUAGES)
def test_own_assumptions_are_named_from_to(scenario: Scenario, language: str) -> None:
    own = replace(scenario, parameters=MappingProxyType({"mu": 0.375}))
    row = PROVINCE.parameters["mu"]
    [body] = [
        body
        for body in html(linked(own, "why", language))
        if str(escape(say(language, "why_assumed_note"))) in body
    ]
    assert name(row, language) in Markup(body).text
    for value in (row.default, 0.375):
        assert format_exact(value, language) in Markup(body).text


# By address


def test_at_the_plan_there_is_no_picture_of_changes_and_it_is_said_why() -> None:
    with pytest.raises(InvalidInputError) as caught:
        why.picture(page(), {"by": "changes"}, "light")
    [problem] = caught.value.problems
    assert (problem.field, problem.value) == ("by", "changes")
    for language in LANGUAGES:
        for kind in (why.GROUPS, why.CHANNELS):
            assert kind in problem_text(PROVINCE, problem, language)


def test_what_leads_most_is_named_and_evened_out_changes_say_so() -> None:
    both = changed({"disbursement_rate": 60.0, "fdi": 300.0})
    finding = why.picture(page(both), {"by": "changes"}, "light").finding
    assert name(PROVINCE.levers["disbursement_rate"], "vi")[1:] in finding
    silent = changed({"disbursement_rate": PLAN.levers["disbursement_rate"] - 0.001, "fdi": 100.5})
    finding = why.picture(page(silent), {"by": "changes"}, "light").finding
    assert say("vi", "picture_why_plan_same", growth="", plan="").rpartition(":")[2] in finding
