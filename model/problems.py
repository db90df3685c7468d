"""What is wrong with an input, said so that a person can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One refused or changed part of an input.

    Attributes
    ----------
    code
        What is wrong: ``unknown``, ``not_a_number``, ``out_of_range``, ``not_allowed``,
        ``duplicate``, ``shape``, ``missing``, ``model_version``, ``unreadable``.
    field
        Name of the lever, parameter, option, column or file.
    value
        The value as it was given.
    allowed
        What would be accepted, in the units of the tables.
    nearest
        The known name closest to an unknown one, or empty.
    """

    code: str
    field: str
    value: str = ""
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        """Say the problem in one English line, for the command line and for errors."""
        sentence = _SENTENCES[self.code].format(value=self.value, allowed=self.allowed)
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.field}: {sentence}{hint}"


_SENTENCES = {
    "unknown": "unknown name, allowed: {allowed}",
    "not_a_number": "{value} is not a number, allowed: {allowed}",
    "out_of_range": "{value} is out of range, allowed: {allowed}",
    "not_allowed": "{value} is not one of the choices, allowed: {allowed}",
    "duplicate": "given more than once ({value}), allowed: {allowed}",
    "shape": "shape {value} does not fit, allowed: {allowed}",
    "missing": "missing, expected: {allowed}",
    "model_version": "made with version {value}, results are computed with {allowed}",
    "unreadable": "{value}, expected: {allowed}",
}


class InvalidInputError(ValueError):
    """An input that was refused; ``problems`` says each part that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def unknown(field: str, choices: Iterable[str], allowed: str) -> Problem:
    """Make the problem of a name that is not among ``choices``."""
    matches = get_close_matches(field, list(choices), n=1, cutoff=0.5)
    return Problem("unknown", field, allowed=allowed, nearest=matches[0] if matches else "")


def plain(number: float) -> str:
    """Write a number shortest, so that it reads back the same: 95, 6654.534."""
    return repr(int(number)) if float(number).is_integer() else repr(float(number))


def allowed_range(low: float, high: float, unit: str) -> str:
    """Say a range: ``50 to 100 (%)``."""
    return f"{plain(low)} to {plain(high)} ({unit})"
