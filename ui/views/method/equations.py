"""The equations of the model beside their parameters, from ``ui/equations.csv``."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from html import escape
from types import MappingProxyType

from model.province.province import Province
from model.province.rows import Parameter
from ui.pieces.parameters import choice_button, settable, symbol_html
from ui.pieces.sources import source_html
from ui.pieces.table import number_cell, wide_table
from ui.text.numbers import format_exact
from ui.text.words import UI, name, say

UNUSED = "unused"


@dataclass(frozen=True)
class Equation:
    """An equation in LaTeX; ``parameters`` are patterns of parameter keys."""

    block: str
    number: str
    latex: str
    parameters: tuple[str, ...]
    caption_vi: str
    caption_en: str


@cache
def equations() -> Mapping[str, tuple[Equation, ...]]:
    """Read the equations, block by block."""
    with (UI / "views" / "method" / "equations.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Equation(block, number, latex, tuple(parameters.split()), vi, en)
            for block, number, latex, parameters, vi, en in list(csv.reader(file, strict=True))[1:]
        ]
    blocks = dict.fromkeys(row.block for row in rows)
    return MappingProxyType({key: tuple(r for r in rows if r.block == key) for key in blocks})


@cache
def block_parameters(province: Province, block: str) -> tuple[Parameter, ...]:
    """Return the parameters of a block; of ``unused`` those that no equation takes."""
    if block == UNUSED:
        return tuple(row for row in province.parameters.values() if not row.used)
    patterns = [pattern for row in equations()[block] for pattern in row.parameters]
    return tuple(
        row
        for key, row in province.assumptions.items()
        if any(fnmatchcase(key, pattern) for pattern in patterns)
    )


def block_markdown(block: str, language: str) -> str:
    """Write the equations of a block as markdown with LaTeX."""
    parts = []
    for row in equations()[block]:
        caption = row.caption_vi if language == "vi" else row.caption_en
        if row.number:
            number = say(language, "method_equation_number", number=row.number)
            caption = f"{number}. {caption}"
        parts.append(f"{caption}\n\n$$\n{row.latex}\n$$")
    return "\n\n".join(parts)


@cache
def parameters_html(province: Province, rows: tuple[Parameter, ...], language: str) -> str:
    """Draw parameters as a table: symbol, name, default, range, grade, source."""
    keys = ("symbol", "name", "default", "range", "grade", "source")
    body = [_parameter(province, row, language) for row in rows]
    return wide_table(keys, body, language)


def _parameter(province: Province, row: Parameter, language: str) -> str:
    unit = name(province.units[row.unit], language)
    low, default, high = (
        format_exact(value, language) for value in (row.low, row.default, row.high)
    )
    limits = "–" if row.low == row.high else f"{low} – {high}"
    if row.distribution == "triangular":
        limits += f" <small>{escape(say(language, 'drawn'))}</small>"
    if settable(row):
        limits += f" {choice_button(row, language)}"
    source = source_html(province.sources[row.source], language)
    if row.note:
        source += f'<br><small lang="en">{escape(row.note)}</small>'
    return (
        f'<tr><th scope="row">{symbol_html(row.symbol, language)}</th>'
        f'<td class="t main">{escape(name(row, language))} <small>{escape(unit)}</small></td>'
        f"{number_cell('default', default, language)}{number_cell('range', limits, language)}"
        f"{number_cell('grade', row.grade, language)}"
        f'<td class="t row">{source}</td></tr>'
    )
