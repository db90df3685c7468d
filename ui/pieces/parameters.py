"""Parameters: symbols, names of what is drawn, and the ways to them."""

import re

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import Parameter
from model.uncertainty.draws import SHARED
from ui.state.address import setting
from ui.text.markup import macros
from ui.text.words import name, say

_INDEXED = re.compile(r"([^_]+)_(\w+)|([α-ωϱ])([A-Za-z0-9]+)|([A-Za-z]+)(\d+)")


def place_of(block: str) -> str:
    """Name the place of a block on the method view."""
    return f"block-{block}"


def settable(row: Parameter) -> bool:
    """Tell whether a reader may set a parameter: the model uses it and it has a range."""
    return row.used and row.low < row.high


def choice_button(row: Parameter, language: str, words: str = "") -> Markup:
    """Draw the button that leads to where a parameter stands with its source and is set."""
    words = words or say(language, "assume_change")
    return Markup(macros(language).choice_button(row.key, words, _choice_label(row, language)))


def choice_link(row: Parameter, language: str, words: str) -> Markup:
    """Draw the link from another view to where a parameter stands with its source and is set."""
    there, label = setting(view="method"), _choice_label(row, language)
    return Markup(macros(language).choice(row.key, words, there, label))


def _choice_label(row: Parameter, language: str) -> str:
    title = f"{name(row, language)} ({row.symbol})"
    return say(language, "assume_change_full", name=title)


def symbol_html(symbol: str, language: str) -> Markup:
    """Draw a symbol with its index lowered: ``δG``, ``κ_crop``, ``IP0``."""
    found = _INDEXED.fullmatch(symbol)
    parts = [symbol] if found is None else [part for part in found.groups() if part is not None]
    return Markup(macros(language).symbol(*parts))


def dimension_name(province: Province, key: str, language: str) -> str:
    """Name what is drawn: a parameter, the elasticities of all sectors, or a residual."""
    if key in SHARED:
        return say(language, f"driver_{key}")
    if key in province.parameters:
        return name(province.parameters[key], language)
    source = key.rpartition("_")[0]
    if source in province.parameters:
        return say(language, "driver_own")
    return say(language, f"driver_{source}")
