"""The views of the page: each takes a `Page` and draws itself."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .compare import compare
from .html import draw_html
from .method import method
from .outlook import outlook
from .page import Page
from .reach import reach
from .scorecard import legend_html, not_modelled_html, notes_html, scorecard_html
from .style import stacked
from .summary import headline_html, metrics_html, strip_html
from .sure import sure
from .why import why


def headline(page: Page) -> None:
    """Draw the sentence that says what this setting gives; on Indicators the metrics too."""
    draw_html(headline_html(page))
    if page.view == "indicators":
        draw_html(metrics_html(page))


def phone_bar(page: Page) -> str:
    """Return the strip with growth, income and counts, as HTML."""
    return strip_html(page)


def indicators(page: Page) -> None:
    """Draw the scorecard."""
    found = (legend_html(page.province, page.language), scorecard_html(page))
    draw_html(stacked(*found))
    standing = not_modelled_html(page) + notes_html(page.province, page.language)
    draw_html(standing)  # no lever moves it: sent once, then only its hash


VIEWS: Mapping[str, Callable[[Page], None]] = MappingProxyType(
    {
        "indicators": indicators,
        "why": why,
        "sure": sure,
        "compare": compare,
        "reach": reach,
        "outlook": outlook,
        "method": method,
    }
)
