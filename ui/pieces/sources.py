"""Where a figure is from: what kind it is of, the sign that opens its card, its source named."""

from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from model.province.province import DERIVED, Province
from model.province.rows import Source
from ui.text.markup import macros
from ui.text.numbers import format_date
from ui.text.words import name, say

ASSUMPTION = "assumption"


class Citation(NamedTuple):
    """A source as it is named in a language; what the macro ``source`` takes."""

    title: str
    url: str
    day: str


@cache
def kind_of(province: Province, key: str) -> str:
    """Return of what kind the value of the base year is: a key of the ``kind_`` words."""
    origin = province.indicators[key].base
    source = province.base_source(key)
    if source is None:
        return "unknown"
    if origin in province.levers:
        return province.levers[origin].base_kind
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
    label = say(language, "source_button", kind=kind, indicator=title)
    return Markup(macros(language).source_sign(f"s-{key}", label))


def cite(source: Source, language: str) -> Citation:
    """Name a source in a language: only an address of the web, only a date not in the title."""
    url = source.url if source.url.startswith(("https://", "http://")) else ""
    title = source.title_in(language)
    told = bool(source.date) and f"({format_date(source.date, language)})" in title
    return Citation(title, url, "" if told else source.date)


def source_html(source: Source, language: str) -> Markup:
    """Draw a source: its title as a link to its address where it has one, and its date."""
    return Markup(macros(language).source(*cite(source, language)))
