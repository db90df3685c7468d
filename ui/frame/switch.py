"""The switch of the views: links, so that each view is a step of the history."""

from functools import cache

from markupsafe import Markup

from ui.state.address import setting
from ui.state.link import VIEWS
from ui.text.markup import render


@cache
def views_html(shown: str, language: str) -> Markup:
    """Draw the switch with the view that is shown marked."""
    views = [(view, setting(view=view)) for view in VIEWS]
    return render("frame/switch.html", language, views=views, shown=shown)
