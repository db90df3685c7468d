"""What stands beside a lever: base year, trend, plan and what others expect."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from model.problems import plain
from model.province.province import Province
from model.province.rows import Lever, Vintage
from ui.frame.levers.reset import plan_name
from ui.pieces.sources import ASSUMPTION, Citation, cite
from ui.text.numbers import format_exact
from ui.text.words import say

EXPECTED = "national_growth"
"""The lever that others publish forecasts of."""
FORECAST = "forecast"
Same = TypeVar("Same", bound=Hashable)


@dataclass(frozen=True)
class Known:
    """A value beside a lever, with what it is: a key of the ``kind_`` words, and a source.

    ``look`` is the class of its mark, ``short`` its name under the track, ``name`` in the help.
    """

    look: str
    short: str
    name: str
    value: float
    kind: str
    source: str


@dataclass(frozen=True)
class Mark:
    """A mark on the track: what has the same value shares one."""

    look: str
    number: str


@dataclass(frozen=True)
class HelpLine:
    """A value in the help: what is the same in all shares a line; without a source if assumed."""

    names: str
    value: str
    kind: str
    source: Citation | None


def known_values(province: Province, lever: Lever, language: str) -> list[Known]:
    """Gather what the lever was in the base year, is on the trend, and is in the plan."""
    row, base = lever, str(province.base_year)
    trend, plan = say(language, "lever_trend"), say(language, "lever_plan")
    on_trend, in_plan = say(language, "on_trend"), plan_name(province, language)
    return [
        Known("base", base, base, row.base, row.base_kind, row.base_source),
        Known("trend", trend, on_trend, row.trend, row.trend_kind, row.trend_source),
        Known("plan", plan, in_plan, row.plan, row.plan_kind, row.plan_source),
    ]


def expected_values(province: Province, lever: Lever, language: str) -> list[Known]:
    """Gather what others expected of the plan year at the end of the base year."""
    if lever.key != EXPECTED:
        return []
    rows = [row for row in province.backtest if _is_of_now(province, row)]
    names = [say(language, f"expected_{row.key}") for row in rows]
    return [
        Known("expected", name, name, row.value, row.kind, row.source)
        for row, name in zip(rows, names, strict=True)
    ]


def marks(values: Iterable[Known]) -> list[Mark]:
    """List the marks of a track, each value once."""
    shared = _alike(values, lambda known: known.value)
    return [
        Mark(" ".join(known.look for known in same), plain(value)) for value, same in shared.items()
    ]


def marks_text(values: Iterable[Known], language: str) -> str:
    """Write values by name: ``2023: 92 · trend: 92 · plan: 95``."""
    # No break before a number.
    return " · ".join(
        f"{known.short}:\u00a0{format_exact(known.value, language)}" for known in values
    )


def help_lines(province: Province, values: Sequence[Known], language: str) -> list[HelpLine]:
    """Write values with kind and source."""
    shared = _alike(values, lambda known: (known.value, known.kind, known.source))
    return [
        HelpLine(
            ", ".join(known.name for known in same),
            format_exact(value, language),
            say(language, f"kind_{kind}"),
            None if source == ASSUMPTION else cite(province.sources[source], language),
        )
        for (value, kind, source), same in shared.items()
    ]


def _alike(values: Iterable[Known], what: Callable[[Known], Same]) -> dict[Same, list[Known]]:
    """Put together the values of which something is the same, in their order."""
    found: dict[Same, list[Known]] = {}
    for known in values:
        found.setdefault(what(known), []).append(known)
    return found


def _is_of_now(province: Province, row: Vintage) -> bool:
    base = province.base_year
    return (row.origin, row.year, row.kind) == (base, base + 1, FORECAST)
