"""How an indicator differs between a scenario and its pins, with the range of each difference."""

from collections.abc import Mapping, Sequence

from model.files.comparison import Column, columns, difference_band, projections
from model.problems import InvalidInputError, Problem
from model.province.rows import Indicator
from model.scenario.targets import rounded
from ui.charts.differences import differences_data, differences_spec
from ui.pictures.choices import OF, chosen, chosen_indicator, refused
from ui.pictures.picture import Picture
from ui.pieces.indicator import titled
from ui.state.current import Page
from ui.text.numbers import MOST_DECIMALS, finer, format_signed, with_unit
from ui.text.words import name, say

BASE = "base"


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw how ``of`` an indicator each scenario differs from the ``base``.

    The base is the present scenario unless the letter of a pin is told.
    """
    compared = columns(page.scenario)
    if len(compared) == 1:
        raise InvalidInputError([Problem("no_pins", "pins", allowed="a.disbursement_rate=60")])
    letters = [column.letter for column in compared]
    base, key = chosen(choices, BASE, letters), chosen_indicator(page, choices)
    made = differences_picture(page, compared, letters.index(base), key, theme)
    if made is None:
        raise refused(OF, key, [of for of in page.province.modelled if of != key])
    return made


def differences_picture(
    page: Page, compared: Sequence[Column], base: int, key: str, theme: str
) -> Picture | None:
    """Draw the differences of an indicator; None where no two scenarios have it."""
    language, province = page.language, page.province
    indicator = province.indicators[key]
    found = projections(province, compared)
    place = list(province.indicators).index(key)
    start = found[base][place].projected
    rows, said = [], []
    for number, column in enumerate(compared):
        here = found[number][place].projected
        if number == base or here is None or start is None:
            continue
        low, high = difference_band(province, column.scenario, compared[base].scenario)[key]
        label, change = column_name(page, column), here - start
        text = difference_text(indicator, change, (low, high), language)
        rows.append((label, change, low, high, text))
        said.append(f"{label} {_change_text(page, indicator, change, (low, high))}")
    if not rows:
        return None
    title = chart_title(page, compared[base], key)
    finding = say(
        language,
        "picture_compare",
        indicator=name(indicator, language),
        base=column_name(page, compared[base]),
        changes="; ".join(said),
    )
    spec, reading = differences_spec(title, language, theme), say(language, "compare_chart_note")
    return Picture(finding, spec, differences_data(rows), reading)


def chart_title(page: Page, base: Column, key: str) -> str:
    """Say what is compared with what."""
    indicator = titled(page, page.province.indicators[key])
    return say(page.language, "compare_chart", indicator=indicator, base=column_name(page, base))


def column_name(page: Page, column: Column) -> str:
    """Name a scenario of the comparison: its letter and name, or that it is the present one."""
    return column.label if column.letter else say(page.language, "compare_here")


def difference_text(
    indicator: Indicator, change: float, band: tuple[float, float], language: str
) -> str:
    """Write a difference with the ends of its range; alone where no parameter touches it."""
    decimals = difference_decimals(indicator, change, band)
    if rounded(band[1] - band[0], MOST_DECIMALS) == 0.0:
        return format_signed(change, decimals, language)
    low, middle, high = (
        format_signed(value, decimals, language) for value in (band[0], change, band[1])
    )
    return f"{middle} ({say(language, 'interval', low=low, high=high)})"


def difference_decimals(indicator: Indicator, change: float, band: tuple[float, float]) -> int:
    """Return the decimals of a difference: more than the indicator's where its range is narrow."""
    width = rounded(band[1] - band[0], MOST_DECIMALS)
    return finer(indicator.decimals, width or abs(change))


def _change_text(page: Page, indicator: Indicator, change: float, band: tuple[float, float]) -> str:
    """Write a difference with its unit; of per cent it is points."""
    decimals = difference_decimals(indicator, change, band)
    number = format_signed(change, decimals, page.language)
    if indicator.unit == "%":
        return say(page.language, "change_points", number=number)
    return with_unit(number, name(page.province.units[indicator.unit], page.language))
