"""What a derived figure is said to be made of is what moves it, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from model.engine import base_year
from model.evidence.derived import block_of, equation_of, inputs_of
from model.evidence.equations_document import equations
from model.province.province import Province
from tests.support.province import PROVINCE

DERIVED = [key for key, row in PROVINCE.indicators.items() if row.base == "derived"]
STEP = 1.001


def moved_by(province: Province) -> set[str]:
    """Return the derived indicators that stand elsewhere than in the shipped province."""
    before, after = base_year(PROVINCE), base_year(province)
    return {key for key in DERIVED if after[key] != pytest.approx(before[key], rel=1e-9)}


def with_parameter(key: str) -> Province:
    row = PROVINCE.parameters[key]
    moved = replace(row, default=row.default * STEP, low=-1e9, high=1e9)
    return replace(PROVINCE, parameters=MappingProxyType({**PROVINCE.parameters, key: moved}))


def with_lever(key: str) -> Province:
    row = PROVINCE.levers[key]
    moved = replace(row, base=row.base * STEP + 1e-3)
    return replace(PROVINCE, levers=MappingProxyType({**PROVINCE.levers, key: moved}))


def leaves(key: str) -> Iterator[str]:
    """Yield the parameters and levers below a derived figure."""
    for name in inputs_of(PROVINCE, key):
        if name not in PROVINCE.indicators:
            yield name
        elif PROVINCE.indicators[name].base == "derived":
            yield from leaves(name)
        else:
            yield PROVINCE.indicators[name].base


def test_inputs_of_a_derived_figure_are_what_moves_it() -> None:
    found: dict[str, set[str]] = {key: set() for key in DERIVED}
    provinces = {
        **{key: with_parameter(key) for key in PROVINCE.assumptions},
        **{key: with_lever(key) for key in PROVINCE.levers},
    }
    for name, province in provinces.items():
        for key in moved_by(province):
            found[key].add(name)
    assert found == {key: set(leaves(key)) for key in DERIVED}


def test_a_figure_of_a_table_is_made_of_nothing() -> None:
    others = set(PROVINCE.indicators) - set(DERIVED)
    assert {key: inputs_of(PROVINCE, key) for key in others} == dict.fromkeys(others, ())


def test_every_modelled_indicator_has_the_equation_that_gives_it() -> None:
    """The symbol stands before the sign of equality in a display of that equation."""
    assert {key for key in PROVINCE.indicators if equation_of(PROVINCE, key)} == set(
        PROVINCE.modelled
    )
    for key in PROVINCE.modelled:
        found = equation_of(PROVINCE, key)
        assert found is not None
        block, number = found
        (equation,) = (row for row in equations()[block] if row.number == number)
        text = re.sub(r"\\(mathit|mathrm)|[{}\\,&]", "", "".join(equation.displays))
        letter, _, index = PROVINCE.indicators[key].symbol.partition("_")
        assert re.search(rf"{letter}(_?{index}|_{index},?t|,t)?[^=]*=", text.replace(" ", "")), key


def test_every_parameter_of_the_model_stands_in_a_block() -> None:
    for row in PROVINCE.assumptions.values():
        block = block_of(row.symbol)
        assert block is not None, row.key
        assert row.symbol in {name for entry in equations()[block] for name in entry.symbols}
