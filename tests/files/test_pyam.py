"""pyam reads our IAMC table, and we read what pyam writes.

pyam wants pandas below 3: ``python -m tests.lowest`` installs it and runs these tests.
"""

import io
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from model.files.read import read_scenario
from model.scenario.scenario import Scenario
from tests.files.scenarios import OWN, PINNED, SCENARIOS, iamc_file
from tests.support.province import PROVINCE
from tests.support.sound import parts

if find_spec("pyam") is None:
    pytest.skip("no pyam here: python -m tests.lowest has it", allow_module_level=True)
import pandas as pd
import pyam

TRIED = {**SCENARIOS, "pinned": PINNED}


def frame(scenario: Scenario, folder: Path) -> Any:
    path = folder / "scenario.csv"
    path.write_bytes(iamc_file(scenario))
    return pyam.IamDataFrame(path)


def expect_same(content: bytes | str, scenario: Scenario) -> None:
    found, notes = read_scenario(PROVINCE, content)
    assert parts(found) == parts(scenario)
    assert not notes


def _file(write: Callable[[Any, Path], None], name: str) -> Callable[[Any, Path], bytes]:
    def content(table: Any, folder: Path) -> bytes:
        write(table, folder / name)
        return (folder / name).read_bytes()

    return content


WRITES: dict[str, Callable[[Any, Path], bytes]] = {
    "wide": _file(lambda table, path: table.to_csv(path), "wide.csv"),
    "wide, small letters": _file(
        lambda table, path: table.to_csv(path, iamc_index=True), "index.csv"
    ),
    "wide, semicolons": _file(lambda table, path: table.to_csv(path, sep=";"), "semicolons.csv"),
    "long": lambda table, folder: table.data.to_csv(index=False).encode(),
    "long with an index": lambda table, folder: table.data.to_csv().encode(),
    "series": lambda table, folder: table.as_pandas(meta_cols=False).to_csv(index=False).encode(),
    "workbook": _file(lambda table, path: table.to_excel(path), "wide.xlsx"),
    "workbook without the sheet of meta data": _file(
        lambda table, path: table.to_excel(path, include_meta=False), "bare.xlsx"
    ),
    "workbook by pandas": _file(
        lambda table, path: table.data.to_excel(path, index=False), "long.xlsx"
    ),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("name", TRIED)
def test_what_pyam_writes_comes_back(name: str, write: str, tmp_path: Path) -> None:
    expect_same(WRITES[write](frame(TRIED[name], tmp_path), tmp_path), TRIED[name])


def test_pyam_sees_the_table_whole(tmp_path: Path) -> None:
    ours = pd.read_csv(io.BytesIO(iamc_file(OWN)))
    theirs = frame(OWN, tmp_path)
    assert len(theirs.data) == len(ours)
    assert set(theirs.scenario) == set(ours["scenario"])
    assert theirs.region == [PROVINCE.region]
    assert set(theirs.variable) == set(ours["variable"])


def test_every_variable_has_one_unit(tmp_path: Path) -> None:
    """What a list of agreed variables, as nomenclature keeps it, asks of a table."""
    table = frame(PINNED, tmp_path)
    units = table.unit_mapping
    assert set(units) == set(table.variable)
    assert not {name: unit for name, unit in units.items() if not isinstance(unit, str)}
    assert all(units.values())
