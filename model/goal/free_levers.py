"""Free levers and their ranges: the box that is searched, and answers one can set."""

from collections.abc import Mapping, Sequence

import numpy as np

from model.engine import simulate
from model.equations.arrays import Array
from model.goal.aim import Aim
from model.goal.search import Box, best
from model.problems import InvalidInputError, Problem, allowed_range, plain, unknown
from model.province.province import Province
from model.scenario.scenario import Scenario

ROUND_TO = (1e3, 1e6)
"""Parts of a lever's step that an answer may be rounded to, coarsest first."""


Ranges = Mapping[str, tuple[float, float] | None]
"""Free levers, in the units of the lever table; None is the lever's full range."""


def distance(province: Province, start: Mapping[str, float], levers: Mapping[str, float]) -> float:
    """Size of a change: sqrt(Σ (change / full range of the lever)²)."""
    shares = [
        (value - start[key]) / (province.levers[key].max - province.levers[key].min)
        for key, value in levers.items()
    ]
    return float(np.sqrt(np.sum(np.square(shares))))


def checked_ranges(province: Province, free: Ranges) -> dict[str, tuple[float, float]]:
    """Fill in full ranges and check narrowed ones."""
    problems, result = [], {}
    if not free:
        problems.append(Problem("missing", "levers", allowed="at least one free lever"))
    for key, given in free.items():
        if key not in province.levers:
            problems.append(unknown(key, province.levers, "the keys of `table levers`"))
            continue
        lever = province.levers[key]
        low, high = given or lever.range
        if lever.min <= low < high <= lever.max:
            result[key] = (float(low), float(high))
        else:
            allowed = f"low below high within {allowed_range(*lever.range, lever.unit)}"
            text = f"{plain(low)}:{plain(high)}" if np.isfinite([low, high]).all() else "no number"
            problems.append(Problem("out_of_range", key, text, allowed))
    if problems:
        raise InvalidInputError(problems)
    return result


def projected_values(
    province: Province, scenario: Scenario, levers: Mapping[str, float]
) -> dict[str, float]:
    """Project every modelled indicator in the first year, in the units of the indicator table."""
    result = simulate(province, levers, scenario.parameters)
    return {key: float(values[0, 0]) for key, values in result.items()}


def search_box(
    province: Province,
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    aims: Sequence[Aim],
) -> tuple[Box, list[str]]:
    """Make the box of the free levers that move any of the targets, and name them."""

    def box(keys: list[str]) -> Box:
        start = np.array([scenario.levers[key] for key in keys])
        full = np.array([province.levers[key].max - province.levers[key].min for key in keys])
        low, high = np.array([ranges[key] for key in keys]).reshape(-1, 2).T

        def margins(points: Array) -> Array:
            values = np.clip(start + points * full, low, high)
            levers = {**scenario.levers, **dict(zip(keys, values.T, strict=True))}
            found = simulate(province, levers, scenario.parameters)
            columns = [each.margins(found[each.indicator.key][:, 0]) for each in aims]
            return np.stack([np.broadcast_to(c, len(points)) for c in columns], axis=1)

        return Box((low - start) / full, (high - start) / full, margins)

    everything = box(list(ranges))
    keys = [key for index, key in enumerate(ranges) if _moves(everything, index)]
    return (everything if len(keys) == len(ranges) else box(keys)), keys


def _moves(box: Box, lever: int) -> bool:
    """Say whether a lever moves any margin, at several settings of the others."""
    points = box.points[:: max(1, len(box.points) // 32)].copy()
    points[:, lever] = box.low[lever]
    before = box.margins(points)
    for share in (0.25, 0.5, 0.75, 1.0):
        points[:, lever] = box.low[lever] + share * (box.high[lever] - box.low[lever])
        if (np.abs(box.margins(points) - before) > 1e-9 * box.scale).any():
            return True
    return False


def answer_levers(
    province: Province,
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    box: Box,
    keys: Sequence[str],
    point: Array | None,
    aims: Sequence[Aim],
) -> dict[str, float]:
    """Turn a point into levers; None is the best that can be had.

    Values are rounded away from the start to a small part of the lever's step, where the same
    targets are still reached, so that they can be read and typed.
    """

    def levers(parts: float | None) -> dict[str, float]:
        result = dict(scenario.levers)
        for key, share in zip(keys, best(box) if point is None else point, strict=True):
            lever, start = province.levers[key], scenario.levers[key]
            low, high = ranges[key]
            value = min(max(start + float(share) * (lever.max - lever.min), low), high)
            if share != 0.0 and parts is not None:
                count = value / lever.step * parts
                outward = np.ceil(count - 1e-9) if value > start else np.floor(count + 1e-9)
                value = min(max(float(f"{outward * lever.step / parts:.12g}"), low), high)
            result[key] = value if share != 0.0 else start
        return result

    def reached(setting: Mapping[str, float]) -> list[bool]:
        found = projected_values(province, scenario, setting)
        return [each.reached(found[each.indicator.key]) for each in aims]

    exact = levers(None)
    if point is not None:
        for parts in ROUND_TO:
            if reached(levers(parts)) == reached(exact):
                return levers(parts)
    return exact


def changed_levers(scenario: Scenario, levers: Mapping[str, float]) -> tuple[str, ...]:
    """Name the levers that do not stand where the scenario has them."""
    return tuple(key for key, value in levers.items() if value != scenario.levers[key])
