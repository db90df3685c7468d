"""How well draws foretold an outcome: the continuous ranked probability score."""

import numpy as np

from model.equations.arrays import Array


def crps(draws: Array, outcome: float) -> float:
    """Score draws against what came, in the unit of both; lower is better.

    E|X − y| − E|X − X'| / 2 over the draws (Gneiting & Raftery 2007). Of draws that are all the
    same it is the absolute error, so a point forecast compares with a band.

    Parameters
    ----------
    draws
        Equally likely values, (n,).
    """
    ordered, count = np.sort(draws), len(draws)
    # Of sorted draws, |X − X'| over all pairs is a weighted sum: no table of pairs is needed.
    weights = 2.0 * np.arange(1, count + 1) - count - 1.0
    half_spread = float(weights @ ordered) / count**2
    return float(np.abs(ordered - outcome).mean()) - half_spread
