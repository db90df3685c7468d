"""The names of the statuses."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from model.province.province import Province
from model.scenario.targets import STATUSES
from ui.text.words import name


@cache
def status_names(province: Province, language: str) -> Mapping[str, str]:
    """Name every status in a language."""
    return MappingProxyType({key: name(province.word("status", key), language) for key in STATUSES})
