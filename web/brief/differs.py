"""What was set against the plan: levers, and the reader's own assumptions."""

from collections.abc import Mapping

from ui.pictures.changes import changes_explained
from ui.pictures.contributions import DECIMALS
from ui.state.address import changes
from ui.state.current import Page
from ui.text.numbers import format_exact, format_signed, with_unit
from ui.text.words import name, say
from web.brief.table import FEW, Row, Table

BARE = ("elasticity", "share", "index", "corr")
"""Units that say what kind of number it is, which the name of the parameter says already."""


def levers_table(page: Page) -> Table:
    """List the levers that stand off the plan, few of them with what each does to growth."""
    province, language, levers = page.province, page.language, page.scenario.levers
    changed = changes(province, levers, page.plan)
    effects = _effects(page) if len(changed) <= FEW else {}
    rows = [
        Row(
            name=name(lever, language),
            unit=name(province.units[lever.unit], language),
            cells=[
                *(
                    format_exact(value, language)
                    for value in (lever.base, page.plan[lever.key], levers[lever.key])
                ),
                *([effects[lever.key]] if effects else []),
            ],
        )
        for lever in changed
    ]
    head = [
        say(language, "column_lever"),
        str(province.base_year),
        say(language, "brief_plan"),
        say(language, "brief_here"),
        *([say(language, "brief_does")] if effects else []),
    ]
    return Table(head, rows, strong=2)


def _effects(page: Page) -> Mapping[str, str]:
    """Write what each changed lever does to growth against the plan; they add up as written."""
    found = changes_explained(page)
    rows = [] if found is None else found.found
    return {row.key: format_signed(row.points, DECIMALS, page.language) for row in rows}


def _measured(page: Page, unit: str, value: float) -> str:
    """Write a value with its unit, if the unit is not a word for what kind of number it is."""
    text = format_exact(value, page.language)
    if unit in BARE:
        return text
    return with_unit(text, name(page.province.units[unit], page.language))


def own_assumptions(page: Page, room: int) -> str:
    """Say which parameters the reader replaced, from → to; empty where none."""
    province, language, own = page.province, page.language, page.scenario.parameters
    rows = [province.parameters[key] for key in own]
    parts = [
        say(
            language,
            "brief_assumption",
            name=name(row, language),
            before=format_exact(row.default, language),
            after=_measured(page, row.unit, own[row.key]),
        )
        for row in rows[:room]
    ]
    if len(rows) > room:
        parts.append(say(language, "assumed_more", count=len(rows) - room))
    return "; ".join(parts)
