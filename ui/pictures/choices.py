"""What an address may choose of a picture, read and refused in one way."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from model.problems import InvalidInputError, Problem
from model.province.keys import GROWTH
from ui.state.current import Page

OF = "of"
"""The choice of what a picture is of: an indicator, or a series."""


def chosen(
    choices: Mapping[str, str], key: str, allowed: Iterable[str], default: str | None = None
) -> str:
    """Return what was chosen; without a default the first of ``allowed`` stands for no choice.

    Raises
    ------
    InvalidInputError
        What was chosen is not allowed.
    """
    known = list(allowed)
    value = choices.get(key, known[0] if default is None else default)
    if value not in known:
        raise refused(key, value, known)
    return value


def chosen_indicator(page: Page, choices: Mapping[str, str]) -> str:
    """Return the modelled indicator that a picture is of, growth unless told."""
    return chosen(choices, OF, page.province.modelled, GROWTH)


def refused(key: str, value: str, allowed: Iterable[str]) -> InvalidInputError:
    """Make the error of a choice that is none of those allowed."""
    known = list(allowed)
    nearest = get_close_matches(value, known, n=1, cutoff=0.5)
    listed = ", ".join(filter(None, known))
    return InvalidInputError(
        [Problem("not_allowed", key, value, listed, nearest=nearest[0] if nearest else "")]
    )
