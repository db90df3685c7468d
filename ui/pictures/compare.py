"""How an indicator of a scenario differs from its pins, with the range of each difference.

Every difference is the present scenario less a pin.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from model.equations.arrays import Array
from model.files.comparison import Column, columns
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.results import BAND, ResultRow
from model.scenario.scenario import Pin, Scenario
from model.scenario.targets import shown_difference
from model.uncertainty.scenario_draws import parametric_draws
from ui.charts.differences import Difference, differences_data, differences_spec
from ui.pictures.choices import OF, chosen, chosen_indicator, refused
from ui.pictures.picture import Picture
from ui.pieces.indicator import row_of, titled
from ui.pieces.pin_names import pin_title
from ui.state.compared import rows_beside
from ui.state.current import Page
from ui.state.results import ResultCache
from ui.text.numbers import format_signed, with_unit
from ui.text.words import name, say

BASE = "base"
NO_WIDTH = 1e-9
"""Ends of a range closer than this are one: the rest is the rounding of the computer."""


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw how ``of`` an indicator the scenario differs from its pins, or from the one ``base``."""
    compared = columns(page.scenario)
    if len(compared) == 1:
        raise InvalidInputError([Problem("no_pins", "pins", allowed="a.disbursement_rate=60")])
    letters = [column.letter for column in compared]
    base, key = chosen(choices, BASE, letters), chosen_indicator(page, choices)
    pins = [column for column in compared[1:] if base in ("", column.letter)]
    made = differences_picture(page, [compared[0], *pins], key, theme)
    if made is None:
        raise refused(OF, key, [of for of in page.province.modelled if of != key])
    return made


def differences_picture(
    page: Page, compared: Sequence[Column], key: str, theme: str
) -> Picture | None:
    """Draw what an indicator of the first scenario is less that of each other one.

    None where no pin has it, or the first has not.
    """
    language, province = page.language, page.province
    indicator = province.indicators[key]
    here, drawn = row_of(page, key), draws_of(province, compared[0].scenario, key)
    rows, said = [], []
    for column in compared[1:]:
        there = rows_beside(page, column.scenario.levers)[key]
        change = present_less(here, there)
        if change is None or here.projected is None or there.projected is None:
            continue
        value = here.projected - there.projected
        low, high = difference_range(drawn, _kept_draws(province, column.scenario, key))
        if low != low:  # in some draws the indicator is not defined
            low = high = value
        label = column_name(page, column)
        text = difference_text(indicator, change, (low, high), language)
        rows.append(Difference(label, value, low, high, text))
        said.append(
            say(language, "picture_compare_part", change=_measured(page, here, change), pin=label)
        )
    if not rows:
        return None
    finding = say(
        language, "picture_compare", indicator=name(indicator, language), changes="; ".join(said)
    )
    axis = say(language, "compare_axis", unit=_unit(page, indicator))
    title = say(language, "compare_chart", indicator=titled(page, indicator))
    spec, reading = (
        differences_spec(axis, title, language, theme),
        say(language, "compare_chart_note"),
    )
    return Picture(finding, spec, differences_data(rows), reading)


def draws_of(province: Province, scenario: Scenario, key: str) -> Array:
    """Draw an indicator in the first year, with parameters alone."""
    found = parametric_draws(province, scenario)[key][:, 0]
    return found.copy()  # where it is kept, the table of all indicators is not


def difference_range(here: Array, there: Array) -> tuple[float, float]:
    """Return 90 % of the difference of two scenarios; NaN where it is not defined in a draw.

    Both are drawn with the same parameters, so that what they share cancels.
    """
    low, high = np.quantile(here - there, BAND)
    return float(low), float(high)


def _kept_draws(province: Province, scenario: Scenario, key: str) -> Array:
    """Draw a pin, once for many moves, which leave it where it is."""
    given = (tuple(sorted(found.items())) for found in (scenario.levers, scenario.parameters))
    return _draws().of((province, key, *given), lambda: draws_of(province, scenario, key))


@cache
def _draws() -> ResultCache[Array]:
    return ResultCache()


def present_less(here: ResultRow, there: ResultRow) -> float | None:
    """Return the present less a pin, both as they are shown; None where one is not known."""
    if here.projected is None or there.projected is None:
        return None
    return shown_difference(here.projected, there.projected, here.indicator.decimals)


def column_name(page: Page, column: Column) -> str:
    """Name a scenario of the comparison: its letter and title, or that it is the present one."""
    title = column_title(page, column)
    return f"{column.letter.upper()} · {title}" if column.letter else title


def column_title(page: Page, column: Column) -> str:
    """Name a scenario of the comparison without its letter."""
    if not column.letter:
        return say(page.language, "compare_here")
    return pin_title(page, column.letter, Pin(column.scenario.levers, column.scenario.name))


def difference_text(
    indicator: Indicator, change: float, band: tuple[float, float], language: str
) -> str:
    """Write a difference with the ends of its range; alone where no parameter touches it."""
    low, middle, high = (
        format_signed(value, indicator.decimals, language) for value in (band[0], change, band[1])
    )
    if band[1] - band[0] < NO_WIDTH:
        return middle
    return f"{middle} ({say(language, 'interval', low=low, high=high)})"


def _measured(page: Page, row: ResultRow, change: float) -> str:
    """Write a difference with its unit; of per cent it is points."""
    number = format_signed(change, row.indicator.decimals, page.language)
    if row.indicator.unit == "%":
        return say(page.language, "change_points", number=number)
    return with_unit(number, name(page.province.units[row.indicator.unit], page.language))


def _unit(page: Page, indicator: Indicator) -> str:
    """Name the unit of a difference; of per cent it is points."""
    if indicator.unit == "%":
        return say(page.language, "change_points", number="").strip()
    return name(page.province.units[indicator.unit], page.language)
