"""The equations of docs/MODEL.md, each with a caption, beside the parameters they take."""

import re
from dataclasses import dataclass
from functools import cache

import streamlit as st
from markupsafe import Markup

from model.evidence.equations_document import equations
from model.province.province import Province
from model.province.rows import Parameter
from ui.pieces.parameters import choice_button, place_of, settable, symbol_html
from ui.pieces.sources import source_html
from ui.text.markup import draw_html, render
from ui.text.words import in_language, name, say

UNUSED = "unused"
_ALIGNED = re.compile(r"\\(?:begin|end)\{aligned\}")
_PART = re.compile(r"\\begin\{cases\}.*?\\end\{cases\}|\\\\|&|[^\\&]+|\\", re.DOTALL)


@dataclass(frozen=True)
class ParameterLine:
    """A parameter as a line of a table; ``low`` and ``high`` are None where they are one."""

    symbol: Markup
    name: str
    unit: str
    default: float
    low: float | None
    high: float
    drawn: bool
    change: Markup
    grade: str
    source: Markup
    note: str


def draw_equations(province: Province, language: str) -> None:
    """Draw every block folded: its equations and their parameters; last what no equation takes."""
    for block in (*equations(), UNUSED):
        rows = block_parameters(province, block)
        block_title = say(language, f"block_{block}")
        with st.expander(say(language, "method_block_title", title=block_title, count=len(rows))):
            if block != UNUSED:
                st.markdown(block_markdown(block, language))
            if rows:
                draw_html(parameters_html(province, block, language))


@cache
def block_parameters(province: Province, block: str) -> tuple[Parameter, ...]:
    """Return the parameters of a block; of ``unused`` those that no equation takes."""
    if block == UNUSED:
        return tuple(row for row in province.parameters.values() if not row.used)
    symbols = {symbol for equation in equations()[block] for symbol in equation.symbols}
    return tuple(row for row in province.assumptions.values() if row.symbol in symbols)


@cache
def block_markdown(block: str, language: str) -> str:
    """Write the equations of a block as markdown with LaTeX, each under its caption."""
    parts = []
    for equation in equations()[block]:
        number = say(language, "method_equation_number", number=equation.number)
        parts.append(f"{number}. {say(language, f'equation_{equation.number}')}")
        parts += [
            f"$$\n{formula}\n$$" for display in equation.displays for formula in formulas(display)
        ]
    return "\n\n".join(parts)


def formulas(display: str) -> list[str]:
    """Cut a display into its aligned lines; one with nothing before its mark continues another.

    Each becomes a formula of its own, which a phone can break: an aligned array it cannot.
    """
    found, marks = [""], 0
    for part in _PART.findall(_ALIGNED.sub("", display)):
        if part == r"\\":
            found.append("")
            marks = 0
        elif part != "&":
            found[-1] += part
        else:
            if not marks and len(found) > 1 and not found[-1].strip():
                found.pop()
            elif marks % 2:
                found[-1] += r"\quad "
            marks += 1
    return [" ".join(formula.split()) for formula in found]


@cache
def parameters_html(province: Province, block: str, language: str) -> Markup:
    """Draw the parameters of a block as a table, at the place that links lead to."""
    lines = [_line(province, row, language) for row in block_parameters(province, block)]
    return render("views/method/parameters.html", language, place=place_of(block), lines=lines)


def _line(province: Province, row: Parameter, language: str) -> ParameterLine:
    return ParameterLine(
        symbol=symbol_html(row.symbol, language),
        name=name(row, language),
        unit=name(province.units[row.unit], language),
        default=row.default,
        low=None if row.low == row.high else row.low,
        high=row.high,
        drawn=row.distribution == "triangular",
        change=choice_button(row, language) if settable(row) else Markup(),
        grade=row.grade,
        source=source_html(province.sources[row.source], language),
        note=in_language(row, "note", language),
    )
