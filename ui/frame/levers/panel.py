"""The panel of levers: each in its group, with its marks, help and way back, and the projects."""

from dataclasses import dataclass
from functools import cache

from streamlit.components.v2.types import ComponentRenderer

from model.province.province import Province
from model.province.rows import Group, Lever
from ui.browser.levers import levers_component, panel_data
from ui.frame.levers.marks import (
    HelpLine,
    Mark,
    expected_values,
    help_lines,
    known_values,
    marks,
    marks_text,
)
from ui.frame.levers.projects import ProjectNote, project_notes
from ui.frame.levers.reset import Reset, plan_name, reset
from ui.text.markup import macros
from ui.text.numbers import format_exact
from ui.text.words import in_language, name, say

TEMPLATE = "frame/levers/template.html"
WITH_PROJECTS = "investment"
"""The group of levers beside which the key projects stand."""


@dataclass(frozen=True)
class LeverRow:
    """A lever as the panel shows it, numbers as written; what a move changes is the script's.

    ``known`` are the values that its help tells the sources of; ``expected_text`` is empty where
    nobody else published an expectation; ``keyboard`` is what a phone shows for the number box.
    ``title``, ``plan`` and ``unit`` name it in the list of changes.
    """

    key: str
    title: str
    plan: str
    unit: str
    label: str
    help: str
    known: list[HelpLine]
    marks: list[Mark]
    marks_text: str
    expected_text: str
    keyboard: str
    reset: Reset


@dataclass(frozen=True)
class LeverGroup:
    """A group of levers: those that always show, and those for more detail."""

    key: str
    title: str
    reset: Reset
    first: list[LeverRow]
    more: list[LeverRow]
    opened: bool
    projects: list[ProjectNote]


@cache
def levers_panel(province: Province, language: str) -> ComponentRenderer:
    """Make the panel of a language: its markup stands in it, so that no run writes it anew."""
    labels = {key: lever_label(province, row, language) for key, row in province.levers.items()}
    html = macros(language, TEMPLATE).panel(
        data=panel_data(province, language, labels),
        groups=[_group(province, group, language) for group in province.group_rows("lever")],
        plan=plan_name(province, language),
        reset=_reset_all(province, language),
    )
    return levers_component(language, html)


def lever_label(province: Province, lever: Lever, language: str) -> str:
    """Name a lever with its unit."""
    return f"{name(lever, language)} ({name(province.units[lever.unit], language)})"


def lever_row(province: Province, lever: Lever, language: str) -> LeverRow:
    """Gather what the panel shows of a lever."""
    known = known_values(province, lever, language)
    expected = expected_values(province, lever, language)
    back = say(
        language,
        "lever_reset_full",
        lever=name(lever, language),
        value=format_exact(lever.plan, language),
        plan=plan_name(province, language),
    )
    return LeverRow(
        key=lever.key,
        title=name(lever, language),
        plan=format_exact(lever.plan, language),
        unit=name(province.units[lever.unit], language),
        label=lever_label(province, lever, language),
        help=in_language(lever, "help", language),
        known=help_lines(province, [*known, *expected], language),
        marks=marks([*known, *expected]),
        marks_text=marks_text(known, language),
        expected_text=marks_text(expected, language),
        # The keyboard of a phone for decimals has no minus.
        keyboard="text" if lever.min < 0 else "decimal",
        reset=reset(lever.key, [lever], say(language, "lever_reset"), back),
    )


def _reset_all(province: Province, language: str) -> Reset:
    words = say(language, "levers_reset_all", plan=plan_name(province, language))
    return reset("all", province.levers.values(), words)


def _group(province: Province, group: Group, language: str) -> LeverGroup:
    levers = [lever for lever in province.levers.values() if lever.group == group.key]
    words = say(language, "group_reset", plan=plan_name(province, language))
    chosen = group.key == WITH_PROJECTS
    return LeverGroup(
        key=group.key,
        title=name(group, language),
        reset=reset(group.key, levers, words),
        first=[lever_row(province, lever, language) for lever in levers if not lever.advanced],
        more=[lever_row(province, lever, language) for lever in levers if lever.advanced],
        opened=chosen,
        projects=project_notes(province, language) if chosen else [],
    )
