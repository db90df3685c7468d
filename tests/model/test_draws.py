"""The stored draws: made from their seed, byte by byte, and never moved by a new column."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from model import load_province, simulate
from model.cli.main import main
from model.problems import InvalidInputError
from model.province.province import Province
from model.scenario.scenario import preset_scenario
from model.uncertainty.draws import STORED, hypercube, hypercube_columns
from model.uncertainty.make_draws import RECIPE, Recipe, draw_files, ranks, read_recipe
from model.uncertainty.scenario_draws import bands
from tests.support.province import DATA, edit


def without_first_column(folder: Path) -> None:
    with np.load(folder / STORED) as stored:
        kept, names = stored["ranks"][:, 1:], stored["names"][1:]
    np.savez(folder / STORED, ranks=kept, names=names)


# How they are made


def test_the_stored_files_are_those_of_their_seed() -> None:
    """With any version of NumPy and Python: `tests.lowest` runs this with the lowest ones."""
    for name, content in draw_files(read_recipe(DATA)).items():
        assert (DATA / name).read_bytes() == content, name


def test_ranks_are_those_of_numpys_permutations() -> None:
    """As the published ones were drawn, before the shuffle was the project's own.

    NumPy does not promise its permutations: if this fails with a new version, delete it.
    """
    generator = np.random.default_rng(7)
    expected = [generator.permutation(1000) for _ in range(3)]
    found = ranks(Recipe(7, 1000, ("a", "b", "c")))
    np.testing.assert_array_equal(found.T, expected)


def test_the_seed_moves_every_column() -> None:
    one, other = (ranks(Recipe(seed, 100, ("a", "b"))) for seed in (1, 2))
    assert (one != other).any(axis=0).all()


def test_a_new_column_moves_no_other() -> None:
    recipe = read_recipe(DATA)
    longer = recipe.with_columns(["a_new_one", *recipe.columns, "another_with_quite_a_long_name"])
    assert longer.columns == (*recipe.columns, "a_new_one", "another_with_quite_a_long_name")
    found, known = ranks(longer), ranks(recipe)
    np.testing.assert_array_equal(found[:, : len(recipe.columns)], known)
    np.testing.assert_array_equal(np.sort(found, axis=0)[:, -1], np.arange(recipe.draws))


def test_every_column_holds_every_rank_once() -> None:
    recipe = read_recipe(DATA)
    with np.load(DATA / STORED) as stored:
        found, names = stored["ranks"], stored["names"]
    assert tuple(names.tolist()) == recipe.columns
    assert found.shape == (recipe.draws, len(recipe.columns)) == (2000, len(set(recipe.columns)))
    assert (np.sort(found, axis=0) == np.arange(recipe.draws)[:, np.newaxis]).all()


def test_there_is_a_column_for_everything_that_is_drawn_and_no_other(province: Province) -> None:
    """A column that is no longer drawn stays until a new version of the model."""
    years = province.last_year - province.base_year
    assert set(hypercube_columns(province, years)) == set(hypercube(province.folder))


def test_columns_are_not_correlated() -> None:
    table = np.stack(list(hypercube(DATA).values()))
    correlation = np.corrcoef(table) - np.eye(len(table))
    assert np.abs(correlation).max() < 0.1


# The command


def command(folder: Path, *options: str) -> int:
    return main(["--data", str(folder), "draws", *options])


def test_the_command_finds_the_shipped_draws_as_it_writes_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["draws", "--check"]) == 0
    size = f"2000 draws of {len(read_recipe(DATA).columns)} columns"
    assert capsys.readouterr().out == f"{STORED}: {size}, added: none\n"


def test_a_parameter_that_is_drawn_from_now_on_needs_its_row_and_the_command(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy / "parameters.csv", lambda text: text.replace(",fixed,", ",triangular,", 1))
    other = load_province(copy)
    (new,) = set(hypercube_columns(other, 1)) - set(hypercube(DATA))
    scenario = preset_scenario(other, other.default_preset)
    with pytest.raises(InvalidInputError) as caught:
        bands(other, scenario, size=10)
    words = f"draws.npz: missing, expected: columns {new} (add them: python -m model draws)"
    assert str(caught.value) == words
    assert command(copy, "--check") == 2
    assert STORED in capsys.readouterr().err
    assert command(copy) == 0
    columns = len(read_recipe(DATA).columns) + 1
    assert f"{columns} columns, added: {new}" in capsys.readouterr().out
    assert command(copy, "--check") == 0
    hypercube.cache_clear()
    known, found = hypercube(DATA), hypercube(copy)
    assert list(found) == [*known, new]
    assert all((found[name] == column).all() for name, column in known.items())
    assert bands(load_province(copy), scenario, size=10).level


def test_a_check_writes_nothing(copy: Path) -> None:
    (copy / STORED).unlink()
    assert command(copy, "--check") == 2
    assert not (copy / STORED).exists()
    assert command(copy) == 0
    assert (copy / STORED).read_bytes() == (DATA / STORED).read_bytes()


RECIPES = {
    "none": None,
    "no JSON": "{",
    "a list": "[]",
    "no seed": '{"draws": 10, "columns": []}',
    "a seed below 0": '{"seed": -1, "draws": 10, "columns": []}',
    "a broken seed": '{"seed": 1.5, "draws": 10, "columns": []}',
    "one draw": '{"seed": 1, "draws": 1, "columns": []}',
    "too many draws": '{"seed": 1, "draws": 65537, "columns": []}',
    "columns that are numbers": '{"seed": 1, "draws": 10, "columns": [1]}',
    "no columns": '{"seed": 1, "draws": 10, "columns": null}',
    "a column twice": '{"seed": 1, "draws": 10, "columns": ["a", "a"]}',
}


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_that_is_none_is_refused(
    name: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = RECIPES[name]
    if content is None:
        (copy / RECIPE).unlink()
    else:
        (copy / RECIPE).write_text(content, encoding="utf-8")
    assert command(copy) == 2
    assert capsys.readouterr().err.startswith(f"{RECIPE}: ")
    assert (copy / STORED).read_bytes() == (DATA / STORED).read_bytes()


# Draws that cannot be read


def truncated(folder: Path) -> None:
    file = folder / STORED
    file.write_bytes(file.read_bytes()[:5000])


def narrower(folder: Path) -> None:
    """Say of the ranks that they have one byte: a header as whole as any, with other numbers."""
    file = folder / STORED
    file.write_bytes(file.read_bytes().replace(b"'<u2'", b"'<u1'", 1))


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda folder: (folder / STORED).unlink(),
    "empty": lambda folder: (folder / STORED).write_bytes(b""),
    "text": lambda folder: (folder / STORED).write_bytes(b"not a hypercube"),
    "truncated": truncated,
    "another type": narrower,
    "no ranks": lambda folder: np.savez(folder / STORED, names=np.array(["mu"])),
    "one column too few": without_first_column,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_draws_are_refused_when_bands_are_asked_for(name: str, copy: Path) -> None:
    BROKEN[name](copy)
    broken = load_province(copy)
    scenario = preset_scenario(broken, broken.default_preset)
    simulate(scenario.levers, province=broken)
    with pytest.raises(InvalidInputError, match=r"draws\.npz"):
        bands(broken, scenario)
