"""Links: a scenario as a query string, read back as it was, for ever."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.problems import Problem, plain
from model.province.province import Province
from model.scenario.link import LONGEST_LINK, MOST_PAIRS, SIGMA, other_growth
from model.scenario.names import LONGEST_NAME
from model.scenario.results import growth_of, results
from model.scenario.scenario import LETTERS, Pin, Scenario, preset_scenario
from tests.support.links import DEFAULTS, scenarios
from tests.support.province import PROVINCE
from tests.support.reader import full_link
from tests.support.sound import parts
from ui.state.link import VIEWS, decode, decode_pairs, encode
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES

HERE = Path(__file__).parent
PLAN = preset_scenario(PROVINCE, "plan_2024")


def codes(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.field: problem.code for problem in problems}


# Links


@given(scenario=scenarios, view=st.sampled_from(VIEWS), language=st.sampled_from(LANGUAGES))
def test_a_link_gives_back_its_scenario(scenario: Scenario, view: str, language: str) -> None:
    link = encode(PROVINCE, scenario, view, language)
    found = decode(PROVINCE, link)
    assert found.problems == ()
    assert (found.view, found.language) == (view, language)
    assert parts(found.scenario) == parts(scenario)
    assert link.isascii()
    assert encode(PROVINCE, found.scenario, view, language) == link


@given(scenario=scenarios)
def test_a_link_may_be_cut_out_of_an_address(scenario: Scenario) -> None:
    link = encode(PROVINCE, scenario)
    for form in (link[1:], f"https://example.org:8501/a/{link}", f"{link}#part"):
        assert parts(decode(PROVINCE, form).scenario) == parts(scenario)


@given(scenario=scenarios)
def test_a_link_holds_the_levers_off_the_plan_and_how_many_they_are(scenario: Scenario) -> None:
    """Pins too: a place for every lever, empty where it stands at the plan."""
    pairs = parse_qsl(encode(PROVINCE, scenario)[1:], keep_blank_values=True)
    off = {key for key, value in scenario.levers.items() if value != DEFAULTS[key]}
    assert pairs[:3] == [
        ("v", str(PROVINCE.schema)),
        ("m", PROVINCE.version),
        ("n", str(len(off))),
    ]
    assert {key for key, _ in pairs[3 : 3 + len(off)]} == off
    assert [key for key, _ in pairs[-2:]] == ["view", "lang"]
    for letter, pin in scenario.pins.items():
        places = dict(pairs)[f"{letter}.levers"].split("_")
        assert len(places) == len(PROVINCE.levers)
        away = [key for key in DEFAULTS if pin.levers[key] != DEFAULTS[key]]
        assert [float(text) for text in places if text] == [pin.levers[key] for key in away]


def test_what_a_link_leaves_out_is_the_plan() -> None:
    assert dict(PLAN.levers) == DEFAULTS
    assert encode(PROVINCE, replace(PLAN, name="")) == (
        f"?v={PROVINCE.schema}&m={PROVINCE.version}&n=0&view=indicators&lang=vi"
    )


NAMES = (
    "Phương án khó: hạn mặn 24",
    "Giải ngân chậm, tôm mất",
    "Đột phá tôm công nghệ cao",
    "Như năm 2023, ít vốn tư",
)


def on_the_slider(key: str) -> st.SearchStrategy[float]:
    """Any place of a lever's slider."""
    row = PROVINCE.levers[key]
    places = st.integers(0, round((row.max - row.min) / row.step))
    return places.map(lambda place: round(row.min + place * row.step, 4))


slid = st.fixed_dictionaries({key: on_the_slider(key) for key in PROVINCE.levers})


@given(levers=slid, pinned=st.lists(slid, min_size=4, max_size=4))
def test_a_link_with_four_pins_is_short(
    levers: dict[str, float], pinned: list[dict[str, float]]
) -> None:
    """Wherever every lever of the scenario and of each pin stands, with names of 25 letters."""
    pins = {
        letter: Pin(values, name)
        for letter, values, name in zip(LETTERS, pinned, NAMES, strict=True)
    }
    link = encode(PROVINCE, Scenario(levers, name=NAMES[0], pins=pins), "compare", "vi", 6.77)
    assert decode(PROVINCE, link).scenario.pins == pins
    assert len(link) < 2_000


@pytest.mark.parametrize(
    "link", ["", "?", f"?v={PROVINCE.schema}", "https://example.org/", "?lang=en"]
)
def test_a_missing_lever_takes_the_default_of_the_schema(link: str, plan: dict[str, float]) -> None:
    assert dict(decode(PROVINCE, link).scenario.levers) == plan


REFUSED = {
    "disbursement_rate=101": ("disbursement_rate", "out_of_range"),
    "disbursement_rate=49.9999": ("disbursement_rate", "out_of_range"),
    "disbursement_rate=1e999": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=high": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=": ("disbursement_rate", "not_a_number"),
    "disbursement_rate": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=nan": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=NaN": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=inf": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=-Infinity": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=٩٥": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=9_5": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=0x5F": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95%": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95%25": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=True": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=90&disbursement_rate=80": ("disbursement_rate", "duplicate"),
    "disbursment_rate=90": ("disbursment_rate", "unknown"),
    "=5": ("", "unknown"),
    "t.grdp_growth=8": ("t.grdp_growth", "unknown"),
    "t.papi_score=46": ("t.papi_score", "unknown"),
    "t.nothing=8": ("t.nothing", "unknown"),
    "t.=8": ("t.", "unknown"),
    "t.poverty_rate=low": ("t.poverty_rate", "not_a_number"),
    "t.poverty_rate=1e15": ("t.poverty_rate", "not_a_number"),
    "p.mu=0.9": ("p.mu", "out_of_range"),
    "p.mu=x": ("p.mu", "not_a_number"),
    "p.plan24_pm=6000": ("p.plan24_pm", "unknown"),
    "p.claim_058=0.05": ("p.claim_058", "unknown"),
    "p.salinity=1": ("p.salinity", "unknown"),
    "sigma=9": ("sigma", "out_of_range"),
    "sigma=x": ("sigma", "not_a_number"),
    "p.sd_agg=1.4": ("p.sd_agg", "unknown"),
    "v=99": ("v", "not_allowed"),
    "v=0": ("v", "not_allowed"),
    "v=one": ("v", "not_allowed"),
    "v=١": ("v", "not_allowed"),
    "view=home": ("view", "not_allowed"),
    "view=": ("view", "not_allowed"),
    "lang=fr": ("lang", "not_allowed"),
    "m=0.9.0": ("m", "model_version"),
    "name=" + "x" * (LONGEST_NAME + 1): ("name", "not_allowed"),
    "name=%00": ("name", "sign"),
    "name=a%1Bb": ("name", "sign"),
    "name=%E2%80%AEabc": ("name", "sign"),
    "a.levers=80_": ("a.levers", "places"),
    "a.levers=80&a.levers=90": ("a.levers", "duplicate"),
    "disbursement_rate=95,125": ("disbursement_rate", "not_a_number"),
    "v=1&v=2": ("v", "duplicate"),
}


@pytest.mark.parametrize("prefix", ["", "a.", "d.", "t.", "p."])
@pytest.mark.parametrize("key", ["sd_agg", "salt", "v"])
def test_what_is_unknown_is_called_as_the_link_calls_it(prefix: str, key: str) -> None:
    name = f"{prefix}{key}"
    found = decode(PROVINCE, f"?{name}=1.4")
    if name != "v":  # a parameter of every link
        assert codes(found.problems) == {name: "unknown"}


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_used_is_refused_and_the_plan_stands(
    query: str, plan: dict[str, float]
) -> None:
    found = decode(PROVINCE, f"?{query}")
    assert codes(found.problems) == dict([REFUSED[query]])
    assert parts(found.scenario) == parts(Scenario(plan))
    assert (found.view, found.language) == (VIEWS[0], LANGUAGES[0])


@pytest.mark.parametrize(
    ("query", "mostly_refused", "rest_kept"),
    [
        ("fdi=250&salinity=9", False, True),
        ("fdi=250&name=%00", False, True),
        ("salinity=9", False, False),
        ("salinity=9&fdi=x", False, False),
        ("a.levers=1_2", False, False),
        ("a.name=%00&fdi=9999", False, False),
        ("v=9&fdi=250", False, False),
        ("fdi=250&ocop_new=30&salinity=9&x=1&y=2", True, True),
        ("fdi=250&salinity=9&x=1&y=2&z=3", True, True),
        ("v=2&m=1.1.0&n=1&fdi=250&view=why&x=1&y=2&z=3&lang=vi", False, True),
        ("fdi=1&" * (MOST_PAIRS + 1), True, False),
    ],
)
def test_what_is_left_of_a_link_is_known(query: str, mostly_refused: bool, rest_kept: bool) -> None:
    found = decode(PROVINCE, f"?{query}")
    assert (found.mostly_refused, found.rest_kept) == (mostly_refused, rest_kept)


def test_a_pin_whose_name_is_refused_has_its_letter() -> None:
    found = decode(PROVINCE, "?a.name=%E2%80%AEabc&a.fdi=250")
    assert codes(found.problems) == {"a.name": "sign"}
    assert found.scenario.pins["a"].name == "A"
    assert found.scenario.pins["a"].levers["fdi"] == 250.0


def test_a_pin_says_a_lever_once_by_its_place_or_by_its_key() -> None:
    places = "_".join("250" if key == "fdi" else "" for key in DEFAULTS)
    for by_key, problems in (("250", {}), ("260", {"a.fdi": "duplicate"})):
        found = decode(PROVINCE, f"?a.levers={places}&a.fdi={by_key}&a.salinity=1")
        assert codes(found.problems) == problems
        levers = {"fdi": 100.0 if problems else 250.0, "salinity": 1.0}
        assert found.scenario.pins["a"].levers == {**DEFAULTS, **levers}


def test_sigma_has_one_name_in_a_link() -> None:
    found = decode(PROVINCE, "?sigma=1.5&p.sd_agg=1.4")
    assert codes(found.problems) == {"p.sd_agg": "unknown"}
    assert dict(found.scenario.parameters) == {SIGMA: 1.5}


def test_a_refusal_leaves_the_rest_of_the_link() -> None:
    found = decode(PROVINCE, "?salinity=9&fdi=250&disbursment_rate=80&lang=en&name=ok")
    assert codes(found.problems) == {"salinity": "out_of_range", "disbursment_rate": "unknown"}
    assert "salinity: 9.0 is out of range, allowed: 0 to 1.5 (index)" in map(str, found.problems)
    assert "did you mean disbursement_rate?" in " ".join(map(str, found.problems))
    assert found.scenario.levers["fdi"] == 250.0
    assert (found.language, found.scenario.name) == ("en", "ok")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95", 95),
        ("+95", 95),
        ("95.", 95),
        ("9.5e1", 95),
        ("950E-1", 95),
        ("0095", 95),
        ("95.50", 95.5),
    ],
)
def test_plain_numbers_are_read(text: str, value: float) -> None:
    found = decode(PROVINCE, f"?disbursement_rate={quote(text)}")
    assert found.problems == ()
    assert found.scenario.levers["disbursement_rate"] == value


def test_the_model_version_is_a_notice_and_nothing_more() -> None:
    link = encode(PROVINCE, PLAN).replace(f"m={PROVINCE.version}", "m=0.1.0")
    found = decode(PROVINCE, link)
    assert parts(found.scenario) == parts(PLAN)
    (problem,) = found.problems
    assert (problem.code, problem.value, problem.allowed) == (
        "model_version",
        "0.1.0",
        PROVINCE.version,
    )


def test_a_link_that_is_too_long_is_refused_whole() -> None:
    found = decode(PROVINCE, "?disbursement_rate=80&name=" + "x" * LONGEST_LINK)
    assert codes(found.problems) == {"link": "too_long"}
    assert dict(found.scenario.levers) == dict(PLAN.levers)
    assert decode(PROVINCE, "?fdi=250&x=" + "1" * 1000).scenario.levers["fdi"] == 250.0


pieces = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["v", "m", "=", "&", "?", "#", "%", "%f", "%ff", "+", ";", "[", "]", "://"]),
    st.sampled_from([*PROVINCE.levers, "t.", "p.", "t.icor", "p.mu", "sigma", "name", "view"]),
    st.sampled_from(["1", "nan", "1e400", "-0", "9" * 400, "\ud800", "\x00", "\u202e"]),
)


@given(texts=st.lists(pieces, max_size=30))
@settings(max_examples=300)
def test_no_text_breaks_the_reading_of_a_link(texts: list[str]) -> None:
    """A link never fails: it yields a scenario that can be projected and a list."""
    found = decode(PROVINCE, "".join(texts))
    assert set(found.scenario.levers) == set(PROVINCE.levers)
    assert found.view in VIEWS
    assert found.language in LANGUAGES
    for problem in found.problems:
        assert str(problem)
    simulate(found.scenario.levers, found.scenario.parameters)


@given(pairs=st.lists(st.tuples(pieces, pieces), max_size=20))
def test_no_pairs_break_the_reading_of_a_link(pairs: list[tuple[str, str]]) -> None:
    found = decode_pairs(PROVINCE, pairs)
    again = decode(PROVINCE, encode(PROVINCE, found.scenario, found.view, found.language))
    assert again.problems == ()
    assert parts(again.scenario) == parts(found.scenario)


# Links that were published


def published() -> Iterator[Any]:
    """Read the blocks of the files in tests/model/links: a link, and what it says.

    A link by hand that names no schema says only what it holds: all else is the plan of the day.
    """
    for file in sorted((HERE / "links").glob("*.txt")):
        first: dict[str, str] = {}
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if not line.startswith("#")]
            if lines:
                said = dict(line.split(" = ", 1) for line in lines[1:])
                first = first or said
                whole = {**first, **said} if "v=" in lines[0] else said
                yield pytest.param(lines[0], whole, id=lines[0][:40])


@pytest.mark.parametrize(("link", "said"), list(published()))
def test_a_published_link_says_what_it_said(link: str, said: dict[str, str]) -> None:
    """Whatever the plan, the ranges and the model version are by now."""
    found = decode(PROVINCE, link)
    scenario = found.scenario
    refused = [problem for problem in found.problems if problem.code != "model_version"]
    numbers = {
        **scenario.levers,
        **{f"t.{key}": value for key, value in scenario.targets.items()},
        **{f"p.{key}": value for key, value in scenario.parameters.items()},
    }
    assert found.cut is None
    words = {"view": found.view, "lang": found.language, "name": scenario.name}
    expected = {"view": "indicators", "lang": "vi", "name": "", **said}
    listed = expected.pop("refused", "")
    assert sorted(problem.field for problem in refused) == sorted(re.findall(r"[\w.]+", listed))
    assert {key: expected.pop(key) for key in words} == words
    for key in [key for key in expected if key[:2] in ("a.", "b.", "c.", "d.")]:
        pin = scenario.pins[key[0]]
        assert expected.pop(key) == (pin.name if key[2:] == "name" else plain(pin.levers[key[2:]]))
    known = {key: float(value) for key, value in expected.items()}
    # A lever that came later is no part of what the link said: it stands at its default.
    schema = int(dict(parse_qsl(link.partition("?")[2])).get("v", PROVINCE.schema))
    defaults = {row.lever: row.value for row in PROVINCE.link_defaults if row.schema == schema}
    later = {key: defaults[key] for key in PROVINCE.levers if key not in known}
    assert {**later, **known} == numbers


def test_a_lever_that_came_after_a_schema_moves_none_of_its_links(province: Province) -> None:
    """Its default is its value on trend, at which it has no effect of its own."""
    for file in (HERE / "links").glob("v*.txt"):
        known = dict(re.findall(r"(?m)^(\w+) = (\S+)$", file.read_text(encoding="utf-8")))
        later = [
            (row.lever, row.value)
            for row in province.link_defaults
            if str(row.schema) == file.stem[1:] and row.lever not in known
        ]
        assert later == [(key, province.levers[key].trend) for key, _ in later]


@pytest.mark.parametrize("levers", ["", "&disbursement_rate=80&ocop_new=20"])
def test_a_link_of_1_0_0_takes_what_is_expected_of_the_nation(levers: str) -> None:
    found = decode(PROVINCE, f"?v=1&m=1.0.0{levers}")
    assert found.scenario.levers["national_growth"] == 6.25
    assert found.scenario.levers["ocop_new"] == 20.0
    assert codes(found.problems) == {"m": "model_version"}


# The growth that a link showed


GROWTH_NOW = growth_of(results(PROVINCE, PLAN)) or 0.0


def growth_notes(link: str) -> list[tuple[str, str, str]]:
    """Return what is noted of a link that somebody opens: code, growth shown, growth now."""
    found = decode(PROVINCE, link)
    now = growth_of(results(PROVINCE, found.scenario))
    notes = (*found.problems, *other_growth(PROVINCE, found.growth, now))
    return [(note.code, note.value, note.allowed) for note in notes]


def test_a_copied_link_says_growth_as_the_page_shows_it() -> None:
    link = full_link(PLAN, "why", "en")
    pairs = dict(parse_qsl(link[1:]))
    assert pairs["r"] == format_number(GROWTH_NOW, 2, "en")
    assert list(pairs)[-3:] == ["r", "view", "lang"]
    assert growth_notes(link) == []
    assert decode(PROVINCE, link).scenario == PLAN


@pytest.mark.parametrize(
    ("growth", "text"),
    [(6.5, "6.50"), (6.765, "6.77"), (-0.004, "0.00"), (-1.235, "-1.24"), (12.0, "12.00")],
)
def test_growth_stands_in_a_link_with_a_point_and_two_decimals(growth: float, text: str) -> None:
    link = encode(PROVINCE, PLAN, growth=growth)
    assert dict(parse_qsl(link[1:]))["r"] == text


@given(scenario=scenarios)
@settings(max_examples=20)
def test_a_link_just_copied_showed_what_it_shows(scenario: Scenario) -> None:
    """Whatever the levers, assumptions of the reader's own and sigma included."""
    assert growth_notes(full_link(scenario)) == []


def test_another_growth_is_noted_at_the_decimals_shown() -> None:
    now = format_number(GROWTH_NOW, 2, "en")
    link = f"?v={PROVINCE.schema}&m={PROVINCE.version}"
    assert growth_notes(f"{link}&r={now}") == []
    assert growth_notes(f"{link}&r={GROWTH_NOW!r}") == []
    assert growth_notes(f"{link}&r={GROWTH_NOW + 0.01:.6f}") == [
        ("growth_shown", format_number(GROWTH_NOW + 0.01, 2, "en"), now)
    ]
    assert growth_notes(link) == []


def test_an_older_link_says_its_model_and_its_growth() -> None:
    link = full_link(PLAN).replace(f"m={PROVINCE.version}", "m=1.0.0")
    assert growth_notes(link) == [("model_version", "1.0.0", PROVINCE.version)]
    older = re.sub(r"&r=[^&]+", "&r=6.55", link)
    assert growth_notes(older) == [
        ("model_version", "1.0.0", PROVINCE.version),
        ("growth_shown", "6.55", format_number(GROWTH_NOW, 2, "en")),
    ]


@pytest.mark.parametrize("text", ["abc", "", "6,555", "nan", "6.55%", "1e999"])
def test_a_growth_that_is_no_number_is_named_and_nothing_is_lost(text: str) -> None:
    found = decode(PROVINCE, f"?fdi=250&r={quote(text)}&lang=en")
    assert codes(found.problems) == {"r": "not_a_number"}
    assert found.growth is None
    assert (found.scenario.levers["fdi"], found.language) == (250.0, "en")
    assert codes(decode(PROVINCE, "?r=6&r=7").problems) == {"r": "duplicate"}


def test_a_growth_that_is_not_defined_is_not_compared() -> None:
    undefined = growth_of([replace(row, projected=None) for row in results(PROVINCE, PLAN)])
    assert other_growth(PROVINCE, 6.55, undefined) == ()
