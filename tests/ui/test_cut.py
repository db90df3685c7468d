"""A link that lost its end: the page says what is missing, shows no number and opens nothing."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.links import DEFAULTS, old_link
from tests.support.page import Markup, expect_scenario, html, notices, opened
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from ui.state.link import decode, encode
from ui.state.session import KEY
from ui.text.words import LANGUAGES, name, say

SENT = changed({"disbursement_rate": 80.0, "fdi": 250.0, "salinity": 0.5}, name="Khô hạn")
NEW = encode(PROVINCE, SENT, "why", "en", 6.77)
OLD = old_link(SENT, "why", "en")
TAGS = {"div", "h1", "h2", "span", "section", "p", "ul", "li", "a"}


def pairs(link: str) -> list[tuple[str, str]]:
    return parse_qsl(link[1:], keep_blank_values=True)


def expect_asked(app: AppTest, link: str) -> str:
    """Nothing is drawn but the question, and the address is what it was."""
    bodies = html(app)
    assert all('class="cut"' in body for body in bodies)
    assert {tag for body in bodies for tag, _ in Markup(body).tags} <= TAGS
    assert not app.button
    assert not app.text_input
    assert not any("<script" in element.proto.body for element in app.get("html"))
    assert dict(app.query_params) == dict(pairs(link))
    assert app.session_state[KEY].trail is None
    return " ".join(Markup(body).text for body in bodies)


def ways(app: AppTest) -> list[str]:
    tags = [tag for body in html(app) for tag in Markup(body).tags]
    return [attributes["href"] or "" for tag, attributes in tags if tag == "a"]


def named(key: str, language: str) -> str:
    return name(PROVINCE.levers[key], language)


def test_a_link_that_lists_every_lever_names_those_that_are_lost() -> None:
    link = OLD[: OLD.index("&ocop_new=")]
    app = opened(pairs(link))
    text = expect_asked(app, link)
    keys = list(DEFAULTS)
    place = keys.index("rice_to_fruit")  # the last one may have lost a digit
    for language in LANGUAGES:
        said = say(language, "cut_missing", lost=len(keys) - place, count=len(keys))
        assert said in text
        items = [text for body in html(app) for text in Markup(body).texts]
        assert all((named(key, language) in items) == (key in keys[place:]) for key in keys)


def test_a_short_link_says_how_many_levers_arrived() -> None:
    link = NEW[: NEW.index("&name=")]
    text = expect_asked(opened(pairs(link)), link)
    for language in LANGUAGES:
        names = ", ".join(named(key, language) for key in ("disbursement_rate", "fdi"))
        assert say(language, "cut_some", arrived=2, count=3, names=names, lost=1) in text


@pytest.mark.parametrize(
    ("link", "key"),
    [
        (NEW[: NEW.index("&disbursement_rate=")], "cut_unknown"),
        (NEW[: NEW.index("&fdi=")], "cut_all"),
        (NEW[:-1], "cut_after"),
        (encode(PROVINCE, PLAN)[:-1], "cut_none"),
    ],
)
def test_what_is_known_of_the_levers_is_said(link: str, key: str) -> None:
    text = expect_asked(opened(pairs(link)), link)
    for language in LANGUAGES:
        start = say(language, key, count=3, names="\0").partition("\0")[0]
        assert start in text


def test_the_reader_may_open_what_arrived_or_the_plan() -> None:
    link = NEW[: NEW.index("&name=")]
    arrived, plan = ways(opened(pairs(link)))[:2]
    app = opened(pairs(arrived))
    expect_scenario(app, changed({"disbursement_rate": 80.0, "fdi": 250.0}))
    assert notices(app) == ""
    expect_scenario(opened(pairs(plan)), PLAN)


def test_where_nothing_arrived_only_the_plan_may_be_opened() -> None:
    links = ways(opened(pairs(NEW[: NEW.index("&fdi=")])))
    assert [decode(PROVINCE, link).language for link in links] == list(LANGUAGES)
    assert all(decode(PROVINCE, link).scenario == PLAN for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_that_arrived_is_spoken(language: str) -> None:
    """The end of the link is there and a lever before it is lost."""
    link = encode(PROVINCE, SENT, "why", language).replace("&fdi=250", "")
    app = opened(pairs(link))
    expect_asked(app, link)
    (body,) = html(app)
    assert say(language, "cut_title") in body
    arrived, _ = ways(app)
    assert (decode(PROVINCE, arrived).language, decode(PROVINCE, arrived).view) == (language, "why")


def test_an_older_model_and_refused_parts_are_said_as_well() -> None:
    link = "?v=1&m=1.0.0&public_plan=9999999&disbursement_rate=80&other_pub"
    text = expect_asked(opened(pairs(link)), link)
    assert "9.999.999" in text
    assert say("vi", "notice_model_newer", value="1.0.0", allowed=PROVINCE.version) in text


def test_an_address_under_way_is_never_taken_for_cut() -> None:
    """The script of the page writes it, and marks it with the step that it is."""
    query = [pair for pair in pairs(OLD) if pair[0] not in ("view", "lang")]
    app = opened([*query, ("step", "move.fdi.1.1")])
    expect_scenario(app, SENT)
    del app.query_params["step"]
    app.query_params["salinity"] = "1"
    app.run()
    expect_scenario(app, changed({"disbursement_rate": 80.0, "fdi": 250.0, "salinity": 1.0}))
