"""Values of a link: read as numbers, held to their ranges, and refused with what would do."""

from collections.abc import Mapping
from dataclasses import replace

from model.problems import Problem, parse_number, unknown
from model.province.province import Province
from model.province.ranges import check_ranges
from model.province.rows import Lever, Parameter
from model.scenario.link.form import SIGMA


def read_number(key: str, text: str, known: bool = True) -> tuple[float | None, list[Problem]]:
    """Read a value; an unknown name is refused as such later, whatever stands behind it."""
    number = parse_number(text) if known else 0.0
    if number is None:
        return None, [Problem("not_a_number", key, text, "a number such as 12.5")]
    return number, []


def accepted(
    rows: Mapping[str, Lever] | Mapping[str, Parameter],
    values: Mapping[str, float],
    table: str,
    prefix: str,
) -> tuple[dict[str, float], list[Problem]]:
    """Keep what is known and in its range; name the others as a link does, after ``prefix``."""
    problems = check_ranges(rows, values, table)
    refused = {problem.field for problem in problems}
    kept = {key: value for key, value in values.items() if key in rows and key not in refused}
    return kept, [replace(problem, field=_link_key(prefix, problem.field)) for problem in problems]


def own_targets(
    province: Province, targets: Mapping[str, float]
) -> tuple[dict[str, float], list[Problem]]:
    """Keep plausible targets for modelled indicators without a known one; refuse the others."""
    rows = {key: province.indicators[key] for key in open_keys(province)}
    problems = check_ranges(rows, {key: targets[key] for key in targets if key in rows}, "")
    refused = {problem.field for problem in problems}
    names = [f"t.{key}" for key in rows]
    strangers = [
        unknown(f"t.{key}", names, "indicators without a target")
        for key in targets
        if key not in rows
    ]
    kept = {key: value for key, value in targets.items() if key in rows and key not in refused}
    return kept, [*strangers, *(replace(row, field=f"t.{row.field}") for row in problems)]


def open_keys(province: Province) -> list[str]:
    """List the indicators for which a reader may set a target: modelled, and none is known."""
    return [key for key in province.modelled if key not in province.plan_targets]


def _link_key(prefix: str, field: str) -> str:
    return "sigma" if prefix == "p." and field == SIGMA else prefix + field
