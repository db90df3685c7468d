"""Is a target exceeded, met or missed: docs/MODEL.md, "Indicators and their status"."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import inf, nextafter

import numpy as np
from numpy.typing import NDArray

from model.equations.arrays import Array
from model.province.province import Province
from model.province.rows import Indicator, Target
from model.scenario.scenario import Scenario

MOST_DECIMALS = 12
"""A projection is never rounded finer than this, whatever target a reader types."""
CHANCE_STEP = 5
"""Per cent; a probability is not known any finer."""
OWN = "own"
"""Set and rule of a target that a reader typed."""
COUNTED = ("exceeded", "met", "missed")
"""Statuses of an indicator with a known target and a projection."""
STATUSES = (*COUNTED, "no_target", "not_modelled")


def rounded(value: float, decimals: int) -> float:
    """Round half away from zero, as printed figures are: 7.45 → 7.5 at one decimal."""
    digits = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return float(digits) + 0.0  # no minus zero


def shown_difference(value: float, other: float, decimals: int) -> float:
    """Return the difference of two values as they are printed, so that it agrees with both."""
    return rounded(rounded(value, decimals) - rounded(other, decimals), decimals)


def target_status(indicator: Indicator, target: Target, projected: float) -> str:
    """Compare a projection with a target: ``exceeded``, ``met`` or ``missed``.

    The projection is rounded to the decimals the target is printed with.
    """
    return exact_status(indicator, target, rounded(projected, target.decimals))


def exact_status(indicator: Indicator, target: Target, value: float) -> str:
    """Compare a value as it is: ``exceeded``, ``met`` or ``missed``.

    Better than the target (beyond the better end of a range) is exceeded, equal or inside is met.
    """
    low, high = target.ends
    if indicator.better == "down":
        value, low, high = -value, -high, -low
    if value > high:
        return "exceeded"
    return "met" if value >= low else "missed"


def reached(indicator: Indicator, target: Target, values: Array) -> NDArray[np.bool_]:
    """Say of each value whether it meets or exceeds the target, as `target_status` does."""
    limit = threshold(indicator, target)
    if indicator.better == "down":
        return -values >= _least(-limit, target.decimals)
    return values >= _least(limit, target.decimals)


def threshold(indicator: Indicator, target: Target) -> float:
    """Return the end from which a target is reached: of a range its worse end."""
    low, high = target.ends
    return high if indicator.better == "down" else low


def chance_of(indicator: Indicator, target: Target, draws: Array) -> float | None:
    """Return the share of draws that reach the target; None where draws do not differ.

    What stands still in every draw, such as a lever, has a result and no chance. A draw in
    which the indicator is not defined does not reach its target.
    """
    if np.fmax.reduce(draws) == np.fmin.reduce(draws):
        return None
    return np.count_nonzero(reached(indicator, target, draws)) / len(draws)


def chance_text(chance: float) -> str:
    """Write a probability in steps of 5 %; never as certain or impossible."""
    percent = 100.0 * chance
    if percent < CHANCE_STEP:
        return f"< {CHANCE_STEP}%"
    if percent > 100 - CHANCE_STEP:
        return f"> {100 - CHANCE_STEP}%"
    return f"{CHANCE_STEP * int(rounded(percent / CHANCE_STEP, 0))}%"


@lru_cache(maxsize=1024)
def _least(limit: float, decimals: int) -> float:
    """Return the least number that is at least the limit once rounded."""
    unit = Decimal(1).scaleb(-decimals)
    upper = Decimal(repr(limit)).quantize(unit, ROUND_CEILING)
    edge = float(upper - unit / 2)
    while rounded(edge, decimals) >= limit:
        edge = nextafter(edge, -inf)
    while rounded(edge, decimals) < limit:
        edge = nextafter(edge, inf)
    return edge


def scenario_targets(province: Province, scenario: Scenario) -> Mapping[str, Target]:
    """Return the targets of the plan year and, where none is known, the reader's own."""
    own = {key: own_target(province, key, value) for key, value in scenario.targets.items()}
    return {**own, **province.plan_targets}


def own_target(province: Province, key: str, value: float) -> Target:
    """Make a target of the reader's own, as fine as the indicator is shown or as it is typed."""
    return Target(
        key=key,
        set=OWN,
        year=province.base_year + 1,
        comparator="=",
        value=value,
        value_high=None,
        decimals=max(province.indicators[key].decimals, _decimals(value)),
        unit=province.indicators[key].unit,
        chosen=True,
        rule=OWN,
        source="",
        note_vi="",
        note_en="",
    )


def _decimals(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return min(max(0, -int(exponent)), MOST_DECIMALS)


def statuses(
    province: Province, projected: Mapping[str, float], targets: Mapping[str, Target]
) -> dict[str, str]:
    """Return the status of every indicator, modelled or not; see ``STATUSES``."""
    result = {}
    for key, indicator in province.indicators.items():
        if not indicator.modelled:
            result[key] = "not_modelled"
        elif key in targets and projected[key] == projected[key]:
            result[key] = target_status(indicator, targets[key], projected[key])
        else:
            result[key] = "no_target"
    return result


def counts(found: Iterable[str]) -> dict[str, int]:
    """Count each status; not over the Resolution's own 24 indicators, which are not public."""
    number = Counter(found)
    return {status: number[status] for status in STATUSES}
