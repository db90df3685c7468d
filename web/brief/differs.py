"""What was set against the plan: levers, and the reader's own assumptions."""

from ui.state.address import changes
from ui.state.current import Page
from ui.text.numbers import format_exact
from ui.text.words import name, say
from web.brief.table import Row, Table


def levers_table(page: Page) -> Table:
    """List the levers that stand off the plan."""
    province, language, levers = page.province, page.language, page.scenario.levers
    changed = changes(province, levers, page.plan)
    rows = [
        Row(
            name=name(lever, language),
            unit=name(province.units[lever.unit], language),
            cells=[
                format_exact(value, language)
                for value in (lever.base, page.plan[lever.key], levers[lever.key])
            ],
        )
        for lever in changed
    ]
    head = ("column_lever", "brief_plan", "brief_here")
    lever, plan, here = (say(language, key) for key in head)
    return Table((lever, str(province.base_year), plan, here), rows, strong=2)


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
            after=format_exact(own[row.key], language),
            unit=name(province.units[row.unit], language),
        )
        for row in rows[:room]
    ]
    if len(rows) > room:
        parts.append(say(language, "assumed_more", count=len(rows) - room))
    return "; ".join(parts)
