"""What chats, mail programs and people do to a link on its way is put right without a word."""

import quopri
import re
import textwrap
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.link import is_parameter
from model.scenario.link.form import known_levers
from model.scenario.link.mend import CLOSING, OPENING, TRACKER_STARTS, TRACKERS, narrow
from model.scenario.scenario import Scenario
from tests.support.links import old_link, scenarios
from tests.support.province import PROVINCE, fuzzed
from tests.support.sound import parts
from ui.state.link import VIEWS, decode, decode_pairs, encode
from ui.text.words import LANGUAGES

WIDE = {sign: sign + 0xFEE0 for sign in (*range(0x21, 0x25), *range(0x26, 0x7F))}
"""Each plain sign to its wide one, but the percent sign of escapes."""
HOST = "https://example.org/soc-trang/"


def expect_sent(scenario: Scenario, text: str, view: str = "why", language: str = "en") -> None:
    """The text opens what was sent, and nothing is said of it."""
    found = decode(PROVINCE, text)
    assert (found.cut, found.problems) == (None, ())
    assert parts(found.scenario) == parts(scenario)
    assert (found.view, found.language, found.growth) == (view, language, 6.77)


def both_forms(scenario: Scenario) -> tuple[str, str]:
    new = encode(PROVINCE, scenario, "why", "en", 6.77)
    return HOST + new, HOST + old_link(scenario, "why", "en")


def _entities(link: str) -> str:
    return link.replace("&", "&amp;")


def _entities_twice(link: str) -> str:
    return link.replace("&", "&amp;amp;")


def _numbered_entities(link: str) -> str:
    return link.replace("&", "&#38;")


def _hex_entities(link: str) -> str:
    return link.replace("&", "&#x26;")


def _minus_signs(link: str) -> str:
    return link.replace("=-", "=\u2212")


def _dashes(link: str) -> str:
    return link.replace("=-", "=%E2%80%93")


def _long_language(link: str) -> str:
    return link.replace("lang=en", "lang=eng")


def _quoted_printable(link: str) -> str:
    return quopri.encodestring(link.encode()).decode()


def _quoted_by_a_page(link: str) -> str:
    """In an address bar: the line breaks are gone and their equals signs are not."""
    return link.replace("=", "=3D")


def _named_in_letters(link: str) -> str:
    """Quoted-printable of a link whose name was shown in letters."""
    return quopri.encodestring(unquote(link).encode()).decode()


def _folded(link: str) -> str:
    return "\r\n ".join(textwrap.wrap(link, 37, break_on_hyphens=False))


def _soft_hyphens(link: str) -> str:
    return "\u200b\u00ad".join(link[start : start + 30] for start in range(0, len(link), 30))


def _capitals(link: str) -> str:
    pairs = (pair.partition("=") for pair in link.removeprefix(f"{HOST}?").split("&"))
    return f"{HOST}?" + "&".join(f"{key.upper()}={text}" for key, _, text in pairs)


def _escaped_once_more(link: str) -> str:
    return f"{HOST}?" + quote(link.partition("?")[2], safe="")


def _escaped_twice_more(link: str) -> str:
    return f"{HOST}?" + quote(quote(link.partition("?")[2], safe=""), safe="")


def _behind_a_tracker(link: str) -> str:
    return f"{HOST}?fbclid=x&" + quote(link.partition("?")[2], safe="")


def _redirected(link: str) -> str:
    return f"{HOST}?url={quote(link, safe='')}&h=AT1&data=05%7C02"


def _query_as_a_value(link: str) -> str:
    return f"{HOST}?q=" + quote(link.partition("?")[2], safe="")


def _redirected_by_two(link: str) -> str:
    return "https://chat.example/?u=" + quote("https://mail.example/l?lang=vi&q=" + quote(link), "")


def _wide(link: str) -> str:
    """Of a keyboard for Chinese or Japanese: numbers and keys, signs between them too."""
    return link.partition("?")[0] + "?" + link.partition("?")[2].translate(WIDE)


def _wide_numbers(link: str) -> str:
    return re.sub(r"(?<==)[-\d.]+(?=&)", lambda found: found[0].translate(WIDE), link)


def _other_spellings(link: str) -> str:
    return link.replace("view=why", "view=Why").replace("lang=en", "lang=EN-gb")


def _twice(link: str) -> str:
    return f"{link}&{link.partition('?')[2]}"


def _lost_in_the_path(link: str) -> str:
    return "https://page.example/" + link.partition("?")[2]


def _escaped_into_the_path(link: str) -> str:
    return "https://page.example/" + quote("?" + link.partition("?")[2], safe="")


def _with_a_step(link: str) -> str:
    return f"{link}&step=fdi.slider"


def _without_change(link: str) -> str:
    return link


CHANGES: tuple[Callable[[str], str], ...] = (
    _without_change,
    _entities,
    _entities_twice,
    _numbered_entities,
    _hex_entities,
    _minus_signs,
    _dashes,
    _long_language,
    _quoted_printable,
    _quoted_by_a_page,
    _folded,
    _soft_hyphens,
    _capitals,
    _escaped_once_more,
    _lost_in_the_path,
    _escaped_into_the_path,
    _escaped_twice_more,
    _behind_a_tracker,
    _redirected,
    _query_as_a_value,
    _redirected_by_two,
    _wide,
    _wide_numbers,
    _with_a_step,
    _other_spellings,
    _twice,
)
trackers = st.one_of(
    st.sampled_from(sorted(TRACKERS)),
    st.builds(str.__add__, st.sampled_from(TRACKER_STARTS), st.sampled_from(("source", "cid"))),
)
ends = st.one_of(
    st.just(""),
    st.text(st.sampled_from(CLOSING), max_size=3),
    st.sampled_from(("%20", "&gt;", "&quot;.", "%22%3E", "&", "/", "\u2069", "#:~:text=x")),
)
words_before = st.sampled_from(("", "  ", "<", "“", "Xem: ", "Anh xem chưa? ", "(", "URL: <", "\n"))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@given(scenario=scenarios, before=words_before, end=ends)
@fuzzed()
def test_a_link_opens_what_was_sent(
    change: Callable[[str], str], scenario: Scenario, before: str, end: str
) -> None:
    # Within a name these are letters of it; an equals sign at the end of one reads as a soft break.
    if change in (_soft_hyphens, _minus_signs, _dashes, _quoted_by_a_page, _wide, _wide_numbers):
        scenario = Scenario(scenario.levers, scenario.targets, scenario.parameters)
    for link in both_forms(scenario):
        expect_sent(scenario, before + change(link) + end)


unescaped = st.text(st.characters(exclude_characters="&#?%+"), max_size=40)


@given(scenario=scenarios, text=unescaped, newline=st.sampled_from(("\n", "\r\n", "\n\n  ")))
@fuzzed()
def test_a_text_after_a_whole_link_is_passed_over(
    scenario: Scenario, text: str, newline: str
) -> None:
    for link in both_forms(scenario):
        expect_sent(scenario, f"{link}{newline}Cảm ơn & hẹn gặp! {text}")
        expect_sent(scenario, f"{link}{newline}xem{text}")
        for sign in ("C", "Đ", "đ", "1", "-", " ", ")", "。"):
            query = link.partition("?")[2] + sign + text
            found = decode_pairs(PROVINCE, parse_qsl(query, keep_blank_values=True))
            assert (found.cut, found.problems, found.language) == (None, (), "en")
            assert parts(found.scenario) == parts(scenario)


@pytest.mark.parametrize(("sent", "language"), [("vie", "vi"), ("VIE.", "vi"), ("Eng", "en")])
def test_a_language_of_three_letters_is_read(sent: str, language: str) -> None:
    found = decode(PROVINCE, f"?fdi=250&lang={sent}")
    assert (found.language, found.problems) == (language, ())


@pytest.mark.parametrize("sign", "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d")
def test_a_minus_is_read_in_every_spelling(sign: str) -> None:
    found = decode(PROVINCE, f"?shrimp_price={sign}7,5&a.shrimp_price={sign}7.5&lang=en")
    assert found.problems == ()
    assert found.scenario.levers["shrimp_price"] == -7.5
    assert found.scenario.pins["a"].levers["shrimp_price"] == -7.5
    (problem,) = decode(PROVINCE, f"?fdi=20{sign}30&lang=en").problems
    assert (problem.code, problem.value) == ("not_a_number", f"20{narrow(sign)}30")
    order = known_levers(PROVINCE, PROVINCE.schema, PROVINCE.version)
    places = "_".join(f"{sign}7.5" if key == "shrimp_price" else "" for key in order)
    pin = decode(PROVINCE, f"?a.levers={places}&lang=en").scenario.pins["a"]
    assert pin.levers["shrimp_price"] == -7.5


@given(scenario=scenarios, tracker=trackers, value=st.text(max_size=20), first=st.booleans())
@fuzzed(2)
def test_trackers_are_passed_over(
    scenario: Scenario, tracker: str, value: str, first: bool
) -> None:
    added = f"{tracker}={quote(value.encode('utf-8', 'replace'))}"
    for link in both_forms(scenario):
        expect_sent(scenario, link.replace("?", f"?{added}&") if first else f"{link}&{added}")


@pytest.mark.parametrize(
    "text",
    [
        "https://video.example/watch?v=2",
        "https://shop.example/?lang=en&name=fdi",
        "fdi",
        "a=b",
        "%3Ffdi",
        "?",
    ],
)
def test_a_value_that_holds_no_link_of_ours_is_named(text: str) -> None:
    found = decode(PROVINCE, f"?url={quote(text, safe='')}&lang=en")
    assert [(row.code, row.field) for row in found.problems] == [("unknown", "url")]
    assert found.language == "en"


def test_no_parameter_of_ours_is_taken_for_a_tracker() -> None:
    ours = ["v", "m", "n", "r", "view", "lang", "name", "sigma", "a.levers", *PROVINCE.levers]
    ours += [f"t.{key}" for key in PROVINCE.indicators]
    ours += [f"p.{key}" for key in PROVINCE.parameters]
    for key in ours:
        assert is_parameter(PROVINCE, key)
        assert key not in TRACKERS
        assert not key.startswith(TRACKER_STARTS)


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("disbursement_rate=80,5", "disbursement_rate", 80.5),
        ("salinity=0,125", "salinity", 0.125),
        ("shrimp_price=-7,5", "shrimp_price", -7.5),
        ("public_plan=6654,5341", "public_plan", 6654.5341),
        ("public_plan=6%C2%A0654.534", "public_plan", 6654.534),
        ("fdi=+250", "fdi", 250.0),
        ("fdi=250%E2%80%AF", "fdi", 250.0),
        ("fd%0Ai=2%0D%0A50", "fdi", 250.0),
        ("%20Fdi%20=250.", "fdi", 250.0),
        ("f\u00addi=\u206825\u200b0\u2069", "fdi", 250.0),
        ("fdi=250&fdi=250.0&fdi=250", "fdi", None),
        ("public_plan=6,654", "public_plan", None),
        ("public_plan=6.654,534", "public_plan", None),
        ("fdi=2;50", "fdi", None),
        ("fdi=250%25", "fdi", None),
    ],
)
def test_a_number_is_mended_only_if_it_can_mean_one_thing(
    query: str, key: str, value: float | None
) -> None:
    found = decode(PROVINCE, f"?{query}&lang=en")
    assert [problem.field for problem in found.problems] == ([] if value is not None else [key])
    if value is not None:
        assert found.scenario.levers[key] == value


@pytest.mark.parametrize(
    "text", ["{}", "{}-{}", "{}_VN", "{}.", "{} xem nhé", " {}", "{})>", "{}…"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_read_in_every_spelling(language: str, text: str) -> None:
    for spelt in (language, language.upper(), language.title()):
        found = decode(PROVINCE, "?lang=" + quote(text.format(spelt, spelt)))
        assert (found.language, found.problems) == (language, ())


def test_a_view_is_read_in_capitals() -> None:
    for view in VIEWS:
        assert decode(PROVINCE, f"?view={view.upper()}.").view == view


def test_a_name_keeps_what_it_holds() -> None:
    for name in ("3D (bản 2).", "Xem: a=b & c; 100%?", "=3D=C3=A1", "amp;x", "„Khô“", "…", "_a_"):
        for form in (
            f"?name={quote(name)}&lang=en",
            f"?name={quote(name)}",
            f"?a.name={quote(name)}",
        ):
            scenario = decode(PROVINCE, form).scenario
            assert (scenario.name or scenario.pins["a"].name) == name


def test_a_name_shown_in_letters_is_read_from_quoted_printable() -> None:
    scenario = decode(PROVINCE, "?fdi=250&name=H%E1%BA%A1n%20m%E1%BA%B7n").scenario
    for link in both_forms(scenario):
        expect_sent(scenario, _named_in_letters(link))


def test_an_unknown_part_is_named_as_it_was_written() -> None:
    for key in ("FDJ", "line 3", "Ngân sách", "p.MUU"):
        (problem,) = decode(PROVINCE, f"?{quote(key)}=1&lang=en").problems
        assert (problem.code, problem.field) == ("unknown", key)


def test_nothing_stands_around_a_link_that_it_would_not_lose() -> None:
    assert set(OPENING) <= set(CLOSING)
    assert not set(CLOSING) & set("0123456789abcdefghijklmnopqrstuvwxyz_-+")
