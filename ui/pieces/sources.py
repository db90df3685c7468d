"""Where the figures of an indicator are from: one card each, opened beside the scorecard."""

from collections.abc import Iterable
from functools import cache
from html import escape

from markupsafe import Markup

from model.engine import base_year
from model.province.province import DERIVED, Province
from model.province.rows import Observation, Source, Target, Vintage
from ui.text.markup import macros
from ui.text.numbers import format_date, format_exact, format_number, format_target, with_unit
from ui.text.words import name, say

ASSUMPTION = "assumption"
LATER_SETS = ("term_2025", "planning_2030")


@cache
def kind_of(province: Province, key: str) -> str:
    """Return of what kind the value of the base year is: a key of the ``kind_`` words."""
    origin = province.indicators[key].base
    source = province.base_source(key)
    if source is None:
        return "unknown"
    if origin in province.levers:
        return province.levers[origin].reference_kind
    if source.id in (DERIVED, ASSUMPTION):
        return source.id
    observed = province.observed(key, province.base_year)
    if observed is not None:
        return observed.kind
    return "sourced"


@cache
def source_mark(province: Province, key: str, language: str) -> Markup:
    """Draw the small sign after a figure that opens its indicator's card."""
    kind = say(language, f"kind_{kind_of(province, key)}")
    title = name(province.indicators[key], language)
    return _mark(f"s-{key}", say(language, "source_button", kind=kind, indicator=title), language)


@cache
def cards_html(province: Province, language: str) -> str:
    """Draw the card of every indicator; each opens by a button with its id, without a script."""
    return "".join(_card(province, key, language) for key in province.indicators)


def vintage_mark(province: Province, key: str, year: int, language: str) -> Markup:
    """Draw the sign that opens the card of a past year's growth."""
    title = _year_title(province, key, year, language)
    return _mark(f"s-{key}-{year}", say(language, "source_of", title=title), language)


def vintage_card(province: Province, key: str, year: int, language: str) -> str:
    """Draw the card of a past year: outcomes and targets as they were printed one after another."""
    rows = [row for row in province.backtest if (row.key, row.year) == (key, year)]
    parts = [
        _entry(
            say(language, term),
            [_vintage(province, row, language) for row in rows if (row.kind == "target") == aimed],
        )
        for term, aimed in (("column_trust_outcome", False), ("column_trust_target", True))
    ]
    title = _year_title(province, key, year, language)
    return _dialog(f"s-{key}-{year}", title, parts, language)


def source_html(source: Source, language: str) -> str:
    """Draw a source: its title as a link to its address where it has one."""
    title = source.title
    if not source.url and " / " in title:
        title = title.split(" / ")[0 if language == "vi" else 1]
    text = escape(title)
    if source.url.startswith(("https://", "http://")):
        text = f'<a href="{escape(source.url)}" target="_blank">{text}</a>'
    return f"{text} ({escape(format_date(source.date, language))})" if source.date else text


def _card(province: Province, key: str, language: str) -> str:
    indicator = province.indicators[key]
    note = indicator.note_vi if language == "vi" else indicator.note_en
    parts = [
        _base(province, key, language),
        _alternatives(province, key, language),
        _projection(province, key, language),
        _target(province, key, language),
        _others(province, key, language),
        _entry(say(language, "source_note"), [escape(note)] if note else []),
    ]
    return _dialog(f"s-{key}", name(indicator, language), parts, language)


def _dialog(place: str, title: str, parts: Iterable[str], language: str) -> str:
    return (
        f'<div popover id="{place}" class="src" role="dialog" aria-label="{escape(title)}">'
        f"<h2>{escape(title)}</h2><dl>{''.join(parts)}</dl>"
        f'<button popovertarget="{place}" popovertargetaction="hide">'
        f"{escape(say(language, 'close'))}</button></div>"
    )


def _mark(place: str, label: str, language: str) -> Markup:
    return Markup(macros(language).source_sign(place, label))


def _year_title(province: Province, key: str, year: int, language: str) -> str:
    return f"{name(province.indicators[key], language)} {year}"


def _vintage(province: Province, row: Vintage, language: str) -> str:
    """Write a figure as it was known at the end of a year."""
    ends = [row.value] if row.value_high is None else [row.value, row.value_high]
    text = "–".join(format_exact(end, language) for end in ends)
    value = with_unit(text, name(province.units[row.unit], language))
    kind = say(language, f"kind_{row.kind}")
    known = say(language, "source_known", origin=row.origin)
    line = f"{escape(f'{value}, {kind}, {known}')}: "
    line += source_html(province.sources[row.source], language)
    return f'{line}<br><small lang="en">{escape(row.note)}</small>' if row.note else line


def _base(province: Province, key: str, language: str) -> str:
    year = province.base_year
    term = say(language, "source_base", year=year)
    source = province.base_source(key)
    if source is None:
        return _entry(term, [escape(say(language, "source_no_base", year=year))])
    kind = escape(say(language, f"kind_{kind_of(province, key)}"))
    observed = province.observed(key, year)
    if observed is not None and observed.source == source.id:
        value = _observed(observed, province, language)
    else:
        indicator = province.indicators[key]
        number = format_number(base_year(province=province)[key], indicator.decimals, language)
        unit = name(province.units[indicator.unit], language)
        value = escape(with_unit(number, unit))
    return _entry(term, [f"{value}, {kind}, {year}: {source_html(source, language)}"])


def _observed(row: Observation, province: Province, language: str) -> str:
    """Write a published figure as printed, with its unit."""
    decimals = 2 if row.value is not None and abs(row.value) < 100 else 0
    unit = name(province.units[row.unit], language)
    return escape(with_unit(format_number(row.value, decimals, language), unit))


def _alternatives(province: Province, key: str, language: str) -> str:
    """List what else was published of the base year, with the rule that left it out."""
    used = province.observed(key, province.base_year)
    lines = [
        f"{_observed(row, province, language)}, "
        f"{escape(say(language, f'kind_{row.kind}'))}: "
        f"{source_html(province.sources[row.source], language)} "
        f"<small>({escape(say(language, f'rule_{row.rule}'))})</small>"
        for row in province.observations
        if (row.key, row.year) == (key, province.base_year)
        and row is not used
        and row.value is not None
        and (used is None or row.value != used.value)
    ]
    return _entry(say(language, "source_alternatives", year=province.base_year), lines)


def _projection(province: Province, key: str, language: str) -> str:
    """Say what a projected figure is: this model's, with its version."""
    if key not in province.modelled:
        return ""
    year = province.base_year + 1
    text = say(language, "source_model", model=province.model, version=province.version)
    return _entry(say(language, "source_projection", year=year), [escape(text)])


def _target(province: Province, key: str, language: str) -> str:
    year = province.base_year + 1
    term = say(language, "source_target", year=year)
    target = province.plan_targets.get(key)
    if target is None:
        return _entry(term, [escape(say(language, "source_no_target", year=year))])
    others = [
        _target_line(province, row, language)
        for row in province.targets
        if (row.set, row.key, row.year, row.chosen) == (target.set, key, year, False)
    ]
    entry = _entry(term, [_target_line(province, target, language)])
    return entry + _entry(say(language, "source_target_others", year=year), others)


def _others(province: Province, key: str, language: str) -> str:
    """List the targets of the term and of the planning to 2030."""
    others = [
        row for row in province.targets if row.key == key and row.set in LATER_SETS and row.chosen
    ]
    lines = [f"{row.year}: {_target_line(province, row, language)}" for row in others]
    return _entry(say(language, "source_other_targets"), lines)


def _target_line(province: Province, target: Target, language: str) -> str:
    unit = name(province.units[target.unit], language)
    text = escape(with_unit(format_target(target, language), unit))
    line = f"{text}: {source_html(province.sources[target.source], language)}"
    if target.note:
        line += f'<br><small lang="en">{escape(target.note)}</small>'
    return line


def _entry(term: str, lines: Iterable[str]) -> str:
    cells = "".join(f"<dd>{line}</dd>" for line in lines)
    return f"<dt>{escape(term)}</dt>{cells}" if cells else ""
