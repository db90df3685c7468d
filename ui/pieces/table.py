"""Wide tables of figures; on a phone each row becomes a block."""

from collections.abc import Sequence
from html import escape

from ui.text.words import say

NUMBERS = (
    "year",
    "value",
    "default",
    "range",
    "grade",
    "later_target",
    "median",
    "band_30",
    "band_60",
    "band_90",
    "chance",
    "share",
    "at_low",
    "swing",
    "at_high",
    "reach_now",
    "reach_then",
    "reach_part",
    "reach_range",
    "reach_target",
    "trust_outcome",
    "trust_model",
    "trust_band",
    "trust_naive",
    "trust_mean",
    "trust_target",
    "trust_held",
    "trust_estimate",
    "trust_error",
    "trust_expected",
    "trust_n",
    "trust_range",
)
"""Columns whose cells stand right; every other one is text."""


def wide_table(keys: Sequence[str], rows: Sequence[str], language: str) -> str:
    """Draw a table under the ``column_`` words of its keys; rows are HTML."""
    titles = "".join(
        f'<th scope="col"{"" if key in NUMBERS else text_class()}>{column(key, language)}</th>'
        for key in keys
    )
    return (
        f'<div class="wide"><table class="fig"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def column(key: str, language: str) -> str:
    """Return the title of a column, escaped."""
    return escape(say(language, f"column_{key}"))


def number_cell(key: str, content: str, language: str) -> str:
    """Draw a number; its label shows on a phone only."""
    return f'<td data-l="{column(key, language)}">{content}</td>'


def text_class(more: str = "") -> str:
    """Return the class of a text cell; ``row`` takes a line of its own on a phone."""
    return f' class="t {more}"' if more else ' class="t"'
