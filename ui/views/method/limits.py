"""The limits of the model in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.evidence.limits import Facts, limit_text, weakest
from model.province.province import Province
from model.province.rows import Limit
from ui.frame.foot import LIMITS
from ui.pieces.parameters import dimension_name
from ui.pieces.sources import Citation, cite
from ui.text.markup import render
from ui.text.numbers import format_number, format_signed
from ui.text.words import name
from ui.views.method.summary import known
from ui.views.method.versions import POINTS

WEAKEST = 6
OPEN = ("not", "weak")
"""Kinds of limits that everybody should see; the others are folded."""


@dataclass(frozen=True)
class LimitLine:
    """A limit in words, its figures filled in."""

    text: str
    source: Citation | None


@dataclass(frozen=True)
class WeakParameter:
    """What an assumed parameter makes of the plan's effect; without ``key`` several share it."""

    key: str
    words: str
    low: str
    high: str


@dataclass(frozen=True)
class LimitGroup:
    """Limits of a kind under their heading."""

    title: str
    folded: bool
    limits: Sequence[LimitLine]
    weakest: Sequence[WeakParameter]


@cache
def limits_html(province: Province, language: str) -> Markup:
    """Draw every limit by kind, the figures in them computed, and name the weakest parameters."""
    found = known(province)
    groups = [
        LimitGroup(
            name(group, language),
            group.key not in OPEN,
            [
                _limit(province, row, found, language)
                for row in province.limits.values()
                if row.kind == group.key
            ],
            _weakest(province, language) if group.key == "weak" else [],
        )
        for group in province.group_rows("limit")
    ]
    year = province.base_year + 1
    return render("views/method/limits.html", language, place=LIMITS, groups=groups, year=year)


def _limit(province: Province, row: Limit, found: Facts, language: str) -> LimitLine:
    def write(value: float | None, decimals: int) -> str:
        return format_number(value, decimals, language)

    source = cite(province.sources[row.source], language) if row.source else None
    return LimitLine(limit_text(row, found, language, write), source)


def _weakest(province: Province, language: str) -> list[WeakParameter]:
    """Name the assumed parameters that move the effect of the plan most."""
    return [
        WeakParameter(
            swing.key if swing.key in province.parameters else "",
            dimension_name(province, swing.key, language),
            format_signed(swing.low, POINTS, language),
            format_signed(swing.high, POINTS, language),
        )
        for swing in weakest(province, WEAKEST)
    ]
