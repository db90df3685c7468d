"""The head of the page: name, version, language, presets."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.frame.head.notices import draw_notices
from ui.pieces.presets import preset_names
from ui.state.address import changes, matching_preset, preset_parameters, setting
from ui.state.current import Page
from ui.text.markup import draw_html, render
from ui.text.words import LANGUAGES, in_language, say


@dataclass(frozen=True)
class LanguageChoice:
    """A language that the page can be read in, under its own name."""

    code: str
    title: str
    there: str


@dataclass(frozen=True)
class PresetChoice:
    """A preset to step to; ``here`` marks the one that the levers stand at or are changed from."""

    key: str
    words: str
    assumes: str
    there: str
    here: bool


def draw_header(page: Page) -> None:
    """Draw what stands above the results; a move alters at most how many levers are changed."""
    chosen = matching_preset(page.province, page.scenario.levers)
    count = 0 if chosen else len(changes(page.province, page.scenario.levers, page.plan))
    draw_html(_head_html(page.province, page.language, chosen, count))
    draw_notices(page)


@cache
def _head_html(province: Province, language: str, chosen: str | None, count: int) -> Markup:
    return render(
        "frame/head/template.html",
        language,
        year=province.base_year + 1,
        version=province.version,
        changed=province.changed,
        languages=[
            LanguageChoice(code, say(code, f"language_{code}"), setting(lang=code))
            for code in LANGUAGES
        ],
        presets=_presets(province, language, chosen, count),
    )


def _presets(
    province: Province, language: str, chosen: str | None, count: int
) -> list[PresetChoice]:
    """Say of each preset where it leads."""
    choices = []
    for row in preset_names(province, language, chosen, count):
        assumes = in_language(province.presets[row.key], "assumes", language)
        there = setting(**preset_parameters(province, row.key))
        choices.append(PresetChoice(row.key, row.words, assumes, there, row.here))
    return choices
