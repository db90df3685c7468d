"""The statuses of the indicators: how many have each, and their names."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from model.province.province import Province
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED, STATUSES
from ui.text.words import name


def status_counts(rows: Iterable[ResultRow]) -> dict[str, int]:
    """Count the indicators exceeded, met and missed."""
    found = [row.status for row in rows]
    return {key: found.count(key) for key in COUNTED}


@cache
def status_names(province: Province, language: str) -> Mapping[str, str]:
    """Name every status in a language."""
    return MappingProxyType({key: name(province.word("status", key), language) for key in STATUSES})
