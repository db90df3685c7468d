"""Observed series: what was published, what was chosen and by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby

from model.province.province import Province
from model.province.rows import Indicator, Observation, Review, Series
from ui.pieces.sources import source_html
from ui.pieces.table import wide_table
from ui.text.numbers import format_exact
from ui.text.words import name, say

PARTIAL = "partial_year"
DECIDING = ("statistics_office", "exact", "later")
COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0"}


@dataclass(frozen=True)
class Conflict:
    """Figures of one year on which sources disagree; ``chosen`` is the one used."""

    chosen: Observation
    others: tuple[Observation, ...]


def series_keys(province: Province) -> tuple[str, ...]:
    """Return the keys with observations: indicators first, both in the order of their tables."""
    observed = {row.key for row in province.observations if row.value is not None}
    named = [*province.indicators, *(k for k in province.series if k not in province.indicators)]
    return tuple(key for key in named if key in observed)


def series_row(province: Province, key: str) -> Indicator | Series:
    """Return the row that names a series."""
    return province.indicators[key] if key in province.indicators else province.series[key]


def series_title(province: Province, key: str, language: str) -> str:
    """Name a series with its unit."""
    row = series_row(province, key)
    unit = name(province.units[row.unit], language)
    return say(language, "observations_unit", series=name(row, language), unit=unit)


def of_series(province: Province, key: str) -> list[Observation]:
    """Return the figures of a series by year, the one used first."""
    rows = [row for row in province.observations if row.key == key and row.value is not None]
    return sorted(rows, key=lambda row: (row.year, not row.chosen, row.kind != "official"))


def split(rows: Sequence[Observation]) -> tuple[list[Observation], list[Observation]]:
    """Part the figures of a series into the one used a year and other, differing ones."""
    used: list[Observation] = []
    others: list[Observation] = []
    for _, group in groupby(rows, key=lambda row: row.year):
        first, *rest = group
        if first.chosen:
            used.append(first)
        else:
            rest = [first, *rest]
        others += [row for row in rest if not first.chosen or row.value != first.value]
    return used, others


def conflicts(province: Province) -> list[Conflict]:
    """List where whole-year figures of one series and year differ."""
    found = []
    for key in series_keys(province):
        used, others = split(of_series(province, key))
        for row in used:
            rivals = tuple(o for o in others if o.year == row.year and o.rule != PARTIAL)
            if rivals:
                found.append(Conflict(row, rivals))
    return found


def deciding_rule(conflict: Conflict) -> str:
    """Return the rule that chose: a key of the ``rule_`` words."""
    rules = [row.rule for row in (conflict.chosen, *conflict.others)]
    return next((rule for rule in rules if rule in DECIDING), "official")


def review_conflicts(province: Province) -> list[list[Review]]:
    """List the indicators on whose result sources contradict each other."""
    groups: dict[tuple[str, int], list[Review]] = {}
    for row in province.reviews:
        groups.setdefault((row.key, row.year), []).append(row)
    return [rows for rows in groups.values() if len({row.status for row in rows}) > 1]


def series_table(province: Province, key: str, language: str) -> str:
    """Draw every figure of a series with kind, rule and source."""
    rows = []
    used, _ = split(of_series(province, key))
    for row in of_series(province, key):
        shape = "" if row in used else ' class="left-out"'
        rows.append(
            f'<tr{shape}><th scope="row">{row.year}</th><td>{figure(row, language)}</td>'
            f'<td class="t nowrap">{escape(say(language, f"kind_{row.kind}"))}</td>'
            f'<td class="t">{escape(say(language, f"rule_{row.rule}"))}</td>'
            f'<td class="t row">{_sourced(province, row, language)}</td></tr>'
        )
    return wide_table(("year", "value", "kind", "rule", "source"), rows, language)


@cache
def conflicts_table(province: Province, language: str) -> str:
    """Draw the chosen figure, the rule and the others of each conflict."""
    rows = []
    for conflict in conflicts(province):
        chosen = conflict.chosen
        others = "<br>".join(
            f"{figure(row, language)} · {source_html(province.sources[row.source], language)}"
            for row in conflict.others
        )
        title = series_title(province, chosen.key, language)
        source = source_html(province.sources[chosen.source], language)
        rows.append(
            f'<tr><th scope="row">{escape(title)}</th><td>{chosen.year}</td>'
            f'<td class="t row"><b>{figure(chosen, language)}</b> · {source}<br>'
            f"<small>{escape(say(language, f'rule_{deciding_rule(conflict)}'))}</small></td>"
            f'<td class="t row left-out">{others}</td></tr>'
        )
    keys = ("series", "year", "chosen", "others")
    return wide_table(keys, rows, language)


def reviews_table(province: Province, rows: Sequence[Review], language: str) -> str:
    """Draw what each source says of a result, and which one is used."""
    lines = [
        f'<tr><th scope="row">{escape(name(province.word("status", row.status), language))}</th>'
        f'<td class="t nowrap">'
        f"{escape(say(language, 'reviews_chosen' if row.chosen else 'reviews_not_chosen'))}"
        f'</td><td class="t row">{source_html(province.sources[row.source], language)}<br>'
        f'<small lang="en">{escape(row.note)}</small></td></tr>'
        for row in rows
    ]
    return wide_table(("review", "rule", "source"), lines, language)


def figure(row: Observation, language: str) -> str:
    """Write a published figure with its sign of comparison or range."""
    if row.value is None:
        return "–"
    text = format_exact(row.value, language)
    if row.value_high is not None:
        text += f"–{format_exact(row.value_high, language)}"
    return COMPARATORS.get(row.comparator, "") + text


def _sourced(province: Province, row: Observation, language: str) -> str:
    text = source_html(province.sources[row.source], language)
    return f'{text}<br><small lang="en">{escape(row.note)}</small>' if row.note else text
