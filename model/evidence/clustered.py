"""Means and slopes whose standard errors let the values of a year move together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np


@dataclass(frozen=True)
class Estimate:
    """A mean or a slope with its standard error clustered by year.

    The error is None of a single year; of what is not known the value is no number.
    """

    value: float
    error: float | None


def clustered(values: Sequence[float], years: Sequence[int]) -> Estimate:
    """Return the mean with a standard error that lets the values of a year move together."""
    mean = float(np.mean(values))
    sums = dict.fromkeys(years, 0.0)
    for value, year in zip(values, years, strict=True):
        sums[year] += value - mean
    count = len(sums)
    if count < 2:
        return Estimate(mean, None)
    squares = sum(total**2 for total in sums.values())
    return Estimate(mean, float(np.sqrt(count / (count - 1) * squares)) / len(values))


def slope(pairs: Sequence[tuple[float, float, int]]) -> Estimate:
    """Fit the second of each three on the first by least squares; the third is its year.

    A value that is no number if fewer than three are given.
    """
    if len(pairs) < 3:
        return Estimate(nan, None)
    first, second, years = (np.array(column) for column in zip(*pairs, strict=True))
    centred = first - first.mean()
    square = float(centred @ centred)
    rise = float(centred @ second) / square
    rest = centred * (second - second.mean() - rise * centred)
    sums = [float(rest[years == year].sum()) for year in np.unique(years)]
    if len(sums) < 2:
        return Estimate(rise, None)
    scale = len(sums) / (len(sums) - 1)
    return Estimate(rise, float(np.sqrt(scale * sum(total**2 for total in sums))) / square)
