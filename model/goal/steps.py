"""The least change in whole steps of the sliders: every setting tried, or steps from a point."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.goal.free_levers import Free
from model.goal.search import SLACK, Columns

MOST_SETTINGS = 100_000
"""So many settings are tried one and all: two levers always, of three a few."""
FIRST_TRIED = 500
"""Settings of the first call; each further one tries twice as many."""
MOST_SIDES = 10
"""Levers of which both steps beside a point are tried in every way."""
MOST_CLIMBS = 200
Places = NDArray[np.intp]
"""Which of its places each lever takes, (k,), or of many settings (n, k)."""


def every_setting(free: Free) -> Array:
    """List every setting, (n, k); there are `Free.count`."""
    columns = [one.ravel() for one in np.meshgrid(*free.places, indexing="ij")]
    settings: Array = np.stack(columns, axis=1)
    return settings


def nearest(free: Free) -> Array:
    """Find the setting of the least change that reaches the first target, (k,).

    Settings are tried by the size of their change, so those beyond the first that reaches it are
    not. Where none does, the one that comes nearest to the target.
    """
    settings = every_setting(free)
    settings = settings[np.argsort(free.sizes(settings), kind="stable")]
    tried: list[Array] = []
    first, length = 0, FIRST_TRIED
    while first < len(settings):
        margins = free.margins(settings[first : first + length])
        reached = margins[:, 0] >= 0.0
        if reached.any():
            setting: Array = settings[first + int(reached.argmax())]
            return setting
        tried.append(margins)
        first, length = first + length, 2 * length
    return picked(free, settings, np.concatenate(tried))


def picked(free: Free, settings: Array, margins: Array) -> Array:
    """Pick of some settings, (n, k), one that reaches the most targets, by the least change, (k,).

    Where none reaches any, the one that comes nearest to the first target.
    """
    counts, first = (margins >= 0.0).sum(axis=1), margins[:, 0]
    allowed = counts == counts.max()
    if not counts.max():
        allowed = first >= first.max() - SLACK * float(np.ptp(first))
    chosen: Array = settings[allowed][np.argmin(free.sizes(settings[allowed]))]
    return chosen


def stepped(free: Free, point: Array, columns: Columns | None = None) -> Array:
    """Turn a point of the box into a setting of whole steps that reaches the same targets, (k,).

    From the steps beside the point the levers climb until all is reached, and are then taken back
    as long as it stays so, one lever alone or in exchange for a step of another. Where they cannot
    climb so far, the highest setting stands.

    Parameters
    ----------
    columns
        Targets that the point reaches; None is all.
    """
    walk = _Walk(free, columns)
    places = walk.beside(point)
    worst = float(walk.worst(places[np.newaxis])[0])
    for _ in range(MOST_CLIMBS):
        if worst >= 0.0:
            places = walk.taken_back(places)
            break
        higher, worst_there = walk.step_up(places)
        if worst_there <= worst + SLACK:
            break
        places, worst = higher, worst_there
    setting: Array = walk.values(places[np.newaxis])[0]
    return setting


class _Walk:
    """Steps from setting to setting."""

    def __init__(self, free: Free, columns: Columns | None) -> None:
        self._free = free
        every = np.arange(free.box.found.shape[1])
        self._columns: Columns = every if columns is None else columns
        self._last = np.array([len(values) - 1 for values in free.places])
        origin = free.start + free.box.origin * free.full
        self._origin = self._nearest(origin)
        self._ones = np.eye(len(free.places), dtype=np.intp)

    def _nearest(self, values: Array) -> Places:
        found = [
            int(np.argmin(np.abs(places - value)))
            for places, value in zip(self._free.places, values, strict=True)
        ]
        return np.array(found, dtype=np.intp)

    def values(self, places: Places) -> Array:
        """Return the values of settings, (n, k)."""
        columns = [values[places[:, index]] for index, values in enumerate(self._free.places)]
        return np.stack(columns, axis=1)

    def worst(self, places: Places) -> Array:
        """Return the least margin of settings, (n,), in parts of how far each margin ranges."""
        margins = self._free.margins(self.values(places)) / self._free.box.scale
        least: Array = margins[:, self._columns].min(axis=1)
        return least

    def beside(self, point: Array) -> Places:
        """Return the setting beside a point: of those on either side the nearest that reaches."""
        values = self._free.start + point * self._free.full
        sides = []
        for places, value in zip(self._free.places, values, strict=True):
            above = int(np.searchsorted(places, value - 1e-9 * (places[-1] - places[0])))
            above = min(above, len(places) - 1)
            exact = abs(places[above] - value) <= 1e-9 * (places[-1] - places[0])
            sides.append((above,) if exact or not above else (above - 1, above))
        if sum(len(side) > 1 for side in sides) > MOST_SIDES:
            return self._nearest(values)
        around = np.array(list(product(*sides)), dtype=np.intp)
        worst, sizes = self.worst(around), self._free.sizes(self.values(around))
        reached = worst >= 0.0
        best = np.argmin(np.where(reached, sizes, np.inf)) if reached.any() else np.argmax(worst)
        beside: Places = around[best]
        return beside

    def step_up(self, places: Places) -> tuple[Places, float]:
        """Step one lever to where the least margin is highest; return that margin too."""
        moved = self._within(np.concatenate([places + self._ones, places - self._ones]))
        worst = self.worst(moved)
        best = int(np.argmax(worst))
        return moved[best], float(worst[best])

    def taken_back(self, places: Places) -> Places:
        """Take levers back as long as every target stays reached and the change gets smaller."""
        while True:
            back = np.sign(self._origin - places) * self._ones
            home = np.where(self._ones == 1, self._origin, places)
            either = np.concatenate([self._ones, -self._ones])
            exchanged = (places + back[:, np.newaxis] + either).reshape(-1, len(places))
            moved = self._within(np.concatenate([home, places + back, exchanged]))
            sizes = self._free.sizes(self.values(moved))
            shorter = sizes < self._free.sizes(self.values(places[np.newaxis]))[0] - SLACK**2
            if not shorter.any():
                return places
            moved, sizes = moved[shorter], sizes[shorter]
            kept = self.worst(moved) >= 0.0
            if not kept.any():
                return places
            places = moved[np.argmin(np.where(kept, sizes, np.inf))]

    def _within(self, places: Places) -> Places:
        inside: Places = np.clip(places, 0, self._last)
        return inside
