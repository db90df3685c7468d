"""What the share menu says gives the same numbers elsewhere gives the same numbers."""

import io
import shlex
import subprocess
import sys
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from model import simulate
from model.scenario.results import growth_of, results
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import rounded
from tests.files.scenarios import OWN
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.web.test_files import answer
from ui.frame.share.reproduce import python_code, reproduce_html
from ui.state.link import encode
from web.asked import asked

SITE = "https://plan.example/"
PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)
TREND = preset_scenario(PROVINCE, PROVINCE.reference_preset)
HOSTILE = replace(PLAN, name="'; rm -rf / #\"<b>", levers=MappingProxyType({**TREND.levers}))
SCENARIOS = pytest.mark.parametrize(
    "scenario", [PLAN, TREND, OWN, HOSTILE], ids=["plan", "trend", "own", "hostile"]
)


def growth(scenario: Scenario) -> float:
    value = growth_of(results(PROVINCE, scenario))
    assert value is not None
    return value


def codes(scenario: Scenario) -> list[str]:
    """Return what can be copied, as a browser reads it."""
    from tests.support.page import Markup  # it starts Streamlit's test runner

    page = asked(encode(PROVINCE, scenario)[1:], SITE, frozenset()).page
    read = Markup(reproduce_html(page, SITE))
    return [text for (tag, _), text in zip(read.tags, read.texts, strict=True) if tag == "code"]


@SCENARIOS
def test_the_python_gives_the_same_growth(scenario: Scenario) -> None:
    page = asked(encode(PROVINCE, scenario)[1:], SITE, frozenset()).page
    names: dict[str, Any] = {}
    exec(python_code(page).rpartition("\n")[0], names)  # the last line shows the result
    assert names["simulate"] is simulate
    assert names["result"]["grdp_growth"][0, 0] == growth(scenario)


@SCENARIOS
def test_the_command_line_gives_the_same_growth(scenario: Scenario) -> None:
    (command,) = (code for code in codes(scenario) if code.startswith("python -m model"))
    words = shlex.split(command)[1:]
    printed = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    (line,) = (line for line in printed.splitlines() if line.startswith("grdp_growth "))
    assert f"{rounded(growth(scenario), 2):.2f}" in line.split()


@SCENARIOS
def test_the_addresses_give_the_same_growth(scenario: Scenario) -> None:
    import pandas as pd

    link = encode(PROVINCE, scenario)
    json_address, pandas_code, *_ = codes(scenario)
    assert json_address.startswith(f"{SITE}scenario.json?")
    address = pandas_code.partition('read_csv("')[2].partition('")')[0]
    assert address.startswith(f"{SITE}scenario.csv?")
    table = pd.read_csv(io.BytesIO(answer("/scenario.csv", address.partition("?")[2]).content))
    assert table.equals(pd.read_csv(io.BytesIO(answer("/scenario.csv", link[1:]).content)))
    variable = PROVINCE.indicators["grdp_growth"].variable
    rows = table[(table.variable == variable) & (table.year == PROVINCE.base_year + 1)]
    assert rows.value.iloc[0] == pytest.approx(growth(scenario), rel=1e-11)
