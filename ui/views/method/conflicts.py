"""Where sources disagree: figures of a year, and results against a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Observation, Review
from ui.pictures.series import of_series, series_keys, series_title, used_and_others
from ui.pieces.sources import Citation, cite
from ui.text.markup import macros
from ui.text.words import in_language, name, say
from ui.views.method.contents import CONFLICTS
from ui.views.method.observations import Figure, written

TEMPLATE = "views/method/conflicts.html"
PARTIAL = "partial_year"
DECIDING = ("statistics_office", "exact", "later")


@dataclass(frozen=True)
class Conflict:
    """Figures of one year on which sources disagree; ``chosen`` is the one used."""

    chosen: Observation
    others: tuple[Observation, ...]


@dataclass(frozen=True)
class ConflictLine:
    """A conflict as it is written; ``rule`` is a key of the ``rule_`` words."""

    title: str
    chosen: Figure
    rule: str
    others: Sequence[Figure]


@dataclass(frozen=True)
class ReviewLine:
    """What a source says of a result, as it is written."""

    status: str
    chosen: bool
    source: Citation
    note: str


@cache
def conflicts_html(province: Province, language: str) -> Markup:
    """Draw the figures, then the results, on which sources disagree."""
    found = review_conflicts(province)
    return Markup(
        macros(language, TEMPLATE).conflicts(
            CONFLICTS,
            len(conflicts(province)),
            conflicts_table(province, language),
            [_review(province, rows, language) for rows in found],
        )
    )


def conflicts(province: Province) -> list[Conflict]:
    """List where whole-year figures of one series and year differ."""
    found = []
    for key in series_keys(province):
        used, others = used_and_others(of_series(province, key))
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


@cache
def conflicts_table(province: Province, language: str) -> Markup:
    """Draw the chosen figure, the rule and the others of each conflict."""
    lines = [
        ConflictLine(
            series_title(province, conflict.chosen.key, language),
            written(province, conflict.chosen, language),
            deciding_rule(conflict),
            [written(province, row, language) for row in conflict.others],
        )
        for conflict in conflicts(province)
    ]
    return Markup(macros(language, TEMPLATE).figures(lines))


def _review(province: Province, rows: Sequence[Review], language: str) -> Markup:
    """Draw what each source says of a result, and which one is used."""
    year = rows[0].year
    indicator = name(province.indicators[rows[0].key], language)
    text = say(language, "reviews_intro", indicator=indicator, year=year)
    if not any(row.chosen for row in rows):
        text = f"{text} {say(language, 'reviews_none')}"
    lines = [
        ReviewLine(
            name(province.word("status", row.status), language),
            row.chosen,
            cite(province.sources[row.source], language),
            in_language(row, "note", language),
        )
        for row in rows
    ]
    return Markup(macros(language, TEMPLATE).reviews(year, indicator, text, lines))
