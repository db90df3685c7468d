"""What the reader changed, and what each change does to growth alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from model.engine import simulate
from model.province.keys import GROWTH
from ui.pictures.contributions import DECIMALS
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.words import name, say
from ui.views.why.contributions import TEMPLATE


@dataclass(frozen=True)
class Change:
    """What the reader changed; ``effect`` on growth in points, None for an assumption."""

    label: str
    unit: str
    before: float
    after: float
    effect: float | None


def reader_changes(page: Page) -> list[Change]:
    """List levers away from the plan, with the effect of each alone, and own assumptions."""
    province, language = page.province, page.language
    levers = page.scenario.levers
    moved = [key for key in province.levers if levers[key] != page.plan[key]]
    found = [
        Change(
            name(province.levers[key], language),
            name(province.units[province.levers[key].unit], language),
            page.plan[key],
            levers[key],
            effect,
        )
        for key, effect in zip(moved, _effects_alone(page, moved), strict=True)
    ]
    for key, value in page.scenario.parameters.items():
        row = province.parameters[key]
        label = f"{name(row, language)} ({say(language, 'why_assumption')})"
        unit = name(province.units[row.unit], language)
        found.append(Change(label, unit, row.default, value, None))
    return found


def changes_table(page: Page, found: Sequence[Change]) -> Markup:
    """Draw what was changed, from → to, with the effect on growth."""
    plan = name(page.province.presets[page.province.default_preset], page.language)
    return Markup(macros(page.language, TEMPLATE).changes(found, DECIMALS, plan))


def _effects_alone(page: Page, moved: Sequence[str]) -> list[float]:
    """Return growth less growth with one lever back at the plan, for each, in one run."""
    if not moved:
        return []
    levers = {key: np.full(len(moved) + 1, value) for key, value in page.scenario.levers.items()}
    for place, key in enumerate(moved, start=1):
        levers[key][place] = page.plan[key]
    growth = simulate(page.province, levers, page.scenario.parameters)[GROWTH][:, 0]
    return [float(growth[0] - other) for other in growth[1:]]
