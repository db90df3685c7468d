"""What each lever group, channel or change contributes to growth, rounded so that it adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from model.contributions import Explanation
from model.equations.arrays import Array
from model.province.rows import Group
from ui.text.words import name

DECIMALS = 2


@dataclass(frozen=True)
class Contribution:
    """A contribution to growth, points, rounded so that all of them add up.

    ``key`` is that of its lever group, channel or lever.
    """

    label: str
    points: float
    key: str


def first_value(values: Array) -> float:
    """Take the first draw and year of values (n, years)."""
    return float(values[0, 0])


def channel_changes(scenario: Explanation, reference: Explanation) -> dict[str, float]:
    """Return what each channel adds against the reference, points.

    The trend is left out: in the first year it is the same in both, the bar that both start from.
    """
    return {
        key: first_value(values) - first_value(reference.channels[key])
        for key, values in scenario.channels.items()
        if key != "trend"
    }


def contributions(
    groups: Sequence[Group], points: Mapping[str, float], total: float, language: str
) -> list[Contribution]:
    """Name contributions in the order of the groups, rounded to add up to a total."""
    titles = {row.key: name(row, language) for row in groups if row.key in points}
    return shared_out(titles, points, total)


def shared_out(
    titles: Mapping[str, str], points: Mapping[str, float], total: float
) -> list[Contribution]:
    """Put contributions in the order of their titles, rounded to add up to a total."""
    shown = rounded_to_total([points[key] for key in titles], total, DECIMALS)
    return [
        Contribution(title, value, key)
        for (key, title), value in zip(titles.items(), shown, strict=True)
    ]


def rounded_to_total(values: Sequence[float], total: float, decimals: int) -> list[float]:
    """Round numbers so that they add up to a rounded total, by largest remainder.

    What is next to nothing stays nothing: it never takes up a rest.
    """
    unit = 10.0**-decimals
    scaled = [0.0 if abs(value) < unit / 1000 else value / unit for value in values]
    whole = [floor(value) for value in scaled]
    missing = round(total / unit) - sum(whole)
    open_places = [place for place, value in enumerate(scaled) if value != 0.0]
    by_rest = sorted(open_places, key=lambda place: whole[place] - scaled[place])
    for turn in range(missing if by_rest else 0):
        whole[by_rest[turn % len(by_rest)]] += 1
    return [value * unit for value in whole]
