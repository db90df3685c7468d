"""Published results beside the model's numbers for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.evidence.benchmarks import ComparedBenchmark, benchmarks, formula_gain
from model.province.province import Province
from model.province.rows import Benchmark
from ui.pieces.sources import Citation, cite
from ui.text.markup import macros
from ui.text.numbers import format_exact, format_number
from ui.text.words import in_language, name, say

TEMPLATE = "views/look_back/benchmarks.html"
INSIDE = "inside"
DECIMALS = {"pp": 2, "ratio": 1}
"""Digits of a benchmark by unit; 3 where none is given."""


@dataclass(frozen=True)
class BenchmarkLine:
    """A published result and the model's number as they are written."""

    title: str
    unit: str
    source: Citation
    note: str
    range: str
    model: str
    verdict: str


@cache
def published_html(province: Province, language: str) -> Markup:
    """Draw the part: what lies outside in a sentence, every result folded; nothing without any."""
    compared = benchmarks(province)
    if not compared:
        return Markup()
    result, table = (write(province, compared, language) for write in (_result, benchmarks_table))
    formula = format_number(formula_gain(province), 3, language)
    return Markup(macros(language, TEMPLATE).published(result, table, formula))


def _result(province: Province, compared: Sequence[ComparedBenchmark], language: str) -> str:
    """Count the results that hold the model's number, and name those that do not."""
    outside = [row for row in compared if row.verdict != INSIDE]
    counted = {"inside": len(compared) - len(outside), "all": len(compared)}
    sentences = [say(language, "trust_benchmarks_result", **counted)]
    if outside:
        lines = [_line(province, row, language) for row in outside]
        named = "; ".join(f"{line.title} ({line.model}; {line.range})" for line in lines)
        sentences.append(say(language, "trust_benchmarks_outside", outside=named))
    return " ".join(sentences)


def benchmarks_table(
    province: Province, compared: Sequence[ComparedBenchmark], language: str
) -> Markup:
    """Draw the published results beside the model's numbers."""
    lines = [_line(province, row, language) for row in compared]
    return Markup(macros(language, TEMPLATE).table(lines))


def _line(province: Province, compared: ComparedBenchmark, language: str) -> BenchmarkLine:
    row = compared.benchmark
    return BenchmarkLine(
        title=name(row, language),
        unit=name(province.units[row.unit], language),
        source=cite(province.sources[row.source], language),
        note=in_language(row, "note", language),
        range=_range(row, language),
        model=format_number(compared.model, DECIMALS.get(row.unit, 3), language),
        verdict=compared.verdict,
    )


def _range(row: Benchmark, language: str) -> str:
    low, high = ("" if end is None else format_exact(end, language) for end in (row.low, row.high))
    if low and high:
        return f"{low} – {high}"
    key = "benchmark_at_most" if high else "benchmark_at_least"
    return say(language, key, low=low, high=high)
