"""Cards that say where figures are from, each opened by a sign beside its figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from model.evidence.derived import block_of, equation_of, inputs_of
from model.province.keys import LATER_SETS
from model.province.province import Province
from model.province.rows import Indicator, Lever, Observation, Parameter, Target
from model.scenario.results import ResultRow, results
from model.scenario.scenario import preset_scenario
from ui.pieces.parameters import place_of
from ui.pieces.sources import Citation, cite, kind_of
from ui.state.address import setting
from ui.text.markup import render
from ui.text.numbers import format_exact, format_number, format_target, with_unit
from ui.text.words import in_language, name, say


class Way(NamedTuple):
    """Words that lead on: to the card ``card``, or to ``place`` on the method view.

    ``label`` is said in place of the words where they alone would not say where they lead.
    """

    words: str
    card: str = ""
    place: str = ""
    label: str = ""


@dataclass(frozen=True)
class Line:
    """A figure in words, where it is from and what is to be known of it.

    Attributes
    ----------
    rule
        Why the figure is not the one used.
    note
        A remark of the data.
    way
        What the line is about, where more is said of it; stands before the text.
    """

    text: str
    source: Citation | None = None
    rule: str = ""
    note: str = ""
    way: Way | None = None


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
    method = setting(view="method")
    return render("pieces/source_cards.html", language, cards=cards, method=method)


@cache
def cards_html(province: Province, language: str) -> Markup:
    """Draw the card of every indicator."""
    plan, trend = (
        {row.indicator.key: row for row in results(province, preset_scenario(province, preset))}
        for preset in (province.default_preset, province.reference_preset)
    )
    base = {key: row.base for key, row in trend.items()}
    return draw_cards(
        (_card(province, base, trend[key], plan[key], language) for key in province.indicators),
        language,
    )


def _card(
    province: Province,
    values: Mapping[str, float | None],
    trend: ResultRow,
    plan: ResultRow,
    language: str,
) -> Card:
    """Gather what is known of an indicator; ``values`` are the model's of the base year."""
    indicator = trend.indicator
    key = indicator.key
    note = in_language(indicator, "note", language)
    base, year = province.base_year, province.base_year + 1
    entries = [
        Entry(say(language, "source_base", year=base), _base(province, key, values[key], language)),
        Entry(say(language, "source_made_of"), _inputs(province, key, values, language)),
        Entry(
            say(language, "source_alternatives", year=base), _alternatives(province, key, language)
        ),
        Entry(say(language, "source_projection", year=year), _projection(province, key, language)),
        Entry(say(language, "source_target", year=year), _target(province, key, language)),
        Entry(say(language, "source_target_others", year=year), _rivals(province, key, language)),
        Entry(say(language, "source_other_targets"), _later_targets(province, key, language)),
        Entry(say(language, "source_roles"), _roles(province, trend, plan, language)),
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
        text, note = (
            _observed(observed, province, language),
            in_language(observed, "note", language),
        )
    else:
        indicator = province.indicators[key]
        number = format_number(value, indicator.decimals, language)
        text = with_unit(number, name(province.units[indicator.unit], language))
        note = ""
    lines = [Line(f"{text}, {kind}, {year}", cite(source, language), note=note)]
    return [*lines, *_equation(province, key, language)] if inputs_of(province, key) else lines


def _inputs(
    province: Province, key: str, values: Mapping[str, float | None], language: str
) -> list[Line]:
    """List what a derived figure is computed from, each with its value and the way to more."""
    return [_input(province, name, values, language) for name in inputs_of(province, key)]


def _input(province: Province, key: str, values: Mapping[str, float | None], language: str) -> Line:
    if key in province.indicators:
        row: Indicator | Parameter | Lever = province.indicators[key]
        number = format_number(values[key], province.indicators[key].decimals, language)
        label = say(language, "source_way_card", name=name(row, language))
        way = Way(name(row, language), card=f"s-{key}", label=label)
    elif key in province.parameters:
        row = province.parameters[key]
        number = format_exact(row.default, language)
        label = say(language, "source_way_parameter", name=name(row, language))
        way = Way(name(row, language), place=place_of(block_of(row.symbol) or ""), label=label)
    else:
        row = province.levers[key]
        text = with_unit(format_exact(row.base, language), name(province.units[row.unit], language))
        return Line(
            f"{name(row, language)}: {text}", cite(province.sources[row.base_source], language)
        )
    return Line(with_unit(number, name(province.units[row.unit], language)), way=way)


def _equation(province: Province, key: str, language: str) -> list[Line]:
    """Lead to the equation that gives an indicator, beside the parameters that it takes."""
    found = equation_of(province, key)
    if found is None:
        return []
    block, number = found
    words = say(language, "source_way_equation", number=number)
    return [Line("", way=Way(words, place=place_of(block)))]


def _roles(province: Province, trend: ResultRow, plan: ResultRow, language: str) -> list[Line]:
    """Say where figures of different roles are written alike, so that none is taken for another.

    Trend and plan alone are no such case: they are alike wherever no lever moves an indicator.
    """
    indicator, year = trend.indicator, province.base_year + 1
    ends = dict.fromkeys(trend.target.ends) if trend.target else ()
    figures: list[tuple[float | None, str]] = [
        (trend.base, say(language, "source_role_base", base=province.base_year)),
        *((end, say(language, "source_role_target", year=year)) for end in ends),
        (trend.projected, say(language, "source_role_trend", year=year)),
        (plan.projected, say(language, "source_role_plan", year=year)),
    ]
    projected = {text for _, text in figures[-2:]}
    decimals = max(indicator.decimals, trend.target.decimals if trend.target else 0)
    written = sorted(
        (format_number(value, decimals, language), place, text)
        for place, (value, text) in enumerate(figures)
        if value is not None
    )
    lines = []
    for number, rows in groupby(written, lambda row: row[0]):
        roles = [text for _, _, text in rows]
        if len(roles) > 1 and not set(roles) <= projected:
            value = with_unit(number, name(province.units[indicator.unit], language))
            lines.append(
                Line(say(language, "source_roles_line", value=value, roles=_all(roles, language)))
            )
    return lines


def _all(words: Sequence[str], language: str) -> str:
    """Join words as in a sentence."""
    *first, last = words
    return say(language, "source_roles_and", first=", ".join(first), last=last)


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
            note=in_language(row, "note", language),
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
    return [Line(text), *_equation(province, key, language)]


def _target(province: Province, key: str, language: str) -> list[Line]:
    target = province.plan_targets.get(key)
    if target is None:
        return [Line(say(language, "source_no_target", year=province.base_year + 1))]
    return [target_line(province, target, language)]


def _rivals(province: Province, key: str, language: str) -> list[Line]:
    """List what other sources give as the target of the plan."""
    target = province.plan_targets.get(key)
    if target is None:
        return []
    rival = (target.set, key, province.base_year + 1, False)
    return [
        target_line(province, row, language)
        for row in province.targets
        if (row.set, row.key, row.year, row.chosen) == rival
    ]


def _later_targets(province: Province, key: str, language: str) -> list[Line]:
    """List the targets of the term and of the planning to 2030."""
    return [
        target_line(province, row, language, f"{row.year}: ")
        for row in province.targets
        if row.key == key and row.set in LATER_SETS and row.chosen
    ]


def target_line(province: Province, row: Target, language: str, year: str = "") -> Line:
    """Write a target with its source; ``year`` stands before it."""
    text = with_unit(format_target(row, language), name(province.units[row.unit], language))
    note = in_language(row, "note", language)
    return Line(f"{year}{text}", cite(province.sources[row.source], language), note=note)
