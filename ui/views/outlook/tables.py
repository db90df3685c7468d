"""The figures of the paths by year, and the later targets beside them."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from model.province.rows import Target
from model.scenario.targets import target_status
from model.uncertainty.bands import WIDTHS, Fan, is_average, later_targets
from ui.pictures.path import Rival
from ui.pieces.chance import chance_count, chance_dots
from ui.pieces.indicator import titled_html
from ui.pieces.status import chip_html
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import say

TEMPLATE = "views/outlook/template.html"


@dataclass(frozen=True)
class YearLine:
    """A year of a path as it is written: path, 90 % range, levers on trend, rival if any."""

    year: int
    central: str
    band: str
    reference: str
    rival: str


@dataclass(frozen=True)
class TargetLine:
    """A later target beside the path.

    ``status`` is the chip of the path; None where ``average`` is the key of what is known.
    """

    title: Markup
    year: int
    target: str
    central: str
    chance: str
    dots: Markup
    status: Markup | None
    average: str


def path_table(page: Page, found: Fan, key: str, rival: Rival | None = None) -> Markup:
    """Draw the path, the 90 % range and the reference of every year, and a rival beside them."""
    language, decimals = page.language, page.province.indicators[key].decimals

    def number(value: float) -> str:
        return _number(value, decimals, language)

    def band(low: float, high: float) -> str:
        if np.isnan(low):
            return UNKNOWN
        return say(language, "interval", low=number(low), high=number(high))

    low, high = WIDTHS[90]
    first = page.province.base_year + 1
    constant = "" if rival is None else number(rival.value)
    paths = (of[key].T.tolist() for of in (found.central, found.level, found.reference))
    lines = [
        YearLine(year, number(value), band(cuts[low], cuts[high]), number(usual), constant)
        for year, (value, cuts, usual) in enumerate(zip(*paths, strict=True), start=first)
    ]
    caption = titled_html(page, page.province.indicators[key])
    known = "" if rival is None else rival.years
    return Markup(macros(language, TEMPLATE).path(caption, lines, known))


def targets_table(page: Page, found: Fan) -> Markup:
    """Draw the later targets beside the path; an average over a term is judged by no year."""
    lines = [_target_line(page, found, target) for target in later_targets(page.province)]
    return Markup(macros(page.language, TEMPLATE).targets(lines))


def _target_line(page: Page, found: Fan, target: Target) -> TargetLine:
    language, province = page.language, page.province
    indicator = province.indicators[target.key]
    value = float(found.central[target.key][target.year - province.base_year - 1])
    chance = None if np.isnan(value) else found.chances.get((target.key, target.year))
    status, average = None, ""
    if is_average(target):
        average = "outlook_average"
        if not target.set.startswith("term"):
            average = "outlook_average_period"
    elif not np.isnan(value):
        status = chip_html(province, target_status(indicator, target, value), language)
    return TargetLine(
        title=titled_html(page, indicator),
        year=target.year,
        target=format_target(target, language),
        central=_number(value, indicator.decimals, language),
        chance=chance_count(chance, language),
        dots=chance_dots(chance, language),
        status=status,
        average=average and say(language, average),
    )


def _number(value: float, decimals: int, language: str) -> str:
    """Write a number; ``–`` where the indicator is not defined."""
    return format_number(None if np.isnan(value) else value, decimals, language)
