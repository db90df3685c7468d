"""The views of the page: each takes a `Page` and draws itself."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .assumptions import assumed_html
from .compare import compare
from .header import sentence_html, warnings_html
from .html import draw_html
from .method import method
from .outlook import outlook
from .page import Page
from .reach import reach
from .scorecard import legend_html, not_modelled_html, notes_html, scorecard_html
from .style import stacked
from .summary import headline_html, metrics_html, phone_bar_html
from .sure import sure
from .warnings import warnings
from .why import why


def headline(page: Page) -> None:
    """Draw what was set and what it gives; on Indicators the metrics too.

    One element holds what every move changes: each element more costs every run time.
    """
    warned = warnings(page.province, page.scenario, page.rows)
    found = (
        sentence_html(page),
        headline_html(page),
        metrics_html(page) if page.view == "indicators" else "",
        assumed_html(page),
        warnings_html(warned, page.language),
    )
    draw_html(stacked(*found) + phone_bar_html(page))


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
