"""Look back: a year as it came, version by version; what is shown is what the model scored."""

import re
from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.evidence.look_back import LEVEL, MEASURES, Score, look_backs, worst, years
from model.evidence.look_back_table import statuses_of, target_of
from model.evidence.vintages import PASSED, SETTINGS
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.targets import COUNTED, target_status
from model.uncertainty.bands import WIDTHS
from tests.support.page import Markup, Table, html, opened, page_with
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.charts.came import came_places
from ui.charts.places import EDGE
from ui.pictures import came, growth_fan
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_date, format_number
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES, in_sentence, name, say
from ui.views.look_back import outcomes, scorecard
from ui.views.look_back.outcome_cards import outcome_cards, reported

YEAR = years(PROVINCE)[0]
LOOKS = look_backs(PROVINCE, YEAR)
CHOICES = list(LOOKS)
NOTHING = {
    "no outcome": replace(PROVINCE, outcomes=()),
    "no figure": replace(
        PROVINCE, observations=tuple(row for row in PROVINCE.observations if row.year != YEAR)
    ),
}
choices = st.sampled_from(CHOICES)
languages = st.sampled_from(LANGUAGES)


def page(language: str = "vi", province: Province = PROVINCE) -> Page:
    return replace(page_with((), PLAN, "look_back", language), province=province)


def number(text: str, language: str) -> float:
    """Read the first number of a cell."""
    found = re.search(r"[+−-]?[\d.,]+", text)
    assert found, text
    return parse_exact(found[0].replace("−", "-").lstrip("+"), language) or 0.0


def written(found: Table, keys: list[str], language: str) -> list[list[str]]:
    """Return the rows of indicators, which stand in this order."""
    titles = [name(PROVINCE.indicators[key], language) for key in keys]
    rows = [row for row in found.rows[1:] if row]
    assert len(rows) == len(keys)
    for row, title in zip(rows, titles, strict=True):
        assert row[0].startswith(title)
    return rows


def shown_rows(choice: tuple[str, str], language: str) -> dict[str, list[str]]:
    """Return the cells of every indicator of a look back."""
    scores = LOOKS[choice].scores
    keys = [row.key for row in worst(scores)] + [row.key for row in scores if row.given]
    found = Table(outcomes.rows_html(PROVINCE, language, *choice))
    return dict(zip(keys, written(found, keys, language), strict=True))


# What leads


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_comes_the_version_made_before_the_outcome_was_known(language: str) -> None:
    version, setting = came.version_first(PROVINCE)
    assert PROVINCE.versions[version].blind_to(YEAR)
    assert setting == PASSED
    found = LOOKS[version, setting]
    text = " ".join(Markup(outcomes.lead_html(PROVINCE, language)).text.split())
    growth = next(row for row in found.scored if row.key == GROWTH)
    for value in (growth.came.middle, growth.forecast.projected):
        assert format_number(value, 2, language) in text
    whole, _, clean = text.partition("†")
    for part, looked in ((whole, found), (clean, found.unseen)):
        for width in WIDTHS:
            assert re.search(rf"{width}% \D*{looked.held(width)}\b", part)
        assert looked.relative is not None
        assert format_number(looked.relative, 2, language) in part
    assert growth_fan.made_text(PROVINCE, version, YEAR, language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_version_that_did_not_know_is_called_blind(language: str) -> None:
    rows = Table(outcomes.settings_html(PROVINCE, language, *CHOICES[0])).rows
    heads = {row[0].split(" · ")[0]: row[0] for row in rows if len(row) == 1}
    assert set(heads) == {version for version, _ in CHOICES}
    for version, head in heads.items():
        blind = PROVINCE.versions[version].blind_to(YEAR)
        made = format_date(PROVINCE.versions[version].date, language)
        assert (say(language, "picture_growth_blind", date=made) in head) == blind
        assert (say(language, "picture_growth_after", year=YEAR) in head) == (not blind)


@given(choice=choices, language=languages)
def test_every_version_and_setting_is_shown_as_it_scored(
    choice: tuple[str, str], language: str
) -> None:
    drawn = outcomes.settings_html(PROVINCE, language, *choice)
    rows = [row for row in Table(drawn).rows[1:] if len(row) > 1]
    assert len(rows) == len(LOOKS)
    for found, cells in zip(LOOKS.values(), rows, strict=True):
        title = name(PROVINCE.word("look_back_word", found.setting), language)
        assert cells[0].startswith(title)
        held = [found.held(width) for width in sorted(WIDTHS, reverse=True)]
        assert cells[3] == f"{len(found.ranged)}/{len(found.scored)}"
        assert [int(cell) for cell in cells[4:7]] == held
        for measure, cell in zip(MEASURES, cells[7:10], strict=True):
            mean = fmean(row.missed for row in found.of(measure))
            assert number(cell, language) == pytest.approx(mean, abs=0.051)
        assert found.relative is not None
        assert number(cells[10], language) == pytest.approx(found.relative, abs=0.0051)
    chosen = [tags for _, tags in Markup(drawn).tags if tags.get("aria-current")]
    assert len(chosen) == 1


# Every indicator


@given(choice=choices, language=languages)
def test_every_indicator_has_its_row_the_worst_miss_first(
    choice: tuple[str, str], language: str
) -> None:
    for key, cells in shown_rows(choice, language).items():
        row = next(row for row in LOOKS[choice].scores if row.key == key)
        _, _, projected, outcome, error, inside, relative, _ = cells
        level = row.came.outcome.measure == LEVEL
        decimals = PROVINCE.indicators[key].decimals if level else 2
        assert projected.startswith(format_number(row.forecast.projected, decimals, language))
        ends = [parse_exact(end, language) for end in outcome.split("–")]
        assert ends == list(dict.fromkeys(row.came.ends))
        if row.given:
            assert error == inside == relative == UNKNOWN
            assert cells[1] == say(language, "outcomes_given")
            continue
        assert number(error, language) == pytest.approx(row.error, abs=0.051)
        held = [width for width in sorted(WIDTHS) if row.within(width)]
        if row.forecast.spreads:
            assert inside == (f"{held[0]}%" if held else say(language, "outcomes_outside"))
        else:
            assert inside == UNKNOWN
            assert cells[1] == say(language, "outcomes_lever")
        if row.relative is not None:
            assert number(relative, language) == pytest.approx(row.relative, abs=0.0051)


@given(choice=choices, language=languages)
def test_rows_whose_base_was_read_off_a_page_of_outcomes_are_marked(
    choice: tuple[str, str], language: str
) -> None:
    marked = {key for key, cells in shown_rows(choice, language).items() if "†" in cells[0]}
    assert marked == {row.key for row in LOOKS[choice].scores if row.came.outcome.seen}
    text = Markup(outcomes.rows_html(PROVINCE, language, *choice)).text
    assert (say(language, "outcomes_seen", year=YEAR, base=YEAR - 1) in text) == bool(marked)


@given(choice=choices)
def test_a_dot_is_off_the_band_where_the_band_did_not_hold_it(choice: tuple[str, str]) -> None:
    for row in LOOKS[choice].scored:
        places = came_places(row)
        if places is None:
            assert not row.forecast.spreads
            continue
        assert places.high - places.low == pytest.approx(2.0)
        assert (places.low <= places.first and places.last <= places.high) == row.within(90)
        inner = places.inner_low <= places.first and places.last <= places.inner_high
        assert inner == row.within(60)
        assert places.base is None or abs(places.base) <= EDGE


@given(choice=choices, language=languages)
def test_statuses_are_those_of_the_target_and_a_range_may_have_two(
    choice: tuple[str, str], language: str
) -> None:
    words = {status: name(PROVINCE.word("status", status), language) for status in COUNTED}
    rows = shown_rows(choice, language)
    for row in LOOKS[choice].scored:
        target, cell = target_of(PROVINCE, row.came.outcome), rows[row.key][-1]
        review = reported(PROVINCE, row.key, YEAR)
        statuses = () if target is None else row.came.statuses(PROVINCE, target)
        if target is not None:
            indicator = PROVINCE.indicators[row.key]
            projected = target_status(indicator, target, row.forecast.projected)
            chips = " ".join(words[status] for status in statuses)
            assert cell.startswith(f"{words[projected]} → {chips}")
        told = review is not None and statuses != (review.status,)
        assert (say(language, "outcomes_reported", status="") in f"{cell} ") == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_year_is_in_a_card_that_a_sign_opens(language: str) -> None:
    cards = outcome_cards(PROVINCE, YEAR, language)
    places = {tags.get("id") for _, tags in Markup(cards).tags if "popover" in tags}
    for choice in CHOICES:
        drawn = outcomes.rows_html(PROVINCE, language, *choice)
        drawn += outcomes.rest_html(PROVINCE, language, *choice)
        assert {
            tags["popovertarget"] for _, tags in Markup(drawn).tags if "popovertarget" in tags
        } == places
    text = Markup(str(cards)).text
    for outcome in PROVINCE.outcomes:
        for row in PROVINCE.observations:
            if (row.key, row.year) == (outcome.key, outcome.year):
                assert PROVINCE.sources[row.source].title_in(language) in text


# What is not scored, and the province's own scorecard


@given(choice=choices, language=languages)
def test_what_is_not_scored_is_named_with_its_reason(
    choice: tuple[str, str], language: str
) -> None:
    found = LOOKS[choice]
    rows = scorecard.unscored(PROVINCE, found, language)
    named = {row.title for row in rows}
    scored = {name(PROVINCE.indicators[row.key], language) for row in found.scores}
    every = {name(PROVINCE.indicators[row.key], language) for row in PROVINCE.outcomes}
    assert named.isdisjoint(scored)
    assert named | scored == every
    assert all(row.reason for row in rows)


@given(choice=choices, language=languages)
def test_the_scorecard_counts_what_the_rows_show(choice: tuple[str, str], language: str) -> None:
    found = LOOKS[choice]
    card = scorecard.scorecard(PROVINCE, found, language)
    assert card is not None
    own, ours, expected = card.counts
    for status in COUNTED:
        row = PROVINCE.observed(f"{scorecard.LIST}_{status}", YEAR)
        assert row is not None
        assert number(own.counts[status], language) == row.value
    compared = [row for row in found.scored if statuses_of(PROVINCE, row)]
    for counts in (ours.counts, expected.counts):
        assert sum(map(int, counts.values())) == len(compared)
    stated = {number(row.number, language) for row in card.stated}
    assert stated == {
        row.value for row in PROVINCE.observations if (row.key, row.year) == (scorecard.TOTAL, YEAR)
    }


# The picture by address


@given(choice=choices, language=languages)
def test_the_picture_is_of_the_version_and_setting_that_are_asked_for(
    choice: tuple[str, str], language: str
) -> None:
    asked = dict(zip((came.VERSION, came.SETTING), choice, strict=True))
    found = came.picture(page(language), asked, "light")
    ordered: list[Score] = worst(LOOKS[choice].scores)
    assert len(found.data["rows"]) == len(ordered)
    for record, row in zip(found.data["rows"], ordered, strict=True):
        assert record["label"].startswith(name(PROVINCE.indicators[row.key], language))
        assert record["held"] == (row.within(90) or not row.forecast.spreads)
        assert (record["first"] is None) == (not row.forecast.spreads)
    assert choice[0] in found.finding
    assert str(LOOKS[choice].held(90)) in found.finding
    outside = [row for row in worst(LOOKS[choice].ranged) if not row.within(90)]
    names = [in_sentence(name(PROVINCE.indicators[row.key], language)) for row in outside]
    assert found.finding.endswith(": " + ", ".join(names) if names else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_has_one_name(language: str) -> None:
    preset = PROVINCE.presets[PROVINCE.passed_preset]
    assert name(PROVINCE.word("look_back_word", PASSED), language) == name(preset, language)


@pytest.mark.parametrize(
    ("choice", "allowed"),
    [(came.VERSION, dict.fromkeys(version for version, _ in CHOICES)), (came.SETTING, SETTINGS)],
)
def test_another_choice_is_refused_with_what_is_allowed(choice: str, allowed: list[str]) -> None:
    with pytest.raises(InvalidInputError) as refused:
        came.picture(page(), {choice: "no such"}, "light")
    (problem,) = refused.value.problems
    assert problem.allowed == ", ".join(allowed)


# The page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_changes_what_stands_below(language: str) -> None:
    app = opened([("view", "look_back"), ("lang", language)])
    assert app.selectbox(f"look_back_outcomes_{language}").value == came.version_first(PROVINCE)
    for choice in (CHOICES[-1], CHOICES[0]):
        app.selectbox(f"look_back_outcomes_{language}").set_value(choice).run()
        assert not app.exception
        drawn = " ".join(html(app))
        assert str(outcomes.rows_html(PROVINCE, language, *choice)) in drawn


@pytest.mark.parametrize("province", NOTHING.values(), ids=NOTHING)
def test_nothing_is_drawn_where_no_year_came(province: Province) -> None:
    assert came.last_looks(province) == {}
    with pytest.raises(InvalidInputError):
        came.picture(page(province=province), {}, "light")
    assert not outcomes.lead_html(province, "vi")
    assert not outcomes.outcomes(page(province=province))
