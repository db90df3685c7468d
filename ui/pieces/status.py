"""The status of a target: a chip, and how many indicators have each."""

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from model.scenario.results import ResultRow
from model.scenario.targets import COUNTED, counts
from ui.text.markup import macros
from ui.text.words import name


@cache
def chip_html(province: Province, status: str, language: str) -> Markup:
    """Draw a status as icon and word."""
    return Markup(macros(language).chip(status, name(province.word("status", status), language)))


def status_counts(rows: Iterable[ResultRow]) -> dict[str, int]:
    """Count the indicators exceeded, met and missed."""
    found = counts(row.status for row in rows)
    return {status: found[status] for status in COUNTED}
