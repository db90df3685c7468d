"""How cells look: few colours, those of the page; yellow is what a reader may change."""

from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

WHOLE, EXACT = "#,##0", "#,##0.#########"
"""Formats of a whole number, and of one with the decimals that it has."""
INK, MUTED, ACCENT, RULE, GROUND = "17252D", "52626C", "0B6074", "E1E8EB", "F3F6F7"
ENTRY, ENTRY_RULE = "FFF3BF", "E0B93A"
STATUS = {
    "exceeded": ("1F4FA3", "E6EDF9"),
    "met": ("0A6560", "DFF1EF"),
    "missed": ("963F05", "FCECDF"),
    "no_target": (MUTED, ""),
    "not_modelled": (MUTED, ""),
}
"""Colour of the word and of its ground by status."""


def number_format(decimals: int | None) -> str:
    """Write the format of a number with so many decimals, or with those that it has."""
    if decimals is None:
        return EXACT
    return f"{WHOLE}.{'0' * decimals}" if decimals else WHOLE


class Look:
    """The styles of one workbook, each worked out once, as the library is slow to."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def give(self, cell: "Cell", style: str, shown: str = "General") -> None:
        """Give a cell a style and the format of its number."""
        known = self._known.get((style, shown))
        if known is None:
            for part, value in _style(style).items():
                setattr(cell, part, value)
            cell.number_format = shown
            self._known[style, shown] = copy(cell._style)
        else:
            cell._style = copy(known)


def _style(name: str) -> dict[str, Any]:
    """Return font, ground, border and alignment of a style, or of a status."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    ink, ground = STATUS.get(name, (INK, ""))
    around = Side("thin", ENTRY_RULE)
    border = Border(bottom=Side("thin", RULE))
    bold, size, underline = bool(ground), 11, None
    match name:
        case "head" | "number head":
            ground, bold, border = GROUND, True, Border(bottom=Side("medium", ACCENT))
        case "entry":
            ground, bold = ENTRY, True
            border = Border(left=around, right=around, top=around, bottom=around)
        case "quiet":
            ink, size = MUTED, 8
        case "link":
            ink, underline = ACCENT, "single"
    right = name in ("number", "number head", "entry")
    return {
        "font": Font(name="Calibri", size=size, bold=bold, color=ink, underline=underline),
        "fill": PatternFill("solid", fgColor=ground) if ground else PatternFill(),
        "border": border,
        "alignment": Alignment(
            horizontal="right" if right else "left", vertical="center", wrap_text=True, indent=1
        ),
    }
