"""A link that we wrote and that lost its end is known as cut, wherever it was cut.

What cannot be known: an empty address, ``?``, and ``?v=2`` with nothing behind it but ``&``, which
one writes by hand who means the plan of a schema.
"""

import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.link import Cut
from model.scenario.link.mend import TRACKERS
from model.scenario.scenario import Scenario
from tests.support.links import DEFAULTS, old_link, scenarios
from tests.support.province import PROVINCE, fuzzed
from tests.support.sound import expect_sound, parts
from ui.state.link import VIEWS, decode, decode_pairs, encode
from ui.text.words import LANGUAGES

UNKNOWABLE = re.compile(r"\??|\?v=\d+&?")
LIMITS = (255, 519, 2_048)
"""Characters that a cell, a chat or an old browser holds."""
ORDER = tuple(DEFAULTS)

views = st.sampled_from(VIEWS)
languages = st.sampled_from(LANGUAGES)


def both_forms(scenario: Scenario, view: str, language: str) -> tuple[str, str]:
    return encode(PROVINCE, scenario, view, language, 6.77), old_link(scenario, view, language)


def expect_known(scenario: Scenario, link: str, at: int) -> Cut | None:
    """Cut a link at a place: it says all that was sent, or is known as cut."""
    part = link[:at]
    found = decode(PROVINCE, part)
    expect_sound(found.scenario)
    if part == link:
        assert found.cut is None
        assert parts(found.scenario) == parts(scenario)
    elif not UNKNOWABLE.fullmatch(part):
        assert found.cut is not None or any(problem.field == "v" for problem in found.problems)
    return found.cut


@given(scenario=scenarios, view=views, language=languages, at=st.data())
@fuzzed(5)
def test_a_cut_link_is_known(
    scenario: Scenario, view: str, language: str, at: st.DataObject
) -> None:
    for link in both_forms(scenario, view, language):
        places = st.integers(0, len(link))
        for place in (at.draw(places), *LIMITS):
            expect_known(scenario, link, place)


@given(scenario=scenarios, view=views, language=languages)
@fuzzed()
def test_what_a_cut_link_says_is_what_was_sent(
    scenario: Scenario, view: str, language: str
) -> None:
    """No half of a value: each lever that arrived stands as sent, all else at the plan."""
    for link in both_forms(scenario, view, language):
        for at in (*LIMITS, len(link) // 3, len(link) // 2, len(link) - 4):
            found = decode(PROVINCE, link[:at])
            if found.cut is None or at >= len(link):
                continue
            assert found.problems == ()
            arrived = found.cut.arrived
            for key, value in found.scenario.levers.items():
                assert value == (scenario.levers[key] if key in arrived else DEFAULTS[key])
            for letter, pin in found.scenario.pins.items():
                assert dict(pin.levers) == dict(scenario.pins[letter].levers)
            assert found.scenario.name in ("", scenario.name)
            assert found.scenario.targets.items() <= scenario.targets.items()
            assert found.scenario.parameters.items() <= scenario.parameters.items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_a_link(language: str) -> None:
    """Each form at each place: with pins, targets, assumptions, a name."""
    text = (
        "?v=2&m=1.1.0&disbursement_rate=80&salinity=0.5&t.icor=4.5&p.mu=0.3&sigma=1.4&name=Kh%C3%B4"
        "&a.name=x&a.salinity=1&b.name=y"
    )
    scenario = decode(PROVINCE, f"{text}&lang=vi").scenario
    for link in both_forms(scenario, "why", language):
        for at in range(len(link) + 1):
            expect_known(scenario, link, at)


def test_the_missing_levers_are_named_or_counted() -> None:
    scenario = decode(PROVINCE, "?disbursement_rate=80&fdi=250&salinity=1").scenario
    new, old = both_forms(scenario, "why", "vi")
    at = old.index("&fdi=") + len("&fdi=25")
    assert expect_known(scenario, old, at) == Cut(
        ORDER[: ORDER.index("fdi")], len(ORDER), ORDER[ORDER.index("fdi") :]
    )
    at = new.index("&fdi=") + len("&fdi=25")
    assert expect_known(scenario, new, at) == Cut(("disbursement_rate",), 3)
    assert expect_known(scenario, new, new.index("&n=") + 4) == Cut(())
    assert expect_known(scenario, new, new.index("&r=")) == Cut(("disbursement_rate", "fdi"), 3)
    whole = ("disbursement_rate", "fdi", "salinity")
    assert expect_known(scenario, new, len(new) - 1) == Cut(whole, 3)


def test_a_link_that_lost_its_middle_is_known_by_its_count() -> None:
    scenario = decode(PROVINCE, "?disbursement_rate=80&fdi=250&a.name=x&a.fdi=9").scenario
    link = encode(PROVINCE, scenario, "why", "en")
    found = decode(PROVINCE, link.replace("&fdi=250", ""))
    assert found.cut == Cut(("disbursement_rate",), 2, ended=True)
    assert (found.language, found.view) == ("en", "why")
    assert decode(PROVINCE, re.sub("_+&", "_&", link)).cut is not None


@given(scenario=scenarios, at=st.integers(1, 10_000), tracker=st.sampled_from(sorted(TRACKERS)))
@fuzzed()
def test_what_a_chat_adds_to_a_cut_link_does_not_make_it_whole(
    scenario: Scenario, at: int, tracker: str
) -> None:
    for link in both_forms(scenario, "why", "vi"):
        part = link[: max(at % len(link), len("?v=2&m=1.1.0"))]
        for end in ("…", "...", ")", f"&{tracker}=IwAR0x-y_z", "…&utm_source=zalo"):
            assert decode(PROVINCE, part + end).cut is not None


@pytest.mark.parametrize(
    "link",
    [
        "?disbursement_rate=80",
        "?v=2&disbursement_rate=80",
        "?v=1&m=1.0.0&ocop_new=20",
        "?v=2&m=1.1.0&salinity=1&r=4.2",
        "?m=1.1.0&n=3&fdi=250",
        "?v=2&m=1.1.0&salinity=1&lang=en",
    ],
)
def test_a_link_by_hand_is_never_cut(link: str) -> None:
    assert decode(PROVINCE, link).cut is None


@given(scenario=scenarios)
def test_an_address_that_is_known_to_be_whole_is_never_cut(scenario: Scenario) -> None:
    for link in both_forms(scenario, "why", "vi"):
        query = link.removesuffix("&view=why&lang=vi")[1:]
        found = decode_pairs(PROVINCE, parse_qsl(query, keep_blank_values=True), whole=True)
        assert found.cut is None
        assert parts(found.scenario) == parts(scenario)
