"""The model's effect of public money among published ones: a picture that is a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil, floor

from markupsafe import Markup

from model.evidence.effects import (
    ABOVE,
    AGREES,
    AMOUNT,
    BELOW,
    BOOKED,
    CONTRADICTS,
    INSIDE,
    LAST_YEAR,
    SILENT,
    ComparedEffect,
    OwnEffect,
    by_booking,
    compared_effects,
    own_effects,
)
from model.province.province import Province
from model.uncertainty.draws import draw_count
from ui.pieces.sources import Citation, cite
from ui.text.markup import render
from ui.text.numbers import format_exact, format_number
from ui.text.words import in_language, name, say
from ui.views.method.contents import EFFECTS

DECIMALS = 2
STEP = 0.5
"""Between two ticks of the axis."""
VERDICTS = (INSIDE, BELOW, ABOVE, AGREES, CONTRADICTS, SILENT)


own = cache(own_effects)
"""The model's own effects, worked once for every language."""


@dataclass(frozen=True)
class EffectLine:
    """A published effect as it is written; ``figure`` is empty where only a sign is known.

    ``authors`` is its source by the names before the colon of the title.
    """

    place: str
    authors: Citation
    about: str
    note: str
    source: Citation
    finding: str
    figure: str
    dot: str
    verdict: str
    words: str


@dataclass(frozen=True)
class EffectGroup:
    """The effects of a measure below the model's own; ``band`` and ``dot`` are CSS properties."""

    title: str
    computed: str
    figure: str
    range: str
    band: str
    dot: str
    lines: Sequence[EffectLine]


@dataclass(frozen=True)
class Axis:
    """The axis that all effects share, from a tick to a tick."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 100."""
        return 100.0 * (value - self.low) / (self.high - self.low)

    def properties(self, **values: float) -> str:
        """Write places as CSS properties."""
        return ";".join(f"--{key}:{self.place(value):.1f}" for key, value in values.items())

    def ticks(self, language: str) -> list[tuple[str, str]]:
        """Write every tick with its place."""
        count = round((self.high - self.low) / STEP)
        values = [self.low + STEP * number for number in range(count + 1)]
        return [(format_exact(value, language), f"{self.place(value):.1f}") for value in values]


@cache
def effects_html(province: Province, language: str) -> Markup:
    """Draw the section; kept for the life of the process, as no lever moves it."""
    compared = compared_effects(province, own(province))
    axis = shared_axis(compared)
    in_last = format_number(own(province)[LAST_YEAR].central, DECIMALS, language)
    groups = [
        _group(province, list(rows), axis, in_last, language)
        for _, rows in groupby(compared, lambda row: row.effect.measure)
    ]
    low, high = (format_number(value, DECIMALS, language) for value in by_booking(province))
    booked = province.parameters[BOOKED]
    width = 100.0 * STEP / (axis.high - axis.low)
    return render(
        "views/method/effects.html",
        language,
        place=EFFECTS,
        result=_result(compared, language),
        groups=groups,
        axis=axis.ticks(language),
        grid=f"--w:{width:.2f};{axis.properties(z=0.0)}",
        how=say(
            language,
            "effects_how",
            amount=format_number(AMOUNT, 0, language),
            base=province.base_year,
            draws=format_number(draw_count(province), 0, language),
        ),
        settle=say(
            language,
            "effects_settle",
            symbol=booked.symbol,
            site=high,
            firm=low,
            all=format_exact(booked.high, language),
            some=format_exact(booked.low, language),
            share=format_number(100.0 * booked.low, 0, language),
        ),
    )


def shared_axis(compared: Sequence[ComparedEffect]) -> Axis:
    """Choose an axis that holds every number, every band and zero."""
    published = (end for row in compared for end in (row.effect.low, row.effect.high))
    ours = (end for row in compared for end in (row.own.low, row.own.high))
    values = [0.0, *ours, *(end for end in published if end is not None)]
    return Axis(STEP * floor(min(values) / STEP), STEP * ceil(max(values) / STEP))


def _result(compared: Sequence[ComparedEffect], language: str) -> str:
    """Count the verdicts in a sentence."""
    verdicts = [row.verdict for row in compared]
    numbers = sum(row.numeric for row in compared)
    counts = {key: verdicts.count(key) for key in VERDICTS}
    return say(language, "effects_result", numbers=numbers, signs=len(compared) - numbers, **counts)


def _group(
    province: Province, rows: Sequence[ComparedEffect], axis: Axis, in_last: str, language: str
) -> EffectGroup:
    ours, measure, first = rows[0].own, rows[0].effect.measure, province.base_year + 1
    return EffectGroup(
        title=name(province.word("effect", measure), language),
        computed=say(
            language,
            f"effect_how_{measure}",
            first=first,
            second=first + 1,
            last=province.last_year,
            in_last=in_last,
        ),
        figure=format_number(ours.central, DECIMALS, language),
        range=_range(ours, language),
        band=axis.properties(l=ours.low, h=ours.high),
        dot=axis.properties(p=ours.central),
        lines=[_line(province, row, axis, language) for row in rows],
    )


def _range(effect: OwnEffect, language: str) -> str:
    return " – ".join(format_number(end, DECIMALS, language) for end in (effect.low, effect.high))


def _line(province: Province, compared: ComparedEffect, axis: Axis, language: str) -> EffectLine:
    row = compared.effect
    place, method, note, finding = (
        in_language(row, column, language) for column in ("place", "method", "note", "finding")
    )
    source = cite(province.sources[row.source], language)
    ends = [end for end in dict.fromkeys((row.low, row.high)) if end is not None]
    return EffectLine(
        place=f"{place}, {row.years}" if row.years else place,
        authors=source._replace(title=source.title.partition(": ")[0], day=""),
        about=f"{name(row, language)}; {method}.",
        note=note,
        source=source,
        finding=finding,
        figure=" – ".join(format_exact(end, language) for end in ends),
        dot=axis.properties(**dict(zip("ab" if len(ends) > 1 else "p", ends, strict=False))),
        verdict=compared.verdict,
        words=f"effect_{compared.verdict}" if ends else f"check_verdict_{compared.verdict}",
    )
