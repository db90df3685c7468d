"""What each change of the reader's does to growth against the plan, adding up as it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.contributions import explain_change
from model.province.rows import Lever
from model.scenario.targets import shown_difference
from ui.pictures.contributions import DECIMALS, Contribution, first_value, shared_out
from ui.state.address import changes
from ui.state.current import Page
from ui.text.words import name

MOST_ALONE = 12
"""Changed levers that are told one by one: with each more, twice as many sets of them are worked.
Their groups are told where there are more."""


@dataclass(frozen=True)
class Changes:
    """What leads from the plan to the scenario.

    Attributes
    ----------
    start, end
        Growth on the plan and of the scenario, per cent.
    found
        What each change adds, points: of a lever, or of a group where many were changed.
    levers
        The levers of each of these changes, by its key.
    """

    start: float
    end: float
    found: Sequence[Contribution]
    levers: Mapping[str, Sequence[Lever]]

    @property
    def change(self) -> float:
        """What they do together, points, as it is shown."""
        return shown_difference(self.end, self.start, DECIMALS)

    @property
    def grouped(self) -> bool:
        """Whether levers are told by their groups."""
        return sum(map(len, self.levers.values())) > MOST_ALONE


def changes_explained(page: Page) -> Changes | None:
    """Explain how growth differs from the plan's, under the same assumptions; None at the plan."""
    province, language, levers = page.province, page.language, page.scenario.levers
    changed = changes(province, levers, page.plan)
    if not changed:
        return None
    titles = {lever.key: name(lever, language) for lever in changed}
    players: dict[str, list[Lever]] = {lever.key: [lever] for lever in changed}
    if len(changed) > MOST_ALONE:
        groups = {row.key: row for row in province.group_rows("lever")}
        titles = {key: name(row, language) for key, row in groups.items()}
        players = {key: [lever for lever in changed if lever.group == key] for key in groups}
        players = {key: found for key, found in players.items() if found}
    difference = explain_change(
        province,
        page.plan,
        levers,
        {key: [lever.key for lever in found] for key, found in players.items()},
        page.scenario.parameters,
    )
    start, end = first_value(difference.before), first_value(difference.after)
    points = {key: first_value(values) for key, values in difference.changes.items()}
    total = shown_difference(end, start, DECIMALS)
    return Changes(
        start, end, shared_out({key: titles[key] for key in players}, points, total), players
    )
