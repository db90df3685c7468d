"""Contributions to growth by lever group and by channel, as tables that add up."""

from collections.abc import Sequence

from ui.pictures.contributions import DECIMALS, Contribution
from ui.pictures.why import CHANNELS, GROUPS, Growth, growth_text
from ui.state.current import Page
from ui.text.numbers import format_signed
from ui.text.words import say
from web.brief.table import Row, Table


def why_texts(page: Page, growth: Growth) -> tuple[str, str]:
    """Say the growth that is explained, and how far the levers change it."""
    language = page.language
    title = say(language, "why_title", growth=growth_text(growth.end, language))
    change = format_signed(growth.change, DECIMALS, language)
    start = growth_text(growth.start, language)
    return title, say(language, "why_intro", reference=start, change=change)


def contribution_tables(page: Page, growth: Growth) -> Sequence[Table]:
    """Write the contributions by lever group and by channel, each with its total."""
    return [_table(page, by, growth.by(by)) for by in (GROUPS, CHANNELS)]


def _table(page: Page, by: str, found: Sequence[Contribution]) -> Table:
    language = page.language
    total = sum(row.points for row in found)
    return Table(
        head=(say(language, f"why_{by}"), say(language, "why_column_points")),
        rows=[Row(row.label, [_signed(row.points, language)]) for row in found],
        total=Row(say(language, "why_total"), [_signed(total, language)]),
    )


def _signed(points: float, language: str) -> str:
    return format_signed(points, DECIMALS, language)
