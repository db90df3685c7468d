"""The sheet of the indicators: of one scenario, or of those that are compared."""

from collections.abc import Sequence

from model.files.comparison import Column as Compared
from model.files.comparison import differences
from model.files.sources import result_sources
from model.files.words import Words
from model.files.workbook.content import Column, Content, Number, Share, Sheet, Status
from model.province.rows import Target
from model.scenario.results import ResultRow
from model.scenario.targets import chance_text, rounded

NAME, UNIT, NUMBER, PIN, STATUS, SOURCE, KEY = 31.0, 17.0, 12.0, 16.0, 19.0, 50.0, 24.0
"""Widths of columns."""


def indicator_sheet(words: Words, rows: Sequence[ResultRow]) -> Sheet:
    """Lay out the results of a scenario, with band, chance, status and sources."""
    widths = {
        "name": NAME,
        "unit": UNIT,
        "base": NUMBER,
        "target": NUMBER,
        "projected": NUMBER,
        "low": NUMBER,
        "high": NUMBER,
        "chance": NUMBER,
        "status": STATUS,
        "source": SOURCE,
    }
    return Sheet(
        title=words.word("sheet", "indicators"),
        columns=(*(Column(words.column(key), widths[key]) for key in widths), _key(words)),
        rows=[_result(words, row) for row in rows],
    )


def compared_sheet(
    words: Words, compared: Sequence[Compared], projected: Sequence[Sequence[ResultRow]]
) -> Sheet:
    """Lay out what the scenarios of a comparison project, and the first less each other."""
    first = words.column("projected")
    pinned = [one.label for one in compared[1:]]
    off = [f"{first} − {label}" for label in pinned]
    rows: list[Sequence[Content]] = []
    for row in zip(*projected, strict=True):
        decimals = row[0].indicator.decimals
        values = [one.projected for one in row]
        numbers = [*values, *differences(values, decimals)]
        cells = [*_known(words, row[0]), *(_number(value, decimals) for value in numbers)]
        rows.append((*cells, row[0].indicator.key))
    return Sheet(
        title=words.word("sheet", "indicators"),
        columns=(
            Column(words.column("name"), NAME),
            Column(words.column("unit"), UNIT),
            *(Column(words.column(key), NUMBER) for key in ("base", "target", "projected")),
            *(Column(head, PIN) for head in (*pinned, *off)),
            _key(words),
        ),
        rows=rows,
    )


def _key(words: Words) -> Column:
    return Column(words.column("key"), KEY, quiet=True)


def _result(words: Words, row: ResultRow) -> tuple[Content, ...]:
    decimals = row.indicator.decimals
    return (
        *_known(words, row),
        *(_number(value, decimals) for value in (row.projected, row.low, row.high)),
        _chance(row.chance),
        Status(row.status, words.word("status", row.status)),
        "; ".join(
            source.title_in(words.language) for source in result_sources(words.province, row)
        ),
        row.indicator.key,
    )


def _known(words: Words, row: ResultRow) -> tuple[Content, ...]:
    """Name, unit, base year and target."""
    indicator = row.indicator
    target = None if row.target is None else _target(words, row.target)
    base = _number(row.base, indicator.decimals)
    return words.name(indicator), words.unit(indicator.unit), base, target


def _target(words: Words, target: Target) -> Content:
    """Write a target as it is printed; as a number where it is no more than one."""
    if target.comparator == "=" and target.value_high is None:
        return Number(target.value, target.decimals)
    return words.printed(target.text)


def _number(value: float | None, decimals: int) -> Number | None:
    return None if value is None else Number(rounded(value, decimals), decimals)


def _chance(chance: float | None) -> Content:
    """Write a chance as on the page, in steps; as a share where it is not beyond the last one."""
    if chance is None:
        return None
    text = chance_text(chance)
    percent = text.removesuffix("%")
    return Share(int(percent) / 100.0) if percent.isdigit() else text
