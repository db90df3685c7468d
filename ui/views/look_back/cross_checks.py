"""What other provinces say of the model's numbers: regressions with their standard errors."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import CrossCheck
from ui.pieces.parameters import choice_link
from ui.pieces.sources import Citation, cite
from ui.text.markup import macros
from ui.text.words import name

TEMPLATE = "views/look_back/cross_checks.html"


@dataclass(frozen=True)
class CheckLine:
    """A regression as it is written; ``parameter`` leads to the parameter it speaks of."""

    check: CrossCheck
    unit: str
    parameter: Markup
    source: Citation


@cache
def checks_html(province: Province, language: str) -> Markup:
    """Draw the regressions, folded."""
    return Markup(macros(language, TEMPLATE).checks(checks_table(province, language)))


def checks_table(province: Province, language: str) -> Markup:
    """Draw the regressions on the provinces."""
    lines = [_line(province, row, language) for row in province.cross_checks.values()]
    return Markup(macros(language, TEMPLATE).table(lines))


def _line(province: Province, check: CrossCheck, language: str) -> CheckLine:
    parameter = province.parameters[check.parameter]
    return CheckLine(
        check,
        name(province.units[check.unit], language),
        choice_link(parameter, language, parameter.symbol),
        cite(province.sources[check.source], language),
    )
