"""What was set, in one sentence."""

from model.province.rows import Lever
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.numbers import format_exact, with_unit
from ui.text.words import in_language, in_sentence, name, say

LISTED = 4
"""Levers that the sentence names; the sidebar lists all."""

UNITLESS = "index"
"""The unit of a lever whose numbers are steps of a scale."""


def sentence(page: Page) -> str:
    """Say what the chosen preset assumes, or how the levers differ from the default one."""
    chosen = matching_preset(page.province, page.scenario.levers)
    if chosen is None:
        return _changed(page)
    preset = page.province.presets[chosen]
    return in_language(preset, "assumes", page.language)


def lever_text(page: Page, lever: Lever) -> str:
    """Say where a lever stands, with its unit unless its name has that, and where the plan is."""
    plan = format_exact(page.plan[lever.key], page.language)
    if name(page.province.units[lever.unit], page.language).startswith("%"):
        plan = with_unit(plan, "%")
    return say(page.language, "lever_off", lever=lever_value(page, lever), plan=plan)


def lever_value(page: Page, lever: Lever) -> str:
    """Say where a lever stands, with its unit unless its name has that."""
    language, title = page.language, name(lever, page.language)
    unit = name(page.province.units[lever.unit], language)
    value = format_exact(page.scenario.levers[lever.key], language)
    if lever.unit != UNITLESS and f" {unit} " not in f" {title.lower()} ":
        value = with_unit(value, unit)
    return say(language, "lever_at", lever=title, value=value)


def _changed(page: Page) -> str:
    """Say how the levers differ from the plan."""
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    parts = [
        say(
            language,
            "preset_but_lever",
            lever=in_sentence(lever_value(page, lever)),
            plan=format_exact(page.plan[lever.key], language),
        )
        for lever in changed[:LISTED]
    ]
    if len(changed) > LISTED:
        parts.append(say(language, "preset_but_more", count=len(changed) - LISTED))
    plan = name(province.presets[province.default_preset], language)
    return say(language, "preset_but", plan=plan, changes="; ".join(parts))
