"""The two bands of an indicator: what their table shows, and whose spread it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from model.uncertainty.bands import WIDTHS, Spread
from ui.pictures.sure import effect_text, level_text
from ui.pieces.indicator import row_of, titled_html
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number, format_signed
from ui.text.words import say
from ui.views.how_sure.split import split_text


@dataclass(frozen=True)
class BandLine:
    """A band as it is written; ``intervals`` are titles of columns, each with its two ends."""

    title: Markup
    band: str
    central: str
    intervals: Sequence[tuple[str, str]]


def share_text(page: Page, found: Spread, key: str) -> str:
    """Say whose spread the level has, or why it has none."""
    language, parts = page.language, found.parts[key]
    if parts is None:
        undefined = bool(np.isnan(found.level[key][:, 0]).any())
        return say(language, "sure_undefined" if undefined else "sure_still")
    if parts.residual == 0.0:
        return say(language, "sure_share_none")
    return split_text(parts, language)


def bands_table(page: Page, found: Spread, keys: Sequence[str]) -> Markup:
    """Draw the central number and the intervals of both bands of some indicators."""
    lines = []
    for key in keys:
        row = row_of(page, key)
        title, decimals = titled_html(page, row.indicator), row.indicator.decimals
        for band, central, draws in (
            ("effect", effect_text(row, page.language), found.effect),
            ("level", level_text(row, page.language), found.level),
        ):
            cuts = draws[key][:, 0].tolist()
            lines.append(BandLine(title, band, central, _intervals(page, band, cuts, decimals)))
    return render("views/how_sure/template.html", page.language, lines=lines)


def _intervals(
    page: Page, band: str, cuts: Sequence[float], decimals: int
) -> list[tuple[str, str]]:
    language = page.language
    write = format_signed if band == "effect" else format_number
    undefined = bool(np.isnan(cuts).any())
    texts = [] if undefined else [write(cut, decimals, language) for cut in cuts]
    return [
        (
            say(language, f"column_band_{width}"),
            say(language, "band_undefined")
            if undefined
            else say(language, "interval", low=texts[low], high=texts[high]),
        )
        for width, (low, high) in sorted(WIDTHS.items())
    ]
