"""What was set and what it gives, above every view."""

from model.scenario.warnings import warnings
from ui.frame.assumed import assumed_html
from ui.frame.head import sentence_html, warnings_html
from ui.frame.headline import headline_html, phone_bar_html
from ui.frame.metrics import metrics_html
from ui.state.current import Page
from ui.text.markup import draw_html, stacked


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
    draw_html(f"{stacked(page.language, *found)}{phone_bar_html(page)}")
