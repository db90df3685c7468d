"""Scenario files read back: either table, a comparison too, refused whole and with the place."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from types import MappingProxyType

from model.files.cells import PINNED, UNNAMED, plain_cell
from model.files.iamc import IAMC_COLUMNS
from model.files.vietnamese import CHANCE, vietnamese_columns
from model.problems import InvalidInputError, Problem, parse_number
from model.province.province import Province
from model.province.ranges import check_ranges
from model.province.rows import Indicator, Lever, Parameter
from model.scenario.link import LONGEST_NAME, own_targets, pin_name
from model.scenario.scenario import Pin, Scenario

LARGEST_FILE = 5_000_000
MOST_LINES = 50_000
"""Five times what a comparison of five scenarios to the last year has."""
OFFENDING = 5
"""Problems that are said of a file."""
SECTIONS = {"Lever": "lever", "Target": "target", "Parameter": "parameter"}
SCHEMA = "Schema|Version"
_ALIKE = 0.75
"""How near to a section's name a variable counts as meant for it."""


Line = tuple[int, list[str]]
"""Where a row ends in the file, and its cells."""
Setting = tuple[str, str, str]
"""Section (``lever``, ``target``, ``parameter`` or ``about``), key and text of one cell."""


def read_scenario(province: Province, content: bytes | str) -> tuple[Scenario, list[Problem]]:
    """Read a scenario back from either file.

    Returns
    -------
    Scenario
        Levers, own targets, own assumptions, name and pins as they were.
    list of Problem
        What the reader should know: the file was made with another model version. A lever that
        came after that version stands at the default of links of the file's schema.

    Raises
    ------
    InvalidInputError
        The file is no scenario file, or holds what is unknown, out of range, given twice or
        missing; the first offending places are said and nothing is taken from it.
    """
    if len(content) > LARGEST_FILE:
        raise _refused("too_large", "file", str(len(content)), str(LARGEST_FILE))
    text = content if isinstance(content, str) else _decoded(content)
    header, lines = _table(text.removeprefix("\ufeff"))
    if header == IAMC_COLUMNS:
        if lines and not text.endswith(("\n", "\r")):
            _check_last(lines[-1])
        return _compared(province, lines)
    columns = vietnamese_columns(province)
    if header in (columns, tuple(column for column in columns if column != CHANCE)):
        return _restored(province, _vietnamese_settings(province, lines))
    raise _refused("header", "line 1", ",".join(header), ",".join(IAMC_COLUMNS))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused("not_utf8", f"line {line}") from error


def _table(text: str) -> tuple[tuple[str, ...], list[Line]]:
    """Read the header and the rows that hold anything, each as long as the header."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Line] = []
    try:
        for row in islice(reader, MOST_LINES + 1):
            rows.append((reader.line_num, row))
    except csv.Error as error:
        line = rows[-1][0] + 1 if rows else 1
        raise _refused("not_csv", f"line {line}", str(error)) from error
    if len(rows) > MOST_LINES:
        raise _refused("too_many", "file", allowed=str(MOST_LINES))
    header = tuple(map(_composed, rows[0][1])) if rows else ()
    lines = [(number, row) for number, row in rows[1:] if row]
    _raise_any(
        Problem("cells", f"line {number}", ",".join(row), str(len(header)))
        for number, row in lines
        if len(row) != len(header)
    )
    return header, lines


def _check_last(line: Line) -> None:
    """Refuse a last row that may have been cut inside its number."""
    number, (_, _, _, variable, _, _, value) = line
    if variable.partition("|")[0] in SECTIONS:
        raise _refused("cut", f"line {number}", f"{variable} {value}")


def _compared(province: Province, lines: list[Line]) -> tuple[Scenario, list[Problem]]:
    """Restore the first scenario of an IAMC table and, as its pins, those after it."""
    names = list(dict.fromkeys(row[1] for _, row in lines))
    if not names:
        raise _refused("no_scenario", "file", allowed=province.reference_preset)
    reference = _reference(province, lines[0][1][0])
    first, *others = [name for name in names if name != reference] or names[:1]
    strangers = [name for name in others if not PINNED.match(name)]
    if strangers:
        listed = ", ".join([first, *strangers][:OFFENDING])
        raise _refused("scenarios", "file", listed, reference)
    if others and reference not in names:  # it stands last, so the file was cut
        raise _refused("cut", f"line {lines[-1][0]}", ",".join(lines[-1][1]))
    scenario, notes = _restored(province, _iamc_settings(province, lines, first))
    pins: dict[str, Pin] = {}
    for name in others:
        pinned, _ = _restored(province, _iamc_settings(province, lines, name))
        letter = name[0].lower()
        shown, problems = pin_name(pinned.name[2:], letter)
        if letter in pins:
            problems.append(Problem("duplicate", f"{letter}.name", shown, "one"))
        if (pinned.targets, pinned.parameters) != (scenario.targets, scenario.parameters):
            problems.append(Problem("not_shared", name, allowed=first))
        _raise_any(problems)
        pins[letter] = Pin(pinned.levers, shown)
    return replace(scenario, pins=MappingProxyType(dict(sorted(pins.items())))), notes


def _reference(province: Province, model: str) -> str:
    """Name the reference of the version that wrote a file; of an unknown one that of today."""
    version = province.versions.get(model.rpartition(" ")[2])
    return province.reference_preset if version is None else version.reference


def _iamc_settings(province: Province, lines: list[Line], chosen: str) -> list[Setting]:
    """Take what restores one scenario; its results are not read, only known by their names."""
    settings = [("about", "name", "" if chosen == UNNAMED else plain_cell(chosen))]
    problems: list[Problem] = []
    first = str(province.base_year + 1)
    model = ""
    for number, row in lines:
        if row[1] != chosen:
            continue
        head, _, key = row[3].partition("|")
        if head not in SECTIONS and row[3] != SCHEMA:
            problems += _meant(province, number, row[3])
            continue
        section = SECTIONS.get(head, "about")
        model = model or row[0]
        wanted = (model, province.region, _unit(province, section, key) or row[4], first)
        problems += [
            Problem("not_allowed", f"line {number}", cell, allowed)
            for cell, allowed in zip((row[0], row[2], row[4], row[5]), wanted, strict=True)
            if cell != allowed
        ]
        settings.append((section, "schema" if section == "about" else key, row[6]))
    settings.append(("about", "version", model.removeprefix(f"{province.model} ")))
    _raise_any(problems)
    return settings


def _meant(province: Province, number: int, variable: str) -> Iterator[Problem]:
    """Refuse a row that is no setting but was meant to be one, as ``levers|fdi``."""
    head, _, key = variable.partition("|")
    heads = {row.variable.partition("|")[0] for row in province.indicators.values()}
    known = {name.casefold(): name for name in (*SECTIONS, "Schema")}
    near = get_close_matches(head.strip().casefold(), known, n=1, cutoff=_ALIKE)
    if near and head not in heads:
        meant = f"{known[near[0]]}|{key}"
        yield Problem("not_allowed", f"line {number}", variable, meant)


def _unit(province: Province, section: str, key: str) -> str | None:
    """Return the unit that the value of a setting has; None if there is no such setting."""
    tables: Mapping[str, Mapping[str, Lever | Indicator | Parameter]] = {
        "lever": province.levers,
        "target": province.indicators,
        "parameter": province.parameters,
    }
    row = tables.get(section, {}).get(key)
    return None if row is None else row.unit


def _vietnamese_settings(province: Province, lines: list[Line]) -> list[Setting]:
    """Take what restores the scenario; units are words there, which may be said otherwise."""
    sections = {row.name_vi: row.key for row in province.group_rows("section")}
    value = vietnamese_columns(province).index(f"Dự phóng {province.base_year + 1}")
    _raise_any(
        Problem("not_allowed", f"line {number}", row[0], ", ".join(sections))
        for number, row in lines
        if _composed(row[0]) not in sections
    )
    found = [(sections[_composed(row[0])], row) for _, row in lines]
    return [
        (section, row[1], plain_cell(row[value]) if row[1] == "name" else row[value])
        for section, row in found
        if section != "indicator"
    ]


def _composed(text: str) -> str:
    """Write accents as one letter: some systems write them apart."""
    return unicodedata.normalize("NFC", text)


def _restored(province: Province, settings: list[Setting]) -> tuple[Scenario, list[Problem]]:
    found: dict[str, dict[str, float]] = {"lever": {}, "target": {}, "parameter": {}}
    about: dict[str, str] = {}
    problems = []
    for section, key, text in settings:
        known = about if section == "about" else found[section]
        if key in known:
            problems.append(Problem("duplicate", key, text, "one row"))
        elif section == "about":
            about[key] = text
        else:
            number = parse_number(text)
            if number is None:
                problems.append(Problem("not_a_number", key, text, "a number such as 12.5"))
            else:
                found[section][key] = number
    problems += check_ranges(province.levers, found["lever"], "levers")
    problems += check_ranges(province.assumptions, found["parameter"], "parameters")
    targets, refused = own_targets(province, found["target"])
    problems += refused
    version = about.get("version", "")
    later = _later_levers(province, about.get("schema", ""), version)
    mentioned = {key for section, key, _ in settings if section == "lever"}
    problems += [
        Problem("missing", key, allowed="a row for every lever")
        for key in province.levers
        if key not in mentioned and key not in later
    ]
    schemas = {str(row.schema) for row in province.link_defaults}
    if about.get("schema") not in schemas:
        schema = about.get("schema", "")
        problems.append(Problem("not_allowed", "schema", schema, ", ".join(sorted(schemas))))
    name = about.get("name", "")
    if len(name) > LONGEST_NAME or not name.isprintable():
        allowed = f"at most {LONGEST_NAME} printable characters"
        problems.append(Problem("not_allowed", "name", name, allowed))
    _raise_any(problems)
    notes = []
    if version != province.version:
        notes.append(Problem("model_version", "version", version, province.version))
    levers = {**later, **found["lever"]}
    scenario = Scenario(
        levers=MappingProxyType({key: levers[key] for key in province.levers}),
        targets=MappingProxyType(targets),
        parameters=MappingProxyType(found["parameter"]),
        name=name,
    )
    return scenario, notes


def _later_levers(province: Province, schema: str, version: str) -> dict[str, float]:
    """Return the levers that came after a published version, with the default of its links."""
    published = list(province.versions)
    if version not in published:
        return {}
    known = published[: published.index(version) + 1]
    return {
        row.lever: row.value
        for row in province.link_defaults
        if str(row.schema) == schema and row.since not in known
    }


def _raise_any(problems: Iterable[Problem]) -> None:
    """Refuse the file if anything is wrong, saying the first problems."""
    said = list(islice(problems, OFFENDING))
    if said:
        raise InvalidInputError(said)


def _refused(code: str, field: str, value: str = "", allowed: str = "") -> InvalidInputError:
    return InvalidInputError([Problem(code, field, value, allowed)])
