"""HTML that depends on the data and the language only: made once a process."""

from collections.abc import Callable

from model.province import Province

_MADE: dict[tuple[str, str, str, str], str] = {}


def once(province: Province, language: str, part: str, make: Callable[[], str]) -> str:
    """Return a part of the page, made at its first use."""
    key = (str(province.folder), province.version, language, part)
    if key not in _MADE:
        _MADE[key] = make()
    return _MADE[key]
