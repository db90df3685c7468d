"""Past years projected again: every projection, and every way to forecast it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.evidence.backtest import METHODS, MODEL, Comparison, Score, comparisons, totals
from model.evidence.origin import RULES
from model.province.keys import GROWTH
from model.province.province import Province
from model.uncertainty.bands import WIDTHS
from ui.charts.backtest import BAND
from ui.text.markup import macros
from ui.text.numbers import format_number, format_signed
from ui.text.words import name, say
from ui.views.look_back.vintages import vintage_mark

TEMPLATE = "views/look_back/backtest.html"


@dataclass(frozen=True)
class ScoreLine:
    """A projected year as it is written.

    Attributes
    ----------
    area
        It is growth of an area, not of the total.
    forecasts
        Method to what it said and its error; without those that said nothing.
    """

    year: int
    area: bool
    sign: Markup
    title: str
    outcome: str
    forecasts: Mapping[str, tuple[str, str]]
    band: str
    within: str


@dataclass(frozen=True)
class ComparisonLine:
    """A method beside the model in the same years, as it is written."""

    title: str
    years: int
    missed: str
    crps: str
    model_missed: str
    model_crps: str


def backtest_table(province: Province, scores: Sequence[Score], language: str) -> Markup:
    """Draw every projection with its error, what was missing, and every method beside the model."""
    lines = [_line(province, score, language) for score in scores]
    beside = [_beside(row, language) for row in comparisons(totals(scores))]
    marks = _marks(totals(scores), language)
    return Markup(macros(language, TEMPLATE).tables(lines, marks, beside))


def _line(province: Province, score: Score, language: str) -> ScoreLine:
    low, high = (format_number(end, 2, language) for end in score.bands[BAND])
    widths = [str(width) for width in sorted(WIDTHS) if score.within_band(width)]
    within = "trust_held" if widths else "trust_held_none"
    return ScoreLine(
        year=score.year,
        area=score.key != GROWTH,
        sign=vintage_mark(province, score.key, score.year, language),
        title=name(province.indicators[score.key], language),
        outcome=format_number(score.outcome, 2, language),
        forecasts={
            method: (
                _said(score, method, language),
                format_signed(score.error(method), 2, language),
            )
            for method in METHODS
            if method in score.forecasts
        },
        band=f"{low} – {high}",
        within=say(language, within, widths=", ".join(widths)),
    )


def _marks(rows: Sequence[Score], language: str) -> list[str]:
    """Say what was missing and what stood in, with the years."""
    years = {rule: [str(row.year) for row in rows if rule in row.rules] for rule in RULES}
    return [
        say(language, f"trust_mark_{rule}", years=", ".join(found))
        for rule, found in years.items()
        if found
    ]


def _said(score: Score, method: str, language: str) -> str:
    """Write what a method said, a range with as many decimals as its ends were set with."""
    low, high = score.forecasts[method]
    if low == high:
        return format_number(low, 2, language)
    decimals = 0 if low.is_integer() and high.is_integer() else 1 if _tenths(low, high) else 2
    return "–".join(format_number(end, decimals, language) for end in (low, high))


def _tenths(*values: float) -> bool:
    return all(round(value, 1) == value for value in values)


def _beside(row: Comparison, language: str) -> ComparisonLine:
    column = "model" if row.method == MODEL else row.method
    return ComparisonLine(
        title=say(language, f"column_trust_{column}"),
        years=row.years,
        missed=format_number(row.missed, 2, language),
        crps=format_number(row.crps, 2, language),
        model_missed=format_number(row.model_missed, 2, language),
        model_crps=format_number(row.model_crps, 2, language),
    )
