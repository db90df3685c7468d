"""What the sidebar holds: the drawer's strip, undo and redo, and the panel of levers."""

from markupsafe import Markup

from ui.frame.levers.panel import TEMPLATE, levers_panel
from ui.frame.summary.strip import strip_html
from ui.state.current import Page
from ui.state.history import Trail
from ui.text.markup import draw_html, macros


def draw_levers(page: Page, trail: Trail) -> None:
    """Draw what stands above the levers and the panel.

    The panel is the same in every run of a language; ui/browser/levers.js fills in what the address
    says and puts every move there.
    """
    draw_html(_top_html(page, trail))
    levers_panel(page.province, page.language)(key=f"levers_{page.language}")


def _top_html(page: Page, trail: Trail) -> Markup:
    steps = [("undo", trail.back), ("redo", trail.onward)]
    return Markup(macros(page.language, TEMPLATE).top(strip=strip_html(page), steps=steps))
