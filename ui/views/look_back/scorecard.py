"""What of a year is not scored and why, and the province's own count of its indicators."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from model.evidence.look_back import LookBack
from model.evidence.look_back_table import statuses_of
from model.province.province import Province
from model.scenario.targets import COUNTED
from ui.pictures.series import figure_text
from ui.pieces.sources import Citation, cite
from ui.pieces.status import chip_html
from ui.text.numbers import UNKNOWN, with_unit
from ui.text.words import in_language, name, say
from ui.views.look_back.outcome_cards import outcome_mark, reported

LIST = "resolution_indicators"
TOTAL = f"{LIST}_total"
EITHER = "either"
"""The ends of a range have different statuses."""


class UnscoredRow(NamedTuple):
    """An indicator that is not scored, with the figure that is known."""

    title: str
    unit: str
    mark: Markup
    came: str
    reason: str


class CountRow(NamedTuple):
    """Counts by status of one list of indicators, or ``–``."""

    title: str
    counts: Mapping[str, str]
    source: Citation | None


class Differing(NamedTuple):
    """An indicator that the province reported otherwise than its outcome reads."""

    title: str
    ours: Sequence[Markup]
    theirs: Markup
    source: Citation
    note: str


class Stated(NamedTuple):
    """How many indicators a page says the Resolution has."""

    number: str
    source: Citation
    note: str


class Scorecard(NamedTuple):
    """The province's own count beside that of this page."""

    statuses: Sequence[tuple[str, str]]
    counts: Sequence[CountRow]
    stated: Sequence[Stated]
    differing: Sequence[Differing]


def unscored(province: Province, found: LookBack, language: str) -> list[UnscoredRow]:
    """Write what is not scored at all, and what this version did not project."""
    shown = {row.key for row in found.scores}
    rows = []
    for outcome in province.outcomes:
        if outcome.year != found.year or outcome.key in shown:
            continue
        indicator = province.indicators[outcome.key]
        used = province.observed(outcome.key, found.year)
        reason = in_language(outcome, "note", language)
        if outcome.scored != "no":
            reason = say(language, "outcomes_not_projected", version=found.version)
        rows.append(
            UnscoredRow(
                name(indicator, language),
                name(province.units[indicator.unit], language),
                outcome_mark(province, outcome.key, found.year, language),
                UNKNOWN if used is None else figure_text(used, language),
                reason,
            )
        )
    return rows


def scorecard(province: Province, found: LookBack, language: str) -> Scorecard | None:
    """Set what the province counted beside what this page counts; None where it counted nothing."""
    own = {
        status: row
        for status in COUNTED
        if (row := province.observed(f"{LIST}_{status}", found.year)) is not None
    }
    if not own:
        return None
    compared = [both for row in found.scored if (both := statuses_of(province, row)) is not None]
    came = Counter(came[0] if len(came) == 1 else EITHER for _, came in compared)
    expected = Counter(status for status, _ in compared)
    columns = [(status, name(province.word("status", status), language)) for status in COUNTED]
    columns += [(EITHER, say(language, "outcomes_either"))] if came[EITHER] else []
    first = next(iter(own.values()))
    counts = [
        CountRow(
            say(language, "outcomes_own_count"),
            {
                status: figure_text(own[status], language) if status in own else UNKNOWN
                for status, _ in columns
            },
            cite(province.sources[first.source], language),
        ),
        CountRow(
            say(language, "outcomes_our_count", count=len(compared)),
            {status: str(came[status]) for status, _ in columns},
            None,
        ),
        CountRow(
            say(language, "outcomes_expected_count", version=found.version, count=len(compared)),
            {status: str(expected[status]) for status, _ in columns},
            None,
        ),
    ]
    return Scorecard(
        columns,
        counts,
        _stated(province, found.year, language),
        _differing(province, found, language),
    )


def _stated(province: Province, year: int, language: str) -> list[Stated]:
    """Write how many indicators each page gives the Resolution, the one in use first."""
    rows = [row for row in province.observations if (row.key, row.year) == (TOTAL, year)]
    return [
        Stated(
            with_unit(figure_text(row, language), name(province.units[row.unit], language)),
            cite(province.sources[row.source], language),
            in_language(row, "note", language),
        )
        for row in sorted(rows, key=lambda row: not row.chosen)
    ]


def _differing(province: Province, found: LookBack, language: str) -> list[Differing]:
    """List the targets whose outcome the province reported otherwise than its figure reads."""
    rows = []
    for row in found.scores:
        both, review = statuses_of(province, row), reported(province, row.key, found.year)
        if both is not None and review is not None and both[1] != (review.status,):
            rows.append(
                Differing(
                    name(province.indicators[row.key], language),
                    [chip_html(province, status, language) for status in both[1]],
                    chip_html(province, review.status, language),
                    cite(province.sources[review.source], language),
                    in_language(review, "note", language),
                )
            )
    return rows
