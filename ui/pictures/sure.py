"""How sure a projection is: the effect of the levers and the level, each with its band."""

from collections.abc import Mapping
from functools import cache

from model.scenario.results import ResultRow
from model.uncertainty.bands import WIDTHS, Spread, spread
from ui.charts.bands import Band, bands_data, bands_spec
from ui.charts.look import Records
from ui.pictures.choices import OF, chosen_indicator, refused
from ui.pictures.picture import Picture
from ui.pieces.chance import chance_count
from ui.pieces.indicator import measured, row_of
from ui.state.compared import TREND, Compared
from ui.state.current import Page
from ui.state.results import DRAWS, ResultCache, result_key, scenario_level
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.words import name, say


def picture(page: Page, choices: Mapping[str, str], theme: str) -> Picture:
    """Draw the two bands ``of`` an indicator that has them."""
    key, found = chosen_indicator(page, choices), spreads(page)
    made = bands_picture(page, found, key, theme)
    if made is None:
        raise refused(OF, key, [key for key, parts in found.parts.items() if parts is not None])
    return made


def spreads(page: Page) -> Spread:
    """Return the bands of every indicator, kept by scenario."""
    province, scenario = page.province, page.scenario
    key = province, result_key(province, scenario)
    level = scenario_level(province, scenario)
    return _spreads().of(key, lambda: spread(province, scenario, level.draws))


def bands_picture(page: Page, found: Spread, key: str, theme: str) -> Picture | None:
    """Draw the two bands of an indicator; None where it has none to draw."""
    data = bands_records(page, found, key)
    if data is None:
        return None
    language = page.language
    title = name(page.province.indicators[key], language)
    titles = say(language, "sure_effect"), say(language, "sure_level")
    spec = bands_spec(say(language, "sure_chart", indicator=title), titles, language, theme)
    return Picture(_finding(page, key), spec, data, say(language, "picture_sure_reading"))


def bands_records(page: Page, found: Spread, key: str) -> dict[str, Records] | None:
    """Return the data sets of an indicator's chart; None where it has no band to draw."""
    language, row = page.language, row_of(page, key)
    if found.parts[key] is None or row.reference is None or row.projected is None:
        return None
    decimals = row.indicator.decimals
    effect, level = found.effect[key][:, 0].tolist(), found.level[key][:, 0].tolist()
    low, high = WIDTHS[90]
    span = say(
        language,
        "interval",
        low=format_signed(effect[low], decimals, language),
        high=format_signed(effect[high], decimals, language),
    )
    ends = [format_number(level[place], decimals, language) for place in (low, high)]
    targets = []
    if row.target is not None:
        text = say(language, "chip_target", target=format_target(row.target, language))
        targets = [(row.target.value, text)]
        if row.target.value_high is not None:
            targets.append((row.target.value_high, ""))
    usual = format_number(row.reference, decimals, language)
    return bands_data(
        Band(effect, row.projected - row.reference, effect_text(row, language)),
        span,
        Band(level, row.projected, level_text(row, language)),
        ends,
        (row.reference, say(language, "reference_short", value=usual)),
        targets,
    )


def level_text(row: ResultRow, language: str) -> str:
    """Write the one central number of an indicator, as every table does."""
    return format_number(row.projected, row.indicator.decimals, language)


def effect_text(row: ResultRow, language: str) -> str:
    """Write what the levers change against the trend: the difference of both as they are shown."""
    change = Compared(TREND, {}).change(row)
    return format_signed(change, row.indicator.decimals, language)


@cache
def _spreads() -> ResultCache[Spread]:
    return ResultCache(DRAWS)


def _finding(page: Page, key: str) -> str:
    """Say the projection with its 90 % range and, if one is known, the chance of the target."""
    language, row = page.language, row_of(page, key)
    title, value = name(row.indicator, language), measured(page, row.indicator, row.projected)
    low, high = (
        format_number(end, row.indicator.decimals, language) for end in (row.low, row.high)
    )
    text = say(language, "picture_sure", indicator=title, value=value)
    text = say(language, "picture_range", text=text, low=low, high=high)
    if row.target is None or row.chance is None:
        return text
    target, chance = format_target(row.target, language), chance_count(row.chance, language)
    return say(language, "picture_chance", text=text, target=target, chance=chance)
