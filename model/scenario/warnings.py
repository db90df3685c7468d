"""Mixes of levers that the model has no evidence for: said, never clamped.

See docs/MODEL.md, "What must always hold".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from model.equations.arrays import deviation
from model.equations.investment import base_money, money_path
from model.equations.shrimp import pond_capital
from model.inputs import Inputs
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.results import ResultRow
from model.scenario.scenario import Scenario

HIGHEST_GROWTH, LOWEST_GROWTH = 12.0, 0.0


@dataclass(frozen=True)
class Warned:
    """A warning by the key of its words: the value, and the limit that it passes."""

    key: str
    value: float
    limit: float


def warnings(
    province: Province, scenario: Scenario, rows: Iterable[ResultRow]
) -> tuple[Warned, ...]:
    """List what is implausible in a scenario (equations 3 and 48).

    Growth in per cent, pond capital in bn VND, the rise of public investment in per cent.
    """
    growth = next(row.projected for row in rows if row.indicator.key == GROWTH)
    setting = Inputs(province, scenario.levers, scenario.parameters, None, 1, 1).setting()
    parameters = setting.parameters
    base = base_money(setting.base, parameters)
    reference = money_path(setting.reference, parameters, 1)
    reform = deviation(setting.levers, setting.reference, "pci_change")
    money = money_path(setting.levers, parameters, 1, reform, reference)[0]
    ponds = float(pond_capital(setting.levers, parameters)[0])
    extra = setting.levers["private_investment"]
    available = float((extra + parameters["pond_share"] * money.private)[0])
    rise = float((money.public / base.public)[0])
    threshold = float(parameters["surge_threshold"][0])
    found = []
    if growth is not None and growth > HIGHEST_GROWTH:
        found.append(Warned("warning_growth_high", growth, HIGHEST_GROWTH))
    if growth is not None and growth < LOWEST_GROWTH:
        found.append(Warned("warning_growth_low", growth, LOWEST_GROWTH))
    if ponds > available:
        found.append(Warned("warning_ponds", ponds, available))
    if rise > threshold:
        found.append(Warned("warning_surge", (rise - 1.0) * 100.0, (threshold - 1.0) * 100.0))
    return tuple(found)
