"""The view "Indicators": every indicator beside its target."""

from ui.pictures.draw import links_html
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.views.indicators.scorecard import TEMPLATE, not_modelled_html, scorecard_html


def indicators(page: Page) -> None:
    """Draw the scorecard."""
    drawn, year = macros(page.language, TEMPLATE), page.province.base_year
    pieces = drawn.key(year), scorecard_html(page), links_html("targets", "targets", page.language)
    draw_html(macros(page.language).stacked(pieces))
    # No lever moves the rest: it is sent once, then only its hash.
    draw_html(not_modelled_html(page) + drawn.notes(year))
