"""What a pinned scenario is called: by its name, or without one by what differs from the plan."""

from collections.abc import Mapping, Sequence

from model.province.rows import Lever
from model.scenario.names import LONGEST_PIN_NAME
from model.scenario.scenario import Pin
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.numbers import format_exact, with_unit
from ui.text.words import in_sentence, name, say

CUT = "…"
PERCENT = "%"


def has_name(letter: str, pin: Pin) -> bool:
    """Tell whether somebody named a pin: its bare letter is no name."""
    return pin.name != letter.upper()


def pin_title(page: Page, letter: str, pin: Pin) -> str:
    """Return the name of a pin, or what it is."""
    return pin.name if has_name(letter, pin) else described(page, pin.levers)


def described(page: Page, levers: Mapping[str, float]) -> str:
    """Say what levers are in a few words: a preset, or what differs from the plan.

    It is no longer than the name of a pin may be.
    """
    province, language = page.province, page.language
    preset = matching_preset(province, levers)
    if preset is not None:
        return _cut(name(province.presets[preset], language))
    parts = [_stands(page, lever, levers) for lever in changes(province, levers, page.plan)]
    if len(parts) == 1:
        return _cut(parts[0])
    inside = [in_sentence(part) for part in parts]
    fitting = [
        text
        for shown in range(1, len(parts) + 1)
        if len(text := _listed(page, inside, shown)) <= LONGEST_PIN_NAME
    ]
    return fitting[-1] if fitting else _cut(_listed(page, inside, 1))


def _listed(page: Page, parts: Sequence[str], shown: int) -> str:
    """Name the first of some changes, and how many they are."""
    text = ", ".join(parts[:shown]) + (CUT if shown < len(parts) else "")
    return say(page.language, "pin_changes", count=len(parts), changes=text)


def _stands(page: Page, lever: Lever, levers: Mapping[str, float]) -> str:
    """Say where a lever stands: ``Tỷ lệ giải ngân 75%``."""
    value = format_exact(levers[lever.key], page.language)
    unit = name(page.province.units[lever.unit], page.language)
    shown = with_unit(value, PERCENT) if unit.startswith(PERCENT) else value
    return f"{name(lever, page.language)} {shown}"


def _cut(text: str) -> str:
    """Return a text as long as the name of a pin may be."""
    return text if len(text) <= LONGEST_PIN_NAME else text[: LONGEST_PIN_NAME - 1].rstrip() + CUT
