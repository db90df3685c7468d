"""What the reader changed: what each change does to growth, and own assumptions."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ui.pictures.changes import Changes
from ui.pictures.contributions import DECIMALS
from ui.pictures.why import plan_name
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.words import name, say
from ui.views.why.contributions import TEMPLATE


@dataclass(frozen=True)
class Moved:
    """A number that the reader changed."""

    label: str
    unit: str
    before: float
    after: float


@dataclass(frozen=True)
class Effect:
    """What a change does to growth, points; ``label`` is empty where it is of the one lever."""

    label: str
    points: float
    levers: Sequence[Moved]


def changes_table(page: Page, changed: Changes) -> Markup:
    """Draw what was changed, from → to, with effects on growth and their total."""
    province, language = page.province, page.language
    rows = []
    for row in changed.found:
        levers = [
            Moved(
                name(lever, language),
                name(province.units[lever.unit], language),
                page.plan[lever.key],
                page.scenario.levers[lever.key],
            )
            for lever in changed.levers[row.key]
        ]
        rows.append(Effect(row.label if changed.grouped else "", row.points, levers))
    note = say(language, f"why_changes_{_kind(changed)}_note")
    drawn = macros(language, TEMPLATE).changes(
        rows, DECIMALS, plan_name(page), changed.change, note
    )
    return Markup(drawn)


def assumptions_table(page: Page) -> Markup:
    """Draw the reader's own assumptions, from → to; nothing where there are none."""
    province, language, own = page.province, page.language, page.scenario.parameters
    if not own:
        return Markup()
    rows = [
        Moved(
            name(province.parameters[key], language),
            name(province.units[province.parameters[key].unit], language),
            province.parameters[key].default,
            value,
        )
        for key, value in own.items()
    ]
    return Markup(macros(language, TEMPLATE).assumptions(rows))


def _kind(changed: Changes) -> str:
    if changed.grouped:
        return "grouped"
    return "one" if len(changed.found) == 1 else "shared"
