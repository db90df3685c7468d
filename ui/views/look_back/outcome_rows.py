"""Every indicator of a year that came: what was projected, what came, the error, the status."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from model.evidence.look_back import LookBack, Score, worst
from model.evidence.look_back_table import statuses_of
from model.province.province import Province
from model.uncertainty.bands import WIDTHS
from ui.charts.came import came_places
from ui.pictures.came import WIDEST, came_text, error_text, missed_band, projected_text
from ui.pieces.marks import look_of, written_places
from ui.pieces.status import chip_html
from ui.text.numbers import UNKNOWN, format_number
from ui.text.words import in_sentence, name, say
from ui.views.look_back.outcome_cards import outcome_mark, reported


class OutcomeRow(NamedTuple):
    """An indicator as it is written and drawn; what is empty is not drawn.

    ``marks`` are the places of its marks as CSS properties and ``look`` the class of its dots,
    ``reading`` says what the marks show, ``instead`` why there are none. ``held`` is the narrowest
    band that held what came, ``off`` says that none did. ``seen`` says why the row is no clean
    test, where it is none. ``aside`` is what the province reported where that differs.
    """

    key: str
    title: str
    unit: str
    seen: str
    mark: Markup
    marks: str
    look: str
    reading: str
    instead: str
    projected: str
    band: str
    came: str
    error: str
    off: bool
    held: str
    relative: str
    expected: Markup
    statuses: Sequence[Markup]
    aside: str


def outcome_rows(province: Province, found: LookBack, language: str) -> list[OutcomeRow]:
    """Write the worst miss first, then what a lever sets, then what the model was told."""
    told = [row for row in found.scores if row.given]
    return [_row(province, row, language) for row in (*worst(found.scores), *told)]


def _row(province: Province, row: Score, language: str) -> OutcomeRow:
    indicator, outcome = province.indicators[row.key], row.came.outcome
    places = None if row.given else came_places(row)
    marks, look = "", ""
    if places is not None:
        one = places.first == places.last
        marks = written_places(
            {
                "p": places.last,
                "g": None if one else places.first,
                "k": None if one else places.first,
                "t": places.base,
                "l": places.low,
                "h": places.high,
                "m": places.inner_low,
                "n": places.inner_high,
            }
        )
        look = f"{look_of(places.last)}{'' if one else ' span'}".strip()
    held = [width for width in sorted(WIDTHS) if row.within(width)]
    compared = None if row.given else statuses_of(province, row)
    expected, came = compared or ("", ())
    instead = ""
    if row.given:
        instead = say(language, "outcomes_given")
    elif places is None:
        instead = say(language, "outcomes_lever")
    return OutcomeRow(
        key=row.key,
        title=name(indicator, language),
        unit=name(province.units[indicator.unit], language),
        seen=say(language, "outcomes_seen_short") if outcome.seen else "",
        mark=outcome_mark(province, row.key, outcome.year, language),
        marks=marks,
        look=look,
        reading=_reading(province, row, language),
        instead=instead,
        projected=projected_text(province, row, row.forecast.projected, language),
        band="" if places is None else _band(province, row, language),
        came=came_text(row, language),
        error="" if row.given else error_text(row, language),
        off=not row.given and missed_band(row),
        held="" if places is None else f"{held[0]}%" if held else say(language, "outcomes_outside"),
        relative=UNKNOWN if row.given else format_number(row.relative, 2, language),
        expected=chip_html(province, expected, language) if expected else Markup(),
        statuses=[chip_html(province, status, language) for status in came],
        aside="" if row.given else _aside(province, row, came, language),
    )


def _band(province: Province, row: Score, language: str) -> str:
    """Write the widest band."""
    low, high = (projected_text(province, row, end, language) for end in row.forecast.band(WIDEST))
    return f"{low}–{high}"


def _reading(province: Province, row: Score, language: str) -> str:
    """Say the figures behind the marks."""
    return say(
        language,
        "outcomes_reading",
        projected=projected_text(province, row, row.forecast.projected, language),
        band=_band(province, row, language),
        came=came_text(row, language),
        base=row.came.outcome.year - 1,
        before=UNKNOWN
        if row.came.base is None
        else projected_text(province, row, row.came.base, language),
    )


def _aside(province: Province, row: Score, came: Sequence[str], language: str) -> str:
    """Say the status that the province reported, unless it is the one that came."""
    review = reported(province, row.key, row.came.outcome.year)
    if review is None or tuple(came) == (review.status,):
        return ""
    word = in_sentence(name(province.word("status", review.status), language))
    return say(language, "outcomes_reported", status=word)
