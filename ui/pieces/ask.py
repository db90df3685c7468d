"""A question that another place of the page puts to *Reach a target*."""

from functools import cache

from markupsafe import Markup

from ui.state.address import setting
from ui.text.markup import macros

PLACE = "reach_question"
"""Where the question stands on the page."""
TEMPLATE = "pieces/ask.html"


@cache
def ask_setting(indicator: str, language: str) -> Markup:
    """Return the attributes of a link that asks what it takes to reach an indicator's target.

    A press opens the view with the indicator chosen and the question answered; the link that one
    copies opens the view.
    """
    return Markup(macros(language, TEMPLATE).asking(indicator, setting(view="reach"), PLACE))
