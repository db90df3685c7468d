"""The words around a picture: what it finds, of which scenario, and where it is from."""

from collections.abc import Iterator

from ui.pictures.picture import Picture
from ui.pieces.sentence import lever_text
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.numbers import format_date
from ui.text.words import in_sentence, name, say
from web.asked import Asked
from web.pictures.frame import SEPARATOR, Heading

LISTED = 4
"""Levers off the plan that a heading names; where more than one is left, they are counted."""
NO_BREAK = "\u00a0"


def heading(asked: Asked, picture: Picture, of_scenario: bool = True) -> Heading:
    """Say what a picture finds, of which scenario if any, by which model, and where the page is."""
    province, language = asked.province, asked.language
    changed = format_date(province.changed, language)
    model = say(language, "heading_model", version=province.version, changed=changed)
    parts = [*(_set(asked.page) if of_scenario else ()), model.replace(" ", NO_BREAK)]
    source = say(language, "heading_source", year=province.base_year + 1)
    subtitle = SEPARATOR.join(parts)
    return Heading(picture.finding, subtitle[0].upper() + subtitle[1:], source, asked.link)


def _set(page: Page) -> Iterator[str]:
    """Say what was set: the levers, and how many assumptions and targets are not the model's."""
    language, scenario = page.language, page.scenario
    yield say(language, "heading_scenario", scenario=_scenario(page))
    if scenario.parameters:
        yield say(language, "heading_assumed", count=len(scenario.parameters))
    if scenario.targets:
        yield say(language, "heading_targets", count=len(scenario.targets))


def _scenario(page: Page) -> str:
    """Name a scenario by what was set: its preset or how it differs from the plan."""
    province, language, scenario = page.province, page.language, page.scenario
    preset = matching_preset(province, scenario.levers)
    levers = _changed(page) if preset is None else name(province.presets[preset], language)
    if not scenario.name or scenario.name in province.presets:
        return levers
    return say(language, "heading_named", name=scenario.name, levers=levers)


def _changed(page: Page) -> str:
    province, language = page.province, page.language
    changed = changes(province, page.scenario.levers, page.plan)
    shown = changed[:LISTED] if len(changed) > LISTED + 1 else changed
    parts = [in_sentence(lever_text(page, lever)) for lever in shown]
    if len(shown) < len(changed):
        parts.append(say(language, "preset_but_more", count=len(changed) - len(shown)))
    plan = name(province.presets[province.default_preset], language)
    return say(language, "heading_changed", plan=plan, changes="; ".join(parts))
