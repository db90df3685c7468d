"""Shapley values: what each player adds to a total, as the mean over every order of joining."""

from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array


@lru_cache(maxsize=32)
def coalitions(players: int) -> NDArray[np.bool_]:
    """List every set of players: a row a set, a column a player, true where it is in the set.

    The first row is the empty set, the last one holds everybody.
    """
    sets = np.arange(2**players)[:, np.newaxis]
    member: NDArray[np.bool_] = (sets >> np.arange(players) & 1) == 1
    member.setflags(write=False)
    return member


def shapley_values(worth: Array) -> Array:
    """Share out among the players what they reach together.

    Parameters
    ----------
    worth
        What each set of players reaches, in the order of `coalitions`: (2**players, ...).

    Returns
    -------
    array
        (players, ...); with the worth of the empty set they add up to that of everybody.
    """
    players = len(worth).bit_length() - 1
    return np.tensordot(_weights(players), worth, axes=(0, 0))


@lru_cache(maxsize=32)
def _weights(players: int) -> Array:
    """Weight of the worth of each set for each player: (sets, players).

    Above zero for a set that holds the player, below zero for one that does not.
    """
    member = coalitions(players)
    share = [1.0 / (players * comb(players - 1, k)) for k in range(players)]
    size = member.sum(axis=1, keepdims=True)
    inside, outside = np.array([0.0, *share]), np.array([*share, 0.0])
    weights: Array = np.where(member, inside[size], -outside[size])
    weights.setflags(write=False)
    return weights
