"""An indicator over two levers."""

from dataclasses import dataclass

import numpy as np

from model.equations.arrays import Array
from model.goal.first_year import first_year
from model.goal.free_levers import Ranges, checked_ranges
from model.problems import InvalidInputError, Problem, unknown
from model.province.province import Province
from model.scenario.scenario import Scenario

FREE_CELLS = 250_000


@dataclass(frozen=True)
class Grid:
    """An indicator over two levers: ``values`` (len(vertical), len(horizontal))."""

    indicator: str
    levers: tuple[str, str]
    horizontal: Array
    vertical: Array
    values: Array


def two_lever_grid(
    province: Province,
    scenario: Scenario,
    indicator: str,
    free: Ranges,
    cells: int = 41,
) -> Grid:
    """Project an indicator over two levers, the others as in the scenario: one call.

    Parameters
    ----------
    free
        Two levers with their ranges, the horizontal one first.
    cells
        Values of each lever.
    """
    ranges = checked_ranges(province, free)
    problems = []
    if indicator not in province.modelled:
        problems.append(unknown(indicator, province.modelled, "the modelled indicators"))
    if len(ranges) != 2:
        problems.append(Problem("not_allowed", "levers", str(len(ranges)), "two of them"))
    if not 2 <= cells <= FREE_CELLS**0.5:
        allowed = f"2 to {int(FREE_CELLS**0.5)}"
        problems.append(Problem("out_of_range", "cells", str(cells), allowed))
    if problems:
        raise InvalidInputError(problems)
    across, up = ranges
    horizontal, vertical = np.linspace(*ranges[across], cells), np.linspace(*ranges[up], cells)
    levers: dict[str, float | Array] = dict(scenario.levers)
    levers[across], levers[up] = np.tile(horizontal, cells), np.repeat(vertical, cells)
    found = first_year(province, scenario, levers, [indicator])[indicator]
    return Grid(indicator, (across, up), horizontal, vertical, found.reshape(cells, cells))
