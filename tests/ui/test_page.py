"""The page without a browser: what a link, a preset, a view or a language makes it show."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import parse_qsl

import pytest

from model import simulate
from tests.support.page import (
    HOSTILE,
    Markup,
    Pairs,
    expect_scenario,
    html,
    linked,
    moved,
    notices,
    opened,
    said,
    visit,
)
from tests.support.province import PROVINCE, random_levers
from tests.support.reader import PLAN, changed, full_link, headline_text, preset
from ui.frame.levers.panel import lever_label
from ui.state.link import VIEWS, encode
from ui.text.numbers import format_exact, format_number
from ui.text.words import LANGUAGES, say

# Links in


@pytest.mark.parametrize("seed", range(4))
def test_a_full_link_shows_the_numbers_of_the_model(seed: int) -> None:
    drawn = random_levers(1, seed)
    scenario = changed({key: round(float(drawn[key][0]), 4) for key in drawn})
    app = linked(scenario)
    expect_scenario(app, scenario)
    growth = simulate(scenario.levers)["grdp_growth"][0, 0]
    assert f"{growth:.2f}%".replace(".", ",").replace("-", "−") in Markup("".join(html(app))).text
    assert notices(app) == ""


def test_a_bare_address_shows_the_plan() -> None:
    app = opened()
    expect_scenario(app, PLAN)
    assert notices(app) == ""


@pytest.mark.parametrize("end", ["min", "max"])
def test_every_lever_may_stand_at_its_end(end: str) -> None:
    scenario = changed({key: float(getattr(row, end)) for key, row in PROVINCE.levers.items()})
    app = linked(scenario)
    expect_scenario(app, scenario)
    assert notices(app) == ""


@pytest.mark.parametrize("key", PROVINCE.presets)
def test_the_link_of_every_preset_shows_it(key: str) -> None:
    row = PROVINCE.presets[key]
    app = linked(preset(key))
    expect_scenario(app, preset(key))
    assert said(app, "assumes").endswith(" ".join(row.assumes_vi.split()))
    chips = [attributes for tag, attributes in Markup("".join(html(app))).tags if tag == "a"]
    marked = [chip["id"] for chip in chips if "aria-current" in chip and chip["id"]]
    assert f"preset_{key}" in marked
    assert sum(name.startswith("preset_") for name in marked if name) == 1


def test_the_chips_lead_to_the_presets() -> None:
    app = opened()
    changing = {
        attributes["id"]: attributes["data-set"]
        for tag, attributes in Markup("".join(html(app))).tags
        if tag == "a" and "id" in attributes and "data-set" in attributes
    }
    moved_here = dict(parse_qsl(encode(PROVINCE, changed({"salinity": 0.5}, name="Ý kiến"))[1:]))
    for key in PROVINCE.presets:
        given = dict(parse_qsl(changing[f"preset_{key}"] or ""))
        expect_scenario(opened(list((moved_here | given).items())), preset(key))


# Refusals


@pytest.mark.parametrize(
    ("pairs", "parts", "rest"),
    [
        ([("disbursement_rate", "101")], ["Tỷ lệ giải ngân", "101", "50", "100", "95"], {}),
        ([("disbursement_rate", "49.9")], ["Tỷ lệ giải ngân", "49,9", "50", "100"], {}),
        ([("fdi", "nhiều")], ["FDI", "nhiều", "100"], {}),
        ([("fdi", "")], ["FDI"], {}),
        ([("fdi", "nan")], ["FDI", "nan"], {}),
        ([("fdi", "1e999")], ["FDI", "1e999"], {}),
        ([("fdi", "200"), ("fdi", "300")], ["FDI", "200, 300"], {}),
        ([("fdi", "200"), ("fdj", "300")], ["fdj", "fdi"], {"fdi": 200.0}),
        ([("fdi", "200"), ("view", "map")], ["Cách xem", "map", *VIEWS], {"fdi": 200.0}),
        ([("fdi", "200"), ("lang", "fr")], ["Ngôn ngữ", "fr", *LANGUAGES], {"fdi": 200.0}),
        ([("fdi", "200"), ("v", "99")], ["Phiên bản liên kết", "99", "1"], {"fdi": 200.0}),
        ([("fdi", "200"), ("m", "0.9.0")], ["0.9.0", PROVINCE.version], {"fdi": 200.0}),
        ([("fdi", "200"), ("p.mu", "9")], ["9"], {"fdi": 200.0}),
        ([("fdi", "200"), ("p.no_such", "1")], ["no_such"], {"fdi": 200.0}),
        ([("fdi", "200"), ("t.exports", "1700")], ["Xuất khẩu hàng hóa"], {"fdi": 200.0}),
        ([("fdi", "200"), ("t.no_such", "1700")], ["no_such"], {"fdi": 200.0}),
        ([("fdi", "200"), ("t.icor", "x")], ["ICOR", "x"], {"fdi": 200.0}),
        ([("fdi", "200"), ("sigma", "99")], ["99"], {"fdi": 200.0}),
        ([("fdi", "200"), ("name", "a" * 81)], ["Tên kịch bản", "80"], {"fdi": 200.0}),
    ],
    ids=lambda value: (
        "&".join("=".join(pair)[:30] for pair in value if len(pair) == 2)
        if isinstance(value, list)
        else ""
    ),
)
def test_a_refused_part_is_named_and_the_rest_stands(
    pairs: Pairs, parts: list[str], rest: Mapping[str, float]
) -> None:
    app = opened(pairs)
    words = notices(app)
    for part in parts:
        assert part in words
    expect_scenario(app, replace(changed(rest), name="" if rest else PLAN.name))


@pytest.mark.parametrize(
    "pairs", [[("fdi", "9999")], [("fdi", "1"), ("fdi", "2")], [("fdx", "3")]], ids=str
)
def test_what_was_refused_is_gone_from_the_address(pairs: Pairs) -> None:
    app = opened(pairs)
    link = encode(PROVINCE, replace(PLAN, name=""), "indicators", "vi")
    assert dict(app.query_params) == dict(parse_qsl(link[1:]))


def test_a_notice_stays_until_it_is_put_away() -> None:
    app = opened([("fdi", "9999")])
    moved(app, "disbursement_rate", 80.0)
    assert "9.999" in notices(app)
    app.button(key="dismiss").click().run()
    assert notices(app) == ""
    assert said(app, "headline") == headline_text(changed({"disbursement_rate": 80.0}))


OLDER = {"v": "1", "m": "1.0.0", "ocop_new": "20"}
"""A link of the first version."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("pairs", "keys"),
    [
        ({**OLDER, "r": "6.55"}, ["notice_growth_newer"]),
        ({"m": "9.0.0", "r": "6.55"}, ["notice_growth_other"]),
        ({"m": PROVINCE.version, "r": "6.55"}, ["notice_growth_shown"]),
        ({"r": "6.55"}, ["notice_growth_shown"]),
        (OLDER, ["notice_model_newer"]),
        ({"m": "9.0.0"}, ["notice_model_version"]),
        ({**OLDER, "r": "6.55", "fdi": "x"}, ["notice_growth_newer", "notice_not_a_number"]),
        ({**OLDER, "r": "abc"}, ["notice_model_newer", "notice_not_a_number"]),
    ],
    ids=["older", "later", "same", "unsaid", "no growth", "later, no growth", "refused", "bad"],
)
def test_another_growth_and_another_model_are_one_sentence(
    pairs: dict[str, str], keys: list[str], language: str
) -> None:
    app = opened([*pairs.items(), ("lang", language)])
    growth = visit(app).shown
    now = simulate(growth.levers)["grdp_growth"][0, 0]
    values = {
        "made_with": pairs.get("m", ""),
        "version": PROVINCE.version,
        "value": pairs.get("m", "")
        if "model" in keys[0]
        else format_number(6.55, 2, language) + "%",
        "allowed": PROVINCE.version
        if "model" in keys[0]
        else format_number(now, 2, language) + "%",
    }
    first, *refused = keys
    (body,) = [body for body in html(app) if 'role="alert"' in body]
    text = " ".join(Markup(body).text.split())
    assert say(language, first, **values) in text
    lines = [tag for tag, _ in Markup(body).tags if tag in ("li", "b")]
    assert lines == (["b", "li", "li"] if refused else ["b"])
    assert text.endswith(say(language, "notices_note" if refused else "notices_kept"))


def test_a_link_with_the_growth_it_has_is_opened_in_silence() -> None:
    for view, language in (("indicators", "vi"), ("sure", "en")):
        app = opened(parse_qsl(full_link(changed({"fdi": 250.0}), view, language)[1:]))
        assert notices(app) == ""


def test_a_move_puts_away_what_the_link_showed_and_never_says_it_anew() -> None:
    app = opened([*OLDER.items(), ("r", "6.55")])
    assert "6,55%" in notices(app)
    app.query_params["view"] = "why"
    app.run()
    assert "6,55%" in notices(app)
    app.query_params["r"] = "6.55"  # as an address would have it that was not yet written anew
    moved(app, "disbursement_rate", 80.0)
    assert notices(app) == ""
    app.query_params["r"] = "abc"
    moved(app, "disbursement_rate", 79.0)
    assert notices(app) == ""


def test_a_move_leaves_what_was_refused() -> None:
    app = opened([*OLDER.items(), ("r", "6.55"), ("fdi", "9999")])
    moved(app, "disbursement_rate", 80.0)
    assert "9.999" in notices(app)
    assert "6,55%" not in notices(app)


def test_a_bad_growth_is_named_and_nothing_is_lost() -> None:
    app = opened([("fdi", "200"), ("r", "abc")])
    assert say("vi", "field_r") in notices(app)
    assert "abc" in notices(app)
    assert "r" not in app.query_params
    expect_scenario(app, changed({"fdi": 200.0}))


def test_what_stands_for_a_refused_lever_is_the_default_of_the_link() -> None:
    for schema, value in (("1", "20"), ("2", "28")):
        app = opened([("v", schema), ("ocop_new", "x")])
        assert say("vi", "notice_default", value=value) in notices(app)
        assert visit(app).shown.levers["ocop_new"] == float(value)


@pytest.mark.parametrize("part", ["link", "file", "version", "schema", "line 3"])
def test_an_unknown_part_is_named_as_it_is_written(part: str) -> None:
    shown = notices(opened([("v", "1"), (part, "7")]))
    assert (
        say("vi", "notice_unknown", field=part, value="7", allowed="\0").partition("\0")[0] in shown
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("key", ["name", "fdi", "view", "lang", "m", "v", "own", "t.icor", "p.mu"])
def test_hostile_text_is_text(key: str, text: str) -> None:
    pairs = [(text, "1")] if key == "own" else [(key, text)]
    app = opened(pairs)
    for body in html(app):
        for tag, attributes in Markup(body).tags:
            assert tag not in ("script", "img", "iframe")
            assert not any(name.startswith("on") for name in attributes)
            assert "evil.example" not in (attributes.get("href") or "").partition("?")[0]
    for element in (*app.markdown, *app.caption, *app.title, *app.header):
        assert text not in element.value
    scripts = [e.proto.body for e in app.get("html") if e.proto.body.startswith("<script>")]
    for script in scripts:
        assert script.count("<script") == script.count("</script") == 1
    if key != "name":
        assert text[:20] in notices(app)


# Own targets and assumptions


def test_own_targets_of_a_link_are_judged() -> None:
    targets = {"shrimp_area": 51_000.5, "icor": 4.2}
    scenario = replace(PLAN, targets=MappingProxyType(targets))
    app = linked(scenario)
    expect_scenario(app, scenario)
    table = next(
        body for body in html(app) if 'class="tg"' in body and say("vi", "own_target") in body
    )
    assert table.count(say("vi", "own_target")) == len(targets)
    rows = {key: next(row for row in table.split("<tr") if f"s-{key}" in row) for key in targets}
    assert "51.000,5" in Markup("<tr" + rows["shrimp_area"]).text
    assert "4,2" in Markup("<tr" + rows["icor"]).text
    assert say("vi", "own_target") in rows["icor"]


def test_own_assumptions_of_a_link_move_the_model_and_are_listed() -> None:
    value = PROVINCE.parameters["mu"].high
    scenario = replace(PLAN, parameters=MappingProxyType({"mu": value}))
    assert headline_text(scenario) != headline_text(PLAN)
    app = linked(scenario, "method")
    expect_scenario(app, scenario)
    listed = said(app, "own")
    assert PROVINCE.parameters["mu"].name_vi in listed
    assert format_exact(value, "vi") in listed
    assert say("vi", "method_own") not in "".join(html(linked(PLAN, "method")))


def test_a_link_may_say_the_residual() -> None:
    row = PROVINCE.parameters["sd_agg"]
    app = opened([("sigma", str(row.high))])
    assert notices(app) == ""
    assert app.query_params["sigma"] == str(row.high)


# Views and languages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_in_both_languages(view: str, language: str) -> None:
    scenario = replace(
        changed({"disbursement_rate": 80.0, "salinity": 0.5}, name="Ý kiến"),
        targets=MappingProxyType({"icor": 4.0}),
        parameters=MappingProxyType({"mu": PROVINCE.parameters["mu"].high}),
    )
    app = linked(scenario, view, language)
    expect_scenario(app, scenario, language)
    text = "\n".join(Markup(body).text for body in html(app))
    assert not re.search(r"\b(None|nan|inf|NaN)\b|\{\w*\}", text)
    current = [
        attributes["id"]
        for tag, attributes in Markup("".join(html(app))).tags
        if attributes.get("aria-current") == "page"
    ]
    assert current == [f"view_{view}"]
    assert say(language, f"view_{view}") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_names_every_lever_and_indicator(language: str) -> None:
    app = linked(PLAN, language=language)
    panels = [element.proto.html_content for element in app.get("bidi_component")]
    levers = Markup("".join(panels)).text
    for lever in PROVINCE.levers.values():
        assert lever_label(PROVINCE, lever, language) in levers
    text = Markup("".join(html(app))).text
    for row in PROVINCE.indicators.values():
        assert (row.name_vi if language == "vi" else row.name_en) in text


# Warnings


@pytest.mark.parametrize(
    ("levers", "key"),
    [
        (
            {key: PROVINCE.levers[key].max for key in ("external_demand", "shrimp_price")}
            | {"disbursement_rate": 100, "private_investment": 5000, "fdi": 3000},
            "warning_growth_high",
        ),
        (
            {"salinity": 1.5, "shrimp_loss_rate": 40, "external_demand": -8},
            "warning_growth_low",
        ),
        ({"shrimp_area_high_tech": 5000}, "warning_ponds"),
        ({"public_plan": 12000, "disbursement_rate": 100}, "warning_surge"),
    ],
    ids=["high", "low", "ponds", "surge"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_implausible_mix_is_warned_of_and_never_clamped(
    levers: dict[str, float], key: str, language: str
) -> None:
    scenario = changed({name: float(value) for name, value in levers.items()})
    app = linked(scenario, language=language)
    expect_scenario(app, scenario, language)
    start = say(language, key, value="\0", limit="\0").partition("\0")[0]
    assert start in said(app, "warned")


@pytest.mark.parametrize("key", ["plan_2024", "baseline_2023", "disbursement_75", "salinity_2016"])
def test_plain_presets_are_not_warned_of(key: str) -> None:
    assert not [body for body in html(linked(preset(key))) if 'class="warned"' in body]


# Moves


def test_moves_one_after_another_stay() -> None:
    app = opened()
    moved(app, "disbursement_rate", 80.0)
    moved(app, "salinity", 0.5)
    assert not app.exception
    expect_scenario(app, changed({"disbursement_rate": 80.0, "salinity": 0.5}))
