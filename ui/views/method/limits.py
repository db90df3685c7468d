"""The limits of the model in plain words, and its versions."""

from functools import cache
from html import escape

from model.evidence.limits import Facts, facts, limit_text, weakest
from model.province.province import Province
from model.province.rows import Limit
from model.uncertainty.tornado import Swing
from ui.frame.foot import LIMITS
from ui.pieces.parameter_entry import PLACE
from ui.pieces.parameters import dimension_name
from ui.pieces.sources import source_html
from ui.text.numbers import format_number, format_signed
from ui.text.words import name, say
from ui.views.method.versions import POINTS

WEAKEST = 6


@cache
def limits_html(province: Province, language: str) -> str:
    """Draw every limit by kind, the figures in them computed, and name the weakest parameters."""
    found = facts(province)
    parts = []
    for group in province.group_rows("limit"):
        rows = [row for row in province.limits.values() if row.kind == group.key]
        items = "".join(_limit(province, row, found, language) for row in rows)
        if group.key == "weak":
            items += _weakest(province, language)
        parts.append(f"<section><h4>{escape(name(group, language))}</h4><ul>{items}</ul></section>")
    title = escape(say(language, "limits_title"))
    return f'<h3 id="{LIMITS}" tabindex="-1">{title}</h3><div class="limits">{"".join(parts)}</div>'


def _limit(province: Province, row: Limit, found: Facts, language: str) -> str:
    def write(value: float | None, decimals: int) -> str:
        return format_number(value, decimals, language)

    text = escape(limit_text(row, found, language, write))
    if row.source:
        text += f" <small>{source_html(province.sources[row.source], language)}</small>"
    return f"<li>{text}</li>"


def _weakest(province: Province, language: str) -> str:
    """Name the assumed parameters that move the effect of the plan most, and lead to each."""
    words = escape(say(language, "limits_weakest", year=province.base_year + 1))
    items = "".join(
        f"<li>{_parameter(province, swing, language)} "
        f"({format_signed(swing.low, POINTS, language)} → "
        f"{format_signed(swing.high, POINTS, language)})</li>"
        for swing in weakest(province, WEAKEST)
    )
    return f"<li>{words}<ul>{items}</ul></li>"


def _parameter(province: Province, swing: Swing, language: str) -> str:
    """Name a parameter; one of its own leads to where its range, grade and source stand."""
    words = escape(dimension_name(province, swing.key, language))
    if swing.key not in province.parameters:
        return words
    return (
        f'<button type="button" class="choose" data-choose="{swing.key}" data-to="{PLACE}">'
        f"{words}</button>"
    )
