"""The view "Indicators": every indicator beside its target."""

from ui.state.current import Page
from ui.text.markup import draw_html, stacked
from ui.views.indicators.scorecard import legend_html, not_modelled_html, notes_html, scorecard_html


def indicators(page: Page) -> None:
    """Draw the scorecard."""
    found = (legend_html(page.province, page.language), scorecard_html(page))
    draw_html(stacked(page.language, *found))
    standing = not_modelled_html(page) + notes_html(page.province, page.language)
    draw_html(standing)  # no lever moves it: sent once, then only its hash
