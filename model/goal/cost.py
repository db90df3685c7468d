"""What growth costs: the change of each lever that raises growth of the first year by a little."""

from dataclasses import dataclass

import numpy as np

from model.goal.first_year import first_year
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.scenario import Scenario

POINTS = 0.1
"""Points of growth that a cost is of."""
PLACES = 5
"""Settings of a lever that are projected: one step less, as it stands, one step more, both ends."""


@dataclass(frozen=True)
class Cost:
    """What `POINTS` of growth cost by one lever, the others as they stand.

    Attributes
    ----------
    change
        Change of the lever, in its unit, that raises growth by so much; below zero where less of
        it does. None where its whole range gives less than that.
    whole
        Growth with the lever at its highest less growth with it at its lowest, points.
    """

    change: float | None
    whole: float


def costs(province: Province, scenario: Scenario) -> dict[str, Cost]:
    """Return what growth of the first year costs by each lever at the setting of a scenario.

    The slope is that between one step of the slider below and one above, or, at an end, from the
    end to the step beside it. All levers are projected in one call.
    """
    levers = list(province.levers.values())
    low, high = np.array([lever.range for lever in levers]).T
    step = np.array([lever.step for lever in levers])
    now = np.array([scenario.levers[lever.key] for lever in levers])
    below, above = np.maximum(now - step, low), np.minimum(now + step, high)
    places = np.stack([below, now, above, low, high])
    columns = np.tile(now[:, np.newaxis, np.newaxis], (1, PLACES, len(levers)))
    each = np.arange(len(levers))
    columns[each, :, each] = places.T
    values = {lever.key: column.ravel() for lever, column in zip(levers, columns, strict=True)}
    found = first_year(province, scenario, values, [GROWTH])[GROWTH].reshape(PLACES, -1)
    slopes = (found[2] - found[0]) / (above - below)
    # Two thresholds: a slope may be steep for a step only, or a range wide where it is flat here.
    enough = np.abs(slopes) * (high - low) >= POINTS
    enough &= found.max(axis=0) - found.min(axis=0) >= POINTS
    return {
        lever.key: Cost(float(POINTS / slopes[place]) if enough[place] else None, float(whole))
        for place, (lever, whole) in enumerate(zip(levers, found[4] - found[3], strict=True))
    }
