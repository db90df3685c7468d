"""Cards of a year that came: what was published of it, its target, what the province reported."""

from functools import cache

from markupsafe import Markup

from model.evidence.look_back_table import target_of
from model.province.province import Province
from model.province.rows import Observation, Outcome, Review
from ui.pictures.series import figure_text, of_series
from ui.pieces.source_cards import Card, Entry, Line, draw_cards, target_line
from ui.pieces.sources import cite
from ui.text.markup import macros
from ui.text.numbers import with_unit
from ui.text.words import in_language, name, say


def outcome_mark(province: Province, key: str, year: int, language: str) -> Markup:
    """Draw the sign that opens the card of an outcome."""
    label = say(language, "source_of", title=_title(province, key, year, language))
    return Markup(macros(language).source_sign(_place(key, year), label))


@cache
def outcome_cards(province: Province, year: int, language: str) -> Markup:
    """Draw the card of everything that is scored of a year or is told not to be."""
    rows = [row for row in province.outcomes if row.year == year]
    return draw_cards((_card(province, row, language) for row in rows), language)


def reported(province: Province, key: str, year: int) -> Review | None:
    """Return what the province reported of an indicator, the chosen page of several."""
    return next(
        (row for row in province.reviews if (row.key, row.year, row.chosen) == (key, year, True)),
        None,
    )


def _card(province: Province, outcome: Outcome, language: str) -> Card:
    key, year = outcome.key, outcome.year
    figures = [row for row in of_series(province, key) if row.year == year]
    used = [row for row in figures if row.chosen][:1]
    others = [row for row in figures if row not in used]
    target, note = target_of(province, outcome), in_language(outcome, "note", language)
    entries = [
        Entry(
            say(language, "outcomes_came", year=year),
            [_used(province, row, language) for row in used],
        ),
        Entry(
            say(language, "source_alternatives", year=year),
            [_other(province, row, language) for row in others],
        ),
        Entry(say(language, "outcomes_scoring"), [Line(note)] if note else []),
        Entry(
            say(language, "source_target", year=year),
            [] if target is None else [target_line(province, target, language)],
        ),
        Entry(
            say(language, "outcomes_reviews"),
            [
                _review(province, row, language)
                for row in province.reviews
                if (row.key, row.year) == (key, year)
            ],
        ),
    ]
    return Card(_place(key, year), _title(province, key, year, language), entries)


def _used(province: Province, row: Observation, language: str) -> Line:
    return _figure(province, row, "", language)


def _other(province: Province, row: Observation, language: str) -> Line:
    return _figure(province, row, say(language, f"rule_{row.rule}"), language)


def _figure(province: Province, row: Observation, rule: str, language: str) -> Line:
    text = with_unit(figure_text(row, language), name(province.units[row.unit], language))
    kind = say(language, f"kind_{row.kind}")
    cited, note = cite(province.sources[row.source], language), in_language(row, "note", language)
    return Line(f"{text}, {kind}", cited, rule=rule, note=note)


def _review(province: Province, row: Review, language: str) -> Line:
    status = name(province.word("status", row.status), language)
    note = in_language(row, "note", language)
    return Line(status, cite(province.sources[row.source], language), note=note)


def _place(key: str, year: int) -> str:
    return f"came-{key}-{year}"


def _title(province: Province, key: str, year: int, language: str) -> str:
    return f"{name(province.indicators[key], language)} {year}"
