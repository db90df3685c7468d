"""What other provinces say of the model's numbers: regressions with their standard errors."""

from dataclasses import dataclass

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import CrossCheck
from ui.pieces.parameters import choice_button
from ui.pieces.sources import Citation, cite
from ui.text.markup import render
from ui.text.words import name


@dataclass(frozen=True)
class CheckLine:
    """A regression as it is written; ``button`` leads to the parameter it speaks of."""

    check: CrossCheck
    unit: str
    button: Markup
    source: Citation


def checks_table(province: Province, language: str) -> Markup:
    """Draw the regressions on the provinces."""
    lines = [_line(province, row, language) for row in province.cross_checks.values()]
    return render("views/method/cross_checks.html", language, lines=lines)


def _line(province: Province, check: CrossCheck, language: str) -> CheckLine:
    parameter = province.parameters[check.parameter]
    return CheckLine(
        check,
        name(province.units[check.unit], language),
        choice_button(parameter, language, parameter.symbol),
        cite(province.sources[check.source], language),
    )
