"""Scenarios that leave least room on paper."""

from types import MappingProxyType

from model.scenario.link import open_keys
from model.scenario.names import LONGEST_NAME
from model.scenario.scenario import Scenario, preset_scenario
from tests.support.province import PROVINCE


def scenario(
    levers: int, targets: int, parameters: int, name: str = "", low: bool = False
) -> Scenario:
    """Change so many levers to an end of their range, and set so many own targets and assumptions.

    What changes first is what stands first in its table.
    """
    plan = dict(preset_scenario(PROVINCE, PROVINCE.default_preset).levers)
    for key in list(PROVINCE.levers)[:levers]:
        lever = PROVINCE.levers[key]
        ends = (lever.min, lever.max) if low else (lever.max, lever.min)
        plan[key] = next(end for end in ends if end != plan[key])
    settable = [row for row in PROVINCE.assumptions.values() if row.low < row.high]
    return Scenario(
        levers=MappingProxyType(plan),
        targets=MappingProxyType(
            {key: PROVINCE.indicators[key].range[1] for key in open_keys(PROVINCE)[:targets]}
        ),
        parameters=MappingProxyType(
            {row.key: (row.low + 2.0 * row.high) / 3.0 for row in settable[:parameters]}
        ),
        name=name,
    )


HARD = scenario(99, 99, 30, "Ử" * LONGEST_NAME)
"""Every lever changed, every own target and many assumptions set, and the longest name."""
