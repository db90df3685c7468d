"""Scenarios with pins."""

from dataclasses import replace
from types import MappingProxyType

from model.scenario.scenario import Pin, Scenario
from tests.support.reader import PLAN, changed


def pinned(scenario: Scenario = PLAN, /, **pins: Pin) -> Scenario:
    return replace(scenario, pins=MappingProxyType(pins))


def pin(name: str, **levers: float) -> Pin:
    return Pin(changed(levers).levers, name)
