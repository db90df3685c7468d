"""The line at the foot of every view."""

from functools import cache
from html import escape

from model.province.province import Province
from ui.state.address import changing_link
from ui.text.numbers import format_date
from ui.text.words import say

LIMITS = "limits"
"""Name of the place of the limits on the method view."""


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
