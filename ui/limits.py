"""The limits of the model in plain words, and its versions."""

from functools import cache
from html import escape

from model.limits import Facts, facts, limit_text, weakest
from model.province import Province
from model.sensitivity import Swing
from model.tables import Limit

from .assumptions import PLACE
from .drivers import dimension_name
from .numbers import format_date, format_number, format_signed
from .sources import source_html
from .state import changing_link
from .words import name, say

LIMITS = "limits"
"""Name of the place of the limits on the method view."""
WEAKEST = 6
POINTS = 2


@cache
def foot_html(province: Province, language: str) -> str:
    """Draw the line at the foot of every view: no forecast, the way to the limits, the version."""
    not_official, limits = (escape(say(language, f"foot_{key}")) for key in ("not", "limits"))
    version = say(
        language,
        "page_version",
        version=province.version,
        changed=format_date(province.changed, language),
    )
    return (
        f'<footer class="foot">{not_official} <a id="foot_limits" '
        f'{changing_link(view="method")} data-to="{LIMITS}">{limits}</a> · '
        f"{escape(version)}</footer>"
    )


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


@cache
def versions_html(province: Province, language: str) -> str:
    """Draw the change log, the last version first."""
    rows = "".join(
        f'<tr><th scope="row">{escape(row.version)}</th>'
        f"<td>{escape(format_date(row.date, language))}</td><td>{row.schema}</td>"
        f"<td>{format_number(row.reference_growth, POINTS, language)}</td>"
        f"<td>{format_number(row.plan_growth, POINTS, language)}</td>"
        f'<td class="t">{escape(row.changes_vi if language == "vi" else row.changes_en)}</td></tr>'
        for row in reversed(list(province.versions.values()))
    )
    keys = ("version", "date", "schema", "reference", "plan", "changes")
    heads = "".join(
        f'<th scope="col"{" class=t" if key == "changes" else ""}>'
        f"{escape(say(language, f'versions_{key}', base=province.base_year))}</th>"
        for key in keys
    )
    title = escape(say(language, "versions_title"))
    note = escape(say(language, "versions_note", first=province.base_year + 1))
    return (
        f'<h3>{title}</h3><div class="wide"><table class="fig versions"><thead><tr>{heads}</tr>'
        f'</thead><tbody>{rows}</tbody></table></div><p class="note">{note}</p>'
    )


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
