"""What stands at the end of the paper: limits, sources, and where the scenario and its data are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from model.evidence.limits import Facts, facts, limit_text
from model.files.sources import result_sources
from model.province.province import DERIVED, Province
from ui.pieces.sources import ASSUMPTION
from ui.state.current import Page
from ui.text.numbers import format_number
from ui.text.words import say
from web.asked import Asked
from web.brief.links import beside

LIMITS = ("level", "tested", "counts", "whole_province", "grades")
"""The limits that matter most to who decides, by their keys."""
NAMED = 3
"""Sources that are named; the workbook lists all."""
LONGEST = 200
"""Letters of a link that are printed."""


@dataclass(frozen=True)
class Address:
    """Where something is: the address, and as much of it as is shown."""

    there: str
    shown: str

    @property
    def is_whole(self) -> bool:
        """Tell whether all of it is shown."""
        return self.there == self.shown


def limits(province: Province, language: str) -> list[str]:
    """Say the limits that matter most."""
    rows, found = province.limits, _facts(province)

    def write(value: float | None, decimals: int) -> str:
        return format_number(value, decimals, language)

    return [limit_text(rows[key], found, language, write) for key in LIMITS if key in rows]


def sources(page: Page) -> str:
    """Name the sources that most figures of the base year and targets are from."""
    counted = Counter(
        source
        for row in page.rows
        if row.target is not None
        for source in result_sources(page.province, row)
        if source.id not in (DERIVED, ASSUMPTION)
    )
    named = [source for source, _ in counted.most_common(NAMED)]
    return say(
        page.language,
        "brief_sources",
        base=page.province.base_year,
        titles="; ".join(source.title_in(page.language) for source in named),
        count=len(counted) - len(named),
    )


def page_address(asked: Asked) -> Address:
    """Return the link of the page, cut where it would fill the paper."""
    link = asked.link
    return Address(link, link if len(link) <= LONGEST else f"{link[:LONGEST]}…")


def data_addresses(asked: Asked) -> Sequence[Address]:
    """Return where the data of the scenario are: as a workbook, and as a table for programs."""
    book = beside(asked, "scenario.xlsx")
    table = beside(asked, "scenario.csv", dated=False)
    return [Address(there, f"{there.partition('?')[0]}?…") for there in (book, table)]


@cache
def _facts(province: Province) -> Facts:
    """Keep what limits name: it is worked out of past years and takes long."""
    return facts(province)
