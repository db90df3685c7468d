"""The equations as docs/MODEL.md writes them, for whoever shows or checks them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.resources import shipped

_SECTION = re.compile(r"^## Equations$(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r'^### .* id="(\w+)".*$', re.MULTILINE)
_EQUATION = re.compile(r"^#### \((\d+)\) (.+)$", re.MULTILINE)
_DISPLAY = re.compile(r"^\$\$\n(.+?)\n\$\$$", re.MULTILINE | re.DOTALL)
_SYMBOLS = re.compile(r"^Symbols: (.+)$", re.MULTILINE)
_SYMBOL = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Equation:
    """An equation by its number, which never changes its meaning.

    Attributes
    ----------
    displays
        The LaTeX of each display.
    symbols
        Symbols of parameters, levers and indicators in it, as their tables spell them.
    """

    number: int
    title: str
    displays: tuple[str, ...]
    symbols: tuple[str, ...]


@cache
def equations() -> Mapping[str, tuple[Equation, ...]]:
    """Read the equations by block, in the order of the document.

    Raises
    ------
    FileNotFoundError
        The installation lacks the document.
    """
    return equations_in((shipped("docs") / "MODEL.md").read_text(encoding="utf-8"))


def equations_in(document: str) -> Mapping[str, tuple[Equation, ...]]:
    """Find the equations of a document by block: key of the block to its equations."""
    section = _SECTION.search(document)
    parts = _BLOCK.split(section[1] if section else "")[1:]
    return MappingProxyType(
        {
            block: tuple(_equations(body))
            for block, body in zip(parts[::2], parts[1::2], strict=True)
        }
    )


def _equations(block: str) -> list[Equation]:
    parts = _EQUATION.split(block)[1:]
    return [
        Equation(
            int(number),
            title,
            tuple(_DISPLAY.findall(body)),
            tuple(_SYMBOL.findall("".join(_SYMBOLS.findall(body)))),
        )
        for number, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
