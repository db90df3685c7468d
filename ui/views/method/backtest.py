"""Past years projected again: how the model did in a sentence, and every projection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.evidence.backtest import METHODS, Score, comparable, mean_absolute_error, totals
from model.province.keys import GROWTH
from model.province.province import Province
from model.uncertainty.bands import WIDTHS
from ui.charts.backtest import BAND
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_exact, format_number, format_signed
from ui.text.words import name, say
from ui.views.method.vintages import vintage_mark

TEMPLATE = "views/method/backtest.html"


@dataclass(frozen=True)
class ScoreLine:
    """A projected year as it is written.

    Attributes
    ----------
    area
        It is growth of an area, not of the total.
    forecasts
        Method to its number and its error; without those that made none.
    """

    year: int
    area: bool
    sign: Markup
    title: str
    outcome: str
    forecasts: Mapping[str, tuple[str, str]]
    band: str
    within: str
    marks: str


def result_html(rows: Sequence[Score], language: str) -> Markup:
    """Say in a sentence how the model did against the naive forecast and the mean."""
    compared = comparable(rows)
    errors = {method: mean_absolute_error(compared, method) for method in METHODS}
    model, naive, mean = errors["projected"], errors["naive"], errors["mean"]
    if model is None or naive is None or mean is None:
        return Markup()

    def side(other: float) -> str:
        return say(language, "trust_better" if model < other else "trust_worse")

    text = say(
        language,
        "trust_result",
        count=len(compared),
        all=len(rows),
        model=format_number(model, 2, language),
        naive=format_number(naive, 2, language),
        mean=format_number(mean, 2, language),
        naive_side=side(naive),
        mean_side=side(mean),
        **{f"held{width}": sum(row.within_band(width) for row in rows) for width in WIDTHS},
    )
    return Markup(macros(language, TEMPLATE).result(text))


def backtest_table(province: Province, scores: Sequence[Score], language: str) -> Markup:
    """Draw every projection with its errors, then the mean absolute errors."""
    total = totals(scores)
    averages = [
        (title, {method: _mean_error(among, method, language) for method in METHODS})
        for title, among in (
            (say(language, "trust_error_all"), total),
            (say(language, "trust_error_comparable"), comparable(total)),
        )
    ]
    lines = [_line(province, score, language) for score in scores]
    return Markup(macros(language, TEMPLATE).table(lines, averages))


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
            method: (_projected(score, method, language), format_signed(error, 2, language))
            for method in METHODS
            if (error := score.error(method)) is not None
        },
        band=f"{low} – {high}",
        within=say(language, within, widths=", ".join(widths)),
        marks="; ".join(say(language, f"trust_mark_{rule}") for rule in score.rules),
    )


def _projected(score: Score, method: str, language: str) -> str:
    """Write what a method said; of a target its ends as they were set."""
    if score.target is not None and method == "target":
        return "–".join(format_exact(end, language) for end in dict.fromkeys(score.target))
    return format_number(getattr(score, method), 2, language)


def _mean_error(among: Sequence[Score], method: str, language: str) -> str:
    error = mean_absolute_error(among, method)
    if error is None:
        return UNKNOWN
    count = sum(row.error(method) is not None for row in among)
    text = format_number(error, 2, language)
    return say(language, "trust_error_years", error=text, years=count)
