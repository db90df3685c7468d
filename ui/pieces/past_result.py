"""How the model did in past years, in a sentence."""

from collections.abc import Sequence

from model.evidence.backtest import MODEL, Comparison, Score, comparisons, held
from model.uncertainty.bands import WIDTHS
from ui.text.numbers import format_number
from ui.text.words import say


def result_text(rows: Sequence[Score], language: str) -> str:
    """Say how the model did, and beside which simple forecasts it came closer or not."""
    if not rows:
        return ""
    model, *rivals = comparisons(rows)
    worst = max(rows, key=lambda row: abs(row.error(MODEL)))
    sentences = (
        say(
            language,
            "trust_result",
            all=model.years,
            model=format_number(model.missed, 1, language),
            worst=format_number(abs(worst.error(MODEL)), 1, language),
            worst_year=worst.year,
        ),
        _named("trust_closer", [row for row in rivals if row.model_better], language),
        _named("trust_no_closer", [row for row in rivals if not row.model_better], language),
        say(
            language,
            "trust_bands",
            all=model.years,
            **{f"held{width}": held(rows, width) for width in WIDTHS},
        ),
    )
    return " ".join(filter(None, sentences))


def _named(sentence: str, rivals: Sequence[Comparison], language: str) -> str:
    """Name rivals in a sentence; nothing without any."""
    names = ", ".join(say(language, f"trust_rival_{row.method}") for row in rivals)
    return say(language, sentence, rivals=names) if names else ""
