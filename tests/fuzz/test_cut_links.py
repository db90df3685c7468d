"""A link that we wrote and that lost its end is known as cut, wherever it was cut.

What cannot be known: an empty address, ``?``, and ``?v=2`` with nothing behind it but ``&``, which
one writes by hand who means the plan of a schema.
"""

import re
from collections.abc import Callable
from random import Random
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.scenario.link import Cut
from model.scenario.link.form import known_levers
from model.scenario.link.mend import TRACKERS
from model.scenario.scenario import LETTERS, Scenario
from tests.support.links import DEFAULTS, old_link, scenarios
from tests.support.province import PROVINCE, fuzzed
from tests.support.sound import expect_sound, parts
from ui.state.link import VIEWS, PageLink, decode, decode_pairs, encode
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
        view_begun = link.index("&view=") + 2
        for at in (*LIMITS, len(link) // 3, len(link) // 2, view_begun, len(link) - 4):
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
        "?v=1&m=1.0.0&ocop_new=20&lang=en",
        "?v=2&m=1.1.0&salinity=1&r=4.2",
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


# Links whose parameters stand in another order


def as_address(link: str) -> PageLink:
    """Read a link as the address of the page is read."""
    return decode_pairs(PROVINCE, parse_qsl(link.lstrip("?"), keep_blank_values=True))


@given(scenario=scenarios, view=views, language=languages, order=st.randoms())
@fuzzed()
def test_the_order_of_a_whole_link_does_not_matter(
    scenario: Scenario, view: str, language: str, order: Random
) -> None:
    for link in both_forms(scenario, view, language):
        pairs = link[1:].split("&")
        order.shuffle(pairs)
        for shuffled in (pairs, sorted(pairs)):
            found = as_address("&".join(shuffled))
            assert (found.cut, found.problems) == (None, ())
            assert parts(found.scenario) == parts(scenario)


@given(scenario=scenarios, order=st.randoms(), drawn=st.data())
@fuzzed()
def test_a_part_that_is_lost_is_known_in_any_order(
    scenario: Scenario, order: Random, drawn: st.DataObject
) -> None:
    """A lever, the schema or the end; also behind a parameter that nobody knows."""
    pairs = encode(PROVINCE, scenario, "why", "vi", 6.77)[1:].split("&")
    held = {pair.partition("=")[0]: pair for pair in pairs}
    lost = drawn.draw(st.sampled_from([key for key in held if key in ("v", "lang", *ORDER)]))
    pairs.remove(held[lost])
    for front in ([], ["xyz=1"]):
        assert as_address("&".join([*front, *pairs])).cut is not None
    order.shuffle(pairs)
    assert as_address("&".join(pairs)).cut is not None


@given(scenario=scenarios, at=st.integers(1, 10_000))
@fuzzed()
def test_a_cut_link_behind_something_else_is_known(scenario: Scenario, at: int) -> None:
    for link in both_forms(scenario, "why", "vi"):
        part = link[1 : max(at % len(link), len("?v=2&m=1.1.0"))]
        assert as_address(f"xyz=1&{part}").cut is not None


strangers = st.sampled_from(("s", "x", "saliniti", "page", "utmsource", "FDJ"))


@given(
    off=st.dictionaries(st.sampled_from(ORDER), st.just("1"), min_size=1),
    added=st.dictionaries(strangers, st.sampled_from(("20", "x", "")), min_size=1),
    lost=st.integers(1, 9),
)
def test_an_unknown_part_is_no_lever(off: dict[str, str], added: dict[str, str], lost: int) -> None:
    """But for a model that is not known here, which may have it."""
    others = "&".join(f"{key}={text}" for key, text in [*off.items(), *added.items()])
    for version in PROVINCE.versions:
        known = sum(key in known_levers(PROVINCE, 2, version) for key in off)
        link = f"v=2&m={version}&n={known + lost}&{others}&lang=vi"
        found = as_address(link).cut
        assert found is not None
        assert (len(found.arrived), found.count, found.ended) == (known, known + lost, True)
    newer = f"v=2&m=9.9.9&n={len(off) + len(added)}&{others}&lang=vi"
    assert as_address(newer).cut is None


@given(scenario=scenarios, lost=st.sets(st.sampled_from(ORDER), min_size=1))
@fuzzed()
def test_a_link_that_listed_every_lever_names_those_lost_in_its_middle(
    scenario: Scenario, lost: set[str]
) -> None:
    order = known_levers(PROVINCE, 1, "1.0.0")
    held = [key for key in order if key not in lost]
    missing = tuple(key for key in order if key in lost)
    levers = "".join(f"&{key}={scenario.levers[key]}" for key in held)
    cut = as_address(f"v=1&m=1.0.0{levers}&view=why&lang=en").cut
    listed = 0 < len(missing) < len(held)  # one that names few was written by hand
    assert cut == (Cut(tuple(held), len(order), missing, ended=True) if listed else None)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_pin_that_lost_all_its_levers_is_known(letter: str) -> None:
    link = f"v=2&m=1.1.0&n=0&{letter}.name=X{{}}&lang=vi"
    assert as_address(link.format("")).cut == Cut((), 0, ended=True)
    assert as_address(link.format(f"&{letter}.fdi=9")).cut is None
    assert as_address(link.format(f"&{letter}.levers={'_' * (len(ORDER) - 1)}")).cut is None


def test_more_levers_than_a_link_counts_were_added_by_hand() -> None:
    found = as_address("v=2&m=1.1.0&n=1&fdi=250&salinity=1&lang=vi")
    assert (found.cut, found.problems) == (None, ())
    assert (found.scenario.levers["fdi"], found.scenario.levers["salinity"]) == (250.0, 1.0)


# Two links


def _text(link: str) -> PageLink:
    return decode(PROVINCE, f"https://example.org/{link}")


@pytest.mark.parametrize("read", [as_address, _text])
@given(
    start=st.sampled_from(("https://example.org/", "http://localhost:8501", "")),
    between=st.sampled_from((" ", ", ", "%20", "](", "\n", "\r\n\r\n", "", " xem: ")),
    first=scenarios,
    second=scenarios,
    at=st.integers(0, 10_000),
)
@fuzzed(5)
def test_two_links_pasted_together_are_never_mixed(
    read: Callable[[str], PageLink],
    start: str,
    between: str,
    first: Scenario,
    second: Scenario,
    at: int,
) -> None:
    """The first one whole or cut, in each form."""
    for one in both_forms(first, "why", "en"):
        for other in both_forms(second, "compare", "en"):
            for sent in (one, one[: max(at % len(one), len("?v=2&m=1.1.0&"))]):
                found = read(sent + between + start + other)
                assert [row.code for row in found.problems] == ["two_links"]
                assert (found.mostly_refused, found.rest_kept, found.cut) == (True, False, None)
                assert dict(found.scenario.levers) == DEFAULTS
                assert found.language == "en"


@given(first=scenarios, second=scenarios)
@fuzzed()
def test_two_queries_in_one_are_never_mixed(first: Scenario, second: Scenario) -> None:
    one, other = (encode(PROVINCE, each, "why", "en")[1:] for each in (first, second))
    assume(set(one.split("&")) != set(other.split("&")))
    found = as_address(f"{one}&{other}")
    if found.problems:
        assert [row.code for row in found.problems] == ["two_links"]
    else:  # one says all that the other does
        assert parts(found.scenario) in (parts(first), parts(second))


def test_an_address_in_a_name_or_behind_a_stranger_is_no_second_link() -> None:
    inner = quote("https://example.org/?v=2&m=1.1.0&n=0", safe="")
    found = as_address(f"v=2&m=1.1.0&n=1&fdi=250&name={inner}&lang=vi")
    assert (found.cut, found.problems) == (None, ())
    found = as_address(f"u={inner}%26lang%3Dvi")
    assert (found.cut, found.problems) == (None, ())
    assert as_address(f"u={inner}").cut is not None
