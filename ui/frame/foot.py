"""The line at the foot of every view."""

from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.state.address import setting
from ui.text.markup import render

LIMITS = "limits"
"""Name of the place of the limits on the method view."""


@cache
def foot_html(province: Province, language: str) -> Markup:
    """Draw the line at the foot of every view: no forecast, the way to the limits, the version."""
    return render(
        "frame/foot.html",
        language,
        there=setting(view="method"),
        place=LIMITS,
        version=province.version,
        changed=province.changed,
    )
