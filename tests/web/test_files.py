"""Files by address: the bytes of the command line, and clear words for what cannot be had."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from model.files.read import read_scenario
from model.problems import Problem
from model.scenario.results import results
from model.scenario.scenario import Pin, Scenario, preset_scenario
from model.uncertainty.draws import draw_count
from model.uncertainty.scenario_draws import level_draws
from tests.files.scenarios import OWN, PINNED
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from ui.state.link import decode_pairs, encode
from web.addresses import ADDRESSES
from web.files import FILES
from web.made import Made
from web.worker import make

SITE = "https://plan.example/"
PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)
MOVED = replace(PLAN, levers=MappingProxyType({**PLAN.levers, "disbursement_rate": 80}), name="")
FORMATS = {"csv": "iamc", "vi.csv": "vi", "json": "json", "xlsx": "xlsx"}


def answer(path: str, query: str) -> Made:
    """Make an answer in this process; anything else is a failure of the test."""
    made = make(path, query, SITE)
    assert isinstance(made, Made), made
    return made


def problems(path: str, query: str) -> list[Problem]:
    """Return what is wrong with a question."""
    found = make(path, query, SITE)
    assert not isinstance(found, Made | str), found
    return list(found)


def query(scenario: Scenario, language: str = "vi") -> str:
    return encode(PROVINCE, scenario, "indicators", language)[1:]


def printed(*options: str) -> bytes:
    """Return what the command line prints."""
    command = [sys.executable, "-m", "model", "project", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


@pytest.mark.parametrize("ending", ["csv", "vi.csv", "json"])
@pytest.mark.parametrize("scenario", [MOVED, OWN], ids=["moved", "own"])
def test_a_file_by_address_is_the_file_of_the_command_line(ending: str, scenario: Scenario) -> None:
    link = query(scenario)
    draws = ("--draws", str(draw_count(PROVINCE))) if ending == "csv" else ()
    expected = printed("--link", f"?{link}", "--format", FORMATS[ending], *draws)
    assert answer(f"/scenario.{ending}", link).content == expected


def test_a_workbook_by_address_is_that_of_the_command_line(tmp_path: Path) -> None:
    """Given the same address and the same day."""
    place = tmp_path / "here.xlsx"
    link = next(it for it in about(answer("/scenario.xlsx", query(MOVED)).content) if SITE in it)
    printed("--link", link, "--output", str(place))
    (day,) = (it for it in about(place.read_bytes()) if re.fullmatch(r"\d+/\d+/\d{4}", it))
    made = datetime.strptime(day, "%d/%m/%Y").date().isoformat()
    assert answer("/scenario.xlsx", f"made={made}&{query(MOVED)}").content == place.read_bytes()


def about(book: bytes) -> list[str]:
    """Return the cells of the last sheet of a workbook."""
    sheet = load_workbook(io.BytesIO(book)).worksheets[-1]
    return [str(cell.value) for row in sheet for cell in row if cell.value is not None]


@pytest.mark.parametrize("ending", ["csv", "vi.csv", "xlsx"])
@pytest.mark.parametrize("scenario", [PLAN, MOVED, OWN], ids=["plan", "moved", "own"])
def test_a_file_by_address_opens_again(ending: str, scenario: Scenario) -> None:
    found, notes = read_scenario(PROVINCE, answer(f"/scenario.{ending}", query(scenario)).content)
    assert (dict(found.levers), dict(found.targets), dict(found.parameters), found.name) == (
        *(dict(it) for it in (scenario.levers, scenario.targets, scenario.parameters)),
        scenario.name,
    )
    assert notes == []


@pytest.mark.parametrize("ending", ["csv", "vi.csv", "xlsx"])
def test_a_comparison_by_address_opens_with_its_pins(ending: str) -> None:
    found, _ = read_scenario(PROVINCE, answer(f"/compare.{ending}", query(PINNED)).content)
    assert {key: dict(pin.levers) for key, pin in found.pins.items()} == {
        key: dict(pin.levers) for key, pin in PINNED.pins.items()
    }


def test_pandas_reads_a_table_as_it_comes() -> None:
    table = pd.read_csv(io.BytesIO(answer("/scenario.csv", "disbursement_rate=80").content))
    growth = PROVINCE.indicators["grdp_growth"].variable
    rows = table[(table.variable == growth) & (table.year == 2024)]
    shown = dict(zip(rows.scenario, rows.value, strict=True))
    assert shown["scenario"] == pytest.approx(_growth(MOVED), rel=1e-11)


def _growth(scenario: Scenario) -> float:
    found = {row.indicator.key: row.projected for row in results(PROVINCE, scenario)}
    value = found["grdp_growth"]
    assert value is not None
    return value


def test_json_holds_what_the_page_shows_with_kinds_and_sources() -> None:
    document = json.loads(answer("/scenario.json", query(OWN)).content)
    assert document["model"]["version"] == PROVINCE.version
    assert document["official"] is False
    levers = {row["key"]: row for row in document["scenario"]["levers"]}
    assert {key: row["value"] for key, row in levers.items()} == dict(OWN.levers)
    for key, lever in PROVINCE.levers.items():
        assert (levers[key]["base"], levers[key]["trend"]) == (lever.base, lever.trend)
        assert (levers[key]["min"], levers[key]["max"]) == lever.range
    rows = results(PROVINCE, OWN, level_draws(PROVINCE, OWN))
    written = document["scenario"]["indicators"]
    assert [row["key"] for row in written] == [row.indicator.key for row in rows]
    for said, row in zip(written, rows, strict=True):
        assert said["status"] == row.status
        numbers = (row.projected, row.reference, row.base, row.chance)
        for key, number in zip(("projection", "trend", "base", "chance"), numbers, strict=True):
            assert said[key] == (None if number is None else pytest.approx(number, rel=1e-11))
        assert (said["target"] is None) == (row.target is None)
        assert (said["band"] is None) == (row.low is None or row.low == row.high)
    named = {it for row in (*written, *levers.values()) for it in row["sources"]}
    assert named <= set(document["sources"])
    assert all(source["title"] for source in document["sources"].values())


def test_json_of_a_comparison_holds_every_scenario_in_order() -> None:
    document = json.loads(answer("/compare.json", query(PINNED)).content)
    assert [row["letter"] for row in document["scenarios"]] == ["", *PINNED.pins]
    for row, pin in zip(document["scenarios"][1:], PINNED.pins.values(), strict=True):
        assert {lever["key"]: lever["value"] for lever in row["levers"]} == dict(pin.levers)


@pytest.mark.parametrize("path", FILES)
def test_the_same_question_gives_the_same_bytes(path: str) -> None:
    assert answer(path, query(PINNED)) == answer(path, query(PINNED))


def test_a_day_that_is_named_stands_in_the_workbook() -> None:
    dated = answer("/scenario.xlsx", f"made=2024-01-31&{query(PLAN)}").content
    assert "31/1/2024" in about(dated)
    assert "31/1/2024" not in about(answer("/scenario.xlsx", query(PLAN)).content)


@pytest.mark.parametrize(
    "end",
    ["?utm_source=zalo", "?", "&name=Why?", "&ref=https://x.example/", "&name=https://x.example/"],
)
def test_a_question_mark_or_an_address_inside_loses_nothing(end: str) -> None:
    """Where the page opens what stands before it, so does an address; else it is refused."""
    page = decode_pairs(PROVINCE, parse_qsl(query(MOVED) + end, keep_blank_values=True))
    found = make("/scenario.json", query(MOVED) + end, SITE)
    if isinstance(found, Made):
        levers = json.loads(found.content)["scenario"]["levers"]
        assert {row["key"]: row["value"] for row in levers} == dict(page.scenario.levers)
        assert dict(page.scenario.levers) == dict(MOVED.levers)
    else:
        assert page.problems or page.cut


@given(cut=st.integers(min_value=0), scenario=st.sampled_from([MOVED, OWN, PINNED]))
def test_a_cut_address_never_gives_other_numbers(cut: int, scenario: Scenario) -> None:
    """All but its first letters, of which a link is not known to be one: bare, or ``v=2``."""
    whole = query(scenario)
    part = whole[: cut % len(whole)]
    found = make("/scenario.json", part, SITE)
    assert not isinstance(found, Made) or part in ("", "v", "v=", "v=2", "v=2&")


# What cannot be had

REFUSED = [
    ("disbursement_rate=101", "out_of_range", "disbursement_rate"),
    ("disbursement_rate=abc", "not_a_number", "disbursement_rate"),
    ("disbursment_rate=80", "unknown", "disbursment_rate"),
    ("v=2&m=1.1.0&n=3&disbursement_rate=80", "", ""),
    ("lang=fr", "not_allowed", "lang"),
]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(("text", "code", "field"), REFUSED)
def test_what_the_page_would_say_beside_its_numbers_is_refused_here(
    path: str, text: str, code: str, field: str
) -> None:
    found = problems(path, text)
    assert all(row.stands == "" for row in found)
    if code:
        assert (code, field) in [(row.code, row.field) for row in found]
    else:
        assert found


@pytest.mark.parametrize("path", [path for path in FILES if path.startswith("/compare")])
def test_a_comparison_needs_pins(path: str) -> None:
    assert [row.field for row in problems(path, query(PLAN))] == ["pins"]


@pytest.mark.parametrize("day", ["", "today", "2024-02-30", "31/1/2024", "<b>"])
def test_a_day_must_be_one(day: str) -> None:
    (found,) = problems("/scenario.xlsx", urlencode({"made": day}))
    assert (found.code, found.field, found.value) == ("not_allowed", "made", day)


def test_a_choice_with_two_values_is_refused() -> None:
    (found,) = problems("/scenario.xlsx", "made=2024-01-31&made=2024-02-01")
    assert (found.code, found.field) == ("duplicate", "made")


PIECES = st.lists(
    st.tuples(
        st.sampled_from([*PROVINCE.levers, "v", "n", "name", "t.grdp", "of", "made", "a.levers"])
        | st.text(max_size=8),
        st.floats().map(str) | st.text(max_size=12),
    ),
    max_size=6,
)


@given(pairs=PIECES, path=st.sampled_from(["/scenario.csv", "/scenario.json", "/data"]))
def test_whatever_is_asked_is_answered_or_refused(pairs: list[tuple[str, str]], path: str) -> None:
    for text in (urlencode(pairs), "&".join(f"{key}={value}" for key, value in pairs)):
        found = make(path, text, SITE)
        assert not isinstance(found, str), "a failure was logged"
        assert isinstance(found, Made) or found


@given(name=st.text(min_size=1, max_size=60))
def test_a_name_never_breaks_a_header(name: str) -> None:
    scenario = replace(MOVED, name=name)
    found = make("/scenario.csv", query(scenario), SITE)
    if isinstance(found, Made):
        assert re.fullmatch(r"[a-z0-9_.-]+\.csv", found.name)


def test_cells_never_start_a_formula() -> None:
    text = answer("/scenario.csv", query(replace(MOVED, name="=1+1"))).content.decode()
    names = {row[1] for row in csv.reader(io.StringIO(text))}
    assert not any(name.startswith("=") for name in names)


def test_pins_do_not_change_a_scenario_alone() -> None:
    pinned = replace(MOVED, pins=MappingProxyType({"a": Pin(PLAN.levers, "Plan")}))
    for ending in ("csv", "vi.csv", "json"):
        alone, beside = (answer(f"/scenario.{ending}", query(it)) for it in (MOVED, pinned))
        assert without_link(alone.content) == without_link(beside.content)


def without_link(content: bytes) -> bytes:
    """Leave out the link in JSON, which keeps the pins."""
    return re.sub(rb'"link": "[^"]*"', b"", content)


def test_the_command_line_writes_json_by_name(tmp_path: Path) -> None:
    place = tmp_path / "here.json"
    printed("--output", str(place))
    document: Mapping[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    assert document["scenario"]["name"] == PROVINCE.default_preset


# The look back


@pytest.mark.parametrize(("path", "form"), [("/look-back.csv", "csv"), ("/look-back.vi.csv", "vi")])
@pytest.mark.parametrize("link", ["", query(PLAN), query(PINNED, "en")], ids=["bare", "plan", "en"])
def test_the_look_back_by_address_is_that_of_the_command_line(
    path: str, form: str, link: str
) -> None:
    command = [sys.executable, "-m", "model", "look-back", "--format", form]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    made = answer(path, link)
    assert made.content == done.stdout
    assert PROVINCE.version in made.name
