"""What an address answers with, and who makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from web.asked import Asked

HAND, FILE, PICTURE, SLOW = range(4)
"""Turns: what a hand on a lever waits for goes first, then what is quick to make."""
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Made:
    """The body of an answer and its media type; with a ``name`` browsers save it as a file."""

    content: bytes
    media: str
    name: str = ""


@dataclass(frozen=True)
class Maker:
    """Makes the answer of an address.

    ``options`` are parameters that it takes beside those of a link of the page, and ``turn`` is
    its place among others that wait.
    """

    make: Callable[[Asked], Made]
    turn: int = FILE
    options: frozenset[str] = frozenset()
