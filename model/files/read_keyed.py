"""Tables with a row for each key read back: the Vietnamese table, and a workbook's sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.files.cells import CHECK, CHECK_KEY, EITHER, number_cell, plain_cell
from model.files.count import ROWS_KEY
from model.files.headers import NUMBERS, VALUES, Table, at, cell_text, fold, known_keys, same
from model.files.keyed_pins import LeverRow, keyed_pins
from model.files.lost_rows import may_be_cut, raise_lost, wrong_count
from model.files.numbers import decimal_sign
from model.files.restore import Settings, letters_lost, no_place, raise_any, restored, spoilt
from model.files.sheets import Cell
from model.problems import InvalidInputError, Problem, plain
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario

KNOWN = ("base", "trend", "plan")
"""Columns of a lever's row that hold what the data say, by the fields of `Lever`."""


def read_keyed(province: Province, tables: Sequence[Table]) -> tuple[Scenario, list[Problem]]:
    """Restore the scenario of one table, or of the sheets of a workbook, and its pins.

    Raises
    ------
    InvalidInputError
        A section is unknown, or a setting is refused.
    """
    numbers = [
        at(row, table.columns.get(key))
        for table in tables
        for _, row in table.lines
        for key in NUMBERS
    ]
    decimal = decimal_sign(numbers, tables[0].sheet.separator)
    raise_any(_without_sections(province, tables))
    raise_any(_spoilt(province, tables, decimal))
    raise_any(_cut(table) for table in tables if _ends_in_a_setting(province, table))
    wrong = [problem for table in tables for problem in _lost(province, table, decimal)]
    raise_lost(wrong)
    settings = Settings(decimal)
    levers: list[LeverRow] = []
    for table in tables:
        for section, key, row in _settings(province, table, settings.problems):
            settings.put(section, key, table.value(row))
            if section == "lever":
                levers.append((table, key, row))
    raise_any(settings.problems)
    about = settings.cells["about"]
    if not cell_text(about.get("schema", "")) and any(map(_ends_with_schema, tables)):
        raise InvalidInputError([_cut(tables[-1])])
    if not levers:
        raise InvalidInputError([Problem("no_levers", tables[0].place)])
    # What a workbook is stands on another sheet than its levers, which may be gone.
    about.setdefault("schema", str(province.schema))
    # In our workbook names stand as they were typed, in a table of text kept from being a formula.
    typed = str if any("content" in table.columns for table in tables) else _unguarded
    scenario, notes = restored(province, settings, typed(cell_text(about.get("name", ""))))
    scenario = replace(scenario, name=_preset_key(province, scenario))
    pins = keyed_pins(province, settings, levers, typed)
    raise_any(wrong)
    if any(table.lost for table in tables):
        notes += letters_lost([scenario.name, *(pin.name for pin in pins.values())])
    return replace(scenario, pins=pins), notes


def _lost(province: Province, table: Table, decimal: str | None) -> Iterator[Problem]:
    """Yield that a table has other rows than it counts, those that people wrote below it aside."""
    rows = [row for _, row in table.lines if _is_ours(province, table, row)]
    for row in rows:
        if table.key(row) == ROWS_KEY:
            yield from wrong_count(table.value(row), len(rows), decimal)


def _is_ours(province: Province, table: Table, row: Sequence[Cell]) -> bool:
    """Is this a row of the table by its key, or by its section as those of other versions are."""
    key, said = table.key(row), fold(table.text(row, "section"))
    words = (word for one in province.group_rows("section") for word in (one.name_vi, one.name_en))
    return key in known_keys(province) or bool(key and said and any(same(said, w) for w in words))


def _ends_in_a_setting(province: Province, table: Table) -> bool:
    """May the last row have lost the end of a setting; what is no setting is checked otherwise."""
    known = [table.columns[key] for key in ("section", "key", *VALUES) if key in table.columns]
    if not may_be_cut(table, known + [place for _, place in table.pins]):
        return False
    place, row = table.lines[-1]
    section, problem = _section(province, table, place, row)
    whole = len(row) - 1 > table.columns.get("section", -1)
    checked = section == "about" and table.key(row) not in ("name", "version")
    return not (whole and not problem and (checked or not section))


def _ends_with_schema(table: Table) -> bool:
    """Does this table hold results and settings in one, and its schema last of all."""
    return "section" in table.columns and "projected" in table.columns


def _cut(table: Table) -> Problem:
    """Say that a table was cut, and behind what."""
    place, row = table.lines[-1] if table.lines else (table.place, table.header)
    return Problem("cut", place, " ".join(filter(None, map(cell_text, row))))


def has_levers(province: Province, table: Table) -> bool:
    """Has this table of keys a lever."""
    return any(table.key(row) in province.levers for _, row in table.lines)


def _preset_key(province: Province, scenario: Scenario) -> str:
    """Return the key of a preset that stands in the file by its name; any other name as it is."""
    for key, preset in province.presets.items():
        named = scenario.name in (preset.name_vi, preset.name_en)
        if named and preset_scenario(province, key).levers == scenario.levers:
            return key
    return scenario.name


def _settings(
    province: Province, table: Table, problems: list[Problem]
) -> Iterator[tuple[str, str, Sequence[Cell]]]:
    """Yield section, key and cells of each row that restores a scenario; list what is wrong."""
    for place, row in table.lines:
        section, problem = _section(province, table, place, row)
        if problem is not None:
            problems.append(problem)
        if not section:
            continue
        moved = table.sheet.separator and not table.text(row, "source")
        if moved and any(map(cell_text, table.beyond(row))):
            # A note behind the table, or a cell too many within it: then the source moved.
            problems.append(no_place(place, row, len(table.header)))
        yield section, table.key(row), row


def _unguarded(text: str) -> str:
    """Return a name as it was before it was kept from being a formula."""
    return plain_cell(text, EITHER)


def _without_sections(province: Province, tables: Sequence[Table]) -> Iterator[Problem]:
    """Refuse a table in which an indicator may be a result or a target, as nothing tells."""
    for table in tables:
        keys = {table.key(row) for _, row in table.lines} - {""}
        results = keys & set(province.indicators)
        if "section" not in table.columns and results and keys - results:
            wanted = province.word("column", "section")
            yield Problem("missing_column", table.place, allowed=wanted.name_vi)


def _section(
    province: Province, table: Table, place: str, row: Sequence[Cell]
) -> tuple[str, Problem | None]:
    """Say which section of a scenario a row belongs to; empty for results and notes."""
    key, said, value = table.key(row), table.text(row, "section"), table.value(row)
    if not key and not cell_text(value):
        return "", None
    alone = key in province.levers or key in province.assumptions  # whatever stands above it
    if not said and ("section" not in table.columns or alone):
        return _section_of(province, key), None
    words, folded = province.group_rows("section"), fold(said)
    for one in words:
        if said and (same(folded, one.name_vi) or same(folded, one.name_en)):
            return "" if one.key == "indicator" else one.key, None
    if said and not cell_text(value) and key not in (*province.levers, *province.parameters):
        return "", None
    shown = said or " ".join(filter(None, map(cell_text, row)))
    return "", Problem("not_allowed", place, shown, ", ".join(one.name_vi for one in words))


def _section_of(province: Province, key: str) -> str:
    """Return the section of a key where none stands beside it; an indicator is a result there."""
    if key in province.indicators:
        return ""
    if key in {row.key for row in province.group_rows("about")}:
        return "about"
    return "parameter" if key in province.assumptions else "lever"


def _spoilt(province: Province, tables: Sequence[Table], decimal: str | None) -> Iterator[Problem]:
    """Yield levers whose known values show that a program misread the sign before decimals.

    It took points for thousands, or parted cells at commas, and then every number moved.
    """
    for table in tables:
        for place, row in table.lines:
            if table.key(row) == CHECK_KEY:
                yield from spoilt(CHECK_KEY, CHECK, table.value(row), decimal)
            lever = province.levers.get(table.key(row))
            for column in KNOWN if lever else ():
                known: float = getattr(lever, column)
                yield from spoilt(table.key(row), known, table.cell(row, column), decimal)
                if _is_parted(known, row, table.columns.get(column)):
                    parts = " ".join(map(cell_text, row[table.columns[column] :][:2]))
                    yield Problem("parted", place, parts, number_cell(known))
                    return  # as are all others


def _is_parted(known: float, row: Sequence[Cell], place: int | None) -> bool:
    """Do the digits before and after the comma of a known number stand in a cell each."""
    whole, _, decimals = plain(known).partition(".")
    if place is None or not decimals:
        return False
    return [cell_text(at(row, place + step)) for step in (0, 1)] == [whole, decimals]
