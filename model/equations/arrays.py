"""The array conventions of the model: draws first, sectors or shrimp systems last."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = Mapping[str, Array]


SECTORS = ("crops", "fisheries", "industry", "construction", "trade_services", "tourism")
SECTOR_SUFFIXES = ("crop", "fish", "ind", "con", "srv", "tou")
CROPS, FISHERIES, INDUSTRY, CONSTRUCTION, TRADE_SERVICES, TOURISM = range(len(SECTORS))


NOTHING = np.zeros(1)
"""A column of zeros for `stack`: the sector is not touched."""


SYSTEMS = ("extensive", "semi_intensive", "intensive", "high_tech")
SYSTEM_SUFFIXES = ("ext", "semi", "int", "sup")


def deviation(levers: Values, reference: Values, key: str) -> Array:
    """Return how far a lever stands off the reference, (n,)."""
    return levers[key] - reference[key]


def stack(columns: Sequence[Array]) -> Array:
    """Put columns of shape (n,) or (1,) side by side: shape (n, len(columns)).

    The memory order is column by column, so that NumPy's inner loops run over draws.
    """
    lengths = [len(values) for values in columns]
    rows = max(lengths)
    if sum(lengths) == rows * len(columns):
        return np.concatenate(columns).reshape(len(columns), rows).T
    stacked = np.empty((len(columns), rows))
    for row, values in zip(stacked, columns, strict=True):
        row[:] = values
    return stacked.T


def by_sector(values: Values, prefix: str) -> Array:
    """Read the six values ``<prefix>_crop`` … ``<prefix>_tou``: shape (n, 6)."""
    return stack([values[f"{prefix}_{suffix}"] for suffix in SECTOR_SUFFIXES])


def by_system(values: Values, prefix: str) -> Array:
    """Read the four values ``<prefix>_ext`` … ``<prefix>_sup``: shape (n, 4)."""
    return stack([values[f"{prefix}_{suffix}"] for suffix in SYSTEM_SUFFIXES])


def column(values: Array) -> Array:
    """Turn (n,) into (n, 1), to meet an array with sectors on its last axis."""
    return values[:, np.newaxis]


def scaled(sectors: Array, values: Array) -> Array:
    """Multiply (n, 6) by (n,) row by row, keeping the memory order of `stack`."""
    return np.multiply(sectors, column(values), order="F")


def twice(areas: Sequence[Array]) -> Array:
    """Give each of the three areas' values to its two sectors: (n, 6)."""
    return stack([area for area in areas for _ in range(2)])


def by_area(sectors: Array) -> tuple[Array, Array, Array]:
    """Add up the two sectors of each area of the statistics office: three times (n,)."""
    crops, fisheries, industry, construction, trade_services, tourism = sectors.T
    return crops + fisheries, industry + construction, trade_services + tourism
