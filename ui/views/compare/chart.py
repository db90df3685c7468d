"""The chart of a comparison: how an indicator differs from each pin, with its range."""

from collections.abc import Sequence

from model.files.comparison import Column
from model.province.keys import GROWTH
from ui.charts.theme import theme_name
from ui.pictures.compare import differences_picture
from ui.pictures.draw import draw_picture
from ui.pieces.indicator import choose
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say


def draw_chart(page: Page, compared: Sequence[Column]) -> None:
    """Draw the differences of an indicator with their 90 % ranges."""
    language = page.language
    key = choose(page, list(page.province.modelled), "compare", GROWTH)
    drawn = differences_picture(page, compared, key, theme_name())
    if drawn is None:
        draw_html(macros(language).note(say(language, "sure_undefined")))
        return
    draw_html(macros(language).heading(drawn.finding, drawn.reading))
    draw_picture(page, "compare", drawn, "compare_chart", of=key)
