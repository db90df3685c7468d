"""What a scenario is compared with: the plan, or at the plan itself the trend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import preset_scenario
from model.scenario.targets import shown_difference
from ui.state.current import Page

PLAN, TREND = "plan", "trend"


@dataclass(frozen=True)
class Compared:
    """What a scenario is compared with.

    Attributes
    ----------
    to
        ``plan`` once a lever stands off it, else ``trend``.
    plan
        The plan by indicator, under the reader's assumptions and targets, without bands.
    """

    to: str
    plan: Mapping[str, ResultRow]

    def value(self, row: ResultRow) -> float | None:
        """Return what an indicator is compared with, in its unit; None where it is not known."""
        return row.reference if self.to == TREND else self.plan[row.indicator.key].projected

    def change(self, row: ResultRow) -> float | None:
        """Return the present less the other, both as they are shown; None where one is unknown."""
        other, decimals = self.value(row), row.indicator.decimals
        if row.projected is None or other is None:
            return None
        return shown_difference(row.projected, other, decimals)

    def flipped(self, row: ResultRow) -> str:
        """Return the status on the plan if it is another one now; empty at the plan itself."""
        before = self.plan[row.indicator.key].status
        return before if self.to == PLAN and before != row.status else ""


def compared(page: Page) -> Compared:
    """Say what the page compares its scenario with."""
    scenario = page.scenario
    to = TREND if scenario.levers == page.plan else PLAN
    parameters, targets = (
        tuple(sorted(found.items())) for found in (scenario.parameters, scenario.targets)
    )
    return Compared(to, _plan_rows(page.province, parameters, targets))


@lru_cache(maxsize=8)
def _plan_rows(
    province: Province,
    parameters: tuple[tuple[str, float], ...],
    targets: tuple[tuple[str, float], ...],
) -> Mapping[str, ResultRow]:
    plan = replace(
        preset_scenario(province, province.default_preset),
        parameters=dict(parameters),
        targets=dict(targets),
    )
    return {row.indicator.key: row for row in results(province, plan)}
