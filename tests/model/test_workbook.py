"""Excel workbooks: typed, safe, the same each time, edited and opened again."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from model.files.read import read_scenario
from model.files.workbook.workbook import comparison_workbook, workbook
from model.scenario.link import encode
from model.scenario.names import LONGEST_NAME, LONGEST_PIN_NAME, read_name
from model.scenario.results import results
from model.scenario.scenario import LETTERS, Pin, Scenario
from model.scenario.targets import chance_text, rounded
from model.uncertainty.scenario_draws import level_draws
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE, fuzzed, lever_boxes
from tests.support.reader import PLAN, changed
from ui.text.words import LANGUAGES, name

TODAY = date(2024, 6, 1)
OWN = replace(
    changed({"disbursement_rate": 82.5, "public_plan": 6000.125}, name="Phương án khô hạn"),
    targets=MappingProxyType({"icor": 4.5, "growth_sector1": -1.125}),
    parameters=MappingProxyType({"mu": 0.3, "sd_agg": 1.4}),
)
COMPARED = pinned(OWN, a=pin("Kế hoạch"), c=pin("=1+1", salinity=1.25))
LEVEL = level_draws(PROVINCE, OWN)
INDICATORS, LEVERS, SOURCES, ABOUT = ("indicators", "levers", "sources", "about")
HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A1",
    "@SUM(A1)",
    "+1",
    "-1",
    "'=1",
    "#N/A",
    "TRUE",
    "1/2",
    "007",
    "&P&N",
    "<c t='f'>&amp;]]>",
    "Tôm 🦐 ខេត្ត\u200bសុខ",
)
ANY_TEXT = st.text(max_size=LONGEST_NAME)


def written(scenario: Scenario, language: str = "vi", link: str = "") -> bytes:
    if scenario.pins:
        return comparison_workbook(PROVINCE, scenario, language, link, TODAY)
    return workbook(PROVINCE, scenario, language, link, LEVEL, TODAY)


def sheets(content: bytes) -> dict[str, Any]:
    """Open a workbook as it stands; its sheets by their keys."""
    book = load_workbook(io.BytesIO(content))
    keys = [row.key for row in PROVINCE.group_rows("sheet")]
    return dict(zip(keys, book.worksheets, strict=True))


def column(language: str, key: str) -> str:
    first = PROVINCE.base_year
    return name(PROVINCE.word("column", key), language).format(base=first, year=first + 1)


def cells(sheet: Any, heading: str, language: str = "vi") -> dict[str, Any]:
    """Find the cells under a heading by the keys of their rows."""
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    key = heads[column(language, "key")]
    return {
        sheet.cell(row, key).value: sheet.cell(row, heads[heading])
        for row in range(2, sheet.max_row + 1)
    }


def every_cell(content: bytes) -> Iterator[Any]:
    for sheet in sheets(content).values():
        for row in sheet:
            yield from row


# What stands in it


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", [OWN, COMPARED], ids=["one", "compared"])
def test_sheets_are_named_and_laid_out(scenario: Scenario, language: str) -> None:
    book = load_workbook(io.BytesIO(written(scenario, language)))
    assert book.sheetnames == [name(row, language) for row in PROVINCE.group_rows("sheet")]
    for sheet in book.worksheets:
        assert sheet.freeze_panes in ("B2", "C2")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert all(cell.value is not None for cell in sheet[1])
        assert {len(row) for row in sheet.iter_rows(min_row=2)} == {sheet.max_column}


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_are_typed_and_rounded_as_the_page_shows_them(language: str) -> None:
    sheet = sheets(written(OWN, language))[INDICATORS]
    found = {
        key: cells(sheet, column(language, key), language)
        for key in (
            "name",
            "unit",
            "base",
            "target",
            "projected",
            "low",
            "high",
            "chance",
            "status",
        )
    }
    rows = results(PROVINCE, OWN, LEVEL)
    assert list(found["name"]) == [row.indicator.key for row in rows]
    for row in rows:
        key, decimals = row.indicator.key, row.indicator.decimals
        assert found["name"][key].value == name(row.indicator, language)
        assert found["status"][key].value == name(PROVINCE.word("status", row.status), language)
        for part in ("base", "projected", "low", "high"):
            value, cell = getattr(row, part), found[part][key]
            assert cell.value == (None if value is None else rounded(value, decimals))
            if value is not None:
                assert cell.data_type == "n"
                assert cell.number_format == ("#,##0." + "0" * decimals).rstrip(".")
        chance = found["chance"][key].value
        if row.chance is None:
            assert chance is None
        else:
            assert chance_text(row.chance) in (
                chance,
                f"{100 * (chance or 0):.0f}%" if isinstance(chance, float) else "",
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_printed_as_their_source_prints_them(language: str) -> None:
    found = cells(sheets(written(OWN, language))[INDICATORS], column(language, "target"), language)
    for key, target in PROVINCE.plan_targets.items():
        if target.comparator == "=":
            assert found[key].value == target.value
            assert found[key].number_format == ("#,##0." + "0" * target.decimals).rstrip(".")
        else:
            text = target.text.replace(".", ",") if language == "vi" else target.text
            assert (found[key].value, found[key].data_type) == (text, "s")
    assert found["icor"].value == OWN.targets["icor"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", [OWN, COMPARED], ids=["one", "compared"])
def test_what_may_be_changed_says_its_range_in_words_and_refuses_the_rest(
    scenario: Scenario, language: str
) -> None:
    sheet = sheets(written(scenario, language))[LEVERS]
    checks = {
        place: check
        for check in sheet.data_validations.dataValidation
        for place in str(check.sqref).split()
    }
    wanted: dict[str, dict[str, float]] = {
        column(language, "value"): {**scenario.levers, **scenario.targets, **scenario.parameters},
        **{f"{key.upper()} {pin.name}": dict(pin.levers) for key, pin in scenario.pins.items()},
    }
    rows: dict[str, Any] = {**PROVINCE.indicators, **PROVINCE.parameters, **PROVINCE.levers}
    seen = set()
    for heading, values in wanted.items():
        found = cells(sheet, heading, language)
        assert {key: cell.value for key, cell in found.items() if cell.value is not None} == values
        for key in values:
            check = checks[found[key].coordinate]
            seen.add(found[key].coordinate)
            ends = (float(check.formula1), float(check.formula2))
            assert (check.type, check.operator, ends) == ("decimal", "between", rows[key].range)
            assert check.showErrorMessage
            assert check.showInputMessage
            for text in (check.prompt, check.error):
                assert name(PROVINCE.units[rows[key].unit], language) in text
                assert not re.search(r"[{}]", text)
            assert found[key].fill.fgColor.rgb.endswith("FFF3BF")
    assert set(checks) == seen


def test_differences_are_those_of_the_rounded_figures() -> None:
    sheet = sheets(written(COMPARED))[INDICATORS]
    first = column("vi", "projected")
    here, there = cells(sheet, first), cells(sheet, "A Kế hoạch")
    off = cells(sheet, f"{first} − A Kế hoạch")
    for key, indicator in PROVINCE.indicators.items():
        if here[key].value is None:
            assert off[key].value is None
        else:
            change = rounded(here[key].value - there[key].value, indicator.decimals)
            assert off[key].value == change


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is(language: str) -> None:
    link = "https://example.org/" + encode(PROVINCE, OWN)
    found = sheets(written(OWN, language, link))
    about = {
        key: cell.value
        for key, cell in cells(found[ABOUT], column(language, "content"), language).items()
    }
    assert about["name"] == OWN.name
    assert about["link"] == link
    assert (about["version"], about["schema"]) == (PROVINCE.version, str(PROVINCE.schema))
    assert about["limits"] == name(PROVINCE.word("workbook", "limits"), language)
    assert about["limits"].count(". ") == 1
    for row in PROVINCE.group_rows("sheet")[:2]:
        assert name(row, language) in about["use"]
    assert "2024" in about["date"]
    known = {source.id: source for source in PROVINCE.sources.values()}
    links = cells(found[SOURCES], column(language, "url"), language)
    assert links
    for key, cell in links.items():
        assert (cell.value or "") == known[key].url
        assert (cell.hyperlink.target if cell.hyperlink else "") == known[key].url


# Text is text


def expect_text_only(content: bytes) -> None:
    """No formula, no error, no macro; links lead to the web alone."""
    for cell in every_cell(content):
        assert isinstance(cell.value, str) == (cell.data_type == "s")
        assert cell.data_type in ("s", "n"), cell.coordinate
        if cell.hyperlink:
            assert cell.hyperlink.target.startswith(("https://", "http://"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            assert part.endswith((".xml", ".rels")), part
            assert b"<f>" not in archive.read(part)


@pytest.mark.parametrize("text", HOSTILE)
def test_names_stand_letter_by_letter_and_come_back(text: str) -> None:
    scenario = replace(COMPARED, name=text, pins={"a": Pin(PLAN.levers, text)})
    content = written(scenario)
    expect_text_only(content)
    found = sheets(content)
    assert cells(found[ABOUT], column("vi", "content"))["name"].value == text
    assert f"A {text}" in [cell.value for cell in found[LEVERS][1]]
    restored, notes = read_scenario(PROVINCE, content)
    assert (restored, notes) == (scenario, [])


@given(text=ANY_TEXT, link=ANY_TEXT)
@example(text="\x00\x1b\ud800\ufffe", link="\x0b=1")
@example(text="_x000D_", link="https://example.org/\x00")
@fuzzed()
def test_no_text_breaks_a_workbook_or_is_more_than_text(text: str, link: str) -> None:
    """Also text that no scenario's name may be."""
    scenario = replace(OWN, name=text, pins={"a": Pin(PLAN.levers, text[:LONGEST_PIN_NAME])})
    expect_text_only(comparison_workbook(PROVINCE, scenario, "vi", link, TODAY))


# The same bytes


def test_the_same_scenario_gives_the_same_bytes_and_another_others() -> None:
    for scenario in (OWN, COMPARED):
        assert written(scenario) == written(replace(scenario))
        assert written(scenario) != written(replace(scenario, name="x"))
        assert written(scenario) != written(scenario, "en")


def test_no_part_says_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(written(OWN))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"1980-01-01T00:00:00"}


# Opened again


def some_of(values: dict[str, tuple[float, float]]) -> st.SearchStrategy[dict[str, float]]:
    """Some of the keys, each with a number in its range."""
    return st.fixed_dictionaries({}, optional={key: st.floats(*values[key]) for key in values})


NAMES = ANY_TEXT.filter(lambda text: read_name(text, "name", LONGEST_NAME) == (text, []))
OPEN = [key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets]


@given(
    levers=lever_boxes(),
    targets=some_of({key: PROVINCE.indicators[key].range for key in OPEN}),
    parameters=some_of({key: row.range for key, row in PROVINCE.assumptions.items()}),
    text=NAMES,
    pins=st.dictionaries(st.sampled_from(LETTERS), lever_boxes(), max_size=4),
    language=st.sampled_from(LANGUAGES),
)
@fuzzed()
def test_a_workbook_opens_as_the_same_scenario(
    levers: dict[str, float],
    targets: dict[str, float],
    parameters: dict[str, float],
    text: str,
    pins: dict[str, dict[str, float]],
    language: str,
) -> None:
    pinned_ones = {
        letter: Pin(MappingProxyType(pins[letter]), text[:LONGEST_PIN_NAME].strip() or "Ghim")
        for letter in sorted(pins)
    }
    scenario = Scenario(levers, targets, parameters, text, pinned_ones)
    restored, notes = read_scenario(PROVINCE, written(scenario, language))
    assert notes == []
    assert dict(restored.levers) == levers
    assert (dict(restored.targets), dict(restored.parameters)) == (targets, parameters)
    assert restored.name == text
    assert {key: dict(pin.levers) for key, pin in restored.pins.items()} == pins


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_cell_is_what_counts(language: str) -> None:
    book = load_workbook(io.BytesIO(written(COMPARED, language)))
    sheet = book.worksheets[1]
    for heading, value in ((column(language, "value"), 71.25), ("A Kế hoạch", 72.5)):
        cells(sheet, heading, language)["disbursement_rate"].value = value
    cells(sheet, column(language, "value"), language)["icor"].value = 5.125
    cells(sheet, column(language, "value"), language)["mu"].value = 0.25
    saved = io.BytesIO()
    book.save(saved)
    found, notes = read_scenario(PROVINCE, saved.getvalue())
    assert notes == []
    assert dict(found.levers) == {**COMPARED.levers, "disbursement_rate": 71.25}
    assert found.pins["a"].levers["disbursement_rate"] == 72.5
    assert found.pins["c"] == COMPARED.pins["c"]
    assert dict(found.targets) == {**COMPARED.targets, "icor": 5.125}
    assert dict(found.parameters) == {**COMPARED.parameters, "mu": 0.25}
