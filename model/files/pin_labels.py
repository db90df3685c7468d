"""How files call a pinned scenario: ``A Mặn``, its letter and then its name."""

import re

from model.scenario.scenario import LETTERS

_LETTER = f"[{''.join(LETTERS).upper()}]"
_WRITTEN = re.compile(f"({_LETTER}) (.+)", re.DOTALL)
_HEADING = re.compile(rf"({_LETTER})(?:(?:[.:] ?|[ _])(?=\S)(.*)|)", re.IGNORECASE | re.DOTALL)


def pin_label(letter: str, name: str) -> str:
    """Return the label of a pin; of a scenario without a letter its name alone."""
    return f"{letter.upper()} {name}".strip()


def parted_name(name: str) -> tuple[str, str] | None:
    """Part the name of a scenario into letter and name of a pin, if it is a label as we write it.

    Less is taken for one than of a heading, as people may call a scenario ``b_2``.
    """
    return _parts(_WRITTEN.fullmatch(name))


def parted_heading(heading: str) -> tuple[str, str] | None:
    """Part the heading of a column into letter and name; None if it is not that of a pin.

    Programs write a full stop or an underscore for the blank of a heading, and small letters;
    people a colon.
    """
    return _parts(_HEADING.fullmatch(heading))


def _parts(found: re.Match[str] | None) -> tuple[str, str] | None:
    return None if found is None else (found[1].lower(), found[2] or "")
