"""What a scenario is compared with: the plan, or at the plan itself the trend."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.scenario.targets import shown_difference
from ui.state.current import Page

PLAN, TREND = "plan", "trend"
Given = tuple[tuple[str, float], ...]
"""Values by key, in an order that does not depend on how they were given."""


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
    to = TREND if page.scenario.levers == page.plan else PLAN
    return Compared(to, rows_beside(page, page.plan))


def rows_beside(page: Page, levers: Mapping[str, float]) -> Mapping[str, ResultRow]:
    """Project the plan or a pin under the reader's assumptions and targets, without bands."""
    own = page.scenario
    return _rows(page.province, _given(levers), _given(own.targets), _given(own.parameters))


def _given(values: Mapping[str, float]) -> Given:
    return tuple(sorted(values.items()))


@lru_cache(maxsize=64)
def _rows(
    province: Province, levers: Given, targets: Given, parameters: Given
) -> Mapping[str, ResultRow]:
    """Keep what the next move asks for again, as it leaves plan and pins where they are."""
    found = results(province, Scenario(dict(levers), dict(targets), dict(parameters)))
    return {row.indicator.key: row for row in found}
