"""Contour lines of a grid of values."""

import numpy as np

from model.equations.arrays import Array


def contour(horizontal: Array, vertical: Array, values: Array, level: float) -> Array:
    """Return the pieces of the line along which a surface stands at a level, (n, 2, 2).

    Each cell is cut into two triangles, on which the surface is a plane; the line crosses two
    sides of a triangle or none, so there are no ambiguous cells. A triangle with an undefined
    corner has no line.

    Parameters
    ----------
    horizontal, vertical
        Coordinates of the columns, (m,), and of the rows, (k,).
    values
        The surface at each of them, (k, m).
    """
    x, y = np.meshgrid(horizontal, vertical)
    corners = np.stack([x, y, values - level], axis=-1)
    low, right, up, high = corners[:-1, :-1], corners[:-1, 1:], corners[1:, :-1], corners[1:, 1:]
    triangles = np.concatenate(
        [np.stack([low, side, high], axis=-2).reshape(-1, 3, 3) for side in (right, up)]
    )
    triangles = triangles[~np.isnan(triangles).any(axis=(1, 2))]
    ends = np.roll(triangles, -1, axis=1)
    crossed = (triangles[..., 2] >= 0.0) != (ends[..., 2] >= 0.0)
    one, two = triangles[crossed], ends[crossed]
    share = one[:, 2:] / (one[:, 2:] - two[:, 2:])
    points: Array = one[:, :2] + share * (two[:, :2] - one[:, :2])
    return points.reshape(-1, 2, 2)
