"""Pinned scenarios: in the link and in files for ever, text and never more."""

import csv
import io
import re
from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.files.cells import FORMULA_START, csv_text
from model.files.comparison import (
    columns,
    comparison_iamc_rows,
    comparison_vietnamese_rows,
)
from model.files.read import read_scenario
from model.province.keys import GROWTH
from model.scenario.names import LONGEST_PIN_NAME, read_name
from model.scenario.results import results
from model.scenario.scenario import LETTERS, Pin
from model.scenario.targets import rounded
from model.uncertainty.scenario_draws import bands
from tests.support.page import Markup, html, linked, opened, visit
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE, fuzzed, lever_boxes, random_levers
from tests.support.reader import PLAN, changed, preset
from ui.pictures import compare
from ui.pictures.compare import difference_text
from ui.pieces.pin_names import described
from ui.state.address import matching_preset, step_link
from ui.state.current import page_of
from ui.state.link import PageLink, decode, encode
from ui.state.results import result_key
from ui.text.numbers import format_signed
from ui.text.words import LANGUAGES, say
from ui.views.compare.pins import present_pin
from ui.views.compare.tables import indicators_table

NAMES = st.text(min_size=1, max_size=LONGEST_PIN_NAME).filter(
    lambda text: read_name(text, "name", LONGEST_PIN_NAME) == (text, [])
)
HOSTILE = [
    "=cmd|' /C calc'!A1",
    "<img src=x onerror=alert(1)>",
    "[tin](https://example.org)",
    "+1+1",
    "@SUM(A1)",
    "a.name=b&view=why",
    "A giống tên ghim",
    "baseline_2023",
]


FOUR = pinned(
    **{
        letter: Pin(preset(key).levers, key)
        for letter, key in zip(LETTERS, list(PROVINCE.presets)[1:5], strict=True)
    }
)


# Links


@settings(max_examples=60)
@given(
    pins=st.dictionaries(st.sampled_from(LETTERS), st.builds(Pin, lever_boxes(), NAMES), max_size=4)
)
def test_pins_come_back_from_both_links(pins: dict[str, Pin]) -> None:
    wanted = {letter: (dict(pins[letter].levers), pins[letter].name) for letter in sorted(pins)}
    scenario = pinned(**{letter: pins[letter] for letter in sorted(pins)})
    for link in (encode(PROVINCE, scenario, "compare"), step_link(PROVINCE, scenario)):
        found = decode(PROVINCE, link)
        assert found.problems == ()
        assert {
            letter: (dict(row.levers), row.name) for letter, row in found.scenario.pins.items()
        } == wanted
        assert dict(found.scenario.levers) == dict(PLAN.levers)


def test_a_link_with_four_long_names_is_short_enough_for_every_server() -> None:
    drawn = random_levers(4, 1)
    pins = {
        letter: Pin({key: float(drawn[key][place]) for key in drawn}, "ễ" * LONGEST_PIN_NAME)
        for place, letter in enumerate(LETTERS)
    }
    assert len(encode(PROVINCE, pinned(**pins), "compare")) < 8000


def test_a_link_without_pins_is_as_ever() -> None:
    assert all(key[1:2] != "." for key, _ in parse_qsl(encode(PROVINCE, PLAN)[1:]))


def test_results_do_not_depend_on_pins() -> None:
    assert result_key(PROVINCE, FOUR) == result_key(PROVINCE, PLAN)


@pytest.mark.parametrize(
    ("part", "field", "code"),
    [
        ("a.fdi=9999", "a.fdi", "out_of_range"),
        ("b.fdi=x", "b.fdi", "not_a_number"),
        ("c.fdx=1", "c.fdx", "unknown"),
        ("d.fdi=1&d.name=" + "x" * 41, "d.name", "not_allowed"),
        ("a.fdi=1&a.name=%E2%80%AEabc", "a.name", "sign"),
        ("e.fdi=1", "e.fdi", "unknown"),
        ("a.fdi=1&a.fdi=2", "a.fdi", "duplicate"),
    ],
)
def test_what_is_wrong_with_a_pin_is_named(part: str, field: str, code: str) -> None:
    link = encode(PROVINCE, PLAN) + f"&{part}"
    found = decode(PROVINCE, link)
    assert [(row.field, row.code) for row in found.problems] == [(field, code)]
    assert dict(found.scenario.levers) == dict(PLAN.levers)
    for letter, row in found.scenario.pins.items():
        assert row.name == letter.upper()
    app = opened(parse_qsl(link[1:], keep_blank_values=True))
    words = " ".join(Markup(body).text for body in html(app))
    assert say("vi", "notices_title") in words
    if field[0] in LETTERS:
        assert say("vi", "field_pin", letter=field[0].upper(), part="") in words


# Files


def test_the_comparison_files_restore_scenario_and_pins() -> None:
    own = replace(FOUR, targets={"icor": 5.125}, parameters={"mu": 0.375}, name="Thử")
    plain = pinned(preset("baseline_2023"), b=pin("Chậm"))
    for scenario in (FOUR, replace(FOUR, name=""), plain, own):
        rows = list(comparison_iamc_rows(PROVINCE, scenario))
        assert len(rows) == len({row[1:4] + row[5:6] for row in rows})
        wide = csv_text(comparison_vietnamese_rows(PROVINCE, scenario), vietnamese=True)
        for content in (csv_text(rows), wide):
            restored, notes = read_scenario(PROVINCE, content)
            assert notes == []
            assert dict(restored.levers) == dict(scenario.levers)
            assert dict(restored.targets) == dict(scenario.targets)
            assert dict(restored.parameters) == dict(scenario.parameters)
            assert restored.pins == scenario.pins


@pytest.mark.parametrize("name", [text for text in HOSTILE if len(text) <= LONGEST_PIN_NAME])
def test_people_s_names_are_text_in_every_file(name: str) -> None:
    scenario = replace(pinned(a=pin(name, fdi=200.0)), name=name)
    for rows, separator in ((comparison_iamc_rows, ","), (comparison_vietnamese_rows, ";")):
        text = csv_text(rows(PROVINCE, scenario), vietnamese=separator == ";")
        for line in csv.reader(io.StringIO(text), delimiter=separator):
            for cell in line:
                number = re.fullmatch(r"-?\d+([.,]\d+)?(e-\d+)?", cell)
                assert number or not cell.startswith(FORMULA_START[:-1]), cell
        assert read_scenario(PROVINCE, text)[0].pins == scenario.pins


def test_the_wide_table_holds_values_and_differences() -> None:
    scenario = pinned(a=pin("Chậm", disbursement_rate=75.0))
    head, *rows = comparison_vietnamese_rows(PROVINCE, scenario)
    assert head[-3:] == ("Dự phóng 2024", "A Chậm", "Dự phóng 2024 − A Chậm")
    assert {len(row) for row in rows} == {len(head)}
    growth = next(row for row in rows if row[1] == "grdp_growth")
    here, there, change = (float(cell.replace(",", ".")) for cell in growth[-3:])
    assert here - there == pytest.approx(change)
    wanted = simulate({**PLAN.levers, "disbursement_rate": 75.0})["grdp_growth"][0, 0]
    assert there == pytest.approx(wanted, abs=0.005)


# Differences


def test_a_scenario_does_not_differ_from_itself() -> None:
    for key in PROVINCE.modelled:
        drawn = compare.draws_of(PROVINCE, PLAN, key)
        low, high = compare.difference_range(drawn, drawn)
        assert np.isnan(low) or low == high == 0.0


def test_the_range_of_a_difference_is_that_of_common_draws() -> None:
    slow = changed({"disbursement_rate": 75.0})
    here, there = (compare.draws_of(PROVINCE, one, "grdp_growth") for one in (slow, PLAN))
    low, high = compare.difference_range(here, there)
    drawn = (
        bands(PROVINCE, slow).parametric["grdp_growth"]
        - bands(PROVINCE, PLAN).parametric["grdp_growth"]
    )
    assert (low, high) == pytest.approx(tuple(np.quantile(drawn[:, 0], [0.05, 0.95])))
    assert low < high < 0.0


def test_the_figures_of_a_difference_are_as_fine_as_the_indicator() -> None:
    growth = PROVINCE.indicators["grdp_growth"]
    assert difference_text(growth, -0.48, (-0.65, -0.27), "vi") == "−0,48 (−0,65 đến −0,27)"
    assert difference_text(growth, 0.04, (0.038, 0.045), "en") == "+0.04 (+0.04 to +0.05)"
    noise = (-1.2500000000000009, -1.2499999999999982)
    assert difference_text(growth, -1.25, noise, "vi") == "−1,25"
    assert difference_text(growth, 0.0, (-0.004, -0.004), "vi") == "0,00"


def test_columns_share_targets_and_assumptions() -> None:
    own = replace(FOUR, targets={"icor": 5.0}, parameters={"mu": 0.4})
    for column in columns(own):
        assert (column.scenario.targets, column.scenario.parameters) == (
            own.targets,
            own.parameters,
        )
        assert column.scenario.pins == {}


@given(levers=lever_boxes(), language=st.sampled_from(LANGUAGES))
@fuzzed()
def test_every_difference_is_the_present_less_the_pin(
    levers: dict[str, float], language: str
) -> None:
    """In the table, the chart and what the picture finds, as the figures are shown."""
    other = changed(levers)
    scenario = pinned(changed({"disbursement_rate": 75.0}), b=Pin(other.levers, "Kia"))
    here = page_of(PROVINCE, PageLink(scenario, "compare", language, ()))
    rows = results(PROVINCE, scenario), results(PROVINCE, other)
    wanted = {
        one.indicator.key: rounded(one.projected, one.indicator.decimals)
        - rounded(two.projected, two.indicator.decimals)
        for one, two in zip(*rows, strict=True)
        if one.projected is not None and two.projected is not None
    }
    body = indicators_table(here, columns(scenario))
    shown = re.findall(r"<br><small>([^<]+)</small></td>", body)
    assert len(shown) == len(wanted)
    for text, (key, difference) in zip(shown, wanted.items(), strict=True):
        decimals = PROVINCE.indicators[key].decimals
        assert text in ("=", format_signed(difference, decimals, language))
    found = compare.picture(here, {"of": GROWTH}, "light")
    [row] = found.data["differences"]
    assert float(str(row["value"])) == pytest.approx(wanted[GROWTH], abs=0.011)
    change = format_signed(wanted[GROWTH], 2, language)
    assert str(row["text"]).partition(" ")[0] == change
    assert change in found.finding


# Names


@given(
    levers=lever_boxes(),
    moved=st.sets(st.sampled_from(list(PROVINCE.levers))),
    language=st.sampled_from(LANGUAGES),
)
@fuzzed()
def test_what_is_pinned_is_named_by_what_differs_from_the_plan(
    levers: dict[str, float], moved: set[str], language: str
) -> None:
    here = replace(page_of(PROVINCE, PageLink(PLAN, "compare", language, ())), language=language)
    there = changed({key: levers[key] for key in moved})
    text = described(here, there.levers)
    assert read_name(text, "name", LONGEST_PIN_NAME) == (text, [])
    differs = [key for key in PROVINCE.levers if there.levers[key] != PLAN.levers[key]]
    if len(differs) > 1 and matching_preset(PROVINCE, there.levers) is None:
        assert text.startswith(str(len(differs)))
    pin = present_pin(replace(here, scenario=there), "a")
    assert pin == Pin(there.levers, text)


def test_descriptions_of_pins() -> None:
    here = page_of(PROVINCE, PageLink(PLAN, "compare", "vi", ()))

    def told(**levers: float) -> str:
        return described(here, changed(levers).levers)

    assert told() == "Kế hoạch 2024"
    assert told(disbursement_rate=74.0) == "Tỷ lệ giải ngân 74%"
    assert told(disbursement_rate=74.0, fdi=300.0) == "2 thay đổi: tỷ lệ giải ngân 74%…"
    assert told(fdi=300.0, ocop_new=3.0) == "2 thay đổi: vốn FDI tăng thêm 300…"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_letter_is_no_name(language: str) -> None:
    scenario = pinned(PLAN, a=pin("A", disbursement_rate=74.0), b=pin("Riêng", fdi=0.0))
    app = linked(scenario, "compare", language)
    here = page_of(PROVINCE, PageLink(scenario, "compare", language, ()))
    said = described(here, scenario.pins["a"].levers)
    assert said in Markup("".join(html(app))).text
    fields = {field.key: field for field in app.text_input}
    assert fields["pin_name_a_A"].value == ""
    assert fields["pin_name_a_A"].placeholder == said
    assert fields["pin_name_b_Riêng"].value == "Riêng"
    assert said in compare.picture(here, {}, "light").finding


# The page


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_pin_the_view_offers_some(language: str) -> None:
    app = linked(PLAN, "compare", language)
    ids = {attributes.get("id") for tag, attributes in Markup("".join(html(app))).tags}
    assert {"pin_here", "pin_baseline_2023", "pin_salinity_2016"} <= ids
    assert not [body for body in html(app) if 'class="compared"' in body]


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_pins_are_shown_with_their_numbers(language: str) -> None:
    app = linked(FOUR, "compare", language)
    text = " ".join(Markup("".join(html(app))).text.split())
    assert say(language, "compare_full") in text
    for letter in LETTERS:
        growth = float(simulate(FOUR.pins[letter].levers)["grdp_growth"][0, 0])
        assert f"{growth:.2f}".replace(".", "," if language == "vi" else ".") in text


def test_a_pin_is_renamed_or_refused_and_the_text_stays() -> None:
    app = linked(pinned(a=pin("Chậm", fdi=0.0)), "compare")
    app.text_input(key="pin_name_a_Chậm").set_value("Rất chậm").run()
    link = visit(app).jump.link
    assert decode(PROVINCE, link).scenario.pins["a"].name == "Rất chậm"
    app = linked(pinned(a=pin("Chậm", fdi=0.0)), "compare")
    app.text_input(key="pin_name_a_Chậm").set_value("x" * 41).run()
    assert not visit(app).jump.link
    assert "40" in " ".join(Markup(body).text for body in html(app) if 'role="alert"' in body)


@pytest.mark.parametrize("name", [text for text in HOSTILE if len(text) <= LONGEST_PIN_NAME])
def test_a_hostile_name_is_text_on_the_page(name: str) -> None:
    app = linked(pinned(a=pin(name, fdi=0.0)), "compare")
    for tag, attributes in Markup("".join(html(app))).tags:
        assert tag not in ("script", "img", "iframe")
        assert not any(key.startswith("on") for key in attributes)
    assert name in Markup("".join(html(app))).text
