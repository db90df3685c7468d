"""The sheet that is edited: levers, own targets and own assumptions, with their ranges."""

from collections.abc import Iterator, Sequence

from model.files.comparison import Column as Compared
from model.files.words import Words
from model.files.workbook.content import Column, Content, Number, Sheet, entry

WIDTHS = {
    "section": 17.0,
    "name": 31.0,
    "unit": 17.0,
    "base": 12.0,
    "trend": 12.0,
    "plan": 12.0,
    "value": 13.0,
    "least": 12.0,
    "most": 12.0,
    "source": 44.0,
    "key": 24.0,
}
PIN = 18.0
"""Width of the column of a pinned scenario."""


def lever_sheet(words: Words, compared: Sequence[Compared]) -> Sheet:
    """Lay out what restores the scenario and, in a column each, the levers of its pins."""
    columns: list[Column] = []
    for key, width in WIDTHS.items():
        columns.append(Column(words.column(key), width, quiet=key == "key"))
        if key == "value":
            columns += [Column(one.label, PIN) for one in compared[1:]]
    rows = [
        *_lever_rows(words, compared),
        *_target_rows(words, compared),
        *_parameter_rows(words, compared),
    ]
    return Sheet(words.word("sheet", "levers"), columns, rows, fixed=2)


def _lever_rows(words: Words, compared: Sequence[Compared]) -> Iterator[tuple[Content, ...]]:
    for key, lever in words.province.levers.items():
        name = words.name(lever)
        values = [one.scenario.levers[key] for one in compared]
        yield (
            words.word("section", "lever"),
            name,
            words.unit(lever.unit),
            *map(Number, (lever.base, lever.trend, lever.plan)),
            *(entry(words, value, lever.range, lever.unit, name) for value in values),
            *map(Number, lever.range),
            words.province.sources[lever.plan_source].title_in(words.language),
            key,
        )


def _target_rows(words: Words, compared: Sequence[Compared]) -> Iterator[tuple[Content, ...]]:
    province, shared = words.province, (None,) * len(compared[1:])
    for key, value in sorted(compared[0].scenario.targets.items()):
        indicator = province.indicators[key]
        name = words.name(indicator)
        yield (
            words.word("section", "target"),
            name,
            words.unit(indicator.unit),
            *(None,) * 3,
            entry(words, value, indicator.range, indicator.unit, name),
            *shared,
            *map(Number, indicator.range),
            None,
            key,
        )


def _parameter_rows(words: Words, compared: Sequence[Compared]) -> Iterator[tuple[Content, ...]]:
    province, shared = words.province, (None,) * len(compared[1:])
    for key, value in sorted(compared[0].scenario.parameters.items()):
        parameter = province.parameters[key]
        name = words.name(parameter)
        yield (
            words.word("section", "parameter"),
            name,
            words.unit(parameter.unit),
            Number(parameter.default),
            *(None,) * 2,
            entry(words, value, parameter.range, parameter.unit, name),
            *shared,
            *map(Number, parameter.range),
            province.sources[parameter.source].title_in(words.language),
            key,
        )
