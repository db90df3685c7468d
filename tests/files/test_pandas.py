"""What pandas writes of our tables is read back as it was."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.count import ROWS_KEY
from model.files.iamc import IAMC_COLUMNS
from model.files.pin_labels import parted_name
from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.scenario.scenario import Scenario
from tests.files.scenarios import (
    OWN,
    PINNED,
    WITH_PINS,
    any_scenario,
    iamc_file,
    vietnamese_file,
)
from tests.support.province import PROVINCE, fuzzed
from tests.support.sound import expect_said, parts

Change = Callable[[pd.DataFrame], pd.DataFrame]
YEAR, VALUE = IAMC_COLUMNS[-2:]
POINT = list(IAMC_COLUMNS[:-2])
"""What all years of a row of the wide form share."""


def iamc_frame(scenario: Scenario) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(iamc_file(scenario)))


def vietnamese_frame(scenario: Scenario) -> pd.DataFrame:
    """Read the table as an analyst does: columns of numbers alone become numbers."""
    return pd.read_csv(io.BytesIO(vietnamese_file(scenario)), sep=";", decimal=",")


def expect_same(content: bytes | str, scenario: Scenario) -> None:
    found, notes = read_scenario(PROVINCE, content)
    assert parts(found) == parts(scenario)
    assert not notes


def expect_same_or_asked(content: bytes, scenario: Scenario) -> None:
    """The same, or asked which of two numbers is meant.

    pandas leaves a column with text in it as text, ``78,125``, and writes other numbers with
    points beside it: where both seventy-eight and thousands may be set, nothing tells.
    """
    try:
        expect_same(content, scenario)
    except InvalidInputError as error:
        assert {problem.code for problem in error.problems} == {"two_meanings"}
        expect_said(error.problems)


# How a frame is changed, without its meaning


def wide(frame: pd.DataFrame) -> pd.DataFrame:
    """A column for each year, as tables of scenarios are exchanged."""
    years = frame.pivot_table(index=POINT, columns=YEAR, values=VALUE, sort=False)
    return years.reset_index().rename_axis(columns=None)


def wide_and_back(frame: pd.DataFrame) -> pd.DataFrame:
    """Years without a value stay as rows that are empty there."""
    return wide(frame).melt(id_vars=POINT, var_name=YEAR, value_name=VALUE)


def headed(write: Callable[[str], str]) -> Callable[[Any], str]:
    """Write a heading otherwise, but for that of a pin, which holds its name."""
    return lambda name: str(name) if parted_name(str(name)) else write(str(name))


IAMC_CHANGES: dict[str, Change] = {
    "wide": wide,
    "wide and back": wide_and_back,
    "wide and back without gaps": lambda frame: wide_and_back(frame).dropna(),
    "year as a float": lambda frame: frame.astype({YEAR: float}),
    "indexed": lambda frame: frame.set_index(POINT).reset_index(),
}
CHANGES: dict[str, Change] = {
    "as it is": lambda frame: frame,
    "rows sorted": lambda frame: frame.sort_values(list(frame.columns[:2]), kind="stable"),
    "rows turned": lambda frame: frame[::-1],
    "rows shuffled": lambda frame: frame.sample(frac=1.0, random_state=14),
    "columns turned": lambda frame: frame[frame.columns[::-1]],
    "columns sorted": lambda frame: frame[sorted(frame.columns, key=str)],
    "capital letters": lambda frame: frame.rename(columns=headed(str.upper)),
    "first letters capital": lambda frame: frame.rename(columns=headed(str.title)),
    "blanks around names": lambda frame: frame.rename(columns=lambda name: f" {name} "),
    "an empty column": lambda frame: frame.assign(empty=None).rename(columns={"empty": ""}),
    "an empty row": lambda frame: pd.concat([frame, pd.DataFrame([{}])]),
    "empty rows between": lambda frame: frame.reset_index(drop=True).reindex(
        index=[row for number in range(len(frame)) for row in (number, -1)]
    ),
    "a column of notes": lambda frame: frame.assign(note="xem lại"),
    "numbers as text": lambda frame: (
        frame.astype(object)
        .where(frame.notna(), None)
        .map(lambda cell: None if cell is None else str(cell))
    ),
}
VIETNAMESE_CHANGES: dict[str, Change] = {
    "only what restores, uncounted": lambda frame: frame[
        (frame.iloc[:, 0] != frame.iloc[0, 0]) & ~frame.isin([ROWS_KEY]).any(axis=1)
    ],
    "without sources": lambda frame: frame.iloc[:, :-1],
}


# How it is written


def workbook(frame: pd.DataFrame, index: bool) -> bytes:
    buffer = io.BytesIO()
    frame.to_excel(buffer, index=index)
    return buffer.getvalue()


WRITES: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": lambda frame: frame.to_csv(index=False).encode(),
    "with an index": lambda frame: frame.to_csv().encode(),
    "with a named index": lambda frame: frame.to_csv(index_label="row").encode(),
    "semicolons": lambda frame: frame.to_csv(index=False, sep=";").encode(),
    "Vietnamese numbers": lambda frame: frame.to_csv(index=False, sep=";", decimal=",").encode(),
    "tabs": lambda frame: frame.to_csv(index=False, sep="\t").encode(),
    "tabs, Vietnamese numbers": lambda frame: frame.to_csv(
        index=False, sep="\t", decimal=","
    ).encode(),
    "UTF-8 with its mark": lambda frame: frame.to_csv(index=False).encode("utf-8-sig"),
    "UTF-16": lambda frame: frame.to_csv(index=False, sep="\t").encode("utf-16"),
    "six decimals": lambda frame: frame.to_csv(index=False, float_format="%.6f").encode(),
    "twelve digits": lambda frame: frame.to_csv(index=False, float_format="%.12g").encode(),
    "all quoted": lambda frame: frame.to_csv(index=False, quoting=1).encode(),
    "text quoted": lambda frame: frame.to_csv(index=False, quoting=2).encode(),
    "Windows line ends": lambda frame: frame.to_csv(index=False, lineterminator="\r\n").encode(),
    "Excel": lambda frame: workbook(frame, index=False),
    "Excel with an index": lambda frame: workbook(frame, index=True),
}


@pytest.mark.parametrize("name", WITH_PINS)
def test_every_scenario_comes_back(name: str) -> None:
    scenario = WITH_PINS[name]
    iamc, vietnamese = iamc_frame(scenario), vietnamese_frame(scenario)
    for frame in (iamc, wide(iamc)):
        expect_same(WRITES["csv"](frame), scenario)
    for write in ("csv", "Vietnamese numbers", "Excel"):
        expect_same_or_asked(WRITES[write](vietnamese), scenario)


@pytest.mark.parametrize("change", [*CHANGES, *IAMC_CHANGES])
def test_an_iamc_table_comes_back_whatever_is_done_to_it(change: str) -> None:
    for scenario in (OWN, PINNED):
        frame = {**CHANGES, **IAMC_CHANGES}[change](iamc_frame(scenario))
        expect_same(WRITES["csv"](frame), scenario)


@pytest.mark.parametrize("write", WRITES)
def test_an_iamc_table_comes_back_however_it_is_written(write: str) -> None:
    for scenario in (OWN, PINNED):
        for frame in (iamc_frame(scenario), wide(iamc_frame(scenario))):
            expect_same(WRITES[write](frame), scenario)


@pytest.mark.parametrize("change", [*CHANGES, *VIETNAMESE_CHANGES])
def test_a_vietnamese_table_comes_back_whatever_is_done_to_it(change: str) -> None:
    frame = {**CHANGES, **VIETNAMESE_CHANGES}[change](vietnamese_frame(OWN))
    expect_same(WRITES["csv"](frame), OWN)


@pytest.mark.parametrize("write", WRITES)
def test_a_vietnamese_table_comes_back_however_it_is_written(write: str) -> None:
    for scenario in (OWN, PINNED):
        expect_same(WRITES[write](vietnamese_frame(scenario)), scenario)


# Any of it after each other


@given(
    scenario=any_scenario(),
    change=st.sampled_from(["as it is", *IAMC_CHANGES]),
    more=st.lists(st.sampled_from(list(CHANGES)), max_size=3, unique=True),
    write=st.sampled_from(list(WRITES)),
)
@fuzzed(1)
def test_iamc_tables_come_back_whatever_is_done_to_them(
    scenario: Scenario, change: str, more: list[str], write: str
) -> None:
    frame = IAMC_CHANGES.get(change, CHANGES["as it is"])(iamc_frame(scenario))
    for one in more:
        frame = CHANGES[one](frame)
    expect_same(WRITES[write](frame), scenario)


@given(
    scenario=any_scenario(),
    changes=st.lists(
        st.sampled_from([*VIETNAMESE_CHANGES, *CHANGES]), min_size=1, max_size=3, unique=True
    ),
    write=st.sampled_from(list(WRITES)),
)
@fuzzed(1)
def test_vietnamese_tables_come_back_whatever_is_done_to_them(
    scenario: Scenario, changes: list[str], write: str
) -> None:
    frame = vietnamese_frame(scenario)
    for one in sorted(changes, key=[*VIETNAMESE_CHANGES, *CHANGES].index):
        frame = {**CHANGES, **VIETNAMESE_CHANGES}[one](frame)
    expect_same_or_asked(WRITES[write](frame), scenario)
