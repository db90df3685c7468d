"""Visitors and their spending (equation 13)."""

from model.equations.arrays import Array, Values


def spending_growth(levers: Values) -> Array:
    """Growth factor of tourism revenue at current prices (equation 13)."""
    return (1.0 + levers["visitor_growth"]) * (1.0 + levers["spend_growth"])


def tourism(levers: Values, reference: Values, parameters: Values) -> Array:
    """Deviation of tourism value added, the same in every year (equation 13).

    In bn VND at base-year prices; spending per visit is in current prices, so it is deflated.
    """
    value_added = parameters["tour_rev0"] * parameters["tour_va_share"]
    gap = spending_growth(levers) - spending_growth(reference)
    return value_added * gap / (1.0 + parameters["cpi"])
