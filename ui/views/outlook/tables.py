"""The figures of the paths by year, and the later targets beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from model.province.rows import Target
from model.scenario.targets import chance_text, target_status
from model.uncertainty.bands import MEDIAN, WIDTHS, Fan, is_average, later_targets
from ui.pieces.indicator import titled_html
from ui.pieces.status import chip_html
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_number, format_target
from ui.text.words import say

TEMPLATE = "views/outlook/template.html"


@dataclass(frozen=True)
class YearLine:
    """A year of a path as it is written: median, ends of the 90 % range, levers as in the base."""

    year: int
    median: str
    low: str
    high: str
    reference: str


@dataclass(frozen=True)
class TargetLine:
    """A later target beside the path.

    ``status`` is the chip of the median; None where ``average`` is the key of what is known.
    """

    title: Markup
    year: int
    target: str
    median: str
    chance: str
    status: Markup | None
    average: str


def path_table(page: Page, found: Fan, key: str, reference: Sequence[float]) -> Markup:
    """Draw the median, the 90 % range and the reference of every year."""
    language, indicator = page.language, page.province.indicators[key]

    def number(value: float) -> str:
        known = None if np.isnan(value) else value
        return format_number(known, indicator.decimals, language)

    low, high = WIDTHS[90]
    first = page.province.base_year + 1
    years = zip(found.level[key].T.tolist(), reference, strict=True)
    lines = [
        YearLine(year, *(number(value) for value in (cuts[MEDIAN], cuts[low], cuts[high], usual)))
        for year, (cuts, usual) in enumerate(years, start=first)
    ]
    caption = titled_html(page, indicator)
    return Markup(macros(language, TEMPLATE).path(caption, page.province.base_year, lines))


def targets_table(page: Page, found: Fan) -> Markup:
    """Draw the later targets beside the path; an average over a term is judged by no year."""
    lines = [_target_line(page, found, target) for target in later_targets(page.province)]
    return Markup(macros(page.language, TEMPLATE).targets(lines))


def _target_line(page: Page, found: Fan, target: Target) -> TargetLine:
    language, province = page.language, page.province
    indicator = province.indicators[target.key]
    median = float(found.level[target.key][MEDIAN, target.year - province.base_year - 1])
    chance = found.chances.get((target.key, target.year))
    status, average = None, ""
    if is_average(target):
        average = "outlook_average"
        if not target.set.startswith("term"):
            average = "outlook_average_period"
    else:
        status = chip_html(province, target_status(indicator, target, median), language)
    return TargetLine(
        title=titled_html(page, indicator),
        year=target.year,
        target=format_target(target, language),
        median=format_number(median, indicator.decimals, language),
        chance=UNKNOWN if chance is None else chance_text(chance),
        status=status,
        average=average and say(language, average),
    )
