"""A data folder is whole, or is refused with the file, the row and what is allowed."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import load_province, simulate
from model.files.cells import csv_text
from model.files.iamc import iamc_rows
from model.files.vietnamese import vietnamese_rows
from model.problems import InvalidInputError
from model.province.load import TABLES
from model.province.province import Province
from model.scenario.results import results
from model.scenario.scenario import preset_scenario
from model.uncertainty.draws import hypercube
from tests.support.province import DATA, fuzzed
from ui.state.link import decode, encode

FILES = {**{name: f"{name}.csv" for name in TABLES}, "package": "datapackage.json"}
Table = list[list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy for all: what a test breaks it mends, as a copy each would take longer."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("province") / "data")


def refused(folder: Path, **contents: bytes | None) -> set[str]:
    """Load the folder with some files changed or, for None, missing; return what is refused.

    That is file, row and column of each problem. A folder that is not refused is whole: pages
    and files can be made of it.
    """
    paths = {name: folder / FILES[name] for name in contents}
    try:
        for name, content in contents.items():
            paths[name].unlink() if content is None else paths[name].write_bytes(content)
        province = load_province(folder)
    except InvalidInputError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.field.partition(",")[0].split()[0] in FILES.values(), problem.field
            assert problem.allowed
        return {problem.field for problem in error.problems}
    else:
        expect_whole(province)
        return set()
    finally:
        for name, path in paths.items():
            shutil.copyfile(DATA / FILES[name], path)


def expect_whole(province: Province) -> None:
    for key in (province.default_preset, province.reference_preset):
        scenario = preset_scenario(province, key)
        again = decode(province, encode(province, scenario))
        assert again.problems == ()
        assert dict(again.scenario.levers) == dict(scenario.levers)
        assert set(decode(province, "?v=1").scenario.levers) == set(province.levers)
        drawn = dict(simulate(scenario.levers, province=province))
        assert results(province, scenario, drawn)
        assert csv_text(iamc_rows(province, scenario))
        assert csv_text(vietnamese_rows(province, scenario, drawn))


def table(name: str) -> Table:
    text = (DATA / FILES[name]).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def written(rows: Table) -> bytes:
    return csv_text(rows).encode("utf-8", "surrogatepass")


def test_the_shipped_folder_is_whole(folder: Path) -> None:
    assert not refused(folder, levers=(DATA / "levers.csv").read_bytes())


@pytest.mark.parametrize("content", [None, b"", b"\xef\xbb\xbf", b"\0", b"\xff\xfek\0"])
@pytest.mark.parametrize("name", FILES)
def test_a_folder_without_a_file_is_refused(folder: Path, name: str, content: bytes | None) -> None:
    assert any(place.startswith(FILES[name]) for place in refused(folder, **{name: content}))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_is_refused_or_needs_none(folder: Path, name: str) -> None:
    refused(folder, **{name: written(table(name)[:1])})


@pytest.mark.parametrize("column", range(20))
def test_a_table_without_a_column_is_refused(folder: Path, column: int) -> None:
    contents = {
        name: written([row[:column] + row[column + 1 :] for row in table(name)])
        for name in TABLES
        if column < len(table(name)[0])
    }
    assert refused(folder, **contents) == {FILES[name] for name in contents}


def columns(*kinds: type) -> Iterator[tuple[str, int]]:
    """List the columns of some kinds: table and place."""
    for name, (row_type, _) in TABLES.items():
        for place, kind in enumerate(get_type_hints(row_type).values()):
            if kind in kinds:
                yield name, place


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-Infinity", "1e999", "x", "1_000", "９５", "1,5", " 1", "True", ""]
)
def test_what_is_no_number_is_refused_with_its_place(folder: Path, text: str) -> None:
    tables = {name: table(name) for name in TABLES}
    places = set()
    for name, column in columns(float, int, bool):
        tables[name][1][column] = text
        places.add(f"{FILES[name]} line 2, {tables[name][0][column]}")
    contents: dict[str, bytes | None] = {name: written(rows) for name, rows in tables.items()}
    assert refused(folder, **contents) == places


REFUSED_CELLS = {
    "a lever's minimum above its maximum": ("levers", "min", "1e9"),
    "no step": ("levers", "step", "0"),
    "a step backwards": ("levers", "step", "-1"),
    "a default outside": ("parameters", "default", "1e9"),
    "a link's default outside": ("link_defaults", "value", "1e9"),
    "a preset's lever outside": ("preset_levers", "value", "1e9"),
    "an unknown base": ("presets", "base", "dream"),
    "negative decimals": ("indicators", "decimals", "-1"),
    "far too many decimals": ("indicators", "decimals", "400"),
    "a schema that no link has": ("link_defaults", "schema", "7"),
    "no scale": ("units", "scale", "0"),
}


@pytest.mark.parametrize("what", REFUSED_CELLS)
def test_a_value_that_cannot_be_is_refused(folder: Path, what: str) -> None:
    name, column, text = REFUSED_CELLS[what]
    rows = table(name)
    rows[1][rows[0].index(column)] = text
    assert any(place.startswith(FILES[name]) for place in refused(folder, **{name: written(rows)}))


@pytest.mark.parametrize("name", [name for name, (_, key) in TABLES.items() if key])
def test_a_key_that_stands_twice_is_refused(folder: Path, name: str) -> None:
    rows = table(name)
    place = f"{FILES[name]}, {TABLES[name][1]}"
    assert place in refused(folder, **{name: written([*rows, rows[1]])})


SETTINGS: dict[str, Any] = {
    "base_year": (None, "2023", 2023.0, True, 10**9, -5, 2030),
    "last_year": (None, "2030", 2023, 1990, 10**9),
    "schema": (None, 0, 99, "1"),
    "changed": (None, "", "yesterday", "2026-13-01", 20261122),
    "model": (None, "", 5, ["x"]),
    "region": (None, "", {}),
    "target_set": (None, "", "nothing"),
    "default_preset": (None, "", "nothing"),
    "reference_preset": (None, "", "nothing"),
}


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_that_cannot_be_is_refused(folder: Path, key: str) -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for value in SETTINGS[key]:
        about = {**package["province"], key: value}
        content = json.dumps({**package, "province": about}).encode()
        assert refused(folder, package=content), value
    del package["province"][key]
    assert refused(folder, package=json.dumps(package).encode())


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"{}", b"[]", b"null", b"1", b'{"province": 1}', b"\xff\xfe{\0}\0"]
)
def test_a_package_that_is_none_is_refused(folder: Path, content: bytes) -> None:
    places = refused(folder, package=content)
    assert places
    assert all(place.startswith("datapackage.json") for place in places)


CELLS = (
    *("", " ", "x", "nan", "-1", "0", "1e400", "true", "fdi", "grdp_growth", "mu", "%", "2024"),
    *("\x00", "\udcff", "\u202e", "=1+1", "<b>", "x" * 1000, "derived", "observation", "plan"),
)


@given(
    name=st.sampled_from(list(TABLES)),
    row=st.integers(0, 2_000),
    column=st.integers(0, 20),
    cell=st.sampled_from(CELLS),
)
@example(name="indicators", row=1, column=8, cell="derived")
@fuzzed(2)
def test_any_cell_may_be_wrong(folder: Path, name: str, row: int, column: int, cell: str) -> None:
    rows = table(name)
    line = rows[row % len(rows)]
    line[column % len(line)] = cell
    refused(folder, **{name: written(rows)})


def _cut(content: bytes, at: int, junk: bytes) -> bytes:
    return content[:at]


def _inserted(content: bytes, at: int, junk: bytes) -> bytes:
    return content[:at] + junk + content[at:]


def _overwritten(content: bytes, at: int, junk: bytes) -> bytes:
    return content[:at] + junk + content[at + len(junk) :]


changes = st.sampled_from((_cut, _inserted, _overwritten))


@given(
    name=st.sampled_from(list(FILES)),
    change=changes,
    at=st.integers(0, 10**6),
    junk=st.binary(min_size=1, max_size=6),
)
@fuzzed(2)
def test_any_bytes_may_be_wrong(
    folder: Path, name: str, change: Callable[..., bytes], at: int, junk: bytes
) -> None:
    content = (DATA / FILES[name]).read_bytes()
    refused(folder, **{name: change(content, at % len(content), junk)})


@given(change=changes, at=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=6))
@example(change=_overwritten, at=82, junk=b"1")
@example(change=_overwritten, at=82, junk=b"4")
@example(change=_overwritten, at=119, junk=b"1")
@example(change=_overwritten, at=147, junk=b"\0")
@example(change=_overwritten, at=947_480, junk=b"[")
@example(change=_overwritten, at=947_482, junk=b"\1")
@fuzzed()
def test_damaged_draws_are_refused_or_the_same(
    folder: Path, change: Callable[..., bytes], at: int, junk: bytes
) -> None:
    """With a check sum: what can be read is what was written."""
    content = (DATA / "draws.npz").read_bytes()
    path = folder / "draws.npz"
    path.write_bytes(change(content, at % len(content), junk))
    try:
        found = hypercube.__wrapped__(folder)
    except InvalidInputError as error:
        assert [problem.field for problem in error.problems] == ["draws.npz"]
    else:
        known = hypercube(DATA)
        assert list(found) == list(known)
        assert all((found[key] == known[key]).all() for key in known)
    finally:
        path.write_bytes(content)
