"""Cards that say where figures are from, each opened by a sign beside its figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.engine import base_year
from model.province.keys import LATER_SETS
from model.province.province import Province
from model.province.rows import Observation, Target
from ui.pieces.sources import Citation, cite, kind_of
from ui.text.markup import render
from ui.text.numbers import format_number, format_target, with_unit
from ui.text.words import in_language, name, say


@dataclass(frozen=True)
class Line:
    """A figure in words, where it is from and what is to be known of it.

    Attributes
    ----------
    rule
        Why the figure is not the one used.
    note
        A remark of the data.
    """

    text: str
    source: Citation | None = None
    rule: str = ""
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """Figures under one heading; without any the heading is left out."""

    term: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Card:
    """A card by the name of its place on the page."""

    place: str
    title: str
    entries: Sequence[Entry]


def draw_cards(cards: Iterable[Card], language: str) -> Markup:
    """Draw cards; each opens by a button with its place, without a script."""
    return render("pieces/source_cards.html", language, cards=cards)


@cache
def cards_html(province: Province, language: str) -> Markup:
    """Draw the card of every indicator."""
    base = base_year(province)
    return draw_cards(
        (_card(province, key, base[key], language) for key in province.indicators), language
    )


def _card(province: Province, key: str, value: float | None, language: str) -> Card:
    """Gather what is known of an indicator; ``value`` is the model's of the base year."""
    indicator = province.indicators[key]
    note = in_language(indicator, "note", language)
    base, year = province.base_year, province.base_year + 1
    entries = [
        Entry(say(language, "source_base", year=base), _base(province, key, value, language)),
        Entry(
            say(language, "source_alternatives", year=base), _alternatives(province, key, language)
        ),
        Entry(say(language, "source_projection", year=year), _projection(province, key, language)),
        Entry(say(language, "source_target", year=year), _target(province, key, language)),
        Entry(say(language, "source_target_others", year=year), _rivals(province, key, language)),
        Entry(say(language, "source_other_targets"), _later_targets(province, key, language)),
        Entry(say(language, "source_note"), [Line(note)] if note else []),
    ]
    return Card(f"s-{key}", name(indicator, language), entries)


def _base(province: Province, key: str, value: float | None, language: str) -> list[Line]:
    year = province.base_year
    source = province.base_source(key)
    if source is None:
        return [Line(say(language, "source_no_base", year=year))]
    kind = say(language, f"kind_{kind_of(province, key)}")
    observed = province.observed(key, year)
    if observed is not None and observed.source == source.id:
        text = _observed(observed, province, language)
    else:
        indicator = province.indicators[key]
        number = format_number(value, indicator.decimals, language)
        text = with_unit(number, name(province.units[indicator.unit], language))
    return [Line(f"{text}, {kind}, {year}", cite(source, language))]


def _observed(row: Observation, province: Province, language: str) -> str:
    """Write a published figure as printed, with its unit."""
    decimals = 2 if row.value is not None and abs(row.value) < 100 else 0
    unit = name(province.units[row.unit], language)
    return with_unit(format_number(row.value, decimals, language), unit)


def _alternatives(province: Province, key: str, language: str) -> list[Line]:
    """List what else was published of the base year, with the rule that left it out."""
    used = province.observed(key, province.base_year)
    return [
        Line(
            f"{_observed(row, province, language)}, {say(language, f'kind_{row.kind}')}",
            cite(province.sources[row.source], language),
            rule=say(language, f"rule_{row.rule}"),
        )
        for row in province.observations
        if (row.key, row.year) == (key, province.base_year)
        and row is not used
        and row.value is not None
        and (used is None or row.value != used.value)
    ]


def _projection(province: Province, key: str, language: str) -> list[Line]:
    """Say what a projected figure is: this model's, with its version."""
    if key not in province.modelled:
        return []
    text = say(language, "source_model", model=province.model, version=province.version)
    return [Line(text)]


def _target(province: Province, key: str, language: str) -> list[Line]:
    target = province.plan_targets.get(key)
    if target is None:
        return [Line(say(language, "source_no_target", year=province.base_year + 1))]
    return [_target_line(province, target, language)]


def _rivals(province: Province, key: str, language: str) -> list[Line]:
    """List what other sources give as the target of the plan."""
    target = province.plan_targets.get(key)
    if target is None:
        return []
    rival = (target.set, key, province.base_year + 1, False)
    return [
        _target_line(province, row, language)
        for row in province.targets
        if (row.set, row.key, row.year, row.chosen) == rival
    ]


def _later_targets(province: Province, key: str, language: str) -> list[Line]:
    """List the targets of the term and of the planning to 2030."""
    return [
        _target_line(province, row, language, f"{row.year}: ")
        for row in province.targets
        if row.key == key and row.set in LATER_SETS and row.chosen
    ]


def _target_line(province: Province, row: Target, language: str, year: str = "") -> Line:
    text = with_unit(format_target(row, language), name(province.units[row.unit], language))
    note = in_language(row, "note", language)
    return Line(f"{year}{text}", cite(province.sources[row.source], language), note=note)
