"""The scorecard: every indicator beside its target, as HTML from result rows."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from model.province.province import Province
from model.province.rows import Indicator
from model.scenario.results import ResultRow
from model.scenario.targets import chance_text, rounded
from ui.pieces.sources import kind_of
from ui.pieces.status import COUNTED, chip_html
from ui.state.current import Page
from ui.text.numbers import UNKNOWN, format_number, format_signed, format_target
from ui.text.words import name, say, say_html
from ui.views.indicators.bullet import bullet_html

NOT_MODELLED = "not_modelled"


def scorecard_html(page: Page) -> str:
    """Draw the modelled indicators, grouped as the Resolution groups them.

    The table holds what moves with the levers; what stands still (`not_modelled_html` and
    the source cards) is drawn apart, so that it is sent to the browser only once.
    """
    bodies = []
    for group in page.province.group_rows("indicator"):
        rows = [row for row in page.rows if row.indicator.group == group.key]
        rows = [row for row in rows if row.status != NOT_MODELLED]
        if rows:
            heading = _group_heading(name(group, page.language), group_counts(rows, page.language))
            bodies.append(f"<tbody>{heading}{_rows(page, rows)}</tbody>")
    return f"{_table_start(page)}{_header(page)}{''.join(bodies)}</table>"


def not_modelled_html(page: Page) -> str:
    """Draw the indicators without a sourced link to growth, with the reason."""
    rows = [row for row in page.rows if row.status == NOT_MODELLED]
    heading = _group_heading(
        say(page.language, "group_not_modelled"), say(page.language, "reason_not_modelled")
    )
    return (
        f"{_table_start(page)}{_header(page, hidden=True)}"
        f"<tbody>{heading}{_rows(page, rows)}</tbody></table>"
    )


def legend_html(province: Province, language: str) -> str:
    """Explain the marks of a bullet."""
    items = (
        ("ring", say(language, "legend_base", year=province.base_year)),
        ("rule", say(language, "legend_target", year=province.base_year + 1)),
        ("dot", say(language, "legend_projection")),
    )
    marks = "".join(f'<li><i class="k-{mark}"></i>{escape(text)}</li>' for mark, text in items)
    label = escape(say(language, "legend_label"))
    return f'<ul class="legend" aria-label="{label}">{marks}</ul>'


def notes_html(province: Province, language: str) -> str:
    """Say what is counted and how to read the table."""
    year = province.base_year
    texts = (
        say(language, "note_targets", year=year + 1),
        say(language, "note_chance"),
        say(language, "note_reading", base=year),
    )
    return "".join(f'<p class="note">{escape(text)}</p>' for text in texts)


def group_counts(rows: Iterable[ResultRow], language: str) -> str:
    """Count the statuses of a group: ``2 vượt · 1 đạt · 3 chưa đạt``."""
    found = [row.status for row in rows]
    if not any(status in COUNTED for status in found):
        return say(language, "none_in_group")
    return " · ".join(
        say(language, f"count_{status}", count=found.count(status)) for status in COUNTED
    )


def distance(row: ResultRow) -> float | None:
    """Return projection less target at the target's decimals; 0 inside a range.

    Rounded as for the status, so that a target that is met never shows a gap.
    """
    if row.target is None or row.projected is None:
        return None
    value = rounded(row.projected, row.target.decimals)
    low = row.target.value
    high = low if row.target.value_high is None else row.target.value_high
    return value - min(max(value, low), high)


def _rows(page: Page, rows: Sequence[ResultRow]) -> str:
    return "".join(_row(page, row) for row in rows)


def _row(page: Page, row: ResultRow) -> str:
    language, indicator = page.language, row.indicator
    heading, source = _row_words(page.province, indicator, language)
    decimals = indicator.decimals
    numbers = (row.base, row.reference, row.projected)
    base, reference, projected = (format_number(n, decimals, language) for n in numbers)
    own = indicator.key in page.scenario.targets
    target = UNKNOWN if row.target is None else escape(format_target(row.target, language))
    if own:
        target += f" <small>{escape(say(language, 'own_target'))}</small>"
    shape = "" if row.target else ' class="n"'
    if row.status == NOT_MODELLED:
        shape = ' class="m"'
    return (
        f"<tr{shape}>{heading}<td>{base}</td><td>{reference}</td><td>{target}</td><td>{projected}</td>"
        f"<td>{bullet_html(row) or _band(row, language)}</td>"
        f"<td>{_chance(row)}</td>"
        f"<td>{chip_html(page.province, row.status, language)}{_gap(row, language)}</td>"
        f"{source}</tr>"
    )


@cache
def _row_words(province: Province, indicator: Indicator, language: str) -> tuple[str, str]:
    """Draw what no lever moves in a row: its first cell and the button of its sources."""
    unit = name(province.units[indicator.unit], language)
    kind = say(language, f"kind_{kind_of(province, indicator.key)}")
    label = say(language, "source_button", kind=kind, indicator=name(indicator, language))
    return (
        f'<th scope="row">{escape(name(indicator, language))} <small>{escape(unit)}</small></th>',
        f'<td><button popovertarget="s-{indicator.key}" aria-label="{escape(label)}">'
        f"{escape(kind)}</button></td>",
    )


def _chance(row: ResultRow) -> str:
    if row.chance is None:
        return UNKNOWN if row.target else ""
    return escape(chance_text(row.chance))


def _gap(row: ResultRow, language: str) -> str:
    """Draw the distance to the target after the status; its label is for screen readers."""
    gap = distance(row)
    if gap is None or row.target is None:
        return ""
    text = format_signed(gap, row.target.decimals, language)
    label = escape(say(language, "phone_distance"))
    return f' <span class="gap"><span class="vh">{label}</span>{text}</span>'


def _band(row: ResultRow, language: str) -> str:
    if row.low is None or row.high is None or row.low == row.high:
        return ""
    low, high = (format_number(n, row.indicator.decimals, language) for n in (row.low, row.high))
    return f"<small>{escape(say(language, 'band', low=low, high=high))}</small>"


def _group_heading(title: str, aside: str) -> str:
    return (
        f'<tr class="g"><th colspan="9" scope="rowgroup">{escape(title)}'
        f" <small>{escape(aside)}</small></th></tr>"
    )


def _header(page: Page, hidden: bool = False) -> str:
    language, year = page.language, page.province.base_year
    titles = (
        say(language, "column_indicator"),
        str(year),
        say(language, "column_reference", year=year),
        say(language, "column_target", year=year + 1),
        say(language, "column_projected", year=year + 1),
        say(language, "column_bullet"),
        say(language, "column_chance"),
        say(language, "column_result"),
        say(language, "column_source"),
    )
    cells = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    shape = ' class="quiet"' if hidden else ""
    return f"<thead{shape}><tr>{cells}</tr></thead>"


def _table_start(page: Page) -> str:
    """Open the table; what a phone writes before a number comes as CSS properties."""
    language, year = page.language, page.province.base_year
    labels = {
        "b": say(language, "phone_base", year=year),
        "r": say(language, "phone_reference", year=year),
        "t": say(language, "phone_target"),
        "c": say(language, "phone_chance"),
    }
    style = ";".join(f"--{key}:'{escape(text)}'" for key, text in labels.items())
    caption = say_html(language, "scorecard_caption", base=str(year), year=str(year + 1))
    return f'<table class="sc" style="{style}"><caption class="vh">{caption}</caption>'
