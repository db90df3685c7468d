"""Any link opens: a whole scenario, and each part that could not be used is said."""

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from model.problems import parse_number, plain, printable
from model.scenario.link import LONGEST_LINK, MOST_PAIRS, full_pairs
from model.scenario.link.form import PLACES, is_parameter
from model.scenario.link.mend import is_name, mended
from model.scenario.names import read_name
from model.scenario.scenario import LETTERS, Scenario
from tests.support.links import DEFAULTS, old_link, scenarios
from tests.support.province import PROVINCE, fuzzed
from tests.support.sound import OPEN, expect_said, expect_sound, parts
from ui.state.link import VIEWS, PageLink, decode, decode_pairs, encode, shown
from ui.text.words import LANGUAGES

Pair = tuple[str, str]


KEYS = (
    *PROVINCE.levers,
    *(f"p.{key}" for key in ("mu", "y_sup", "sd_agg", "plan24_pm", "phi", "")),
    *(f"t.{key}" for key in (*sorted(OPEN)[:3], "grdp_growth", "nothing", "")),
    *(
        f"{letter}.{key}"
        for letter in (*LETTERS, "e")
        for key in ("fdi", "salinity", "name", "levers", "x")
    ),
    *(
        "v",
        "m",
        "n",
        "r",
        "view",
        "lang",
        "name",
        "sigma",
        "step",
        "",
        ".",
        "a.",
        "a.a.fdi",
        "FDI",
        "fdi ",
    ),
)
NUMBERS = (
    *("95", "+95", "95.", ".5", "-0", "0095", "9.5e1", "950E-1", "1e-999", "1e999", "1e14", "1e15"),
    *("nan", "NaN", "inf", "-Infinity", "1e9999999", "9_5", "95,5", "1.234,5", "0x5F", "1/2", "½"),
    *(
        "９５",
        "٩٥",
        "۹۵",
        "९५",
        "๙๕",
        "\u200f95",
        "95\u202e",
        "\u00a095",
        " 95",
        "95 ",
        "9 5",
        "95%",
    ),
    *("", "+", "-", ".", "e", "True", "None", "null", "[95]", "{}", "9" * 400, "0." + "0" * 400),
)
WORDS = (
    *(
        "0",
        "1",
        "2",
        "99",
        "-1",
        "1.0.0",
        "0.9.0",
        "2.0.0",
        *VIEWS,
        *LANGUAGES,
        "fr",
        "VI",
        "A",
        "'",
    ),
    *("_" * 26, "80" + "_" * 26, "_80_", "3D80", "vi-VN", "EN."),
    *("<img src=x onerror=alert(1)>", "=1+1", "\x00", "\x1b[2J", "\ud800", "🦐", "e\u0301" * 30),
)


keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=12))
numbers = st.one_of(
    st.floats(-200, 20_000).map(repr), st.sampled_from(NUMBERS), st.floats().map(str)
)
values = st.one_of(numbers, st.sampled_from(WORDS), st.text(max_size=50))
pairs = st.lists(st.tuples(keys, values), max_size=25)
long_texts = st.builds(
    lambda sign, count: sign * count,
    st.sampled_from(("9", "a", "%", "&", "=", "+", "x=1&", "fdi=1&", "%F0%9F%A6%90", "a.fdi=9&")),
    st.integers(0, 70_000),
)


def expect_whole(found: PageLink) -> None:
    """A scenario that is sound, and problems that are said."""
    expect_sound(found.scenario)
    expect_said(found.problems, replaced=True)
    assert found.view in VIEWS
    assert found.language in LANGUAGES
    assert len(found.problems) <= 2 * MOST_PAIRS


def expect_complete(found: PageLink, given_pairs: list[Pair]) -> None:
    """Every part of the link is in the scenario as it was given, or is named as a problem."""
    if found.cut is not None:
        return
    if any(problem.code in ("too_many", "too_long", "two_links") for problem in found.problems):
        assert [problem.field for problem in found.problems] == ["link"]
        return
    named = {problem.field for problem in found.problems}
    taken = dict([*full_pairs(PROVINCE, found.scenario), *shown(found.view, found.language)])
    for letter, pin in found.scenario.pins.items():
        taken |= {f"{letter}.{key}": plain(value) for key, value in pin.levers.items()}
    if found.growth is not None:
        taken["r"] = plain(found.growth)
    for key, text in mended(given_pairs, partial(is_parameter, PROVINCE)):
        letter, _, part = key.partition(".")
        if printable(key) in named or key == "n" or f"{letter}.{PLACES}" in named:
            continue
        if letter in LETTERS and part == PLACES:
            for lever, place in zip(DEFAULTS, text.split("_"), strict=True):
                there = float(taken[f"{letter}.{lever}"])
                assert f"{letter}.{lever}" in named or not place or there == parse_number(place)
            continue
        if is_name(key):
            name, _ = read_name(text, key, LONGEST_LINK)
            assert not name or taken[key] == name
            continue
        number = parse_number(taken[key])
        assert taken[key] == text or (number is not None and number == parse_number(text)), key


@given(given_pairs=pairs)
@example(given_pairs=[("link", "0.0")])
@fuzzed(5)
def test_every_part_of_a_link_is_taken_or_named(given_pairs: list[Pair]) -> None:
    found = decode_pairs(PROVINCE, given_pairs)
    expect_whole(found)
    expect_complete(found, given_pairs)


@given(given_pairs=pairs)
@fuzzed(2)
def test_a_written_link_says_what_its_pairs_say(given_pairs: list[Pair]) -> None:
    """Percent-encoded, after any host, and with whatever stands behind ``#``."""
    given_pairs = [(key, text.encode("utf-8", "replace").decode()) for key, text in given_pairs]
    given_pairs = [(key.encode("utf-8", "replace").decode(), text) for key, text in given_pairs]
    query = urlencode(given_pairs, quote_via=quote)
    wanted = decode_pairs(PROVINCE, given_pairs)
    for link in (query, f"?{query}", f"https://example.org/a?{query}#?fdi=9"):
        found = decode(PROVINCE, link)
        assert parts(found.scenario) == parts(wanted.scenario)
        assert found.problems == wanted.problems


@given(content=st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(KEYS)), max_size=12))
@example(content=[b"\xff=\xfe&", "fdi", b"=\xc3\x28"])
@fuzzed(3)
def test_any_bytes_open(content: list[bytes | str]) -> None:
    """Percent-encoded bytes that are no UTF-8, with real keys among them."""
    texts = (part if isinstance(part, str) else quote_from_bytes(part, "=&+") for part in content)
    link = "?" + "".join(texts)
    found = decode(PROVINCE, link)
    expect_whole(found)
    expect_complete(found, parse_qsl(link[1:].strip(), keep_blank_values=True))


@given(before=values, text=long_texts, after=values)
@example(before="", text="x=1&" * 15_000, after="")
@example(before="fdi=", text="9" * 60_000, after="&lang=en")
@fuzzed()
def test_a_link_of_any_length_opens_with_bounded_work(before: str, text: str, after: str) -> None:
    """What is kept of it is short, however long it is; nothing is read past the limits."""
    link = f"?{before}{text}{after}"
    found = decode(PROVINCE, link)
    expect_whole(found)
    if len(link) > LONGEST_LINK:
        assert [problem.code for problem in found.problems] == ["too_long"]
    said = sum(len(row.field) + len(row.value) + len(row.allowed) for row in found.problems)
    assert said <= 2 * MOST_PAIRS * 2_000


def test_no_more_parts_are_read_than_a_link_may_have() -> None:
    """From any source: the address of the page is not a text that was measured before."""
    read = []

    def endless() -> object:
        number = 0
        while True:
            read.append(number)
            yield f"x{number}", "1"
            number += 1

    found = decode_pairs(PROVINCE, endless())  # type: ignore[arg-type]
    assert len(read) == MOST_PAIRS + 1
    assert [problem.code for problem in found.problems] == ["too_many"]
    huge = decode_pairs(PROVINCE, [("lang", "en"), ("x" * 10**6, "y" * 10**6)])
    assert [problem.code for problem in huge.problems] == ["too_long"]
    assert huge.language == "en"


def new_link(scenario: Scenario) -> str:
    return encode(PROVINCE, scenario, "why", "en", 6.77)


def first_link(scenario: Scenario) -> str:
    return old_link(scenario, "why", "en")


def _cut(link: str, at: int, length: int) -> str:
    return link[: at % len(link)] + link[at % len(link) + length :]


def _doubled(link: str, at: int, length: int) -> str:
    at %= len(link)
    return link[: at + length] + link[at:]


def _other_sign(link: str, at: int, length: int) -> str:
    at %= len(link)
    return link[:at] + "%&=+._-9e\u200f٩"[length % 11] + link[at + 1 :]


@given(
    scenario=scenarios,
    write=st.sampled_from((new_link, first_link)),
    change=st.sampled_from((_cut, _doubled, _other_sign)),
    at=st.integers(1, 10_000),
    length=st.integers(1, 200),
)
@fuzzed(2)
def test_a_damaged_link_is_taken_or_named_part_by_part(
    scenario: Scenario,
    write: Callable[[Scenario], str],
    change: Callable[[str, int, int], str],
    at: int,
    length: int,
) -> None:
    """As a chat or an e-mail program breaks it: cut, doubled, a letter gone wrong."""
    link = change(write(scenario), at, length)
    found = decode(PROVINCE, link)
    expect_whole(found)
    if link.startswith("?"):
        query = link[1:].partition("#")[0]
        expect_complete(found, parse_qsl(query, keep_blank_values=True))
