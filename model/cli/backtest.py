"""The command ``backtest``."""

import argparse
from collections.abc import Iterator

from model.cli.output import write
from model.evidence import provinces
from model.evidence.backtest import RIVALS, Score, backtest, comparisons, held, totals
from model.evidence.clustered import Estimate
from model.province.province import Province
from model.uncertainty.bands import WIDTHS

NAMES = {
    "projected": "model",
    "nation": "nation",
    "world_bank": "WB",
    "naive": "naive",
    "mean": "mean",
    "target": "target",
    "rule": "rule",
    "nation_known": "nation known",
}
"""Short names of methods, here and of the provinces of the region."""
HEAD = """growth in per cent
nation: target of the National Assembly, WB: forecast of the World Bank, both for the nation and
with no gap; naive: the year before; mean: of the years known; target: the province's own
"""


HEAD_OF_PROVINCES = """
provinces of the region: mean absolute error ± standard error by year, rms and bias, points
rule: target of the National Assembly and the shrunk gap of the province; nation: no gap, as the
model on the trend; mean: of its other years; nation known: the rule with the nation's growth
"""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``backtest``: there are none."""


def run(province: Province, given: argparse.Namespace) -> None:
    """Project each year with what was known before it, and print the errors."""
    lines = (*_lines(backtest(province)), *_provinces(provinces.scores(province)))
    write("\n".join(lines) + "\n", None)


def _lines(scores: tuple[Score, ...]) -> Iterator[str]:
    yield HEAD
    layout = "{:15} {:>4} {:>8} {:>6} {:>14} {:>8} {:>8} {:>8} {:>8} {:>8}  {:9} {}"
    rivals = [NAMES[method] for method in RIVALS]
    yield layout.format(
        "indicator", "year", "outcome", "model", "90 % band", *rivals, "held", "rules"
    )
    for row in scores:
        low, high = row.bands[90]
        yield layout.format(
            row.key,
            row.year,
            f"{row.outcome:.2f}",
            f"{row.projected:.2f}",
            f"{low:.2f} – {high:.2f}",
            *(_said(row, method) for method in RIVALS),
            " ".join(str(width) for width in sorted(WIDTHS) if row.within_band(width)) or "none",
            ", ".join(row.rules),
        )
    yield ""
    yield "total: mean absolute error (MAE) and CRPS, points; the model in the same years"
    layout = "{:15} {:>5} {:>6} {:>6} {:>10} {:>10}"
    yield layout.format("forecast", "years", "MAE", "CRPS", "model MAE", "model CRPS")
    for found in comparisons(totals(scores)):
        numbers = (found.missed, found.crps, found.model_missed, found.model_crps)
        yield layout.format(
            NAMES[found.method], found.years, *(f"{number:.2f}" for number in numbers)
        )
    rows = totals(scores)
    for width in sorted(WIDTHS):
        yield f"{width} % band: held in {held(rows, width)} of {len(rows)} years"


def _provinces(scores: tuple[provinces.Scored, ...]) -> Iterator[str]:
    """Tell how one rule does at every province; nothing without their figures."""
    if not scores:
        return
    yield HEAD_OF_PROVINCES
    layout = "{:13} {:>5} {:>10} {:>6} {:>12} {:>6} {:>6} {:>10} {:>14}"
    heads = ("rows", "provinces", "years", "MAE", "rms", "bias", "rule MAE", "less rule")
    yield layout.format("forecast", *heads)
    for found in provinces.comparisons(scores):
        numbers = (f"{number:.2f}" for number in (found.rms, found.bias, found.rule_missed))
        yield layout.format(
            *(NAMES[found.method], found.rows, found.areas, found.years),
            _with_error(found.missed),
            *numbers,
            _with_error(found.beside),
        )


def _with_error(found: Estimate) -> str:
    error = "–" if found.error is None else f"{found.error:.2f}"
    return f"{found.value:.2f} ± {error}"


def _said(row: Score, method: str) -> str:
    """Write what a method said, a range with both ends."""
    ends = dict.fromkeys(row.forecasts.get(method, ()))
    return "-".join(f"{end:.2f}" if len(ends) == 1 else f"{end:g}" for end in ends) or "–"
