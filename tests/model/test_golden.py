"""Results are those that were published with this version of the model."""

import csv
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from model.province.province import Province
from tests.support import golden
from tests.support.province import DATA, PROVINCE


def test_results_are_the_published_ones(province: Province) -> None:
    """Where they differ on purpose: raise the version, then ``python -m tests.support.renew``."""
    changed = golden.differences(golden.stored(), golden.computed())
    assert not changed, f"{len(changed)} results changed. The first: {changed[0]}"


def test_published_results_carry_the_version_of_the_model(province: Province) -> None:
    assert {row[-1] for row in golden.stored()} == {province.version}


def test_every_preset_indicator_and_both_years_are_published(province: Province) -> None:
    places = [row[:4] for row in golden.stored()]
    assert len(set(places)) == len(places)
    assert {(preset, key, year) for preset, key, _, year in places} == {
        (preset, key, year)
        for preset in province.presets
        for key in province.modelled
        for year in ("2024", "2030")
    }


def test_a_difference_names_preset_indicator_and_year() -> None:
    rows = golden.stored()
    place = rows[5]
    changed = [*rows[:5], (*place[:4], "1.5", place[5]), *rows[6:]]
    preset, key, unit, year, value, _ = place
    assert golden.differences(rows, changed) == [
        f"{preset}, {key}, {year}: {value} became 1.5 ({unit})"
    ]
    assert golden.differences(rows, rows[1:])[0].endswith(f"became nothing ({rows[0][2]})")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("5.681234567", "5.681234567", True),
        ("5.681234567", "5.681234568", True),
        ("5.681234567", "5.681234667", False),
        ("undefined", "undefined", True),
        ("undefined", "5.681234567", False),
        ("0", "0", True),
        ("0", "1e-12", False),
    ],
)
def test_values_may_differ_in_the_last_digit_only(old: str, new: str, same: bool) -> None:
    assert golden.same(old, new) == same


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A golden file in which one published result was another."""
    text = golden.FILE.read_text(encoding="utf-8").splitlines()
    cells = text[1].split(",")
    text[1] = ",".join([*cells[:4], "1.5", cells[5]])
    monkeypatch.setattr(golden, "FILE", tmp_path / "golden.csv")
    golden.FILE.write_text("\n".join(text) + "\n", encoding="utf-8")
    return golden.FILE


def test_results_do_not_change_while_the_version_stays(altered: Path, province: Province) -> None:
    before = altered.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=f"still {province.version}.*trend_2024, grdp_growth"):
        golden.renew()
    assert altered.read_text(encoding="utf-8") == before


def test_results_may_change_with_the_version(
    altered: Path, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = replace(province, version="99.0.0")
    monkeypatch.setattr(golden, "load_province", lambda: later)
    assert "1 changed" in golden.renew()
    assert {row[-1] for row in golden.stored()} == {"99.0.0"}
    assert golden.differences(golden.stored(), golden.computed()) == []


def test_published_results_are_those_that_their_version_keeps(province: Province) -> None:
    """Rows of versions.csv are only added: these results cannot change under this version."""
    row = list(province.versions.values())[-1]
    assert row.results == golden.digest(golden.stored())
    assert (row.version, row.date, row.schema) == (
        province.version,
        province.changed,
        province.schema,
    )


def test_a_changed_result_has_another_digest(altered: Path, province: Province) -> None:
    assert golden.digest(golden.stored()) != province.versions[province.version].results


def test_versions_name_the_growth_they_were_published_with(province: Province) -> None:
    row = province.versions[province.version]
    found = {place[:4]: float(place[4]) for place in golden.stored() if place[4] != "undefined"}
    first = str(province.base_year + 1)
    for preset, growth in (
        (province.reference_preset, row.reference_growth),
        (province.default_preset, row.plan_growth),
    ):
        assert round(found[preset, "grdp_growth", "%", first], 2) == growth


def test_versions_only_rise(province: Province) -> None:
    numbers = [tuple(map(int, row.version.split("."))) for row in province.versions.values()]
    dates = [row.date for row in province.versions.values()]
    assert numbers == sorted(set(numbers))
    assert dates == sorted(dates)


KEPT = {"1.0.0": "9fedab8d8f99de0aafb81269ede08e1388a013cc40cc786dd2d7e9055506d29e"}
"""Digest of the results of a published version: they were made before 2024 was known."""


@pytest.mark.parametrize("version", KEPT)
def test_results_of_a_published_version_are_never_edited(version: str) -> None:
    content = (DATA / "versions" / f"{version}.csv").read_bytes()
    assert sha256(content).hexdigest() == KEPT[version]


def test_results_of_1_0_0_are_those_that_its_row_names() -> None:
    """Growth of its reference and of its plan, and a band around each."""
    with (DATA / "versions" / "1.0.0.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kept = PROVINCE.versions["1.0.0"]
    for setting, growth in (
        (kept.reference, kept.reference_growth),
        (PROVINCE.default_preset, kept.plan_growth),
    ):
        (row,) = [
            row
            for row in rows
            if (row["setting"], row["indicator"], row["year"]) == (setting, "grdp_growth", "2024")
        ]
        assert round(float(row["projected"]), 2) == growth
        assert float(row["p05"]) < growth < float(row["p95"])
