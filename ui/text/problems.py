"""What is wrong with a link or a file, in the reader's words."""

from math import inf

from model.problems import Problem, parse_number
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.rows import Indicator, Lever, Parameter
from model.scenario.names import LONGEST_NAME, LONGEST_PIN_NAME, sign_kind
from model.scenario.scenario import LETTERS
from ui.text.numbers import format_exact, format_number, with_unit
from ui.text.typed import parse_exact, ungrouped
from ui.text.words import name, say

COUNTS = ("too_long", "too_large", "too_many", "rows")
"""Problems whose value and limit are whole numbers."""


def problem_text(
    province: Province, problem: Problem, language: str, replaced: bool = False
) -> str:
    """Say a problem in the reader's language: field, value, what is allowed.

    ``replaced``: something else was taken in its place, as in a link, not as in a file.
    """
    prefix, _, key = problem.field.partition(".")
    if problem.code == "unknown" and prefix == "t" and key in province.plan_targets:
        title = name(province.indicators[key], language)
        return say(language, "notice_target_known", name=title)
    code = "unknown_file" if problem.code == "unknown" and not replaced else problem.code
    if code == "model_version" and problem.value in province.versions:
        code = "model_newer"
    if code == "model_version" and not problem.value:
        code = "missing_version"
    if code == "not_a_number" and not problem.value:
        code = "empty"
    # An unknown part may be called as we call the whole: "link".
    as_written = problem.code == "unknown" and "." not in problem.field
    words = say(
        language,
        f"notice_{code}",
        field=problem.field[:LONGEST_NAME]
        if as_written
        else field_name(province, problem.field, language),
        value=_value(province, problem, language),
        allowed=_allowed(province, problem, language),
        version=province.version,
    )
    if problem.nearest:
        number = parse_number(problem.nearest)
        nearest = problem.nearest if number is None else ungrouped(number, language)
        words += " " + say(language, "notice_nearest", nearest=nearest)
    if problem.stands:
        value = format_exact(float(problem.stands), language)
        words += " " + say(language, "notice_default", value=value)
    return words


def cut(text: str) -> str:
    """Return what somebody wrote, as much of it as a name may have; an ellipsis says so."""
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def field_name(province: Province, field: str, language: str) -> str:
    """Name a part of a link or of a file as the page does."""
    if field in province.levers:
        return name(province.levers[field], language)
    prefix, _, key = field.partition(".")
    if prefix == "t" and key in province.indicators:
        return say(language, "field_target", name=name(province.indicators[key], language))
    if prefix == "p" and key in province.parameters:
        return say(language, "field_parameter", name=name(province.parameters[key], language))
    if prefix in LETTERS and key:
        part = field_name(province, key, language)
        return say(language, "field_pin", letter=prefix.upper(), part=part)
    sheet, _, line = field.rpartition("line ")
    if line.isdecimal() and field.startswith("line "):
        return say(language, "field_line", line=line)
    if line.isdecimal() and sheet.endswith(", "):
        sheet = sheet.removesuffix(", ")[:LONGEST_NAME]
        return say(language, "field_sheet_line", sheet=sheet, line=line)
    if field == "version":
        return say(language, "field_m")
    if field in (
        *("schema", "rows", "v", "m", "n", "r", "view", "lang"),
        *("name", "levers", "link", "file", "sigma"),
    ):
        return say(language, f"field_{field}")
    return field[:LONGEST_NAME]


def growth_text(
    province: Province, shown: Problem, made_with: Problem | None, language: str
) -> str:
    """Say that a link showed another growth, and if its model is another one, that too."""
    if made_with is None:
        return problem_text(province, shown, language)
    newer = made_with.value in province.versions
    return say(
        language,
        "notice_growth_newer" if newer else "notice_growth_other",
        value=_value(province, shown, language),
        allowed=_allowed(province, shown, language),
        made_with=_value(province, made_with, language),
        version=province.version,
    )


def _growth(province: Province, text: str, language: str) -> str:
    decimals = province.indicators[GROWTH].decimals
    return with_unit(format_number(parse_exact(text, "en"), decimals, language), "%")


def _value(province: Province, problem: Problem, language: str) -> str:
    if problem.code == "growth_shown":
        return _growth(province, problem.value, language)
    if problem.code not in ("out_of_range", *COUNTS):
        return cut(problem.value)
    number = parse_exact(problem.value, "en")
    if number is None:
        return cut(problem.value)
    return (ungrouped if problem.nearest else format_exact)(number, language)


def _allowed(province: Province, problem: Problem, language: str) -> str:
    if problem.code == "growth_shown":
        return _growth(province, problem.allowed, language)
    if problem.code == "two_meanings":
        low, high = (ungrouped(float(one), language) for one in problem.allowed.split(" / "))
        return say(language, "notice_two_numbers", low=low, high=high)
    if problem.code == "thousands":
        return ungrouped(float(problem.allowed), language)
    prefix, _, key = problem.field.rpartition(".")
    row: Lever | Parameter | Indicator | None = province.levers.get(key)
    row = row or province.parameters.get(key)
    if row is None and prefix == "t":
        row = province.indicators.get(key)
    if row is not None and row.range[1] < inf:
        low, high = (format_exact(limit, language) for limit in row.range)
        unit = name(province.units[row.unit], language)
        return say(language, "notice_range", low=low, high=high, unit=unit)
    if problem.code == "not_a_number":
        return say(language, "notice_any_number")
    if problem.code in COUNTS:
        return format_number(float(problem.allowed), 0, language)
    if problem.code == "sign":
        return say(language, f"sign_{sign_kind(problem.value)}")
    if key == "name":
        count = LONGEST_PIN_NAME if prefix else LONGEST_NAME
        return say(language, "notice_any_name", count=count)
    return problem.allowed
