"""A table of the IAMC format read back: a scenario, and what a comparison pins beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from types import MappingProxyType

from model.files.cells import CHECK, UNNAMED, plain_cell
from model.files.count import ROWS_VARIABLE, SCHEMA_VARIABLE
from model.files.headers import Table, cell_text, fold, same
from model.files.iamc import CHECK_VARIABLE
from model.files.iamc_checks import (
    SETTINGS,
    VARIABLES,
    changed_trend,
    emptied,
    given_twice,
    of_people,
    result_heads,
)
from model.files.iamc_values import Value, iamc_values, last_said, lost
from model.files.lost_rows import may_be_cut, raise_lost
from model.files.numbers import decimal_sign
from model.files.pin_labels import parted_name
from model.files.restore import OFFENDING, Settings, letters_lost, raise_any, restored, spoilt
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.names import pin_name
from model.scenario.scenario import Pin, Scenario, preset_scenario

_ALIKE = 0.75
"""How near to a section's name a variable counts as meant for it."""


def read_iamc(province: Province, table: Table) -> tuple[Scenario, list[Problem]]:
    """Restore the scenario that is neither the reference nor a pin, and the pins.

    Raises
    ------
    InvalidInputError
        The table is of another model, has several scenarios or was cut short, or a setting of
        a scenario is refused.
    """
    rows = list(iamc_values(table))
    names = list(dict.fromkeys(row.scenario for row in rows))
    if not names:
        raise InvalidInputError([Problem("no_scenario", "file", allowed=province.reference_preset)])
    model = rows[0].model
    if model and model.rpartition(" ")[0] != province.model:
        raise InvalidInputError([Problem("other_model", rows[0].place, model, province.model)])
    if may_be_cut(table, _needed(province, table)) and not _is_result(province, rows[-1]):
        raise InvalidInputError([Problem("cut", rows[-1].place, last_said(rows))])
    reference = _reference(province, model)
    decimal = decimal_sign((row.value for row in rows), table.sheet.separator)
    raise_any(emptied(province, rows, reference))
    wrong = list(lost(rows, (*SETTINGS, "Schema", *result_heads(province)), reference, decimal))
    raise_lost(wrong)
    raise_any(islice(given_twice(rows, reference), 1))
    raise_any(of_people(province, rows, reference))
    settable = [name for name in names if name != reference] or names[:1]
    pinned = [name for name in settable if parted_name(name)]
    own = [name for name in settable if name not in pinned]
    if not own:
        own, pinned = pinned[:1], pinned[1:]
    if len(own) > 1:
        first, *others = (name or UNNAMED for name in own[:OFFENDING])
        raise InvalidInputError([Problem("scenarios", "file", ", ".join(others), first)])
    raise_any(_spoilt(province, rows, reference, decimal))
    scenario, notes = _scenario(province, rows, own[0], decimal)
    pins: dict[str, Pin] = {}
    for name in pinned:
        one, _ = _scenario(province, rows, name, decimal)
        letter, called = parted_name(one.name) or ("", one.name)
        shown, problems = pin_name(called, letter)
        if letter in pins:
            problems.append(Problem("duplicate", f"{letter}.name", shown, "one"))
        if (one.targets, one.parameters) != (scenario.targets, scenario.parameters):
            problems.append(Problem("not_shared", name, allowed=own[0]))
        raise_any(problems)
        pins[letter] = Pin(one.levers, shown)
    raise_any(wrong)
    notes += islice(changed_trend(province, rows, reference, decimal), OFFENDING)
    if table.sheet.coded:
        notes += letters_lost([scenario.name, *(pin.name for pin in pins.values())])
    return replace(scenario, pins=MappingProxyType(dict(sorted(pins.items())))), notes


def _needed(province: Province, table: Table) -> list[int]:
    """List the places of the columns by which a setting is restored."""
    needed = [
        table.columns[key] for key in ("scenario", "variable", "value") if key in table.columns
    ]
    return needed + [at for year, at in table.years.items() if year == province.base_year + 1]


def _is_result(province: Province, row: Value) -> bool:
    """Is this the row of an indicator, or one of the table itself, which is checked otherwise."""
    head = row.variable.partition("|")[0]
    return head in ("Schema", *result_heads(province))


def _reference(province: Province, model: str) -> str:
    """Name the reference of the version that wrote a file; of an unknown one that of today."""
    version = province.versions.get(model.rpartition(" ")[2])
    return province.reference_preset if version is None else version.reference


def _spoilt(
    province: Province, rows: Sequence[Value], reference: str, decimal: str | None
) -> Iterator[Problem]:
    """Yield levers of the reference whose decimal point a program took for thousands."""
    known = preset_scenario(province, reference).levers if reference in province.presets else {}
    for row in rows:
        head, _, key = row.variable.partition("|")
        if row.variable == CHECK_VARIABLE:
            yield from spoilt(CHECK_VARIABLE, CHECK, row.value, decimal)
        if row.scenario == reference and head == "Lever" and key in known:
            yield from spoilt(key, known[key], row.value, decimal)


def _scenario(
    province: Province, rows: Sequence[Value], chosen: str, decimal: str | None
) -> tuple[Scenario, list[Problem]]:
    """Take what restores one scenario; its results are not read, only known by their names."""
    settings = Settings(decimal)
    first = str(province.base_year + 1)
    model = ""
    for row in rows:
        if row.scenario != chosen:
            continue
        head, _, key = row.variable.partition("|")
        if row.variable in (CHECK_VARIABLE, ROWS_VARIABLE):
            continue
        if head not in SETTINGS and row.variable != SCHEMA_VARIABLE:
            settings.problems += _meant(province, row)
            continue
        if row.year != first and not cell_text(row.value):
            continue  # a wide table made long: its years without a value stay as rows
        section = SETTINGS.get(head, "about")
        model = model or row.model
        wanted = (
            (row.model, model),
            (row.region, province.region),
            (row.unit, _unit(province, section, key) or row.unit),
            (row.year, first),
        )
        settings.problems += [
            Problem("not_allowed", row.place, cell, allowed)
            for cell, allowed in wanted
            if cell and not same(fold(cell), allowed)
        ]
        settings.put(section, "schema" if section == "about" else key, row.value)
    settings.cells["about"]["version"] = model.removeprefix(f"{province.model} ")
    raise_any(settings.problems)
    return restored(province, settings, "" if chosen == UNNAMED else plain_cell(chosen))


def _meant(province: Province, row: Value) -> Iterator[Problem]:
    """Refuse a row that is no setting but was meant to be one, as ``levers|fdi``."""
    head, _, key = row.variable.replace("/", "|").partition("|")
    known = {name.casefold(): name for name in (*SETTINGS, "Schema")}
    near = get_close_matches(head.strip().casefold(), known, n=1, cutoff=_ALIKE)
    if head in result_heads(province):
        return
    if near:
        yield Problem("not_allowed", row.place, row.variable, f"{known[near[0]]}|{key}")
    elif key in (*province.levers, *province.parameters, *province.indicators):
        yield Problem("not_allowed", row.place, row.variable, VARIABLES)


def _unit(province: Province, section: str, key: str) -> str | None:
    """Return the unit that the value of a setting has; None if there is no such setting."""
    if section == "lever" and key in province.levers:
        return province.levers[key].unit
    if section == "target" and key in province.indicators:
        return province.indicators[key].unit
    if section == "parameter" and key in province.parameters:
        return province.parameters[key].unit
    return None
