"""Results that a process keeps for every visitor, and what it loads once."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Generic, TypeVar

from model.province.load import load_province
from model.province.province import Province
from model.scenario.link import encode
from model.scenario.results import ResultRow, results
from model.scenario.scenario import NO_PINS, Scenario, preset_scenario
from model.uncertainty.scenario_draws import Level, draw_level

Found = TypeVar("Found")
SIZE = 64  # results that a process keeps of a kind
DRAWS = 4
"""Of results that hold all draws, 5 MB at most, it keeps those that runs are at work with."""


class ResultCache(Generic[Found]):
    """The last results of a kind; the oldest one makes room."""

    def __init__(self, size: int = SIZE) -> None:
        self._size, self._lock = size, Lock()
        self._found: OrderedDict[Hashable, Found] = OrderedDict()

    def get(self, key: Hashable) -> Found | None:
        """Return what was kept, if anything."""
        with self._lock:
            return self._found.get(key)

    def put(self, key: Hashable, found: Found) -> Found:
        """Keep a result, and return it."""
        with self._lock:
            self._found[key] = found
            if len(self._found) > self._size:
                self._found.popitem(last=False)
        return found

    def of(self, key: Hashable, compute: Callable[[], Found]) -> Found:
        """Return what was kept, or compute and keep it."""
        found = self.get(key)
        return self.put(key, compute()) if found is None else found


@cache
def _rows() -> ResultCache[tuple[ResultRow, ...]]:
    return ResultCache()


@cache
def _levels() -> ResultCache[Level]:
    return ResultCache(DRAWS)


def result_key(province: Province, scenario: Scenario) -> str:
    """Name everything that results depend on: a pin does not count."""
    return encode(province, replace(scenario, pins=NO_PINS))


def scenario_rows(province: Province, scenario: Scenario) -> tuple[ResultRow, ...]:
    """Project a scenario with all its draws; undo and another view take it from here."""
    key = province, result_key(province, scenario)

    def project() -> tuple[ResultRow, ...]:
        level = scenario_level(province, scenario)
        return results(province, scenario, level.draws, level.central)

    return _rows().of(key, project)


def scenario_level(province: Province, scenario: Scenario) -> Level:
    """Draw the level of a scenario, once for all that a view shows of it."""
    key = province, result_key(province, scenario)
    return _levels().of(key, lambda: draw_level(province, scenario))


def warm_up() -> None:
    """Load what the first reader would wait for, and what loading left behind collect for good.

    Charts need their libraries whole: Altair fails on a half-loaded pandas. No later collection
    looks at what is frozen here.
    """
    for library in ("pandas", "pyarrow", "altair"):
        import_module(library)
    province = load_province()
    scenario_rows(province, preset_scenario(province, province.default_preset))
    gc.collect()
    gc.freeze()
