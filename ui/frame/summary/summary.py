"""What was set and what it gives, above every view."""

from markupsafe import Markup

from ui.frame.summary.assumed import assumed_parts
from ui.frame.summary.metrics import metrics
from ui.frame.summary.statuses import status_names
from ui.frame.summary.strip import strip_html
from ui.pieces.headline import headline
from ui.pieces.sentence import sentence
from ui.pieces.status import status_counts
from ui.pieces.warned import warned
from ui.state.address import changes
from ui.state.current import Page
from ui.text.markup import draw_html, render


def draw_summary(page: Page) -> None:
    """Draw what was set and what it gives; on Indicators the metrics too.

    One element holds what every move changes: each element more costs every run time.
    """
    draw_html(summary_html(page))


def summary_html(page: Page) -> Markup:
    """Write sentence, headline, metrics, own assumptions and warnings, and the phone's bar."""
    return render(
        "frame/summary/template.html",
        page.language,
        base_year=page.province.base_year,
        sentence=sentence(page),
        headline=headline(page),
        counts=status_counts(page.rows),
        status_names=status_names(page.province, page.language),
        metrics=metrics(page) if page.view == "indicators" else (),
        assumed=assumed_parts(page),
        warned=warned(page),
        strip=strip_html(page),
        changed=len(changes(page.province, page.scenario.levers, page.plan)),
    )
