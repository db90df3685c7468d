"""What stands beside a lever: base year, trend, plan and what others expect."""

from collections.abc import Iterable
from dataclasses import dataclass

from model.problems import plain
from model.province.province import Province
from model.province.rows import Lever, Vintage
from ui.frame.levers.reset import plan_name
from ui.pieces.sources import Citation, cite
from ui.text.numbers import format_exact
from ui.text.words import say

EXPECTED = "national_growth"
"""The lever that others publish forecasts of."""
FORECAST = "forecast"


@dataclass(frozen=True)
class Known:
    """A value beside a lever, as it is written, with its kind and source.

    ``look`` is the class of its mark, ``number`` the value as a script reads it, ``short`` the name
    under the track and ``name`` the one in the help.
    """

    look: str
    number: str
    value: str
    short: str
    name: str
    kind: str
    source: Citation


@dataclass(frozen=True)
class Mark:
    """A mark on the track: what has the same value shares one."""

    look: str
    number: str


def known_values(province: Province, lever: Lever, language: str) -> list[Known]:
    """Gather what the lever was in the base year, is on the trend, and is in the plan."""
    base = str(province.base_year)
    trend, plan = say(language, "lever_trend"), say(language, "lever_plan")
    values = (
        ("base", lever.base, base, base, lever.base_kind, lever.base_source),
        (
            "trend",
            lever.trend,
            trend,
            say(language, "on_trend"),
            lever.trend_kind,
            lever.trend_source,
        ),
        (
            "plan",
            lever.plan,
            plan,
            plan_name(province, language),
            lever.plan_kind,
            lever.plan_source,
        ),
    )
    return [
        Known(
            look,
            plain(value),
            format_exact(value, language),
            short,
            title,
            say(language, f"kind_{kind}"),
            cite(province.sources[source], language),
        )
        for look, value, short, title, kind, source in values
    ]


def expected_values(province: Province, lever: Lever, language: str) -> list[Known]:
    """Gather what others expected of the plan year at the end of the base year."""
    if lever.key != EXPECTED:
        return []
    return [
        _expected(province, row, language) for row in province.backtest if _is_of_now(province, row)
    ]


def marks(values: Iterable[Known]) -> list[Mark]:
    """List the marks of a track, each value once."""
    looks: dict[str, list[str]] = {}
    for known in values:
        looks.setdefault(known.number, []).append(known.look)
    return [Mark(" ".join(look), number) for number, look in looks.items()]


def marks_text(values: Iterable[Known]) -> str:
    """Write values by name; what has the same value shares it: ``2023, trend: 92 · plan: 95``."""
    names: dict[str, list[str]] = {}
    for known in values:
        names.setdefault(known.value, []).append(known.short)
    return " · ".join(f"{', '.join(shared)}: {value}" for value, shared in names.items())


def _is_of_now(province: Province, row: Vintage) -> bool:
    base = province.base_year
    return (row.origin, row.year, row.kind) == (base, base + 1, FORECAST)


def _expected(province: Province, row: Vintage, language: str) -> Known:
    title = say(language, f"expected_{row.key}")
    return Known(
        "expected",
        plain(row.value),
        format_exact(row.value, language),
        title,
        title,
        say(language, "kind_forecast"),
        cite(province.sources[row.source], language),
    )
