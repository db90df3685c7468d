"""The published versions of the model."""

from functools import cache
from html import escape

from model.province.province import Province
from ui.text.numbers import format_date, format_number
from ui.text.words import say

POINTS = 2


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
