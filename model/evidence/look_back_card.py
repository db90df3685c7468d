"""The look back of the model card: each year that came beside what versions had projected."""

from collections.abc import Iterator

from model.evidence.look_back import look_backs, years
from model.evidence.look_back_summary import (
    nation,
    overall,
    overall_notes,
    rivals,
    setting_words,
    split,
    unseen_words,
    who_knew,
    without_band,
    worst_first,
)
from model.evidence.markdown import bullets, table
from model.province.province import Province

WORST = 10


def look_back_section(province: Province) -> Iterator[str]:
    """Yield the lines of the section, the last year first; none where no year came yet."""
    for year in years(province):
        yield from _year(province, year)


def _year(province: Province, year: int) -> Iterator[str]:
    found = next(iter(look_backs(province, year).values()))
    shown = f"{found.version}, {setting_words(province, found.setting)}"
    yield from (f"## {year} as it came", "")
    yield from bullets(who_knew(province, year))
    head, *totals = overall(province, year)
    yield from table(head, totals)
    yield from (overall_notes(year), "")
    if unseen := unseen_words(province, found):
        yield from (f"{shown}: {unseen}", "")
    yield from (
        f"The {WORST} worst misses of {shown}, by the miss over the band:",
        "",
    )
    head, *worst = worst_first(province, found)
    yield from table(head, worst[:WORST])
    if levers := without_band(province, found):
        yield from (f"Without a band, as levers set them: {levers}.", "")
    yield from (f"Beside rivals, mean miss of the rows of which each says something; {shown}:", "")
    head, *beside = rivals(province, found)
    yield from table(head, beside)
    parts = split(province, year)
    if parts:
        head, *rows = parts
        yield from (f"What {province.version} missed of growth, outcome less projection:", "")
        yield from table(head, rows)
    yield from (line for text in nation(province, year) for line in (text, ""))
    yield from (
        "Every row of every version is a line of `/look-back.csv` and of "
        "`python -m model look-back --format csv`.",
        "",
    )
