"""How measurements are told: medians of rounds with their range, and what else the machine did."""

import os
from collections.abc import Sequence
from statistics import median

ROUNDS = 7


def spread(values: Sequence[float], form: str) -> str:
    """Write the median of the rounds and their range."""
    middle, low, high = (
        format(value, form) for value in (median(values), min(values), max(values))
    )
    return f"{middle} ({low}–{high})"


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """Return the value below which a share of all lies."""
    return sorted(values)[int(share * len(values))]


def circumstances(rounds: int, what: str) -> str:
    """Say how often was measured, and on what machine: to be asked before anything runs."""
    return (
        f"medians of {rounds} rounds {what} (their range); {os.cpu_count()} processors,"
        f" load before {os.getloadavg()[0]:.1f}, no collection of garbage after runs"
    )
