"""The view "Compare": pinned scenarios beside the present one, in one chart and one table."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from model.files.comparison import Column, columns
from ui.pictures.draw import Placed, draw_parts
from ui.pieces.downloads import FileLink, files_html, made_today
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.compare.chart import chosen_chart
from ui.views.compare.pins import draw_pins
from ui.views.compare.tables import (
    indicators_table,
    legend_html,
    levers_table,
)


def compare(page: Page) -> None:
    """Draw the pins and, with at least one, the chart, the tables and the downloads."""
    title, intro = (say(page.language, f"compare_{key}") for key in ("title", "intro"))
    draw_html(macros(page.language).opening(title, intro))
    draw_pins(page)
    compared = columns(page.scenario)
    if len(compared) == 1:
        return
    draw_parts(_parts(page, compared), page.language)


def _parts(page: Page, compared: Sequence[Column]) -> Iterator[Markup | Placed]:
    """Make the chart first, so that it leaves before the tables are made."""
    yield from chosen_chart(page, compared)
    yield indicators_table(page, compared) + legend_html(page) + levers_table(page, compared)
    yield files_html(page.language, compared_files(page.language))


def compared_files(language: str) -> list[FileLink]:
    """List the files of a comparison."""
    addresses = {
        "xlsx": made_today("compare.xlsx"),
        "vi": "compare.vi.csv",
        "iamc": "compare.csv",
    }
    return [
        FileLink(f"compare_{key}", address, say(language, f"compare_{key}"))
        for key, address in addresses.items()
    ]
