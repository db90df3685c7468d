"""What people do to an IAMC table, said as what it is: rows added, renamed, emptied or changed."""

from collections.abc import Iterator, Sequence

from model.files.headers import cell_text
from model.files.iamc_values import Value
from model.files.numbers import readings
from model.files.pin_labels import parted_name
from model.problems import Problem, plain
from model.province.province import Province
from model.scenario.scenario import preset_scenario

SETTINGS = {"Lever": "lever", "Target": "target", "Parameter": "parameter"}
VARIABLES = ", ".join(f"{name}|…" for name in SETTINGS)


def result_heads(province: Province) -> set[str]:
    """Return what the variables of results begin with."""
    return {row.variable.partition("|")[0] for row in province.indicators.values()}


def of_people(province: Province, rows: Sequence[Value], reference: str) -> Iterator[Problem]:
    """Yield rows that somebody added, such as a total, which would be taken for a scenario."""
    heads = (*SETTINGS, "Schema", *result_heads(province))
    ours = {row.scenario for row in rows if row.variable.partition("|")[0] in heads}
    for row in rows if ours - {reference} else ():
        if row.scenario not in ours:
            texts = (row.scenario, row.variable, cell_text(row.value))
            yield Problem("not_allowed", row.place, " ".join(filter(None, texts)), VARIABLES)


def given_twice(rows: Sequence[Value], reference: str) -> Iterator[Problem]:
    """Yield levers that the reference has twice: another scenario was given its name."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.scenario == reference and row.variable.startswith("Lever|"):
            if (row.variable, row.year) in seen:
                yield Problem("duplicate", row.place, f"{reference} {row.variable}", "one row")
            seen.add((row.variable, row.year))


def emptied(province: Province, rows: Sequence[Value], reference: str) -> Iterator[Problem]:
    """Yield settings whose cell a person emptied: by pin and lever, of the trend by place."""
    for row in rows:
        head, _, key = row.variable.partition("|")
        of_year = row.year in ("", str(province.base_year + 1))
        if head in SETTINGS and of_year and not cell_text(row.value):
            letter, _ = parted_name(row.scenario) or ("", "")
            named = {"Lever": key, "Target": f"t.{key}", "Parameter": key}[head]
            field = row.place if row.scenario == reference else f"{letter}.{named}".lstrip(".")
            yield Problem("not_a_number", field, "", "a number")


def changed_trend(
    province: Province, rows: Sequence[Value], reference: str, decimal: str | None
) -> Iterator[Problem]:
    """Yield levers of the trend that a person changed: they are those of the model, and not read.

    Only of a file of this version, as the trend of another may have been another; a number that
    was written with fewer decimals is the same one.
    """
    known = preset_scenario(province, province.reference_preset).levers
    here = f"{province.model} {province.version}"
    for row in rows:
        key = row.variable.removeprefix("Lever|")
        if (row.model, row.scenario) != (here, reference) or key not in known:
            continue
        text, stands = cell_text(row.value), known[key]
        decimals = len(text.replace(",", ".").partition(".")[2])
        if text and round(stands, decimals) not in readings(row.value, decimal):
            yield Problem("changed_trend", key, text, plain(stands))
