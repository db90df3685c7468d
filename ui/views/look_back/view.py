"""The view "Look back": what came beside what had been projected, and other tests of the model."""

from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.charts.theme import theme_name
from ui.pictures.draw import draw_parts
from ui.state.current import Page
from ui.text.markup import draw_html, joined, macros
from ui.text.words import say
from ui.views.look_back.benchmarks import published_html
from ui.views.look_back.cross_checks import checks_html
from ui.views.look_back.doubts import doubts_html
from ui.views.look_back.earlier_years import earlier_years
from ui.views.look_back.files import files_html
from ui.views.look_back.misses import misses
from ui.views.look_back.outcomes import lead_html, outcomes
from ui.views.look_back.provinces import provinces


def look_back(page: Page) -> None:
    """Draw the view; no lever moves it."""
    language, province, theme = page.language, page.province, theme_name()
    draw_html(joined([_opening(province, language), lead_html(province, language)]))
    draw_parts(
        [
            outcomes(page),
            *misses(page, theme),
            *earlier_years(page, theme),
            *provinces(page, theme),
            published_html(province, language)
            + checks_html(province, language)
            + doubts_html(language)
            + files_html(province, language),
        ],
        language,
    )


@cache
def _opening(province: Province, language: str) -> Markup:
    """Say what the view answers."""
    areas = {row.area for row in province.comparators}
    intro = say(language, "look_back_intro", provinces=len(areas))
    return Markup(macros(language).opening(say(language, "look_back_title"), intro))
