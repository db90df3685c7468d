"""The status of a target as a chip."""

from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.text.markup import macros
from ui.text.words import name

COUNTED = ("exceeded", "met", "missed")


@cache
def chip_html(province: Province, status: str, language: str, extra: str = "") -> Markup:
    """Draw a status as icon and word; ``extra`` stands after the word."""
    word = name(province.word("status", status), language)
    return Markup(macros(language).chip(status, word, extra))
