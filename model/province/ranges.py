"""Values of levers and parameters held against their rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.problems import Problem, allowed_range, unknown
from model.province.rows import Indicator, Lever, Parameter


def check_ranges(
    rows: Mapping[str, Lever] | Mapping[str, Parameter] | Mapping[str, Indicator],
    values: Mapping[str, Any],
    table: str,
) -> list[Problem]:
    """List what is wrong with values: unknown names, no numbers, out of range.

    Parameters
    ----------
    rows
        The levers, parameters or (for a reader's own targets) indicators that may be set.
    values
        Numbers or arrays by key, in the units of the table.
    table
        Name of the table, for the message.
    """
    problems = []
    for key, value in values.items():
        if key not in rows:
            problems.append(unknown(key, rows, f"the keys of `table {table}`"))
            continue
        low, high = rows[key].range
        if isinstance(value, float) and low <= value <= high:
            continue
        numbers = as_numbers(value)
        if numbers is None:
            allowed = allowed_range(low, high, rows[key].unit)
            problems.append(Problem("not_a_number", key, repr(value), allowed))
            continue
        if numbers.size == 0 or (numbers.min() >= low and numbers.max() <= high):
            continue
        allowed = allowed_range(low, high, rows[key].unit)
        outside = numbers[~((numbers >= low) & (numbers <= high))][0]
        code = "not_a_number" if np.isnan(outside) else "out_of_range"
        problems.append(Problem(code, key, str(outside), allowed))
    return problems


def as_numbers(value: Any) -> NDArray[Any] | None:
    """Return a value as whole or real numbers; None where it is something else.

    So are text, truth values, a ragged list, and an array of which something is masked.
    """
    if np.ma.is_masked(value):
        return None
    try:
        numbers = np.asarray(value)
    except ValueError:  # a ragged list
        return None
    return numbers if numbers.dtype.kind in "iuf" else None
