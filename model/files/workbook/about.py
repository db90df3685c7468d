"""The sheets of sources and of what the file is."""

from collections.abc import Iterable
from datetime import date

from model.files.words import VIETNAMESE, Words
from model.files.workbook.content import Column, Content, Sheet, WebLink
from model.province.rows import Source
from model.scenario.scenario import Scenario

WEB = ("https://", "http://")
LONGEST_URL = 2000
"""Excel follows no longer one; it stands there as text."""


def source_sheet(words: Words, sources: Iterable[Source]) -> Sheet:
    """List sources with their addresses and dates."""
    widths = {"source": 80.0, "date": 13.0, "url": 70.0, "key": 28.0}
    return Sheet(
        title=words.word("sheet", "sources"),
        columns=[Column(words.column(key), widths[key], quiet=key == "key") for key in widths],
        rows=[(row.title_in(words.language), row.date, _web(row.url), row.id) for row in sources],
    )


def about_sheet(words: Words, scenario: Scenario, link: str, made: date | None) -> Sheet:
    """Say what the file is: name, link, versions, date, limits, and how it is used.

    ``name``, ``version`` and ``schema`` are read back.
    """
    province = words.province
    sheets = {row.key: words.name(row) for row in province.group_rows("sheet")}
    known: dict[str, Content] = {
        "name": words.scenario(scenario.name),
        "link": _web(link),
        "date": "" if made is None else _day(made, words.language),
        "use": words.word("workbook", "use").format(**sheets),
        "limits": words.word("workbook", "limits"),
        "version": province.version,
        "schema": str(province.schema),
    }
    widths = {"name": 24.0, "content": 90.0, "key": 12.0}
    return Sheet(
        title=words.word("sheet", "about"),
        columns=[Column(words.column(key), widths[key], quiet=key == "key") for key in widths],
        rows=[
            (words.word("about", key), content, key)
            for key, content in known.items()
            if content != "" or key == "name"
        ],
    )


def _web(url: str) -> str | WebLink:
    return WebLink(url) if url.startswith(WEB) and len(url) <= LONGEST_URL else url


def _day(day: date, language: str) -> str:
    return f"{day.day}/{day.month}/{day.year}" if language == VIETNAMESE else day.isoformat()
