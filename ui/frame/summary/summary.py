"""What was set and what it gives, above every view."""

import json

from markupsafe import Markup

from model.province.keys import GROWTH
from model.scenario.targets import COUNTED
from ui.frame.summary.assumed import assumed_parts
from ui.frame.summary.strip import strip_html
from ui.pieces.flips import flip_text, flips
from ui.pieces.headline import Headline, headline
from ui.pieces.indicator import row_of
from ui.pieces.sentence import sentence
from ui.pieces.status import status_counts
from ui.pieces.warned import warned
from ui.state.address import changes, setting
from ui.state.compared import compared
from ui.state.current import Page
from ui.text.markup import draw_html, render
from ui.text.numbers import format_number
from ui.text.words import name, say

NAMED = 2
"""Targets that are named where their status flipped; the view of indicators marks all."""


def draw_summary(page: Page) -> None:
    """Draw what was set and what it gives.

    One element holds what every move changes: each element more costs every run time.
    """
    draw_html(summary_html(page))


def summary_html(page: Page) -> Markup:
    """Write headline, range, what was set, own assumptions and warnings, and the phone's bar."""
    said = headline(page)
    flipped = [flip_text(page, flip) for flip in flips(page.rows, compared(page))]
    return render(
        "frame/summary/template.html",
        page.language,
        base_year=page.province.base_year,
        sentence=sentence(page),
        headline=said,
        counts=status_counts(page.rows),
        flips=_few(flipped, page.language),
        spoken=_spoken(page, said),
        statuses=json.dumps(_statuses(page), ensure_ascii=False),
        named=NAMED,
        more=say(page.language, "flips_more", count="{count}"),
        there=setting(view="look_back"),
        assumed=assumed_parts(page),
        warned=warned(page),
        strip=strip_html(page),
        changed=len(changes(page.province, page.scenario.levers, page.plan)),
    )


def _few(flipped: list[str], language: str) -> list[str]:
    """Name a few flips and count the others."""
    more = len(flipped) - NAMED
    left = [say(language, "flips_more", count=more)] if more > 0 else []
    return [*flipped[:NAMED], *left]


def _spoken(page: Page, said: Headline) -> str:
    """Say the figure of every move, short enough to be listened to."""
    row, language = row_of(page, GROWTH), page.language
    growth = format_number(row.projected, row.indicator.decimals, language)
    parts = [f"{name(row.indicator, language)} {growth}%", said.change.words]
    return "; ".join(part for part in parts if part)


def _statuses(page: Page) -> dict[str, str]:
    """Say the status of each target, growth first: the browser speaks those that turned."""
    counted = [row for row in page.rows if row.status in COUNTED]
    counted.sort(key=lambda row: row.indicator.key != GROWTH)
    language = page.language
    texts = {}
    for row in counted:
        status = name(page.province.word("status", row.status), language).lower()
        title = name(row.indicator, language)
        texts[row.indicator.key] = say(language, "spoken_status", name=title, status=status)
    return texts
