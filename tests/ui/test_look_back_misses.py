"""Look back: growth as it came and its miss, the rivals, the worst misses; shown numbers add up."""

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from model.evidence.look_back import (
    RIVALS,
    against,
    came,
    look_backs,
    miss_of_growth,
    nation_came,
    worst,
    years,
)
from model.evidence.origin import NATION
from model.evidence.vintages import CAME, PASSED
from model.problems import InvalidInputError
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.targets import rounded
from tests.support.page import Table, page_with
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.charts import growth_fan as chart
from ui.pictures import growth_fan, miss
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.numbers import format_date, format_number
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES, in_language, name, say
from ui.views.look_back import misses, rivals
from ui.views.look_back import worst as in_words

YEAR = years(PROVINCE)[0]
ON_THE_PLAN = growth_fan.on_the_plan(PROVINCE, YEAR)
BLIND = [version for version in ON_THE_PLAN if PROVINCE.versions[version].blind_to(YEAR)]
NOTHING = {
    "no outcome": replace(PROVINCE, outcomes=()),
    "no figure": replace(
        PROVINCE, observations=tuple(row for row in PROVINCE.observations if row.year != YEAR)
    ),
}


def page(language: str, province: Province = PROVINCE) -> Page:
    return replace(page_with((), PLAN, "look_back", language), province=province)


def fan(language: str, province: Province = PROVINCE) -> Picture:
    made = growth_fan.growth_fan_picture(page(language, province), "light")
    assert made is not None
    return made


def taken_apart(language: str) -> miss.Miss:
    found = miss.miss(PROVINCE, language)
    assert found is not None
    return found


def number(text: str, language: str) -> float:
    found = parse_exact(text.removeprefix("+").removesuffix("%"), language)
    assert found is not None
    return found


def made_at(province: Province, knew: int) -> Province:
    """Return a province whose versions were all made when a year was known."""
    versions = {key: replace(row, knew=knew) for key, row in province.versions.items()}
    return replace(province, versions=MappingProxyType(versions))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fan_holds_what_each_version_projected_and_what_came(language: str) -> None:
    made = fan(language)
    growth = {
        version: next(row for row in looked.scored if row.key == GROWTH)
        for version, looked in ON_THE_PLAN.items()
    }
    shown = growth[BLIND[-1]]
    marks = {
        kind: [row["value"] for row in made.data["marks"] if row["kind"] == kind]
        for kind in (chart.MODEL, chart.RIVAL, chart.CAME, chart.OTHER)
    }
    assert marks[chart.MODEL] == [shown.forecast.projected]
    assert marks[chart.RIVAL] == [
        row.forecast.projected for version, row in growth.items() if version != BLIND[-1]
    ]
    assert marks[chart.CAME] == [came(PROVINCE, YEAR)[GROWTH].middle]
    printed = {row.value for row in PROVINCE.observations if (row.key, row.year) == (GROWTH, YEAR)}
    assert printed == {*marks[chart.CAME], *marks[chart.OTHER]}
    for row in made.data["fan"]:
        if row["year"] == YEAR:
            assert (row["low"], row["high"]) == shown.forecast.band(row["width"])
    held = [width for width in (30, 60, 90) if shown.within(width)]
    assert f" {held[0]}%" in made.finding
    date = format_date(PROVINCE.versions[BLIND[-1]].date, language)
    assert say(language, "picture_growth_blind", date=date) in made.finding


def test_a_year_of_which_nothing_was_found_breaks_the_line() -> None:
    known = {row["year"]: row["value"] for row in fan("en").data["known"]}
    assert list(known) == list(range(min(known), YEAR))
    for year, value in known.items():
        row = PROVINCE.observed(GROWTH, year)
        assert value == (None if row is None else row.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_version_made_afterwards_is_never_called_blind(language: str) -> None:
    late = made_at(PROVINCE, YEAR)
    finding = fan(language, late).finding
    last = list(ON_THE_PLAN)[-1]
    assert last in finding
    after = say(language, "picture_growth_after", year=YEAR)
    blind = growth_fan.made_text(PROVINCE, BLIND[-1], YEAR, language)
    for text in (finding, in_words.worst_list(late, language)):
        assert after in text
        assert blind not in text


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=12), st.floats(0.01, 5))
def test_labels_keep_their_order_and_stand_apart(values: list[float], least: float) -> None:
    ordered = sorted(values)
    places = chart.spread(ordered, least)
    assert all(after - before >= least - 1e-9 for before, after in pairwise(places))
    assert sum(places) == pytest.approx(sum(ordered))
    if all(after - before >= least for before, after in pairwise(ordered)):
        assert places == pytest.approx(ordered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_miss_adds_up_as_it_is_shown(language: str) -> None:
    found = taken_apart(language)
    parts = miss_of_growth(PROVINCE, YEAR)
    assert parts is not None
    planned, told = (
        next(row for row in looked.scored if row.key == GROWTH).forecast.projected
        for setting in (PASSED, CAME)
        if (looked := look_backs(PROVINCE, YEAR)[PROVINCE.version, setting])
    )
    assert found.planned == pytest.approx(planned, abs=1e-5)
    assert found.told == pytest.approx(told, abs=1e-5)
    for row in found.told_by:
        assert row.points == pytest.approx(parts[row.key], abs=0.01)
    table = Table(misses._parts(PROVINCE, language))
    points = [number(row[-1], language) for row in table.rows if len(row) == 2]
    *shown, total = points
    assert rounded(sum(shown), 2) == rounded(total, 2)
    assert rounded(rounded(found.planned, 2) + total, 2) == rounded(found.came, 2)
    made = miss.miss_picture(page(language), "light")
    assert made is not None
    bars = made.data["bars"]
    assert [number(bar["text"], language) for bar in bars if bar["kind"] != "total"] == shown
    for bar in bars:
        if bar["kind"] == "total":
            assert rounded(bar["end"], 2) == number(bar["text"], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_model_says_once_told_stands_in_words(language: str) -> None:
    found = taken_apart(language)
    text = misses._told(PROVINCE, language, "")
    for value in (found.told, found.came):
        assert f"{format_number(value, 2, language)}%" in text
    assert format_number(abs(found.rest), 2, language) in text
    told = look_backs(PROVINCE, YEAR)["1.0.0", CAME]
    growth = next(row.forecast.projected for row in told.scored if row.key == GROWTH)
    shown = f"{format_number(growth, 2, language)}%"
    assert escape(say(language, "misses_no_nation", version="1.0.0", told=shown)) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lever_that_came_leads_to_its_source(language: str) -> None:
    body = misses._parts(PROVINCE, language)
    for row in PROVINCE.outcome_levers:
        source = PROVINCE.sources[row.source]
        assert source.url and escape(source.url) in body
        assert escape(name(PROVINCE.levers[row.lever], language)) in body
        assert escape(in_language(row, "note", language)) in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_expected_of_the_nation_stands_with_its_error_and_source(language: str) -> None:
    body = rivals.nation_table(PROVINCE, language)
    assert body in rivals.rivals_table(PROVINCE, language)
    *lines, outcome = Table(body).rows[1:]
    growth = nation_came(PROVINCE, YEAR)
    assert growth is not None and number(outcome[1], language) == growth
    expected = [
        row
        for row in PROVINCE.backtest
        if row.year == YEAR and (row.kind == "forecast" or row.key == NATION)
    ]
    assert len(lines) == len(expected)
    for line, row in zip(lines, expected, strict=True):
        ends = [number(end, language) for end in line[1].split("–")]
        assert ends == list(dict.fromkeys(row.ends))
        assert number(line[2], language) == rounded(sum(row.ends) / 2 - growth, 2)
        assert escape(PROVINCE.sources[row.source].url) in body
        assert escape(in_language(row, "note", language)) in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_rivals_stand_with_the_numbers_of_the_model_and_the_closer_ones_are_named(
    language: str,
) -> None:
    body = rivals.rivals_table(PROVINCE, language)
    rows = [row for row in Table(body.partition("<details")[0]).rows[2:] if len(row) > 1]
    titles = [rivals.rival_title(PROVINCE, rival, language) for rival in RIVALS]
    lines = {version: against(PROVINCE, looked) for version, looked in ON_THE_PLAN.items()}
    for place, found in enumerate(lines.values()):
        assert len(rows) == len(found)
        for row, line in zip(found, rows, strict=True):
            decimals = 1 if row.measure == "level" else 2
            assert line[0] == titles[RIVALS.index(row.rival)]
            assert line[1 + 3 * place : 4 + 3 * place] == [
                str(row.count),
                format_number(row.missed, decimals, language),
                format_number(row.model_missed, decimals, language),
            ]
            if rounded(row.missed, decimals) < rounded(row.model_missed, decimals):
                named = say(
                    language,
                    "misses_closer_than",
                    rival=line[2 + 3 * place],
                    model=line[3 + 3 * place],
                    version=list(lines)[place],
                )
                assert escape(named) in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worst_misses_stand_first_with_why_and_from_where(language: str) -> None:
    scores = ON_THE_PLAN[BLIND[-1]].scored
    told = in_words.told(scores)
    ordered = worst(scores)
    assert told[: in_words.MOST] == ordered[: in_words.MOST]
    rest = ordered[in_words.MOST :]
    assert told[in_words.MOST :] == [row for row in rest if not row.within(90)]
    body = in_words.worst_list(PROVINCE, language)
    places = [
        body.index(f"<b>{escape(name(PROVINCE.indicators[row.key], language))}</b>") for row in told
    ]
    assert places == sorted(places)
    for row in told:
        observed = PROVINCE.observed(row.key, YEAR)
        assert observed is not None
        assert escape(PROVINCE.sources[observed.source].url) in body
        assert escape(in_language(row.came.outcome, "note", language)) in body


def test_what_is_not_explained_is_left_out() -> None:
    rows = tuple(replace(row, note_vi="", note_en="") for row in PROVINCE.outcomes)
    silent = in_words.worst_list(replace(PROVINCE, outcomes=rows), "vi")
    spoken = in_words.worst_list(PROVINCE, "vi")
    count = len(in_words.told(ON_THE_PLAN[BLIND[-1]].scored))
    assert silent.count("<p>") == count < spoken.count("<p>")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("province", NOTHING.values(), ids=NOTHING)
def test_nothing_is_drawn_where_nothing_came(province: Province, language: str) -> None:
    shown = page(language, province)
    assert growth_fan.growth_fan_picture(shown, "light") is None
    assert miss.miss_picture(shown, "light") is None
    for picture in (growth_fan.picture, miss.picture):
        with pytest.raises(InvalidInputError):
            picture(shown, {}, "light")
    assert not misses._printed(province, language)
    assert not misses._parts(province, language)
    assert not rivals.rivals_table(province, language)
    assert not in_words.worst_list(province, language)
