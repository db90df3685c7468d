"""An observed series: what was published of each year, and which figure is used."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby

from model.province.province import Province
from model.province.rows import Indicator, Observation, Series
from ui.charts.series import series_data, series_spec
from ui.pictures.choices import OF, chosen
from ui.pictures.picture import Picture
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_exact, with_unit
from ui.text.words import name, say

COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0"}


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the series ``of`` an indicator or another key with observations."""
    key = chosen(choices, OF, series_keys(page.province))
    return series_picture(page, key, theme)


def series_picture(page: Page, key: str, theme: str) -> Picture:
    """Draw a series."""
    return _drawn(page.province, key, page.language, theme)


@lru_cache(maxsize=32)
def _drawn(province: Province, key: str, language: str, theme: str) -> Picture:
    """Keep the picture with its data, as no lever moves it."""
    used, others = used_and_others(of_series(province, key))
    years = [row.year for row in (*used, *others)]
    spec = series_spec(
        say(language, "observations_chart", series=series_title(province, key, language)),
        min(years) - 1,
        max(years) + 1,
        language,
        theme,
    )
    data = series_data(
        [(row.year, row.value) for row in used if row.value is not None],
        [(row.year, row.value) for row in others if row.value is not None],
    )
    reading = say(language, "picture_series_reading")
    return Picture(_finding(province, key, language), spec, data, reading)


@cache
def series_keys(province: Province) -> tuple[str, ...]:
    """Return the keys with observations: indicators first, both in the order of their tables."""
    observed = {row.key for row in province.observations if row.value is not None}
    named = [*province.indicators, *(k for k in province.series if k not in province.indicators)]
    return tuple(key for key in named if key in observed)


def series_row(province: Province, key: str) -> Indicator | Series:
    """Return the row that names a series."""
    return province.indicators[key] if key in province.indicators else province.series[key]


@cache
def series_title(province: Province, key: str, language: str) -> str:
    """Name a series with its unit."""
    row = series_row(province, key)
    unit = name(province.units[row.unit], language)
    return say(language, "observations_unit", series=name(row, language), unit=unit)


def of_series(province: Province, key: str) -> list[Observation]:
    """Return the figures of a series by year, the one used first; unknown ones have no value."""
    rows = [row for row in province.observations if row.key == key]
    return sorted(rows, key=lambda row: (row.year, not row.chosen, row.kind != "official"))


def used_and_others(
    rows: Sequence[Observation],
) -> tuple[list[Observation], list[Observation]]:
    """Part the figures of a series into the one used a year and other, differing ones."""
    used: list[Observation] = []
    others: list[Observation] = []
    for _, group in groupby(rows, key=lambda row: row.year):
        first, *rest = group
        if first.chosen:
            used.append(first)
        else:
            rest = [first, *rest]
        others += [row for row in rest if not first.chosen or row.value != first.value]
    return used, others


def figure_text(row: Observation, language: str) -> str:
    """Write a published figure with its sign of comparison or range."""
    if row.value is None:
        return UNKNOWN
    text = format_exact(row.value, language)
    if row.value_high is not None:
        text += f"–{format_exact(row.value_high, language)}"
    return COMPARATORS.get(row.comparator, "") + text


@cache
def _finding(province: Province, key: str, language: str) -> str:
    """Say the first and the last figure used, and how many years have one."""
    rows = of_series(province, key)
    used = [row for row in used_and_others(rows)[0] if row.value is not None]
    series = series_row(province, key)
    title, unit = name(series, language), name(province.units[series.unit], language)
    if not used:
        count = sum(row.value is not None for row in rows)
        return say(language, "picture_series_none", series=title, count=count)
    first, last = used[0], used[-1]
    words = {"series": title, "last": last.year}
    words |= {"value": with_unit(figure_text(last, language), unit)}
    if first is last:
        return say(language, "picture_series_one", **words)
    start = figure_text(first, language)
    return say(
        language,
        "picture_series",
        start=with_unit(start, unit) if unit.startswith("%") else start,
        first=first.year,
        count=len(used),
        **words,
    )
