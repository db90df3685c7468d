"""The growth that a page showed when its link was copied, and what the model gives now."""

from model.problems import Problem
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.targets import rounded


def shown_growth(province: Province, growth: float) -> str:
    """Write growth as a link says it: a point and the decimals that the page shows, 6.77."""
    decimals = province.indicators[GROWTH].decimals
    return f"{rounded(growth, decimals):.{decimals}f}"


def other_growth(province: Province, shown: float | None, now: float | None) -> tuple[Problem, ...]:
    """Say that a link showed another growth than its scenario has now; nothing where it did not.

    Growth of the first year, per cent; None where the link does not say or it is not defined.
    """
    if shown is None or now is None:
        return ()
    was, gives = shown_growth(province, shown), shown_growth(province, now)
    return (Problem("growth_shown", "r", was, gives),) if was != gives else ()
