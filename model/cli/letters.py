"""Words of the command line in a locale that does not know their letters (``LC_ALL=C``)."""

import argparse
import sys
from pathlib import Path


def as_written(given: argparse.Namespace) -> None:
    """Read the texts of options as UTF-8 where the system could not read them.

    Paths and what is passed on stay as they came: so the system finds what they name.
    """
    for name, value in vars(given).items():
        if name == "rest":
            continue
        if isinstance(value, str):
            setattr(given, name, text_of(value))
        elif isinstance(value, list):
            setattr(given, name, [text_of(it) if isinstance(it, str) else it for it in value])


def text_of(argument: str | Path) -> str:
    """Return an argument as it was typed, if that was UTF-8."""
    text = str(argument)
    try:
        return text.encode(sys.getfilesystemencoding(), "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text
