"""Cards of a past year's growth: outcomes and targets as they were printed one after another."""

from collections.abc import Iterable

from markupsafe import Markup

from model.evidence.origin import NATION, NATION_SERIES
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Vintage
from ui.pieces.source_cards import Card, Entry, Line, draw_cards
from ui.pieces.sources import cite
from ui.text.markup import macros
from ui.text.numbers import format_exact, with_unit
from ui.text.words import in_language, name, say


def vintage_mark(province: Province, key: str, year: int, language: str) -> Markup:
    """Draw the sign that opens the card of a past year's growth."""
    label = say(language, "source_of", title=_title(province, key, year, language))
    return Markup(macros(language).source_sign(_place(key, year), label))


def vintage_cards(province: Province, growths: Iterable[tuple[str, int]], language: str) -> Markup:
    """Draw the cards of growths, each an indicator and a year; the total's tell of the nation."""
    return draw_cards((_card(province, key, year, language) for key, year in growths), language)


def _card(province: Province, key: str, year: int, language: str) -> Card:
    def lines(wanted: str, aimed: bool) -> list[Line]:
        return [
            _line(province, row, language)
            for row in province.backtest
            if (row.key, row.year, row.kind == "target") == (wanted, year, aimed)
        ]

    entries = [
        Entry(say(language, "column_trust_outcome"), lines(key, aimed=False)),
        Entry(say(language, "column_trust_target"), lines(key, aimed=True)),
    ]
    if key == GROWTH:
        entries.append(Entry(say(language, "column_trust_nation"), lines(NATION, aimed=True)))
        entries += [
            Entry(name(province.series[series], language), lines(series, aimed=False))
            for series in NATION_SERIES
        ]
    return Card(_place(key, year), _title(province, key, year, language), entries)


def _line(province: Province, row: Vintage, language: str) -> Line:
    """Write a figure as it was known at the end of a year."""
    ends = [row.value] if row.value_high is None else [row.value, row.value_high]
    text = "–".join(format_exact(end, language) for end in ends)
    value = with_unit(text, name(province.units[row.unit], language))
    kind = say(language, f"kind_{row.kind}")
    known = say(language, "source_known", origin=row.origin)
    cited, note = cite(province.sources[row.source], language), in_language(row, "note", language)
    return Line(f"{value}, {kind}, {known}", cited, note=note)


def _place(key: str, year: int) -> str:
    return f"s-{key}-{year}"


def _title(province: Province, key: str, year: int, language: str) -> str:
    return f"{name(province.indicators[key], language)} {year}"
