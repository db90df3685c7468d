"""The way of levers back to the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from model.problems import plain
from model.province.province import Province
from model.province.rows import Lever
from ui.state.address import setting
from ui.text.words import name


@dataclass(frozen=True)
class Reset:
    """A link that puts levers back to the plan; ``label`` says more where the words are short."""

    id: str
    there: str
    words: str
    label: str = ""


def reset(key: str, levers: Iterable[Lever], words: str, label: str = "") -> Reset:
    """Gather the link that puts levers back to the plan."""
    there = setting(**{lever.key: plain(lever.plan) for lever in levers})
    return Reset(f"reset_{key}", there, words, label)


def plan_name(province: Province, language: str) -> str:
    """Name the plan."""
    return name(province.presets[province.default_preset], language)
