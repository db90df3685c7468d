"""Chances and bands: what the views "How sure" and "To 2030" show."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from model.files.cells import csv_text
from model.files.read import read_scenario
from model.files.vietnamese import COLUMNS, vietnamese_columns, vietnamese_rows
from model.province.rows import Target
from model.scenario.link import SIGMA
from model.scenario.results import results
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import (
    chance_of,
    chance_text,
    own_target,
    reached,
    scenario_targets,
    target_status,
)
from model.uncertainty.bands import (
    CUTS,
    WIDTHS,
    Cuts,
    Fan,
    Parts,
    fan,
    is_average,
    later_targets,
    spread,
)
from model.uncertainty.drivers import Drivers
from model.uncertainty.scenario_draws import bands, level_draws
from model.uncertainty.sobol import sobol
from model.uncertainty.tornado import tornado
from tests.support.page import page_with, visit
from tests.support.paths import ROOT
from tests.support.province import PROVINCE, lever_boxes
from ui.pictures.path import (
    fan_records,
    growth_rival,
    marked_targets,
    spans,
)
from ui.pictures.sure import bands_records, effect_text, level_text
from ui.pieces.chance import chance_dots
from ui.pieces.indicator import row_of
from ui.pieces.parameters import dimension_name
from ui.state.current import Page
from ui.state.link import decode, encode
from ui.text.numbers import UNKNOWN, format_exact, format_number
from ui.text.words import name, say
from ui.views.how_sure.bands import bands_table, share_text
from ui.views.how_sure.drivers import drivers_html
from ui.views.how_sure.split import split_table, split_texts
from ui.views.indicators.targets import targets_html
from ui.views.outlook.tables import path_table, targets_table

PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)
LAST = PROVINCE.last_year
APP = ROOT / "ui/page.py"
STEPS = {"< 5%", "> 95%", *(f"{percent}%" for percent in range(5, 100, 5))}
OWN = replace(PLAN, targets=MappingProxyType({"icor": 5.0, "visitors": 3.05, "shrimp_area": 5e4}))


@pytest.fixture(scope="module")
def to_last() -> Fan:
    return fan(PROVINCE, PLAN, LAST)


def page(scenario: Scenario = PLAN, language: str = "vi", view: str = "sure") -> Page:
    rows = results(PROVINCE, scenario, level_draws(PROVINCE, scenario))
    return page_with(rows, scenario, view, language)


def with_sigma(value: float) -> Scenario:
    return replace(PLAN, parameters=MappingProxyType({SIGMA: value}))


# Chance


@pytest.mark.parametrize("scenario", [PLAN, OWN], ids=["plan", "own targets"])
def test_chance_agrees_with_the_status_of_every_draw(scenario: Scenario) -> None:
    level = level_draws(PROVINCE, scenario)
    targets = scenario_targets(PROVINCE, scenario)
    rows = {row.indicator.key: row for row in results(PROVINCE, scenario, level)}
    for key in targets.keys() & level.keys():
        indicator, target, draws = PROVINCE.indicators[key], targets[key], level[key][:, 0]
        expected = [target_status(indicator, target, value) != "missed" for value in draws]
        assert reached(indicator, target, draws).tolist() == expected, key
        if draws.min() == draws.max():
            assert rows[key].chance is None, key
        else:
            assert rows[key].chance == np.mean(expected), key


@given(
    key=st.sampled_from(["grdp_growth", "share_sector1", "icor", "exports"]),
    limit=st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.6g}")),
    steps=st.lists(st.integers(-12, 12), min_size=1, max_size=8),
)
def test_chance_rounds_as_the_status_does_at_the_very_edge(
    key: str, limit: float, steps: list[int]
) -> None:
    indicator, target = PROVINCE.indicators[key], own_target(PROVINCE, key, limit)
    unit = 10.0**-target.decimals
    values = np.array([limit + step * unit / 4 for step in steps])
    values = np.concatenate([values, np.nextafter(values, np.inf), np.nextafter(values, -np.inf)])
    expected = [target_status(indicator, target, float(value)) != "missed" for value in values]
    assert reached(indicator, target, values).tolist() == expected


def test_a_draw_that_is_not_defined_reaches_no_target() -> None:
    indicator = PROVINCE.indicators["icor"]
    target = own_target(PROVINCE, "icor", 5.0)
    assert chance_of(indicator, target, np.array([np.nan, 4.0, 6.0, 4.5])) == 0.5


@given(st.floats(0, 1))
def test_chance_is_written_in_steps(chance: float) -> None:
    text = chance_text(chance)
    assert text in STEPS
    if not text.startswith(("<", ">")):
        assert abs(float(text.removesuffix("%")) - 100 * chance) <= 2.5 + 1e-9
    assert (text == "< 5%") == (100 * chance < 5)
    assert (text == "> 95%") == (100 * chance > 95)


def test_only_what_has_a_target_and_a_spread_has_a_chance() -> None:
    for row in results(PROVINCE, PLAN, level_draws(PROVINCE, PLAN)):
        spreads = row.low is not None and row.low != row.high
        assert (row.chance is not None) == (row.target is not None and spreads), row.indicator.key
    assert all(row.chance is None for row in results(PROVINCE, PLAN))


def test_the_first_picture_and_the_file_show_the_same_chances() -> None:
    shown = page(view="indicators")
    html = targets_html(shown)
    header = vietnamese_columns(PROVINCE)
    lines = {line[1]: line for line in vietnamese_rows(PROVINCE, PLAN)}
    place = COLUMNS.index("chance")
    assert header[place + 1] == "Trạng thái"
    for row in shown.rows:
        expected = "" if row.chance is None else chance_text(row.chance)
        assert lines[row.indicator.key][place] == expected
        assert chance_dots(row.chance, "vi") in html


def test_a_vietnamese_file_without_chances_is_still_read() -> None:
    place = COLUMNS.index("chance")
    older = [line[:place] + line[place + 1 :] for line in vietnamese_rows(PROVINCE, PLAN)]
    for rows in (older, list(vietnamese_rows(PROVINCE, PLAN))):
        scenario, notes = read_scenario(PROVINCE, csv_text(rows, vietnamese=True))
        assert (scenario.levers, notes) == (PLAN.levers, [])


# Bands


@given(levers=lever_boxes())
def test_fans_never_cross(levers: Mapping[str, float]) -> None:
    found = spread(PROVINCE, replace(PLAN, levers=MappingProxyType(dict(levers))))
    for band in (found.effect, found.level):
        for key, cuts in band.items():
            assert cuts.shape == (len(CUTS), 1)
            known = cuts[:, ~np.isnan(cuts).any(axis=0)]
            assert (np.diff(known, axis=0) >= 0).all(), key


def test_fans_never_cross_to_the_last_year(to_last: Fan) -> None:
    for band in (Cuts(bands(PROVINCE, PLAN, LAST).effect), to_last.level):
        for key, cuts in band.items():
            assert cuts.shape == (len(CUTS), LAST - PROVINCE.base_year)
            assert np.isnan(cuts).any() or (np.diff(cuts, axis=0) >= 0).all(), key


def test_the_growth_band_keeps_its_width_and_the_level_band_widens(to_last: Fan) -> None:
    low, high = WIDTHS[90]
    growth = to_last.level["grdp_growth"][high] - to_last.level["grdp_growth"][low]
    assert growth.max() / growth.min() < 1.2
    for key in ("grdp_per_capita", "grdp_current"):
        width = to_last.level[key][high] - to_last.level[key][low]
        assert (np.diff(width) > 0).all(), key
        assert width[-1] > 3 * width[0], key


def test_the_same_link_gives_the_same_bands() -> None:
    scenario = replace(with_sigma(1.9), levers=MappingProxyType({**PLAN.levers, "salinity": 0.4}))
    again = decode(PROVINCE, encode(PROVINCE, scenario)).scenario
    one, two = spread(PROVINCE, scenario), spread(PROVINCE, again)
    early, late = fan(PROVINCE, scenario, LAST), fan(PROVINCE, again, LAST)
    for key in PROVINCE.modelled:
        assert np.array_equal(early.level[key], late.level[key], equal_nan=True), key
        assert np.array_equal(one.effect[key], two.effect[key], equal_nan=True), key
    assert early.chances == late.chances


def test_sigma_widens_the_level_and_leaves_the_effect_alone() -> None:
    row = PROVINCE.parameters[SIGMA]
    narrow, wide = (spread(PROVINCE, with_sigma(value)) for value in row.range)
    low, high = WIDTHS[90]
    widths = [
        found.level["grdp_growth"][high, 0] - found.level["grdp_growth"][low, 0]
        for found in (narrow, wide)
    ]
    assert widths[1] > 1.5 * widths[0]
    assert np.array_equal(narrow.effect["grdp_growth"], wide.effect["grdp_growth"])


@given(shares=st.lists(st.floats(0.001, 1.0), min_size=3, max_size=3))
def test_the_parts_of_a_spread_are_written_to_add_up_to_100(shares: list[float]) -> None:
    nation, own, parameters = (share / sum(shares) for share in shares)
    texts = split_texts(Parts(nation, own, parameters), "vi")
    assert sum(int(text.removesuffix("%")) for text in texts.values()) == 100


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_indicator_with_a_target_and_a_spread_has_its_split(language: str) -> None:
    found = spread(PROVINCE, PLAN)
    shown = page(PLAN, view="sure", language=language)
    text = split_table(shown, found, ["grdp_growth", "shrimp_output"])
    keys = {"grdp_growth", "shrimp_output", *PROVINCE.plan_targets}
    spreading = {key for key in keys if found.parts.get(key) is not None}
    assert text.count('<th scope="row"') == len(spreading)
    for key in spreading:
        parts = found.parts[key]
        assert parts is not None
        assert all(share in text for share in split_texts(parts, language).values())
        assert name(PROVINCE.indicators[key], language) in text


def test_the_share_of_the_residual_is_that_of_the_sensitivity() -> None:
    found = spread(PROVINCE, PLAN)
    for key in ("grdp_growth", "grdp_per_capita", "poverty_reduction", "total_investment"):
        share = sobol(PROVINCE, PLAN, key, size=64).residual_share
        parts = found.parts[key]
        assert parts is not None
        assert parts.residual == pytest.approx(share, abs=0.02), key
    growth, investment = found.parts["grdp_growth"], found.parts["total_investment"]
    assert growth is not None
    assert growth.residual > 0.9
    assert investment is not None
    assert investment.residual == 0.0
    assert found.parts["disbursement_rate_pm"] is None
    for language in ("vi", "en"):
        still = share_text(page(language=language), found, "disbursement_rate_pm")
        assert still == say(language, "sure_still")


def test_levers_on_the_trend_have_no_effect() -> None:
    drawn = bands(PROVINCE, preset_scenario(PROVINCE, PROVINCE.reference_preset), LAST)
    for key, cuts in Cuts(drawn.effect).items():
        assert (np.isnan(cuts) | (cuts == 0)).all(), key


# Charts and tables


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_two_bands_are_drawn_as_the_table_says(language: str) -> None:
    shown, found = page(language=language), spread(PROVINCE, PLAN)
    for key in ("grdp_growth", "grdp_per_capita", "agri_value_per_ha"):
        data = bands_records(shown, found, key)
        assert data is not None
        reference = next(row.reference for row in shown.rows if row.indicator.key == key)
        assert reference is not None
        bars = {(row["y"], row["width"]): (row["low"], row["high"]) for row in data["bars"]}
        assert len(bars) == 6
        table = bands_table(shown, found, [key])
        shown_row = row_of(shown, key)
        heights = sorted({y for y, _ in bars})
        shifts = zip(heights, (found.effect, found.level), (reference, 0.0), strict=True)
        for y, band, shift in shifts:
            cuts = band[key][:, 0]
            for width, (low, high) in WIDTHS.items():
                assert bars[y, width] == pytest.approx((cuts[low] + shift, cuts[high] + shift))
        told = ("central", "low", "high")
        figures = [row for row in data["figures"] if row["side"] in told]
        for row in figures:
            assert row["text"] in table, (key, row)
        central = [(row["x"], row["text"]) for row in figures if row["side"] == "central"]
        texts = effect_text(shown_row, language), level_text(shown_row, language)
        assert central == [(shown_row.projected, text) for text in texts]
        assert all(data.values())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", ["grdp_growth", "grdp_per_capita", "exports", "grdp_current"])
def test_a_fan_is_drawn_as_its_table_says(key: str, language: str, to_last: Fan) -> None:
    shown = page(language=language, view="outlook")
    data = fan_records(shown, to_last, key)
    assert data is not None
    assert all(data.values())
    table = path_table(shown, to_last, key)
    cells = re.findall(r"<b>([^<]+)</b>", table)
    decimals = PROVINCE.indicators[key].decimals
    path = [format_number(row["value"], decimals, language) for row in data["path"]]
    assert path[1:] == cells
    assert [row["reference"] for row in data["path"][1:]] == to_last.reference[key].tolist()
    low, high = WIDTHS[90]
    wide = [row for row in data["fan"] if row["width"] == 90][1:]
    assert [row["low"] for row in wide] == to_last.level[key][low].tolist()
    assert [row["high"] for row in wide] == to_last.level[key][high].tolist()
    ends = [row for row in data["figures"] if row["side"] in ("path", "range")]
    assert ends[0]["text"] == cells[-1]
    assert [row["side"] for row in ends] == ["path", *["range"] * (len(ends) - 1)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_ends_has_no_figure_afterwards(language: str, to_last: Fan) -> None:
    shown = page(language=language, view="outlook")
    ending = {key: row.until for key, row in PROVINCE.indicators.items() if row.until}
    assert ending
    for key, until in ending.items():
        data = fan_records(shown, to_last, key)
        assert data is not None
        for part in ("fan", "path", "figures"):
            assert max(row["year"] for row in data[part]) == until, (key, part)
        assert "nan" not in str(data).lower(), key
        table = path_table(shown, to_last, key)
        assert "nan" not in table.lower(), key
        years = range(PROVINCE.base_year + 1, LAST + 1)
        for year, cell in zip(years, re.findall(r"<b>([^<]+)</b>", table), strict=True):
            assert (cell == UNKNOWN) == (year > until), (key, year)
    assert "nan" not in targets_table(shown, to_last).lower()


def test_growth_is_drawn_beside_the_mean_of_the_years_known(to_last: Fan) -> None:
    known = {
        row.year: row.value
        for row in PROVINCE.backtest
        if row.key == "grdp_growth"
        and row.year <= row.origin <= PROVINCE.base_year
        and row.kind in ("official", "estimate")
    }
    rival = growth_rival(PROVINCE)
    assert rival.value == pytest.approx(np.mean(list(known.values())))
    assert rival.years == spans(known)
    shown = page(view="outlook")
    data = fan_records(shown, to_last, "grdp_growth", rival)
    assert data is not None
    assert [row["rival"] for row in data["path"]] == [
        None,
        *[rival.value] * (LAST - PROVINCE.base_year),
    ]
    table = path_table(shown, to_last, "grdp_growth", rival)
    assert table.count(format_number(rival.value, 2, "vi")) == LAST - PROVINCE.base_year
    assert rival.years in table


@pytest.mark.parametrize(
    ("years", "text"),
    [([2021], "2021"), ([2016, 2018, 2017, 2021, 2022], "2016–2018, 2021–2022"), ([], "")],
)
def test_years_in_a_row_are_written_from_to(years: list[int], text: str) -> None:
    assert spans(years) == text


def test_an_average_over_a_term_is_never_judged(to_last: Fan) -> None:
    averages = [row for row in later_targets(PROVINCE) if is_average(row)]
    assert {row.key for row in averages} == {"poverty_reduction", "poverty_reduction_khmer"}
    shown = page(view="outlook")
    assert all(target.key not in {row.key for row in averages} for target in marked(shown))
    rows = targets_table(shown, to_last).split("<tr>")
    judged = [row for row in rows if PROVINCE.indicators["poverty_reduction"].name_vi in row]
    assert len(judged) == 2
    assert all("Chưa đạt" not in row for row in judged)
    assert any(say("vi", "outlook_average") in row for row in judged)


def marked(shown: Page) -> list[Target]:
    return [row for key in PROVINCE.modelled for row in marked_targets(shown, key)]


def test_later_targets_have_the_chance_of_their_year(to_last: Fan) -> None:
    level = level_draws(PROVINCE, PLAN, LAST)
    for (key, year), chance in to_last.chances.items():
        target = next(row for row in later_targets(PROVINCE) if (row.key, row.year) == (key, year))
        draws = level[key][:, year - PROVINCE.base_year - 1]
        expected = [
            target_status(PROVINCE.indicators[key], target, value) != "missed" for value in draws
        ]
        assert chance == pytest.approx(np.mean(expected)), key


# The page


def opened(link: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=30)
    for key, value in (pair.split("=") for pair in link.split("&")):
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", ["sure", "outlook"])
def test_a_view_opens_for_every_indicator(view: str, language: str) -> None:
    app = opened(f"view={view}&lang={language}")
    choice = app.selectbox(key=f"{view}_key_{language}")
    for option in ("icor", "disbursement_rate_pm", "poverty_reduction_khmer", "exports"):
        if option in PROVINCE.indicators:
            choice.set_value(option).run()
            assert not app.exception, option


@pytest.mark.parametrize(("text", "taken"), [("1,9", "1.9"), ("3", None), ("nhiều", None)])
def test_sigma_is_taken_or_refused_in_words(text: str, taken: str | None) -> None:
    app = opened("view=sure&lang=vi")
    app.text_input(key="sigma_value").set_value(text).run()
    app.button(key="sigma").click().run()
    assert not app.exception
    assert bool(visit(app).jump.link) == (taken is not None)
    assert taken is None or f"sigma={taken}" in visit(app).jump.link
    assert visit(app).refused_parameters == ({} if taken else {"sigma": ("sd_agg", text)})


def test_the_default_sigma_leaves_the_link() -> None:
    app = opened("view=sure&lang=vi&sigma=2")
    default = format_exact(PROVINCE.parameters["sd_agg"].default, "vi")
    app.text_input(key="sigma_value").set_value(default).run()
    app.button(key="sigma").click().run()
    assert "sigma" not in visit(app).jump.link


def test_ranges_hold_what_they_say_and_no_cut_is_in_the_middle() -> None:
    assert 0.5 not in CUTS
    for width, (low, high) in WIDTHS.items():
        assert CUTS[high] - CUTS[low] == pytest.approx(width / 100)


# What drives the spread


@pytest.mark.parametrize("question", ["effect", "level", "disbursement_rate"])
@pytest.mark.parametrize("key", ["grdp_growth", "exports", "icor", "shrimp_area"])
def test_every_driver_has_a_name_in_both_languages(key: str, question: str) -> None:
    for language in ("vi", "en"):
        shown = page(language=language)
        lever = question if question in PROVINCE.levers else None
        effect = question != "level"
        found = Drivers(
            sobol(PROVINCE, PLAN, key, effect=effect, lever=lever, size=32),
            tornado(PROVINCE, PLAN, key, effect=effect, lever=lever),
        )
        assert all(dimension_name(PROVINCE, index.key, "vi") for index in found.sobol.indices)
        html = drivers_html(shown, found)
        assert ("<table" in html) != (say(language, "drivers_nothing") in html)


def test_drivers_are_computed_on_demand_and_then_kept() -> None:
    app = opened("view=sure&lang=vi&disbursement_rate=81.5")
    app.selectbox(key="sure_key_vi").set_value("grdp_growth").run()
    app.selectbox(key="drivers_vi").set_value("disbursement_rate").run()
    app.button(key="drivers_compute").click().run(timeout=60)
    assert not app.exception
    app.run()
    assert all(button.key != "drivers_compute" for button in app.button)
