"""Where growth comes from: a waterfall from the trend, or from the plan, to the scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model.contributions import Explanation, explain
from model.problems import InvalidInputError, Problem
from model.scenario.targets import rounded, shown_difference
from ui.charts.look import Records
from ui.charts.waterfall import waterfall_data, waterfall_rows, waterfall_spec
from ui.pictures.changes import Changes, changes_explained
from ui.pictures.choices import chosen
from ui.pictures.contributions import (
    DECIMALS,
    Contribution,
    channel_changes,
    contributions,
    first_value,
)
from ui.pictures.picture import Picture
from ui.pieces.sentence import lever_text
from ui.state.current import Page
from ui.state.results import ResultCache
from ui.text.numbers import format_number, format_signed
from ui.text.words import in_sentence, name, say

GROUPS, CHANNELS, CHANGES = "groups", "channels", "changes"
BY = "by"


@dataclass(frozen=True)
class Growth:
    """Growth on trend and of the scenario, per cent, and what leads from one to the other."""

    start: float
    end: float
    groups: Sequence[Contribution]
    channels: Sequence[Contribution]

    @property
    def change(self) -> float:
        """What the levers change, points, as it is shown."""
        return shown_difference(self.end, self.start, DECIMALS)

    def by(self, by: str) -> Sequence[Contribution]:
        """Return the contributions by lever groups or by channels."""
        return self.groups if by == GROUPS else self.channels


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw growth from the trend ``by`` groups or channels, or from the plan ``by`` changes.

    Raises
    ------
    InvalidInputError
        Nothing was changed, so that there are no changes to draw.
    """
    by = chosen(choices, BY, (GROUPS, CHANNELS, CHANGES))
    if by != CHANGES:
        return waterfall_picture(page, explained(page), by, theme)
    changed = changes_explained(page)
    if changed is None:
        raise InvalidInputError(
            [Problem("no_changes", BY, CHANGES, f"{GROUPS}, {CHANNELS}")],
        )
    return changes_picture(page, changed, theme)


def explained(page: Page) -> Growth:
    """Explain the growth of a scenario."""
    province, own = page.province, page.scenario.parameters
    scenario = explain(province, page.scenario.levers, own)
    assumed = tuple(sorted(own.items()))
    reference = _references().of((province, assumed), lambda: explain(province, None, own))
    start, end = first_value(scenario.reference), first_value(scenario.growth)
    total = shown_difference(end, start, DECIMALS)
    groups = {key: first_value(values) for key, values in scenario.groups.items()}
    channels = channel_changes(scenario, reference)
    return Growth(
        start,
        end,
        contributions(province.group_rows("lever"), groups, total, page.language),
        contributions(province.group_rows("channel"), channels, total, page.language),
    )


def waterfall_picture(page: Page, growth: Growth, by: str, theme: str) -> Picture:
    """Draw the waterfall of growth that was explained already."""
    found = growth.by(by)
    rows = waterfall(page, found, growth.start, growth.end)
    return _drawn(page, rows, by, theme, _finding(growth, found, page.language))


def changes_picture(page: Page, changed: Changes, theme: str) -> Picture:
    """Draw the waterfall from the plan to the scenario."""
    rows = waterfall(page, changed.found, changed.start, changed.end, plan_name(page))
    return _drawn(page, rows, CHANGES, theme, _changes_finding(page, changed))


def waterfall(
    page: Page, found: Sequence[Contribution], start: float, end: float, first: str = ""
) -> Records:
    """Return the bars from the reference to the scenario; ``first`` names it unless the trend."""
    language = page.language
    return waterfall_rows(
        (
            first or say(language, "on_trend"),
            rounded(start, DECIMALS),
            growth_text(start, language),
        ),
        [(row.label, row.points, format_signed(row.points, DECIMALS, language)) for row in found],
        (say(language, "why_end"), growth_text(end, language)),
    )


def plan_name(page: Page) -> str:
    """Name the plan as the page does."""
    return name(page.province.presets[page.province.default_preset], page.language)


def growth_text(growth: float, language: str) -> str:
    """Write growth in per cent."""
    return f"{format_number(growth, DECIMALS, language)}%"


def _drawn(page: Page, rows: Records, by: str, theme: str, finding: str) -> Picture:
    language = page.language
    spec = waterfall_spec(
        tuple(row["label"] for row in rows),
        say(language, "why_axis", year=page.province.base_year + 1),
        say(language, f"why_chart_{by}"),
        language,
        theme,
    )
    return Picture(finding, spec, waterfall_data(rows))


@cache
def _references() -> ResultCache[Explanation]:
    return ResultCache()


def _finding(growth: Growth, found: Sequence[Contribution], language: str) -> str:
    """Say how far growth is off the trend, and what leads there most."""
    change, shown = growth.change, growth_text(growth.end, language)
    if rounded(change, DECIMALS) == 0.0:
        moved = any(rounded(row.points, DECIMALS) for row in found)
        return say(language, f"picture_why_{'even' if moved else 'same'}", growth=shown)
    most = max(found, key=lambda row: row.points if change > 0 else -row.points)
    return say(
        language,
        f"picture_why_{'above' if change > 0 else 'below'}",
        growth=shown,
        change=format_number(abs(change), DECIMALS, language),
        most=in_sentence(most.label),
        points=format_signed(most.points, DECIMALS, language),
    )


def _changes_finding(page: Page, changed: Changes) -> str:
    """Say how far growth is off the plan, and what leads there most, or the one change."""
    language, change = page.language, changed.change
    levers = [lever for found in changed.levers.values() for lever in found]
    said = {
        "growth": growth_text(changed.end, language),
        "change": format_signed(change, DECIMALS, language),
        "plan": plan_name(page),
    }
    if len(levers) == 1:
        return say(
            language, "picture_why_one", **said, lever=in_sentence(lever_text(page, levers[0]))
        )
    if change == 0.0:
        moved = any(rounded(row.points, DECIMALS) for row in changed.found)
        return say(language, f"picture_why_plan_{'even' if moved else 'same'}", **said)
    most = max(changed.found, key=lambda row: row.points if change > 0 else -row.points)
    points = format_signed(most.points, DECIMALS, language)
    return say(language, "picture_why_plan", **said, most=in_sentence(most.label), points=points)
