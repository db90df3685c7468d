"""The array conventions of the model: draws first, sectors or shrimp systems last."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = Mapping[str, Array]

SECTORS = ("crops", "fisheries", "industry", "construction", "trade_services", "tourism")
SECTOR_SUFFIXES = ("crop", "fish", "ind", "con", "srv", "tou")
CROPS, FISHERIES, INDUSTRY, CONSTRUCTION, TRADE_SERVICES, TOURISM = range(len(SECTORS))
AREA_SECTORS = (
    slice(CROPS, FISHERIES + 1),
    slice(INDUSTRY, CONSTRUCTION + 1),
    slice(TRADE_SERVICES, TOURISM + 1),
)
"""The three areas of the statistics office (khu vực I, II, III): two sectors each."""

SYSTEMS = ("extensive", "semi_intensive", "intensive", "high_tech")
SYSTEM_SUFFIXES = ("ext", "semi", "int", "sup")


def stack(columns: Sequence[Array | float]) -> Array:
    """Put columns of shape (n,) or (1,) side by side: shape (n, len(columns)).

    The memory order is column by column, so that NumPy's inner loops run over draws.
    """
    rows = max(column.size if isinstance(column, np.ndarray) else 1 for column in columns)
    stacked = np.empty((len(columns), rows))
    for row, column in zip(stacked, columns, strict=True):
        row[:] = column
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
