"""The presets by name, as the head of the page shows them."""

from dataclasses import dataclass

from model.province.province import Province
from ui.text.words import name, say


@dataclass(frozen=True)
class PresetName:
    """A preset by name; ``here`` marks the one that the levers stand at or are changed from."""

    key: str
    words: str
    here: bool


def preset_names(
    province: Province, language: str, chosen: str | None, count: int
) -> list[PresetName]:
    """List the presets, the default one first.

    Levers off every preset, ``count`` of them, stand as changes of the default one.
    """
    names = []
    for key in sorted(province.presets, key=lambda key: key != province.default_preset):
        words = name(province.presets[key], language)
        here = key == (chosen or province.default_preset)
        if here and chosen is None:
            words = say(language, "preset_changed", name=words, count=count)
        names.append(PresetName(key, words, here))
    return names
