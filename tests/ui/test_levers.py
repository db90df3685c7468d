"""The panel of levers: what stands beside a lever, and what its help tells."""

import re

import pytest

from model.province.rows import Lever
from tests.support.province import PROVINCE
from ui.frame.levers.marks import EXPECTED, expected_values, known_values, marks, marks_text
from ui.frame.levers.panel import TEMPLATE, lever_row
from ui.pieces.sources import ASSUMPTION
from ui.text.markup import macros
from ui.text.numbers import format_exact
from ui.text.words import LANGUAGES, say

LEVERS = tuple(PROVINCE.levers.values())
NATION = PROVINCE.levers[EXPECTED]


def drawn(lever: Lever, language: str) -> str:
    return str(macros(language, TEMPLATE).lever(lever_row(PROVINCE, lever, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_base_trend_and_plan_stand_beside_every_lever(language: str) -> None:
    for lever in LEVERS:
        values = known_values(PROVINCE, lever, language)
        assert [known.value for known in values] == [lever.base, lever.trend, lever.plan]
        text = marks_text(values, language)
        for known in values:
            assert known.short in text, lever.key
        written = [part.rpartition("\u00a0")[2] for part in text.split(" · ")]
        assert written == [format_exact(known.value, language) for known in values]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_one_mark_on_the_track(language: str) -> None:
    for lever in LEVERS:
        html = drawn(lever, language)
        found = re.findall(r'<i class="([^"]+)" data-at="([^"]+)">', html)
        looks = [look for classes, _ in found for look in classes.split()]
        assert looks.count("base") == looks.count("trend") == looks.count("plan") == 1
        places = [float(at) for _, at in found]
        assert len(set(places)) == len(places)
        assert {lever.base, lever.trend, lever.plan} <= set(places)
        assert all(lever.min <= at <= lever.max for at in places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_tells_kind_and_source_of_each_value(language: str) -> None:
    for lever in LEVERS:
        html = drawn(lever, language)
        kinds = (lever.base_kind, lever.trend_kind, lever.plan_kind)
        assert all(say(language, f"kind_{kind}") in html for kind in kinds), lever.key
        for source in (lever.base_source, lever.trend_source, lever.plan_source):
            url = PROVINCE.sources[source].url
            assert source == ASSUMPTION or not url or url in html.replace("&amp;", "&"), lever.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_forecasts_stand_beside_national_growth_as_the_data_have_them(language: str) -> None:
    known = {
        row.key: row
        for row in PROVINCE.backtest
        if (row.origin, row.kind) == (PROVINCE.base_year, "forecast")
    }
    assert set(known) == {"fc_wb", "fc_imf", "fc_adb"}
    values = expected_values(PROVINCE, NATION, language)
    assert [one.value for one in values] == [row.value for row in known.values()]
    html = drawn(NATION, language)
    assert say(language, "lever_expected", values=marks_text(values, language)) in html
    for row in known.values():
        assert PROVINCE.sources[row.source].url in html
    on_track = {mark.number for mark in marks([*known_values(PROVINCE, NATION, language), *values])}
    assert set(re.findall(r'data-at="([^"]+)"', html)) == on_track
    others = [lever for lever in LEVERS if lever is not NATION]
    assert not any(expected_values(PROVINCE, lever, language) for lever in others)
