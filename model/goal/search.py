"""The least change that makes every margin non-negative: the numerical part of `goal`.

Points are changes of levers as shares of their full ranges, so the Euclidean norm of a point
is the size of a change. A search never proves that nothing exists; it looks at a fixed sample
of the box, its corners and axes, and improves the best of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array

Columns = NDArray[np.intp]
Holds = NDArray[np.bool_]


SAMPLE = 2048
AXIS = 65
MOST_CORNERS = 8
NEAREST = 24
STEPS = 65
SEED = 2024
STEP = 1e-5
"""Step of the difference quotients, as a share of a lever's full range."""
SLACK = 1e-9
UNDEFINED = -1e12
"""Margin of an outcome that is not defined."""


@dataclass(frozen=True)
class Box:
    """Where to search and what for.

    Attributes
    ----------
    low, high
        Bounds of the change of each free lever, as shares of their full ranges, (k,).
    margins
        Maps points, (n, k), to margins, (n, m), ≥ 0 where a target is reached.
    """

    low: Array
    high: Array
    margins: Callable[[Array], Array]

    @cached_property
    def origin(self) -> Array:
        """The point of the box nearest to no change, (k,)."""
        return np.clip(np.zeros_like(self.low), self.low, self.high)

    @cached_property
    def points(self) -> Array:
        """The origin, random points, corners and points along each axis, (n, k)."""
        rng, levers = np.random.default_rng(SEED), len(self.low)
        shares: list[Array] = [rng.random((SAMPLE, levers))]
        if levers <= MOST_CORNERS:
            bits = np.arange(2**levers)[:, np.newaxis] >> np.arange(levers) & 1
            shares.append(bits.astype(float))
        else:
            shares.append(rng.integers(0, 2, (2**MOST_CORNERS, levers)).astype(float))
        box = self.low + np.concatenate(shares) * (self.high - self.low)
        axes = np.tile(self.origin, (levers, AXIS, 1))
        for lever in range(levers):
            axes[lever, :, lever] = np.linspace(self.low[lever], self.high[lever], AXIS)
        points = np.concatenate([self.origin[np.newaxis], box, axes.reshape(-1, levers)])
        clipped: Array = np.clip(points, self.low, self.high)
        return clipped

    @cached_property
    def found(self) -> Array:
        """Margins at `points`, (n, m)."""
        return self.margins(self.points)

    @cached_property
    def scale(self) -> Array:
        """How far each margin ranges over the box, (m,)."""
        return spread(self.found)

    def around(self, point: Array) -> tuple[Array, Array]:
        """Return the margins at a point, (m,), and their difference quotients, (m, k).

        Scaled, in one call.
        """
        here = np.clip(point, self.low, self.high)
        ahead, behind = np.minimum(here + STEP, self.high), np.maximum(here - STEP, self.low)
        points = [here[np.newaxis], _replaced(here, ahead), _replaced(here, behind)]
        values = self.margins(np.concatenate(points)) / self.scale
        more, less = values[1:].reshape(2, len(here), -1)
        return values[0], (more - less).T / (ahead - behind)

    def looked_up(self) -> Callable[[Array], tuple[Array, Array]]:
        """Return `around` that knows its last point: solvers ask for value and slope in turn."""

        @lru_cache(maxsize=1)
        def known(point: tuple[float, ...]) -> tuple[Array, Array]:
            return self.around(np.array(point))

        return lambda point: known(tuple(point.tolist()))


def spread(margins: Array) -> Array:
    """Return how far each of some margins, (n, m), ranges where it is defined, (m,); 1 for 0."""
    known = margins > UNDEFINED / 2
    highest = margins.max(axis=0, where=known, initial=-np.inf)
    width = highest - margins.min(axis=0, where=known, initial=np.inf)
    return np.where(np.isfinite(width) & (width > 0.0), width, 1.0)


def least(box: Box, targets: Columns | None = None) -> Array | None:
    """Find the least change that reaches every one of some targets, (k,); None if none is found.

    Sequential quadratic programming from several starts, each answer checked, with the
    nearest of the sampled points, drawn towards no change, to fall back on.

    Parameters
    ----------
    targets
        Columns of the margins that count; None is all.
    """
    columns: Columns = np.arange(box.found.shape[1]) if targets is None else targets
    reached = _hold(box.found, columns)
    if reached.any():
        starts = _drawn_in(box, box.points[reached], columns)
    elif len(columns) == 1:
        peak = best(Box(box.low, box.high, lambda points: box.margins(points)[:, columns]))
        if not (_inside(box, peak)[columns] >= 0.0).all():
            return None
        starts = np.stack([peak] * 3)
    else:
        worst = (box.found / box.scale)[:, columns].min(axis=1)
        starts = box.points[np.argsort(-worst, kind="stable")[:4]]
    starts = np.concatenate([starts, box.origin[np.newaxis]])
    different = dict.fromkeys(map(tuple, starts[[0, 1, 2, -1]].tolist()))
    solved = [_descend(box, np.array(start), columns) for start in different]
    pushed = [
        box.origin + (point - box.origin) * factor
        for point in solved
        for factor in (1.0, 1.0 + 1e-9, 1.0 + 1e-7, 1.0 + 1e-5)
    ]
    candidates = np.clip(np.concatenate([starts, pushed]), box.low, box.high)
    holds = _hold(box.margins(candidates), columns)
    if not holds.any():
        return None
    kept = candidates[holds]
    shortest = kept[np.argmin((kept**2).sum(axis=1))]
    return _undone(box, shortest, lambda margins: _hold(margins, columns))


def best(box: Box) -> Array:
    """Find the point with the largest first margin, (k,), and of such points a near one."""
    from scipy.optimize import minimize  # slow to import

    highest = np.argsort(-box.found[:, 0], kind="stable")[:3]
    candidates: list[Array] = list(box.points[highest])
    around = box.looked_up()
    for start in list(candidates):
        result = minimize(
            lambda point: -float(around(point)[0][0]),
            start,
            jac=lambda point: -around(point)[1][0],
            method="L-BFGS-B",
            bounds=list(zip(box.low, box.high, strict=True)),
        )
        candidates.append(np.clip(result.x, box.low, box.high))
    values = box.margins(np.stack(candidates))[:, 0]
    floor = float(values.max()) - SLACK * float(box.scale[0])
    highest_one: Array = candidates[int(np.argmax(values))]
    return _undone(box, highest_one, lambda margins: margins[:, 0] >= floor)


def _hold(margins: Array, columns: Columns | None = None) -> Holds:
    """Say of each row of margins, (n, m), whether all (of some columns) are reached, (n,)."""
    chosen = margins if columns is None else margins[:, columns]
    holds: Holds = np.all(chosen >= 0.0, axis=1)
    return holds


def _inside(box: Box, point: Array) -> Array:
    margins: Array = box.margins(np.clip(point, box.low, box.high)[np.newaxis])[0]
    return margins


def _drawn_in(box: Box, points: Array, columns: Columns) -> Array:
    """Draw the nearest points that reach the targets towards the origin while they still do."""
    near = points[np.argsort((points**2).sum(axis=1), kind="stable")[:NEAREST]]
    shares = np.linspace(0.0, 1.0, STEPS)[:, np.newaxis, np.newaxis]
    rays = box.origin + shares * (near - box.origin)
    rays[-1] = near
    flat = np.clip(rays.reshape(-1, len(box.low)), box.low, box.high)
    holds = _hold(box.margins(flat), columns).reshape(STEPS, len(near))
    first = rays[holds.argmax(axis=0), np.arange(len(near))]
    ordered = first[np.argsort((first**2).sum(axis=1), kind="stable")]
    padded: Array = np.concatenate([ordered, ordered[:1], ordered[:1]])
    return padded


def _descend(box: Box, start: Array, columns: Columns) -> Array:
    """Shorten the change from one start, the targets as constraints."""
    from scipy.optimize import minimize  # slow to import

    around = box.looked_up()
    result = minimize(
        lambda point: float(point @ point),
        start,
        jac=lambda point: 2.0 * point,
        method="SLSQP",
        bounds=list(zip(box.low, box.high, strict=True)),
        constraints={
            "type": "ineq",
            "fun": lambda point: around(point)[0][columns] - SLACK,
            "jac": lambda point: around(point)[1][columns],
        },
        options={"maxiter": 60, "ftol": 1e-13},
    )
    found = np.asarray(result.x, dtype=float)
    end: Array = np.clip(found if np.isfinite(found).all() else start, box.low, box.high)
    return end


def _undone(box: Box, point: Array, holds: Callable[[Array], Holds]) -> Array:
    """Take back the change of every lever that is not needed, smallest first.

    One call tries all levers that are left: up to the first that goes back, the others stand as
    they would if tried one by one.
    """
    left = np.argsort(np.abs(point))
    while len(left):
        backs = _replaced(point, box.origin)[left]
        kept = holds(box.margins(backs))
        if not kept.any():
            break
        first = int(kept.argmax())
        point, left = backs[first], left[first + 1 :]
    return point


def _replaced(point: Array, values: Array) -> Array:
    """Copies of a point, each with one coordinate replaced, (k, k)."""
    copies = np.tile(point, (len(point), 1))
    np.fill_diagonal(copies, values)
    return copies
