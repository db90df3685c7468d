"""The line beside a lever that says what a tenth of a point of growth costs."""

import re
from dataclasses import replace

import pytest

from model.goal.cost import POINTS, costs
from tests.support.province import PROVINCE
from ui.pieces.cost import cost_texts
from ui.state.current import Page, page_of
from ui.state.link import decode_pairs
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES


def page(language: str, **levers: float) -> Page:
    shown = page_of(PROVINCE, decode_pairs(PROVINCE, [("lang", language)], whole=True))
    scenario = replace(shown.scenario, levers={**shown.scenario.levers, **levers})
    return replace(shown, scenario=scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lever_has_a_line_with_the_number_of_the_model(language: str) -> None:
    shown = page(language)
    texts = cost_texts(shown)
    for key, cost in costs(PROVINCE, shown.scenario).items():
        text = texts[key].replace("−", "-").replace("+", "")
        numbers = [parse_exact(found, language) for found in re.findall(r"-?\d[\d.,]*", text)]
        if cost.change is None:
            assert numbers == [pytest.approx(cost.whole, rel=0.05)], key
            assert abs(cost.whole) >= POINTS or abs(numbers[0] or 0.0) < POINTS, key
        else:
            assert numbers == [0.1, pytest.approx(cost.change, rel=0.05)], key


def test_money_is_in_money_and_a_rate_in_points() -> None:
    vi, en = (cost_texts(page(language)) for language in LANGUAGES)
    assert vi["public_plan"] == "0,1 điểm tăng trưởng ≈ 300\u00a0tỷ đồng"
    assert en["public_plan"] == "0.1 point of growth ≈ 300\u00a0bn VND"
    assert en["disbursement_rate"].endswith("≈ 4.2\u00a0pp")
    assert en["shrimp_loss_rate"].endswith("≈ −0.69\u00a0pp")
    assert en["salinity"].endswith("≈ −0.2")
    assert vi["ocop_new"] == "cả thang: +0,028 điểm"
    assert en["ocop_new"] == "whole range: +0.028 point"


def test_it_is_worked_once_for_a_setting_and_anew_for_another() -> None:
    shown = page("vi", disbursement_rate=60.0)
    assert cost_texts(shown) is cost_texts(page("vi", disbursement_rate=60.0))
    assert cost_texts(shown)["public_plan"] != cost_texts(page("vi"))["public_plan"]
    key = next(iter(PROVINCE.parameters))
    assumed = replace(shown.scenario, parameters={key: PROVINCE.parameters[key].low})
    assert cost_texts(replace(shown, scenario=assumed)) is not cost_texts(shown)
