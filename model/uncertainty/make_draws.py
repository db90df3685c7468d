"""The stored draws: a Latin hypercube made from the seed and the columns in draws.json.

Only the raw stream of PCG64 is used, which NumPy promises never to change, and a column is only
ever added after the others: so neither an upgrade of a library nor a new parameter moves a number
that was published (docs/decisions/stored-draws.md).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.problems import InvalidInputError, Problem
from model.uncertainty.draws import STORED

RECIPE = "draws.json"
MOST_DRAWS = 2**16
"""A rank is stored in two bytes."""
WORDS_AT_ONCE = 1 << 14


@dataclass(frozen=True)
class Recipe:
    """What the draws are made from: seed, number of draws, and names of columns in order."""

    seed: int
    draws: int
    columns: tuple[str, ...]

    def with_columns(self, needed: Iterable[str]) -> "Recipe":
        """Add the columns that are needed and lacking, after those there are."""
        return replace(self, columns=tuple(dict.fromkeys([*self.columns, *needed])))


def read_recipe(folder: Path) -> Recipe:
    """Read draws.json of a data folder.

    Raises
    ------
    InvalidInputError
        The file is missing, or does not hold a seed, a number of draws and names.
    """
    try:
        found = json.loads((folder / RECIPE).read_text(encoding="utf-8"))
        recipe = Recipe(found["seed"], found["draws"], tuple(found["columns"]))
        if not _is_sound(recipe):
            raise ValueError(f"seed {recipe.seed!r}, draws {recipe.draws!r}, or a column")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        allowed = f"a seed, 2 to {MOST_DRAWS} draws, and columns, each once"
        raise InvalidInputError([Problem("unreadable", RECIPE, str(error), allowed)]) from error
    return recipe


def _is_sound(recipe: Recipe) -> bool:
    return (
        type(recipe.seed) is type(recipe.draws) is int
        and recipe.seed >= 0
        and 2 <= recipe.draws <= MOST_DRAWS
        and all(isinstance(name, str) and name for name in recipe.columns)
        and len(set(recipe.columns)) == len(recipe.columns)
    )


def draw_files(recipe: Recipe) -> dict[str, bytes]:
    """Make the files of the draws, by name; the same bytes on any machine."""
    # NumPy stores an archive without compression and without a clock.
    archive = BytesIO()
    np.savez(archive, ranks=ranks(recipe), names=np.array(recipe.columns))
    text = json.dumps(asdict(recipe), ensure_ascii=False, indent=1) + "\n"
    return {RECIPE: text.encode(), STORED: archive.getvalue()}


def ranks(recipe: Recipe) -> NDArray[np.uint16]:
    """Shuffle the ranks 0 … draws − 1 anew for each column, (draws, columns)."""
    words = _words(recipe.seed)
    columns = [_shuffled(recipe.draws, words) for _ in recipe.columns]
    return np.array(columns, dtype=np.uint16).T


def _words(seed: int) -> Iterator[int]:
    """Yield the stream of PCG64 in words of 32 bits, the lower half of each number first."""
    stream = np.random.PCG64(seed)
    while True:
        yield from stream.random_raw(WORDS_AT_ONCE).astype("<u8").view("<u4").tolist()


def _shuffled(count: int, words: Iterator[int]) -> list[int]:
    """Shuffle 0 … count − 1 by Fisher and Yates, a place at a time from the last one.

    A word is cut to as many bits as the place has, and thrown away if it is still beyond it.
    """
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        mask = (1 << last.bit_length()) - 1
        chosen = next(words) & mask
        while chosen > last:
            chosen = next(words) & mask
        order[last], order[chosen] = order[chosen], order[last]
    return order
