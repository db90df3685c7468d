"""The chart of a comparison: how an indicator differs from each pin, with its range."""

from collections.abc import Sequence

from markupsafe import Markup

from model.files.comparison import Column
from model.province.keys import GROWTH
from ui.charts.theme import theme_name
from ui.pictures.choices import OF
from ui.pictures.compare import differences_picture
from ui.pictures.draw import Placed
from ui.pieces.indicator import choose
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.words import say


def chosen_chart(page: Page, compared: Sequence[Column]) -> Sequence[Markup | Placed]:
    """Let the reader choose an indicator; return its differences with their 90 % ranges."""
    language = page.language
    key = choose(page, list(page.province.modelled), "compare", GROWTH)
    drawn = differences_picture(page, compared, key, theme_name())
    if drawn is None:
        return [Markup(macros(language).note(say(language, "sure_undefined")))]
    head = Markup(macros(language).heading(drawn.finding, drawn.reading))
    return [head, Placed(drawn, "compare", "compare_chart", {OF: key})]
