"""The view "Method and data": what the model is, its equations, numbers and weak points."""

from model.province.province import Province
from ui.state.current import Page
from ui.text.markup import draw_html, macros, render
from ui.text.words import say
from ui.views.method.assumptions import draw_assumptions
from ui.views.method.conflicts import draw_conflicts
from ui.views.method.effects import effects_html
from ui.views.method.equations import draw_equations
from ui.views.method.evidence import draw_evidence
from ui.views.method.limits import limits_html
from ui.views.method.observations import draw_observations
from ui.views.method.versions import versions_html

GRADES = ("A", "B", "C")


def method(page: Page) -> None:
    """Draw the view."""
    language, province = page.language, page.province
    draw_html(
        render(
            "views/method/template.html",
            language,
            base=province.base_year,
            last=province.last_year,
            limits=limits_html(province, language),
        )
    )
    draw_assumptions(page)
    draw_evidence(page)
    draw_html(effects_html(province, language))
    title = say(language, "method_equations")
    draw_html(macros(language).heading(title, grades_text(province, language)))
    draw_equations(province, language)
    draw_observations(page)
    draw_conflicts(province, language)
    draw_html(versions_html(province, language))


def grades_text(province: Province, language: str) -> str:
    """Explain the grades and count them."""
    rows = province.assumptions.values()
    counted = {grade: sum(row.grade == grade for row in rows) for grade in GRADES}
    texts = (
        say(language, "method_equations_note"),
        say(language, "method_grades", total=len(rows), **counted),
    )
    return " ".join(texts)
