"""The picture that a chat shows of a link: growth with its range, what was set, targets met.

Nothing that a reader typed stands on it, as names are: it speaks for this site.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from model.province.keys import GROWTH
from model.scenario.results import ResultRow
from model.scenario.targets import chance_text
from ui.pictures.targets import SIGNS
from ui.pieces.indicator import row_of
from ui.pieces.sentence import lever_text
from ui.pieces.status import status_counts
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number, format_target
from ui.text.words import in_language, name, say
from web.pictures.frame import INKS
from web.pictures.lettering import FAMILIES, shortened, text_width, wrapped

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
NUMBER, LINE, CHIP = 160, 40, 38
"""Pixels of type of growth, of a line and of a status: a chat shows a quarter of them."""
LISTED = 3
"""Lines that say what was set."""
AROUND, BETWEEN = 22, 20
"""Pixels around the word of a status, and from one to the next."""


@dataclass(frozen=True)
class Chip:
    """A status with its count; place and width in pixels from the left."""

    status: str
    text: str
    x: float
    width: float


def card(page: Page) -> str:
    """Draw the card as SVG, 1200 by 630 pixels."""
    language, row = page.language, row_of(page, GROWTH)
    growth = f"{format_number(row.projected, row.indicator.decimals, language)}%"
    return str(
        render(
            "web/pictures/card.svg",
            language,
            width=WIDTH,
            height=HEIGHT,
            margin=MARGIN,
            families=FAMILIES,
            inks=INKS,
            scenario=_scenario(page),
            year=page.province.base_year + 1,
            growth=growth,
            number=NUMBER,
            beside=_beside(row, language),
            beside_at=MARGIN + text_width(growth, NUMBER, 600) + LINE,
            lines=_lines(page),
            line=LINE,
            chips=_chips(page),
            chip=CHIP,
            assumed=len(page.scenario.parameters),
        )
    )


def _scenario(page: Page) -> str:
    preset = matching_preset(page.province, page.scenario.levers)
    if preset is None:
        return say(page.language, "card_changed")
    return name(page.province.presets[preset], page.language)


def _beside(row: ResultRow, language: str) -> list[str]:
    """Say the 90 % range of growth, and the chance of its target, where they are known."""
    if row.band is None:
        return []
    low, high = (format_number(end, row.indicator.decimals, language) for end in row.band)
    lines = [say(language, "card_range", low=low, high=high)]
    if row.target is not None and row.chance is not None:
        target, chance = format_target(row.target, language), chance_text(row.chance)
        lines.append(say(language, "card_chance", target=target, chance=chance))
    return lines


def _lines(page: Page) -> Sequence[str]:
    """Say what a preset assumes, or which levers stand off the plan."""
    province, language, levers = page.province, page.language, page.scenario.levers
    width = WIDTH - 2 * MARGIN
    preset = matching_preset(province, levers)
    if preset is not None:
        return _begun(in_language(province.presets[preset], "assumes", language), width)
    changed = changes(province, levers, page.plan)
    shown = changed if len(changed) <= LISTED else changed[: LISTED - 1]
    lines = [shortened(lever_text(page, lever), width, LINE) for lever in shown]
    if len(shown) < len(changed):
        lines.append(say(language, "card_more", count=len(changed) - len(shown)))
    return lines


def _begun(text: str, width: float) -> Sequence[str]:
    """Take as much of a text as there are lines: at best what stands before its colon."""
    lines = wrapped(text, width, LINE)
    if len(lines) <= LISTED:
        return lines
    start, colon, _ = text.partition(": ")
    lines = wrapped(start, width, LINE)
    if colon and len(lines) <= LISTED:
        return lines
    return [*lines[: LISTED - 1], f"{lines[LISTED - 1]} …"]


def _chips(page: Page) -> list[Chip]:
    chips, x = [], float(MARGIN)
    for status, count in status_counts(page.rows).items():
        word = name(page.province.word("status", status), page.language)
        text = f"{SIGNS[status]} {word} {count}"
        width = text_width(text, CHIP, 600) + 2 * AROUND
        chips.append(Chip(status, text, x, width))
        x += width + BETWEEN
    return chips
