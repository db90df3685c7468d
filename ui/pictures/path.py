"""The path to the last year with the levers held: a fan, the reference and the targets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.equations.arrays import Array
from model.evidence.origin import known
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Indicator, Target
from model.uncertainty.bands import WIDTHS, Fan, fan, is_average, later_targets
from ui.charts.fan import fan_data, fan_spec
from ui.charts.look import Records
from ui.pictures.choices import OF, chosen_indicator, refused
from ui.pictures.picture import Picture
from ui.pieces.indicator import measured, row_of
from ui.state.current import Page
from ui.state.results import DRAWS, ResultCache, result_key
from ui.text.numbers import format_number, format_target
from ui.text.words import name, say


@dataclass(frozen=True)
class Rival:
    """The mean growth of the years known, per cent: what a path has to be better than."""

    value: float
    years: str


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the path ``of`` an indicator."""
    key = chosen_indicator(page, choices)
    found = fans(page)
    made = path_picture(page, found, key, theme)
    if made is None:
        province = page.province
        defined = [of for of in province.modelled if not np.isnan(_cuts(province, found, of)).any()]
        raise refused(OF, key, defined)
    return made


def fans(page: Page) -> Fan:
    """Return the paths of every indicator in all draws, kept by scenario."""
    province = page.province
    key = province, result_key(province, page.scenario)
    return _fans().of(key, lambda: fan(province, page.scenario, province.last_year))


def path_picture(page: Page, found: Fan, key: str, theme: str) -> Picture | None:
    """Draw the path of an indicator, that of growth beside its mean; None without a band."""
    rival = growth_rival(page.province) if key == GROWTH else None
    data = fan_records(page, found, key, rival)
    if data is None:
        return None
    province, language = page.province, page.language
    spec = fan_spec(
        say(language, "outlook_chart", indicator=name(province.indicators[key], language)),
        province.base_year,
        province.last_year,
        language,
        theme,
        rival is not None,
    )
    reading = say(language, "picture_path_reading")
    if rival is not None:
        reading += " " + say(language, "picture_path_rival", years=rival.years)
    return Picture(_finding(page, found, key, data), spec, data, reading)


@cache
def growth_rival(province: Province) -> Rival:
    """Take the mean of growth of the province in every year known at the end of the base year."""
    growth = known(province, province.base_year, GROWTH)
    return Rival(float(np.mean(list(growth.values()))), spans(growth))


def spans(years: Iterable[int]) -> str:
    """Write years, those that follow one another as from–to: ``2016–2019, 2021–2023``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join("–".join(dict.fromkeys((str(run[0]), str(run[-1])))) for run in runs)


def defined_years(province: Province, indicator: Indicator) -> int:
    """Count the projected years in which an indicator is defined."""
    return (indicator.until or province.last_year) - province.base_year


def fan_records(
    page: Page, found: Fan, key: str, rival: Rival | None = None
) -> dict[str, Records] | None:
    """Return the data sets of an indicator's fan; None where a year has no band.

    It ends with the last year in which the indicator is defined.
    """
    province, language = page.province, page.language
    indicator, cuts = province.indicators[key], _cuts(province, found, key)
    if np.isnan(cuts).any():
        return None
    years = defined_years(province, indicator)
    central = found.central[key][:years].tolist()
    ends = [central[-1], *(float(cuts[at, -1]) for width in (90, 60) for at in WIDTHS[width])]
    figures = [(value, format_number(value, indicator.decimals, language)) for value in ends]
    targets = [
        (row.year, limit, text)
        for row in marked_targets(page, key)
        if row.year <= province.base_year + years
        for limit, text in _limits(row, language)
    ]
    start = province.base_year, row_of(page, key).base
    reference = found.reference[key][:years].tolist()
    constant = None if rival is None else rival.value
    return fan_data(start, central, cuts, reference, targets, figures, constant)


def marked_targets(page: Page, key: str) -> list[Target]:
    """Return the targets that stand as marks: of the plan year and later, averages left out."""
    plan = [row.target for row in page.rows if row.indicator.key == key and row.target]
    later = [row for row in later_targets(page.province) if row.key == key]
    return [*plan, *(row for row in later if not is_average(row))]


@cache
def _fans() -> ResultCache[Fan]:
    return ResultCache(DRAWS)


def _cuts(province: Province, found: Fan, key: str) -> Array:
    """Take the cuts of the years in which an indicator is defined, (cuts, years)."""
    return found.level[key][:, : defined_years(province, province.indicators[key])]


def _finding(page: Page, found: Fan, key: str, data: Mapping[str, Records]) -> str:
    """Say where the path starts and where it ends, with the 90 % range."""
    province, language = page.province, page.language
    indicator, cuts = province.indicators[key], _cuts(province, found, key)
    first = data["path"][0]  # the base year, where its value is known
    base = first["value"] if first["year"] == province.base_year else None
    text = say(
        language,
        "picture_path_end" if base is None else "picture_path",
        indicator=name(indicator, language),
        start=_short(page, indicator, base),
        first=province.base_year,
        end=measured(page, indicator, data["path"][-1]["value"]),
        last=province.base_year + cuts.shape[1],
    )
    ends = [float(cuts[place, -1]) for place in WIDTHS[90]]
    if ends[0] == ends[1]:
        return text
    low, high = (format_number(end, indicator.decimals, language) for end in ends)
    return say(language, "picture_range", text=text, low=low, high=high)


def _short(page: Page, indicator: Indicator, value: float | None) -> str:
    """Write a value without its unit, which the next one has; per cent stand with both."""
    if indicator.unit == "%":
        return measured(page, indicator, value)
    return format_number(value, indicator.decimals, page.language)


def _limits(target: Target, language: str) -> list[tuple[float, str]]:
    text = format_target(target, language)
    if target.value_high is None:
        return [(target.value, text)]
    return [(target.value, ""), (target.value_high, text)]
