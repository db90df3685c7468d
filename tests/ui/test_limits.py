"""The limits of the model: their figures are computed, they stand on the page and in the card."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from model.cli.main import main
from model.evidence.backtest import backtest, totals
from model.evidence.change_log import change_log
from model.evidence.limits import facts, limit_text, weakest
from model.evidence.model_card import model_card
from model.evidence.origin import AT_TREND
from model.problems import InvalidInputError
from model.province.load import load_province
from model.province.references import FACTS, PLACE
from model.province.rows import Limit
from model.scenario.scenario import preset_scenario
from model.uncertainty.sobol import sobol
from tests.support.page import Markup, html, linked, said
from tests.support.province import DATA, PROVINCE
from tests.support.reader import PLAN
from ui.pieces.parameters import dimension_name
from ui.state.link import VIEWS
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, name, say
from ui.views.method.limits import WEAKEST, limits_html
from ui.views.method.versions import versions_html

DOCUMENTS = {"MODEL_CARD.md": ("card", model_card), "CHANGELOG.md": ("changelog", change_log)}


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_document_is_what_the_data_write(file: str) -> None:
    """If not: ``python -m tests.support.renew``."""
    command, write = DOCUMENTS[file]
    assert (DATA / file).read_text(encoding="utf-8") == write(PROVINCE), command


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_command_writes_a_document(file: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command, write = DOCUMENTS[file]
    assert main([command]) == 0
    assert capfdbinary.readouterr().out.decode() == write(PROVINCE)


def test_the_card_follows_the_tables() -> None:
    lever = PROVINCE.levers["fdi"]
    levers = MappingProxyType({**PROVINCE.levers, "fdi": replace(lever, name_en="Other words")})
    moved = replace(PROVINCE, levers=levers)
    assert "Other words" in model_card(moved)
    assert "Other words" not in model_card(PROVINCE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PROVINCE.limits)
def test_every_figure_of_a_limit_is_computed(key: str, language: str) -> None:
    row = PROVINCE.limits[key]
    text = limit_text(row, facts(PROVINCE), language, lambda value, _: f"<{value}>")
    assert len(re.findall("<", text)) == len(PLACE.findall(_raw(row, language)))
    assert "{" not in text


@pytest.mark.parametrize("key", PROVINCE.limits)
def test_both_languages_name_the_same_figures(key: str) -> None:
    row = PROVINCE.limits[key]
    assert sorted(PLACE.findall(row.text_vi)) == sorted(PLACE.findall(row.text_en))


def test_a_limit_may_only_name_figures_that_are_computed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    file = folder / "limits.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{share}", "{chance}"), encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"limits\.csv, level, text_vi.*chance.*share"):
        load_province(folder)


def test_a_figure_that_the_data_do_not_tell_is_a_dash() -> None:
    found = facts(replace(PROVINCE, backtest=()))
    unknown = {key for key, (value, _) in found.items() if value is None}
    assert unknown == {"missed", "missed_nation", "missed_mean", "missed_beside_mean"}
    row = PROVINCE.limits["tested"]
    text = limit_text(row, found, "en", lambda value, _: format_number(value, 1, "en"))
    assert "misses growth by – points" in text


def test_facts_are_those_of_the_model() -> None:
    found = {key: value for key, (value, _) in facts(PROVINCE).items()}
    assert set(found) == set(FACTS)
    assert found["share"] is not None
    assert 95.0 < found["share"] < 100.0
    assert found["sigma"] == PROVINCE.parameters["sd_agg"].default
    grades = [row.grade for row in PROVINCE.assumptions.values()]
    assert (found["grade_c"], found["parameters"]) == (grades.count("C"), len(grades))


def test_the_limit_on_the_backtest_says_what_the_backtest_found() -> None:
    """``tested`` claims that the projection is the target, and that levers count in 2023 only."""
    found = {key: value for key, (value, _) in facts(PROVINCE).items()}
    scores = totals(backtest(PROVINCE))
    assert found["scored"] == len(scores)
    assert found["missed"] == pytest.approx(found["missed_nation"], abs=0.05)
    assert found["scored_mean"] == sum("mean" in row.forecasts for row in scores)
    assert [row.year for row in scores if AT_TREND not in row.rules] == [2023]


def test_the_limits_name_the_two_parameters_that_matter_most_to_disbursement() -> None:
    """Crowding-in of the year and the works credited to the province: two thirds together."""
    assert PROVINCE.limits["disbursement_effect"].text_en.startswith("γ ")
    assert PROVINCE.limits["site_or_firm"].text_en.startswith("ℓ ")
    plan = preset_scenario(PROVINCE, PROVINCE.default_preset)
    first, second, *_ = sobol(PROVINCE, plan, "grdp_growth", lever="disbursement_rate").indices
    assert (first.key, second.key) == ("kci0", "loc_con")
    assert [PROVINCE.parameters[index.key].symbol for index in (first, second)] == ["γ0", "ℓ"]
    assert first.total + second.total == pytest.approx(0.67, abs=0.05)


def test_the_weakest_parameters_are_assumed_and_sorted() -> None:
    swings = weakest(PROVINCE, 8)
    widths = [swing.width for swing in swings]
    assert widths == sorted(widths, reverse=True)
    for swing in swings:
        row = PROVINCE.parameters.get(swing.key)
        assert row is None or row.grade == "C"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_view_holds_every_limit_and_version(language: str) -> None:
    app = linked(PLAN, "method", language)
    text = said(app, "limits")
    found = facts(PROVINCE)
    for row in PROVINCE.limits.values():
        words = limit_text(row, found, language, lambda v, d: format_number(v, d, language))
        assert " ".join(words.split()) in text
    for group in PROVINCE.group_rows("limit"):
        assert name(group, language) in text
    for swing in weakest(PROVINCE, WEAKEST):
        assert dimension_name(PROVINCE, swing.key, language) in text
    assert limits_html(PROVINCE, language) in "".join(html(app))
    assert versions_html(PROVINCE, language) in "".join(html(app))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_says_it_is_no_forecast_and_leads_to_the_limits(
    view: str, language: str
) -> None:
    app = linked(PLAN, view, language)
    foot = said(app, "foot")
    assert say(language, "foot_not") in foot
    assert PROVINCE.version in foot
    tags = [attributes for body in html(app) for _, attributes in Markup(body).tags]
    (link,) = (attributes for attributes in tags if attributes.get("id") == "foot_limits")
    assert (link["data-set"], link["data-to"]) == ("view=method", "limits")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_weak_parameter_leads_to_where_it_stands(language: str) -> None:
    text = limits_html(PROVINCE, language)
    for swing in weakest(PROVINCE, WEAKEST):
        assert f'data-choose="{swing.key}" data-to="assume"' in text


def test_what_the_resolution_names_and_the_model_leaves_out_is_said() -> None:
    text = " ".join(row.text_en for row in PROVINCE.limits.values() if row.kind == "left_out")
    for topic in (
        "insurance",
        "Cooperatives",
        "satisfaction",
        "administrative reform",
        "Digital",
        "Trần Đề",
        "Livestock",
        "vegetables",
        "Schools",
        "health",
    ):
        assert topic in text


def _raw(row: Limit, language: str) -> str:
    return row.text_vi if language == "vi" else row.text_en
