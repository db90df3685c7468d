"""What other provinces say of the model's numbers: regressions with their standard errors."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from model.province.rows import CrossCheck
from ui.pieces.parameters import choice_link
from ui.pieces.sources import cite
from ui.text.markup import macros
from ui.text.words import name, say

TEMPLATE = "views/look_back/cross_checks.html"
VERDICTS = ("contradicts", "silent", "agrees")


@dataclass(frozen=True)
class CheckLine:
    """A regression as it is written; ``parameter`` leads to the parameter it speaks of."""

    check: CrossCheck
    unit: str
    parameter: Markup


@cache
def checks_html(province: Province, language: str) -> Markup:
    """Draw the verdicts in a sentence and the regressions folded; nothing without any."""
    checks = province.cross_checks.values()
    if not checks:
        return Markup()
    found = Counter(row.verdict for row in checks)
    counted = {verdict: found[verdict] for verdict in VERDICTS}
    result = say(language, "trust_checks_result", all=len(checks), **counted)
    return Markup(macros(language, TEMPLATE).checks(result, checks_table(province, language)))


def checks_table(province: Province, language: str) -> Markup:
    """Draw the regressions on the provinces."""
    checks = province.cross_checks.values()
    lines = [_line(province, row, language) for row in checks]
    used = dict.fromkeys(row.source for row in checks)
    sources = [cite(province.sources[key], language) for key in used]
    return Markup(macros(language, TEMPLATE).table(lines, sources))


def _line(province: Province, check: CrossCheck, language: str) -> CheckLine:
    parameter = province.parameters[check.parameter]
    words = f"{name(parameter, language)} ({parameter.symbol})"
    return CheckLine(
        check,
        name(province.units[check.unit], language),
        choice_link(parameter, language, words),
    )
