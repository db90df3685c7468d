"""The view "Method and data": what the model is, its equations, numbers and weak points."""

from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.pictures.draw import draw_parts
from ui.state.current import Page
from ui.text.markup import draw_html, joined, macros, render
from ui.text.words import say
from ui.views.method import summary
from ui.views.method.assumptions import assumptions_opening, draw_assumptions
from ui.views.method.conflicts import conflicts_html
from ui.views.method.contents import EQUATIONS, contents
from ui.views.method.effects import effects_html
from ui.views.method.equations import draw_equations
from ui.views.method.limits import limits_html
from ui.views.method.observations import PARTS, observations
from ui.views.method.versions import versions_html


def method(page: Page) -> None:
    """Draw the view."""
    language, province = page.language, page.province
    draw_html(joined([opening_html(province, language), assumptions_opening(language)]))
    draw_assumptions(page)
    effects, heading = effects_html(province, language), _equations_heading(province, language)
    draw_html(joined([effects, heading]))
    draw_equations(province, language)
    last = conflicts_html(province, language) + versions_html(province, language)
    draw_parts([*observations(page), last], language)


@cache
def opening_html(province: Province, language: str) -> Markup:
    """Draw what stands on top: contents, one paragraph, one page, limits."""
    return render(
        "views/method/template.html",
        language,
        contents=contents(province, language),
        paragraph=summary.paragraph(province, language),
        summary=summary.page(province, language),
        limits=limits_html(province, language),
    )


@cache
def _equations_heading(province: Province, language: str) -> Markup:
    """Explain the grades and count them."""
    grades = summary.grades_text(province, language)
    text = f"{say(language, 'method_equations_note')} {grades}"
    title = say(language, "method_equations")
    return Markup(macros(language, PARTS).part(EQUATIONS, title, text))
