"""The view "How sure": the effect of the levers and the level, each with its own band."""

from model.province.keys import GROWTH, INCOME
from model.scenario.link import SIGMA
from model.uncertainty.bands import Spread
from ui.charts.theme import theme_name
from ui.pictures.draw import draw_picture
from ui.pictures.sure import bands_picture, spreads
from ui.pieces.indicator import choose, found_html, titled_html
from ui.pieces.parameter_entry import draw_entry
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact, format_number
from ui.text.words import say
from ui.views.how_sure.bands import bands_table, share_text
from ui.views.how_sure.chances import chances_table
from ui.views.how_sure.drivers import draw_drivers
from ui.views.how_sure.split import split_table

ALWAYS = (GROWTH, INCOME)


def sure(page: Page) -> None:
    """Draw the two bands of three indicators, their figures and the size of the residual."""
    language = page.language
    pieces = macros(language)
    found = spreads(page)
    draw_html(pieces.opening(say(language, "sure_title"), say(language, "sure_intro")))
    for key in ALWAYS:
        _draw_bands(page, found, key)
    chosen = choose(page, list(page.province.modelled), "sure")
    shown = list(dict.fromkeys((*ALWAYS, chosen)))
    if chosen not in ALWAYS:
        _draw_bands(page, found, chosen)
    draw_html(bands_table(page, found, shown) + chances_table(page, found))
    draw_html(split_table(page, found, shown))
    _draw_sigma(page)
    draw_drivers(page, chosen)
    count = format_number(found.size, 0, language)
    draw_html(pieces.note(say(language, "sure_note", count=count)))


def _draw_bands(page: Page, found: Spread, key: str) -> None:
    language, indicator = page.language, page.province.indicators[key]
    drawn = bands_picture(page, found, key, theme_name())
    title = titled_html(page, indicator) if drawn is None else found_html(page, key, drawn.finding)
    draw_html(macros(language).heading(title, share_text(page, found, key)))
    if drawn is not None:
        place = key if key in ALWAYS else "chosen"
        draw_picture(page, "sure", drawn, f"sure_{place}", of=key)


def _draw_sigma(page: Page) -> None:
    """Let the reader set the usual miss of a one-year projection; it travels in the link."""
    province, language = page.province, page.language
    row = province.parameters[SIGMA]
    value = page.scenario.parameters.get(SIGMA, row.default)
    low, high, default = (format_exact(n, language) for n in (row.low, row.high, row.default))
    title = say(language, "sigma_title", value=format_exact(value, language))
    text = say(language, "sigma_note", low=low, high=high, default=default, grade=row.grade)
    draw_html(macros(language).heading(title, text))
    draw_entry(page, row, "sigma")
