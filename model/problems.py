"""What is wrong with an input, said so that a person can mend it; numbers read and written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_SHOWN = 500
"""Characters of an input that a part of a problem repeats."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class Problem:
    """One refused or changed part of an input.

    Every part is short and printable: what is hidden in an input, such as a control character
    of a terminal, stands as its escape.

    Attributes
    ----------
    code
        What is wrong: a key of `SENTENCES`.
    field
        Name of the lever, parameter, option, column or file.
    value
        The value as it was given.
    allowed
        What would be accepted, in the units of the tables.
    nearest
        The known name closest to an unknown one, or empty.
    stands
        What stands in the place of a lever that a link could not set, or empty.
    """

    code: str
    field: str
    value: str = ""
    allowed: str = ""
    nearest: str = ""
    stands: str = ""

    def __post_init__(self) -> None:
        for part in ("field", "value", "allowed"):
            object.__setattr__(self, part, printable(getattr(self, part)))

    def __str__(self) -> str:
        """Say the problem in one English line, for the command line and for errors."""
        sentence = SENTENCES[self.code].format(value=self.value, allowed=self.allowed)
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.field}: {sentence}{hint}"


SENTENCES = {
    "unknown": "unknown name, allowed: {allowed}",
    "not_a_number": "{value} is not a number, allowed: {allowed}",
    "out_of_range": "{value} is out of range, allowed: {allowed}",
    "not_allowed": "{value} is not one of the choices, allowed: {allowed}",
    "duplicate": "given more than once ({value}), allowed: {allowed}",
    "shape": "shape {value} does not fit, allowed: {allowed}",
    "missing": "missing, expected: {allowed}",
    "model_version": "made with version {value}, results are computed with {allowed}",
    "growth_shown": "the link showed growth of {value} %, the model gives {allowed} %",
    "unreadable": "{value}, expected: {allowed}",
    "too_long": "{value} characters, allowed: at most {allowed}",
    "too_large": "{value} bytes, allowed: at most {allowed} bytes",
    "too_many": "more than {allowed} of them, allowed: at most {allowed}",
    "not_csv": "{value}, expected: a table separated by commas, semicolons or tabs",
    "header": "columns {value} are not those of a scenario file, the nearest: {allowed}",
    "for_reading": "a look back is for reading and holds no scenario",
    "json": "JSON is for reading and is not opened again, expected: {allowed}",
    "cells": "{value}, expected: {allowed} cells",
    "parted": "{value} was {allowed}, parted at its comma: open the file again with semicolons "
    "alone as separators",
    "split": "the whole header, {value}, stands in one cell: open the file again with “{allowed}” "
    "alone as separator",
    "rows": "{value} rows found, expected: {allowed}: it was cut, or rows were taken out or added",
    "no_trend": "the scenario {allowed} is missing, with which every file ends: it was cut after "
    "“{value}”, or rows were taken out",
    "changed_trend": "{value} of the trend was not read, it always has {allowed}: change the row "
    "of the scenario",
    "pin_letter": "the column {value} is headed by no letter of a pin, allowed: {allowed} "
    "and a name; other columns stand behind the table",
    "no_scenario": "no scenario, expected: one scenario beside {allowed}",
    "scenarios": "second scenario named {value} beside {allowed}, expected: one scenario",
    "cut": "the file ends inside or after “{value}”, expected: a whole file",
    "not_shared": "other targets or assumptions than {allowed}, expected: the same ones",
    "sign": "{value} cannot stand in a name, allowed: {allowed}",
    "not_text": "neither text nor a workbook, expected: a scenario file",
    "old_workbook": "a workbook of an old kind or with a password, expected: {allowed}",
    "other_workbook": "a file of another kind, {value}, expected: {allowed}",
    "damaged_workbook": "a damaged workbook, expected: {allowed}",
    "other_model": "a file of another model, {value}, expected: {allowed}",
    "two_meanings": "{value} can mean two numbers, {allowed}: write it without thousands signs",
    "thousands": "{value} looks like {allowed} whose decimal sign was taken for thousands",
    "letters_lost": "letters of {value} were lost in the code page of the file",
    "places": "{value} values, expected: {allowed}, one for each lever",
    "missing_column": "a column is missing, expected: {allowed}",
    "above": "{value} stands above the header, expected: below {allowed}",
    "no_levers": "no levers below it, expected: the sheet of levers, or a whole workbook",
    "several": "several scenarios: {value}, expected: {allowed} with one",
    "no_changes": "no lever stands off the plan, so there is nothing to show, expected: {allowed}",
    "no_pins": "no scenario is pinned to compare with, expected: {allowed}",
    "lost_path": "there is no page at {value}, the scenarios stand at {allowed}",
    "two_links": "two links pasted together, expected: one of them",
}
"""What is said of a problem on the command line; the page has its own words, ``notice_…``."""


class InvalidInputError(ValueError):
    """An input that was refused; ``problems`` says each part that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def unknown(field: str, choices: Iterable[str], allowed: str) -> Problem:
    """Make the problem of a name that is not among ``choices``."""
    matches = get_close_matches(field, list(choices), n=1, cutoff=0.5)
    return Problem("unknown", field, allowed=allowed, nearest=matches[0] if matches else "")


def printable(text: str) -> str:
    """Shorten a text and write what is not printable in it as an escape."""
    shown = text[:LONGEST_SHOWN]
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in shown)
    return shown


def parse_number(text: str) -> float | None:
    """Read a plain ASCII number; None for anything else, NaN and infinities included."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number + 0.0 if abs(number) < 1e15 else None  # −0 is 0


def plain(number: float) -> str:
    """Write a number shortest, so that it reads back the same: 95, 6654.534."""
    return repr(int(number)) if float(number).is_integer() else repr(float(number))


def allowed_range(low: float, high: float, unit: str) -> str:
    """Say a range: ``50 to 100 (%)``."""
    return f"{plain(low)} to {plain(high)} ({unit})"
