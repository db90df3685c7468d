"""The data folder: a valid package, complete metadata, facts and base year that agree."""

import csv
import io
import json
import re
import shutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest
from frictionless import Package

from model import load_province, simulate
from model.cli.main import main
from model.engine import base_year
from model.files.cells import csv_text
from model.problems import InvalidInputError
from model.province.load import TABLES
from model.province.province import Province
from model.province.ranges import check_ranges
from model.scenario.scenario import Scenario, preset_scenario
from tests.support.paths import ROOT
from tests.support.province import DATA, PROVINCE, Edit, edit

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {item["name"]: item["schema"] for item in PACKAGE["resources"] if "schema" in item}
KEYED = [name for name, (_, key) in TABLES.items() if key == "key"]
UNUSED_SOURCES = {
    "calderon-moral-benito-serven-2015": "cited beside the elasticity of public capital",
    "thuvienphapluat-resolution-113-2023": "the Resolution itself: cited as the plan's law, "
    "its list of indicators is not public",
}
BASE_EXCEPTIONS = {
    "share_product_tax": "printed 3.15; the remainder 3.16 makes the shares add up to 100",
    "poverty_rate": "4.54 − 2.0 = 2.54; a later count of households gives 2.55",
}


def rows(name: str) -> list[Any]:
    table = getattr(PROVINCE, name)
    return list(table.values() if hasattr(table, "values") else table)


def changed_cell(file: str, key: str, column: str, value: str) -> Callable[[Path], None]:
    """Set one cell of the first row whose first cell is ``key``."""

    def change(folder: Path) -> None:
        path = folder / file
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        row = next(line for line in lines if line[0] == key)
        row[lines[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)

    return change


# The package


def test_the_package_is_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize(
    ("file", "key", "column", "value"),
    [
        ("parameters.csv", "mu", "source", "nobody"),
        ("parameters.csv", "mu", "default", "a quarter"),
        ("levers.csv", "salinity", "key", "pci_change"),
        ("levers.csv", "salinity", "help_en", ""),
    ],
)
def test_the_package_refuses_a_broken_cell(
    copy: Path, file: str, key: str, column: str, value: str
) -> None:
    def errors() -> set[str]:
        report = Package(str(copy / "datapackage.json")).validate()
        return {str(row) for row in report.flatten(["rowNumber", "fieldName", "type", "message"])}

    before = errors()
    changed_cell(file, key, column, value)(copy)
    assert errors() - before


def broken_cells() -> Iterator[tuple[str, str, str]]:
    """Yield table, column and a cell that a declaration refuses, for each declaration."""
    for table in TABLES:
        fields, key = SCHEMAS[table]["fields"], SCHEMAS[table].get("primaryKey")
        named = [item for item in fields if [item["name"]] != key]
        limits = {item["name"]: item.get("constraints", {}) for item in named}
        text = [item["name"] for item in named if item["type"] == "string"]
        yield table, next(name for name in text if limits[name].get("required")), ""
        for name, limit in limits.items():
            if "enum" in limit:
                yield table, name, "nonsense"
            if "minimum" in limit:
                yield table, name, str(limit["minimum"] - 1)
            if "maximum" in limit:
                yield table, name, str(limit["maximum"] + 1)
        for link in SCHEMAS[table].get("foreignKeys", ()):
            yield table, link["fields"][0], "nobody"


def test_what_the_package_declares_is_what_the_loader_refuses(copy: Path) -> None:
    """One cell is broken for every declaration, in a row of its own where there are enough."""
    broken: dict[str, list[tuple[int, str]]] = defaultdict(list)
    places = set()
    for table, column, cell in broken_cells():
        path = copy / f"{table}.csv"
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        number = 1 + len(broken[table]) % (len(lines) - 1)
        lines[number][lines[0].index(column)] = cell
        broken[table].append((number + 1, column))
        path.write_text(csv_text(lines), encoding="utf-8", newline="")
        key = SCHEMAS[table].get("primaryKey", [lines[0][0]])
        name = " ".join(lines[number][lines[0].index(part)] for part in key)
        places.add(f"{table}.csv, {name}, {column}")
    with pytest.raises(InvalidInputError) as caught:
        load_province(copy)
    assert {problem.field for problem in caught.value.problems} == places
    report = Package(str(copy / "datapackage.json")).validate()
    found = {
        task.name: {(error.row_number, *_columns(error)) for error in task.errors}
        for task in report.tasks
        if task.errors
    }
    assert found == {table: set(cells) for table, cells in broken.items()}


def _columns(error: Any) -> Iterable[str]:
    return error.field_names if hasattr(error, "field_names") else [error.field_name]


@pytest.mark.parametrize("table", TABLES)
def test_the_package_describes_the_columns_that_the_code_reads(table: str) -> None:
    row_type, key = TABLES[table]
    kinds = get_type_hints(row_type)
    types: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
    types |= {float | None: "number", int | None: "integer"}
    described = [(item["name"], item["type"]) for item in SCHEMAS[table]["fields"]]
    assert described == [(field.name, types[kinds[field.name]]) for field in fields(row_type)]
    if key:
        assert SCHEMAS[table]["primaryKey"] == [key]


def test_the_package_lists_every_file() -> None:
    written = {"datapackage.json", "MODEL_CARD.md", "CHANGELOG.md"}
    listed = {item["path"] for item in PACKAGE["resources"]} | written
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert listed == files


# Words


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_files_are_nfc_without_bom_and_stray_blanks(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert "\u00a0" not in text
    for line in csv.reader(io.StringIO(text, newline=""), strict=True):
        assert [cell for cell in line if cell != cell.strip()] == []


@pytest.mark.parametrize("table", KEYED)
def test_keys_are_short_ascii_words(table: str) -> None:
    for row in rows(table):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row.key), row.key


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("levers", ("key",)),
        ("indicators", ("key",)),
        ("indicators", ("variable",)),
        ("indicators", ("name_vi",)),
        ("indicators", ("name_en",)),
        ("levers", ("name_vi",)),
        ("levers", ("name_en",)),
        ("parameters", ("key",)),
        ("parameters", ("symbol",)),
        ("levers", ("symbol",)),
        ("presets", ("key",)),
        ("series", ("key",)),
        ("sources", ("id",)),
        ("units", ("unit",)),
        ("groups", ("kind", "key")),
        ("preset_levers", ("preset", "lever")),
        ("link_defaults", ("schema", "lever")),
    ],
)
def test_names_stand_once(table: str, names: tuple[str, ...]) -> None:
    found = Counter(tuple(getattr(row, name) for name in names) for row in rows(table))
    assert [name for name, count in found.items() if count > 1] == []


def test_no_key_has_two_meanings(province: Province) -> None:
    """Observed series may be named as the lever or parameter that they tell of."""
    settable = [*province.levers, *province.parameters, *province.indicators]
    shown = [*province.indicators, *province.series]
    for keys in (settable, shown):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize(
    "table", ["levers", "indicators", "parameters", "presets", "groups", "units", "series"]
)
def test_everything_has_a_name_in_both_languages(table: str) -> None:
    for row in rows(table):
        assert row.name_vi, row
        assert row.name_en, row
        assert row.name_en.isascii() or table in ("parameters", "units", "groups"), row


def test_lever_labels_fit_a_sidebar(province: Province) -> None:
    names = [name for row in province.levers.values() for name in (row.name_vi, row.name_en)]
    assert [name for name in names if len(name) > 26] == []


def test_sentences_end_with_a_full_stop(province: Province) -> None:
    texts = [text for row in province.levers.values() for text in (row.help_vi, row.help_en)]
    texts += [
        text for row in province.presets.values() for text in (row.assumes_vi, row.assumes_en)
    ]
    assert all(texts)
    texts += [text for row in province.indicators.values() for text in (row.note_vi, row.note_en)]
    assert [text for text in texts if text and not text.endswith(".")] == []


def test_what_is_said_in_one_language_is_said_in_the_other(province: Province) -> None:
    for row in province.indicators.values():
        assert bool(row.note_vi) == bool(row.note_en), row.key


def test_what_is_not_modelled_says_why(province: Province) -> None:
    for row in province.indicators.values():
        if not row.modelled:
            assert row.note_en.startswith("Not modelled: "), row.key
            assert row.note_vi.startswith("Không mô hình hóa vì "), row.key


# Ranges


def test_base_trend_and_plan_lie_in_the_range_of_their_lever(province: Province) -> None:
    for row in province.levers.values():
        for value in (row.base, row.trend, row.plan):
            assert row.min <= value <= row.max, row.key
        assert row.min < row.max, row.key


def test_steps_divide_the_range_of_their_lever(province: Province) -> None:
    for row in province.levers.values():
        steps = (row.max - row.min) / row.step
        assert steps == pytest.approx(round(steps), abs=1e-9), row.key
        assert 20 <= round(steps) <= 240, row.key


def test_defaults_lie_in_the_range_of_their_parameter(province: Province) -> None:
    for row in province.parameters.values():
        assert row.low <= row.default <= row.high, row.key
        assert row.distribution != "triangular" or row.low < row.high, row.key


def test_lever_rows_of_the_parameters_equal_the_levers(province: Province) -> None:
    """Nothing is described twice with two values."""
    levers, parameters = province.levers, province.parameters
    assert parameters["plan23_pm"].default == levers["public_plan"].base
    assert parameters["plan24_pm"].default == levers["public_plan"].plan
    assert parameters["plan23_other"].default == levers["other_public"].base
    assert parameters["plan24_other"].default == levers["other_public"].plan
    assert 100 * parameters["ref_disb"].default == levers["disbursement_rate"].base
    assert 100 * parameters["disb_other"].default == levers["disbursement_rate_other"].base
    assert 100 * parameters["loss0"].default == levers["shrimp_loss_rate"].base


@pytest.mark.parametrize("suffix", ["induced", "a0"])
def test_parts_add_up_to_their_whole(suffix: str, province: Province) -> None:
    whole = {"induced": 1.0, "a0": province.parameters["a0_total"].default}[suffix]
    parts = [
        row.default
        for key, row in province.assumptions.items()
        if key.startswith(f"{suffix}_") and key != "a0_total"
    ]
    assert sum(parts) == pytest.approx(whole, rel=1e-12)


# Grades and sources


def test_every_parameter_has_an_evidence_grade_and_a_source(province: Province) -> None:
    for row in province.parameters.values():
        assert row.grade in ("A", "B", "C"), row.key
        assert row.source != "assumption" or row.grade == "C", row.key


def used_sources(province: Province) -> set[str]:
    tables = ("observations", "targets", "reviews", "outcome_levers", "parameters", "projects")
    trust = (
        *("backtest", "comparators", "province_growth"),
        *("cross_checks", "benchmarks", "effects"),
    )
    found = {row.source for table in tables + trust for row in rows(table)}
    return found.union(
        *({row.base_source, row.trend_source, row.plan_source} for row in province.levers.values())
    )


def test_every_source_exists_and_is_used(province: Province) -> None:
    used = used_sources(province)
    assert used <= set(province.sources)
    assert set(province.sources) - used == set(UNUSED_SOURCES)


def test_sources_have_a_title_and_a_web_address_or_none(province: Province) -> None:
    for row in province.sources.values():
        assert row.title, row.id
        assert not row.url or re.fullmatch(r"https?://\S+", row.url), row.id
        day = r"\d{4}(-\d\d(-\d\d)?)?"
        assert re.fullmatch(rf"({day}(/{day})?)?|\d{{4}}-\d\d/\d{{4}}", row.date), row.id


# Indicators and levers against the model


def test_modelled_indicators_are_exactly_those_that_are_computed(province: Province) -> None:
    modelled = {key for key, row in province.indicators.items() if row.modelled}
    assert set(simulate()) == modelled == set(province.modelled)


@pytest.mark.parametrize("lever", PROVINCE.levers)
def test_every_lever_moves_something(lever: str, plan: dict[str, float]) -> None:
    row = PROVINCE.levers[lever]
    usual = simulate(plan, horizon=PROVINCE.last_year)
    moved = set()
    for value in (row.min, row.max):
        result = simulate({**plan, lever: value}, horizon=PROVINCE.last_year)
        moved |= {
            key
            for key in usual
            if not np.allclose(result[key], usual[key], rtol=1e-6, equal_nan=True)
        }
    assert moved


@pytest.mark.parametrize("indicator", PROVINCE.modelled)
def test_every_indicator_but_the_trend_of_specialty_rice_is_moved(
    indicator: str, plan: dict[str, float]
) -> None:
    usual = simulate(plan)[indicator][0, 0]
    settings = [
        {**plan, key: value} for key, row in PROVINCE.levers.items() for value in (row.min, row.max)
    ]
    moved = [simulate(setting)[indicator][0, 0] != usual for setting in settings]
    assert any(moved) == (indicator != "special_rice_share")


def test_every_used_parameter_moves_something(province: Province) -> None:
    """Spreads act in the draws only, and what can turn to new ponds in a warning only."""
    levers = {key: row.max for key, row in province.levers.items()}

    def outcome(parameters: dict[str, float]) -> list[Any]:
        projected = simulate(levers, parameters, province.last_year).values()
        known = np.nan_to_num(np.concatenate(list(projected)).ravel())
        return [*base_year(PROVINCE, parameters).values(), *known]

    usual = outcome({})
    in_draws = ("sd_", "resid_", "nation_share", "pond_share")
    idle = {key for key in province.assumptions if key.startswith(in_draws)}
    wrong = []
    for key, row in province.assumptions.items():
        others = {row.low, row.high} - {row.default}
        moved = any(outcome({key: value}) != usual for value in others)
        if others and moved == (key in idle):
            wrong.append(key)
    assert wrong == []


# Presets and links


def test_presets_are_in_range_and_named(province: Province) -> None:
    for key, row in province.presets.items():
        levers = preset_scenario(province, key).levers
        assert list(levers) == list(province.levers)
        assert check_ranges(province.levers, levers, "levers") == []
        assert row.base in ("base", "trend", "plan")
    assert {"trend_2024", "baseline_2023", "plan_2024", "plan_dec_2023"} <= set(province.presets)
    assert province.default_preset == "plan_2024"
    assert province.reference_preset == "trend_2024"


def test_presets_set_levers_away_from_their_base(province: Province) -> None:
    for row in province.preset_levers:
        base = province.presets[row.preset].base
        assert row.value != getattr(province.levers[row.lever], base), row


def test_presets_differ(province: Province) -> None:
    settings = [tuple(preset_scenario(province, key).levers.values()) for key in province.presets]
    assert len(set(settings)) == len(settings)


def test_sentences_of_presets_say_their_numbers(province: Province) -> None:
    for row in province.preset_levers:
        preset, number = province.presets[row.preset], f"{abs(row.value):,.10g}"
        turned = number.translate(str.maketrans(",.", ".,"))
        assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", preset.assumes_en), row
        assert re.search(rf"(?<![\d.,]){re.escape(turned)}(?![\d])", preset.assumes_vi), row


def test_links_of_every_schema_have_a_default_for_every_lever(province: Province) -> None:
    defaults: dict[int, dict[str, float]] = defaultdict(dict)
    for row in province.link_defaults:
        defaults[row.schema][row.lever] = row.value
    assert province.schema in defaults
    for schema, values in defaults.items():
        assert set(values) == set(province.levers), schema
        assert check_ranges(province.levers, values, "levers") == []


# Observations, targets, reviews


def test_one_observation_is_chosen_for_each_key_year_and_kind(province: Province) -> None:
    """None is where only part of the year was counted."""
    found: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    for row in province.observations:
        found[row.key, row.year, row.kind].append(row)
    for place, group in found.items():
        chosen = [row for row in group if row.chosen]
        if not chosen:
            assert {row.rule for row in group} == {"partial_year"}, place
        else:
            assert len(chosen) == 1, place
            assert chosen[0].as_of == "", place


def test_one_target_is_chosen_for_each_key_set_and_year(province: Province) -> None:
    found = Counter((row.key, row.set, row.year) for row in province.targets if row.chosen)
    every = {(row.key, row.set, row.year) for row in province.targets}
    assert set(found.values()) == {1}
    assert set(found) == every


def test_every_choice_names_its_rule(province: Province) -> None:
    rules = {"only", "statistics_office", "later", "exact"}
    for row in rows("observations") + rows("targets"):
        known = rules if row.chosen else rules | {"partial_year", "superseded", "same_value"}
        assert row.rule in known, row
        assert row.rule != "only" or row.chosen, row


def test_unknown_is_empty_and_never_zero(province: Province) -> None:
    unknown = {row.key for row in province.observations if row.value is None}
    assert {"health_insurance_coverage", "housing_area_per_capita", "pci_score"} <= unknown
    for row in province.observations:
        assert row.value is not None or "NOT FOUND" in row.note_en, row
        assert (row.value is None) == (row.kind == "unknown"), row
        assert (row.value is None) == (row.comparator == ""), row
        assert "NOT FOUND" not in row.note_en or row.value is None, row
    base = base_year(PROVINCE)
    for key in unknown & set(province.indicators):
        assert base[key] is None, key
    assert [key for key, value in base.items() if value == 0.0] == []


def test_ranges_have_two_ends_and_other_figures_one(province: Province) -> None:
    for row in rows("observations") + rows("targets"):
        assert (row.comparator == "range") == (row.value_high is not None), row
        assert row.comparator in ("=", ">=", "<=", "range", ""), row
        if row.value_high is not None:
            assert row.value is not None
            assert row.value < row.value_high, row


def test_targets_have_the_decimals_they_are_printed_with(province: Province) -> None:
    for row in province.targets:
        for value in (row.value, row.value_high):
            assert value is None or round(value, row.decimals) == value, row


def test_units_of_facts_are_those_of_their_indicator(province: Province) -> None:
    named: dict[str, Any] = {**province.indicators, **province.series}
    for row in rows("observations") + rows("targets"):
        assert row.unit == named[row.key].unit, row


def test_years_are_those_of_the_package(province: Province) -> None:
    came = max(row.year for row in province.outcomes)
    assert {row.year for row in province.observations} <= set(range(1990, came + 1))
    assert all(
        sum(row.year == year for row in province.observations) > 5
        for year in range(2005, province.base_year + 1)
    )
    plan = {row.year for row in province.targets if row.set == province.target_set}
    assert plan == {province.base_year + 1}
    assert {2023, 2024, 2025, 2030} <= {row.year for row in province.targets}


def test_the_conflict_on_income_per_head_stands(province: Province) -> None:
    """The article of 1 December 2023 says exceeded, another newspaper says missed."""
    found = [row for row in province.reviews if (row.key, row.year) == ("grdp_per_capita", 2023)]
    assert {row.status: row.source for row in found} == {
        "exceeded": "article-2023-12-01",
        "missed": "laodong-2023-12-01",
    }
    assert not any(row.chosen for row in found)
    assert all("CONFLICT" in row.note_en for row in found)


def test_targets_of_the_plan_are_those_of_the_model_table(province: Province) -> None:
    assert {key: row.text for key, row in province.plan_targets.items()} == {
        "grdp_growth": "7–7.5",
        "grdp_per_capita": "65.7",
        "share_sector1": "40",
        "retail_sales": "90000",
        "exports": "1500",
        "disbursement_rate_pm": "≥ 95",
        "agri_value_per_ha": "≥ 240",
        "shrimp_output": "215000",
        "aquatic_output": "380000",
        "special_rice_share": "93.37",
        "ocop_products": "≥ 230",
        "jobs_created": "28500",
        "aquaculture_output": "310000",
        "aromatic_rice_share": "≥ 55.44",
    }


# The base year


def decimals(number: float) -> int:
    return len(repr(number).partition(".")[2].removesuffix("0"))


@pytest.mark.parametrize("indicator", PROVINCE.indicators)
def test_base_year_equals_the_published_figure(indicator: str) -> None:
    """At printed precision; a printed "over" is a lower bound."""
    found, value = PROVINCE.observed(indicator, PROVINCE.base_year), base_year(PROVINCE)[indicator]
    if found is None or found.value is None:
        return
    assert value is not None
    if found.comparator == ">=":
        assert value >= found.value
    elif indicator in BASE_EXCEPTIONS:
        assert value != found.value
        assert value == pytest.approx(found.value, abs=0.011)
    else:
        assert round(value, decimals(found.value)) == found.value


def test_base_rows_of_the_parameters_equal_the_published_figures(province: Province) -> None:
    for key, row in province.indicators.items():
        found = province.observed(key, province.base_year)
        if row.base in province.parameters and found and key not in BASE_EXCEPTIONS:
            assert province.parameters[row.base].default == found.value, key


def test_base_year_and_its_source_are_known_for_every_modelled_indicator(
    province: Province,
) -> None:
    base = base_year(PROVINCE)
    for key in province.modelled:
        assert base[key] is not None, key
        assert province.base_source(key) is not None, key


# Broken folders


def missing(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def text(file: str, change: Edit) -> Callable[[Path], None]:
    return lambda folder: edit(folder / file, change)


def content(file: str, value: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / file).write_bytes(value)

    return change


def settings(**values: object) -> Callable[[Path], None]:
    """Change the settings of the province in the package."""

    def change(folder: Path) -> None:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        package["province"].update(values)
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    return change


def twice(file: str) -> Callable[[Path], None]:
    """Repeat the last line of a table."""
    return text(file, lambda whole: whole + whole.splitlines()[-1] + "\n")


BROKEN = {
    "missing package": (missing("datapackage.json"), ["datapackage.json"]),
    "missing levers": (missing("levers.csv"), ["levers.csv"]),
    "missing units": (missing("units.csv"), ["units.csv"]),
    "corrupt JSON": (text("datapackage.json", lambda t: t[:-20]), ["datapackage.json"]),
    "JSON is a list": (content("datapackage.json", b"[]"), ["datapackage.json"]),
    "JSON is empty": (content("datapackage.json", b""), ["datapackage.json"]),
    "settings are a list": (
        content("datapackage.json", b'{"version": "1", "province": ["x"]}'),
        ["datapackage.json"],
    ),
    "setting missing": (
        text("datapackage.json", lambda t: t.replace('"base_year"', '"year"')),
        ["datapackage.json", "base_year"],
    ),
    "year is text": (settings(base_year="2023"), ["datapackage.json", "base_year"]),
    "default preset unknown": (settings(default_preset="x"), ["datapackage.json", "'x'"]),
    "not UTF-8": (content("presets.csv", b"key,base\nx,\xe9\n"), ["presets.csv"]),
    "empty table": (content("levers.csv", b""), ["levers.csv"]),
    "wrong header": (
        text("levers.csv", lambda t: t.replace("key,group", "key,grp", 1)),
        ["levers.csv", "header"],
    ),
    "truncated row": (
        text("units.csv", lambda t: t.rstrip("\n").rpartition(",")[0] + "\n"),
        [f"units.csv line {len(PROVINCE.units) + 1}", "3 cells"],
    ),
    "open quote": (text("units.csv", lambda t: t + '"'), ["units.csv"]),
    "NaN": (changed_cell("levers.csv", "salinity", "max", "nan"), ["levers.csv", "max", "nan"]),
    "infinity": (changed_cell("parameters.csv", "mu", "high", "inf"), ["parameters.csv", "high"]),
    "text for a number": (
        changed_cell("parameters.csv", "mu", "default", "0,25"),
        ["parameters.csv", "default", "0,25"],
    ),
    "empty number": (changed_cell("levers.csv", "salinity", "plan", ""), ["levers.csv", "plan"]),
    "text for a year": (
        changed_cell("targets.csv", "grdp_growth", "year", "2024.5"),
        ["targets.csv", "year", "2024.5"],
    ),
    "neither true nor false": (
        changed_cell("levers.csv", "salinity", "advanced", "yes"),
        ["levers.csv", "advanced", "yes"],
    ),
    "duplicate lever": (twice("levers.csv"), ["levers.csv", list(PROVINCE.levers)[-1]]),
    "duplicate unit": (twice("units.csv"), ["units.csv", list(PROVINCE.units)[-1]]),
    "unknown source": (
        changed_cell("parameters.csv", "mu", "source", "nobody"),
        ["parameters.csv", "mu", "source", "nobody"],
    ),
    "unknown unit": (
        changed_cell("levers.csv", "salinity", "unit", "buckets"),
        ["levers.csv", "salinity", "unit", "buckets"],
    ),
    "unknown lever of a preset": (
        changed_cell("preset_levers.csv", "plan_dec_2023", "lever", "wind"),
        ["preset_levers.csv", "wind"],
    ),
    "unknown key of a target": (
        changed_cell("targets.csv", "grdp_growth", "key", "happiness"),
        ["targets.csv", "happiness"],
    ),
    "official figure without a value": (
        changed_cell("observations.csv", "pci_score", "value", ""),
        ["observations.csv", "pci_score 2005, kind", "official", "unknown"],
    ),
    "unknown grade": (
        changed_cell("parameters.csv", "mu", "grade", "D"),
        ["parameters.csv", "mu", "grade"],
    ),
    "default above its range": (
        changed_cell("parameters.csv", "mu", "default", "0.5"),
        ["parameters.csv", "mu"],
    ),
    "plan below its range": (
        changed_cell("levers.csv", "disbursement_rate", "plan", "40"),
        ["levers.csv", "disbursement_rate"],
    ),
    "a parameter is gone": (
        text("parameters.csv", lambda t: re.sub(r"(?m)^mu,.*\n", "", t)),
        ["parameters.csv", "mu"],
    ),
    "a lever is gone": (
        text("levers.csv", lambda t: re.sub(r"(?m)^fdi,.*\n", "", t)),
        ["fdi"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_folder_is_refused_with_the_place(
    name: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By `load_province` and, with one line for each problem, by the command line."""
    breaking, words = BROKEN[name]
    breaking(copy)
    with pytest.raises(InvalidInputError) as caught:
        load_province(copy)
    for word in words:
        assert word in str(caught.value)
    assert main(["--data", str(copy), "project"]) == 2
    assert capsys.readouterr().err == f"{caught.value}\n"


def test_all_problems_of_a_folder_are_said_at_once(copy: Path) -> None:
    changed_cell("levers.csv", "salinity", "max", "nan")(copy)
    changed_cell("parameters.csv", "mu", "default", "x")(copy)
    (copy / "projects.csv").write_text("key\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load_province(copy)
    places = [problem.field.split()[0] for problem in caught.value.problems]
    assert places == ["levers.csv", "parameters.csv", "projects.csv"]


# Another province


def test_another_province_is_another_folder(copy: Path, plan: dict[str, float]) -> None:
    """Name, years and base numbers come from the folder; nothing of Sóc Trăng is in the code."""
    settings(
        model="An Bình",
        region="Vietnam|An Bình",
        base_year=2024,
        last_year=2029,
        default_preset="disbursement_75",
    )(copy)
    changed_cell("parameters.csv", "y0_grdp", "default", "75000")(copy)
    other = load_province(copy)
    assert (other.region, other.folder) == ("Vietnam|An Bình", copy)
    usual, result = simulate(plan), simulate(plan, province=other)
    assert set(result) == set(usual)
    assert result["grdp_current"] != usual["grdp_current"]
    assert result["grdp_growth"] != usual["grdp_growth"]
    assert simulate(horizon=2029, province=other)["grdp_growth"].shape == (1, 5)
    with pytest.raises(InvalidInputError, match="2025 to 2029"):
        simulate(horizon=2030, province=other)
    assert simulate(plan)["grdp_growth"] == usual["grdp_growth"]


def test_a_copied_folder_gives_the_same_results(copy: Path, plan: dict[str, float]) -> None:
    other = load_province(copy)
    usual, result = simulate(plan, horizon=2030), simulate(plan, horizon=2030, province=other)
    for key, values in usual.items():
        np.testing.assert_array_equal(result[key], values)


def names_in(province: Province) -> Iterable[str]:
    words = unicodedata.normalize("NFD", province.region.rpartition("|")[2])
    plain = "".join(letter for letter in words if not unicodedata.combining(letter))
    return {province.region.rpartition("|")[2], plain, province.model}


def test_the_code_of_the_model_does_not_name_the_province(province: Province) -> None:
    for path in (ROOT / "model").rglob("*.py"):
        for name in names_in(province):
            assert name not in path.read_text(encoding="utf-8"), path.name


def test_a_scenario_of_a_preset_is_frozen(province: Province) -> None:
    scenario = preset_scenario(province, "plan_2024")
    with pytest.raises(TypeError):
        scenario.levers["salinity"] = 1.0  # type: ignore[index]
    assert isinstance(scenario, Scenario)


def test_the_shipped_folder_is_not_what_the_tests_change(copy: Path) -> None:
    assert copy != DATA
    shutil.rmtree(copy)
    assert (DATA / "levers.csv").exists()
