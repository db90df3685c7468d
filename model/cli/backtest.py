"""The command ``backtest``."""

import argparse
from collections.abc import Iterator

from model.cli.command import Command
from model.cli.output import write
from model.evidence.backtest import (
    METHODS,
    Score,
    backtest,
    comparable,
    mean_absolute_error,
    totals,
)
from model.province.province import Province
from model.uncertainty.bands import WIDTHS

NAMES = {"projected": "model", "naive": "naive", "mean": "mean", "target": "target"}


def _add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``backtest``: there are none."""


def _run(province: Province, given: argparse.Namespace) -> None:
    """Project each year with what was known before it, and print the errors."""
    write("\n".join(_lines(backtest(province))) + "\n", None)


def _lines(scores: tuple[Score, ...]) -> Iterator[str]:
    layout = "{:15} {:>4} {:>8} {:>8} {:>8} {:>8} {:>8} {:>14}  {:10} {}"
    methods = [NAMES[method] for method in METHODS]
    yield "growth in per cent; naive: growth of the year before, mean: of the years before that"
    yield layout.format(
        "indicator", "year", "outcome", *methods, "90 % band", "held", "rules for missing inputs"
    )
    for row in scores:
        low, high = row.bands[90]
        target = row.target
        yield layout.format(
            row.key,
            row.year,
            f"{row.outcome:.2f}",
            *(_number(value) for value in (row.projected, row.naive, row.mean)),
            "–" if target is None else "–".join(f"{end:g}" for end in dict.fromkeys(target)),
            f"{low:.2f} – {high:.2f}",
            " ".join(str(width) for width in sorted(WIDTHS) if row.within_band(width)) or "none",
            ", ".join(row.rules),
        )
    for name, rows in (
        ("all years of the total", totals(scores)),
        ("years with a naive forecast", comparable(scores)),
    ):
        errors = ", ".join(
            f"{NAMES[method]} {_number(mean_absolute_error(rows, method))}"
            f" ({sum(row.error(method) is not None for row in rows)})"
            for method in METHODS
        )
        yield f"mean absolute error, points (years), {name}: {errors}"
    for width in sorted(WIDTHS):
        rows = totals(scores)
        held = sum(row.within_band(width) for row in rows)
        yield f"{width} % band: held in {held} of {len(rows)} years"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


COMMAND = Command("project past years with what was known and score them", _add, _run)
