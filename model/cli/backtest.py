"""The command ``backtest``."""

import argparse
from collections.abc import Iterator

from model.cli.command import Command
from model.cli.output import write
from model.evidence.backtest import RIVALS, Score, backtest, comparisons, held, totals
from model.province.province import Province
from model.uncertainty.bands import WIDTHS

NAMES = {
    "projected": "model",
    "nation": "nation",
    "world_bank": "WB",
    "naive": "naive",
    "mean": "mean",
    "target": "target",
}
HEAD = """growth in per cent
nation: target of the National Assembly, WB: forecast of the World Bank, both for the nation and
with no gap; naive: the year before; mean: of the years known; target: the province's own
"""


def _add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``backtest``: there are none."""


def _run(province: Province, given: argparse.Namespace) -> None:
    """Project each year with what was known before it, and print the errors."""
    write("\n".join(_lines(backtest(province))) + "\n", None)


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


def _said(row: Score, method: str) -> str:
    """Write what a method said, a range with both ends."""
    ends = dict.fromkeys(row.forecasts.get(method, ()))
    return "-".join(f"{end:.2f}" if len(ends) == 1 else f"{end:g}" for end in ends) or "–"


COMMAND = Command("project past years with what was known and score them", _add, _run)
