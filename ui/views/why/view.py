"""The view "Why": where growth comes from, by lever group and by channel."""

from markupsafe import Markup

from ui.charts.theme import theme_name
from ui.pictures.contributions import DECIMALS
from ui.pictures.draw import draw_picture
from ui.pictures.why import CHANNELS, GROUPS, Growth, explained, growth_text, waterfall_picture
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_signed
from ui.text.words import say
from ui.views.why.changes import changes_table, reader_changes
from ui.views.why.contributions import TEMPLATE, contributions_table


def why(page: Page) -> None:
    """Draw the waterfalls, their figures and what was changed."""
    language, shared = page.language, macros(page.language)
    growth = explained(page)
    opening = _opening(page, growth)
    for by in (GROUPS, CHANNELS):
        draw_html(opening + shared.heading(say(language, f"why_{by}")))
        drawn = waterfall_picture(page, growth, by, theme_name())
        draw_picture(page, "why", drawn, f"why_{by}", by=by)
        opening = Markup()
    tables = (
        contributions_table(page, GROUPS, growth.groups),
        contributions_table(page, CHANNELS, growth.channels),
        changes_table(page, reader_changes(page)),
    )
    draw_html(macros(language, TEMPLATE).tables(tables))


def _opening(page: Page, growth: Growth) -> Markup:
    """Say the growth of the scenario and how far the levers change it."""
    language = page.language
    title = say(language, "why_title", growth=growth_text(growth.end, language))
    text = say(
        language,
        "why_intro",
        reference=growth_text(growth.start, language),
        change=format_signed(growth.change, DECIMALS, language),
    )
    return Markup(macros(language).opening(title, text))
