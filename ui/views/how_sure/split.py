"""Whose spread the level has: the nation's, the province's own or the parameters'."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from model.uncertainty.bands import Parts, Spread
from ui.pieces.indicator import titled_html
from ui.state.current import Page
from ui.text.markup import render
from ui.text.numbers import format_number
from ui.text.words import say

PARTS = ("nation", "province", "parameters")


@dataclass(frozen=True)
class SplitLine:
    """The split of an indicator: shares as they are written, whole per cent, and as bars are wide.

    A move that changes no share as it is written leaves the table as it was, which sends nothing.
    """

    title: Markup
    shares: Sequence[str]


def split_texts(parts: Parts, language: str) -> dict[str, str]:
    """Write the shares in whole per cent, so that they add up to 100.

    What rounding leaves over goes to the largest share.
    """
    exact = {part: 100.0 * getattr(parts, part) for part in PARTS}
    whole = {part: round(share) for part, share in exact.items()}
    largest = max(exact, key=exact.__getitem__)
    whole[largest] += 100 - sum(whole.values())
    return {part: f"{format_number(float(share), 0, language)}%" for part, share in whole.items()}


def split_text(parts: Parts, language: str) -> str:
    """Say whose spread it is in one sentence."""
    return say(language, "sure_split", **split_texts(parts, language))


def split_table(page: Page, found: Spread, first: Sequence[str]) -> Markup:
    """Draw the split of some indicators, then of all others with a target, a bar each."""
    keys = dict.fromkeys([*first, *page.province.plan_targets])
    lines = [
        SplitLine(
            title=titled_html(page, page.province.indicators[key]),
            shares=list(split_texts(parts, page.language).values()),
        )
        for key in keys
        if (parts := found.parts.get(key)) is not None
    ]
    return render("views/how_sure/split.html", page.language, lines=lines)
