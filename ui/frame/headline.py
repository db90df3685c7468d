"""What stands above every view: the headline, the key metrics, the phone's strip and bar."""

from collections.abc import Iterable
from html import escape

from model.scenario.results import ResultRow
from ui.pieces.indicator import row_of
from ui.pieces.sources import source_mark
from ui.pieces.status import COUNTED
from ui.state.address import changes
from ui.state.current import Page
from ui.text.numbers import format_number, with_unit
from ui.text.words import name, say, say_html

GROWTH, INCOME = "grdp_growth", "grdp_per_capita"


def headline_html(page: Page) -> str:
    """Say in one sentence what this setting gives."""
    language = page.language
    growth = row_of(page, GROWTH)
    value = growth.projected or 0.0
    key = "headline_growth_up" if value >= 0 else "headline_growth_down"
    first = say_html(
        language,
        key,
        year=str(page.province.base_year + 1),
        growth=_marked(
            page, GROWTH, f"{format_number(abs(value), growth.indicator.decimals, language)}%"
        ),
        income=_marked(page, INCOME, _income(page, "income_unit")),
    )
    found = status_counts(page.rows)
    words = {key: bold(say(language, f"count_{key}", count=found[key])) for key in COUNTED}
    second = say_html(language, "headline_counts", total=str(sum(found.values())), **words)
    if page.scenario.targets:
        second += " " + escape(say(language, "headline_own", count=len(page.scenario.targets)))
    return f'<p class="headline" role="status">{first} <br>{second}</p>'


def strip_html(page: Page) -> str:
    """Draw growth, income and the counts in one line, for the phone's bar and levers."""
    language = page.language
    growth = row_of(page, GROWTH)
    value = format_number(growth.projected, growth.indicator.decimals, language)
    income = escape(_income(page, "income_short"))
    own = ""
    if page.scenario.parameters:
        own = f"<small>{escape(say(language, 'assumed_short'))}</small>"
    return (
        f'<div class="strip"><b>{value}%</b><span>{income}</span>'
        f'<span class="counts">{_counts(page)}</span>{own}</div>'
    )


def phone_bar_html(page: Page) -> str:
    """Draw the phone's bar at the bottom: headline numbers and the way to the levers."""
    changed = len(changes(page.province, page.scenario.levers, page.plan))
    key = "levers_open_changed" if changed else "levers_open"
    words = escape(say(page.language, key, count=changed))
    button = f'<button type="button" data-open-levers="yes">{words}</button>'
    return f'<div class="phone-bar">{strip_html(page)}{button}</div>'


def status_counts(rows: Iterable[ResultRow]) -> dict[str, int]:
    """Count the indicators exceeded, met and missed."""
    found = [row.status for row in rows]
    return {key: found.count(key) for key in COUNTED}


def bold(text: str) -> str:
    """Draw a text in bold."""
    return f"<b>{escape(text)}</b>"


def _marked(page: Page, key: str, text: str) -> str:
    """Write a figure with the sign that opens its sources, on one line."""
    return f"<b>{escape(text)}{source_mark(page.province, key, page.language)}</b>"


def _income(page: Page, unit: str) -> str:
    row = row_of(page, INCOME)
    text = format_number(row.projected, row.indicator.decimals, page.language)
    return with_unit(text, say(page.language, unit))


def _counts(page: Page) -> str:
    """Draw the three counts as icons with a number, the word hidden for screen readers."""
    found = status_counts(page.rows)
    chips = []
    for key in COUNTED:
        word = escape(name(page.province.word("status", key), page.language))
        chips.append(
            f'<span class="st {key}"><span class="vh">{word} </span><b>{found[key]}</b></span>'
        )
    return "".join(chips)
