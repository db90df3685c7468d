"""The status of a target as a chip."""

from functools import cache
from html import escape

from model.province.province import Province
from ui.text.words import name

COUNTED = ("exceeded", "met", "missed")


@cache
def chip_html(province: Province, status: str, language: str, extra: str = "") -> str:
    """Draw a status as icon and word; ``extra`` is HTML after the word."""
    word = escape(name(province.word("status", status), language))
    return f'<span class="st {status}"><b>{word}</b>{extra}</span>'
