"""The parts of the method view, in the order in which they stand, and its list of contents."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from model.province.province import Province
from ui.frame.foot import LIMITS
from ui.pieces.parameter_entry import PLACE
from ui.state.address import setting
from ui.text.words import say

LOOK_BACK = "look_back"
"""The view that holds what tests the model."""
PARAGRAPH, IN_A_PAGE = "m-paragraph", "m-page"
EFFECTS, EQUATIONS = "m-effects", "m-equations"
OBSERVATIONS, CONFLICTS, VERSIONS = "m-observations", "m-conflicts", "m-versions"
PARTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contents_short": {PARAGRAPH: "contents_paragraph", IN_A_PAGE: "contents_page"},
        "contents_all": {
            LIMITS: "limits_title",
            PLACE: "assume_title",
            LOOK_BACK: "contents_look_back",
            EFFECTS: "effects_title",
            EQUATIONS: "method_equations",
            OBSERVATIONS: "observations_title",
            CONFLICTS: "conflicts_title",
            VERSIONS: "versions_title",
        },
    }
)
"""By reading length: place of a part to the words of its heading, and another view to its words."""


class Line(NamedTuple):
    """A line of the contents: what it sets, to which part it leads, if any, and its words."""

    there: str
    place: str
    words: str


def contents(province: Province, language: str) -> list[tuple[str, Sequence[Line]]]:
    """Write the list of contents: the heading of a reading length and its lines."""
    return [
        (
            say(language, length),
            [_line(place, heading(province, words, language)) for place, words in parts.items()],
        )
        for length, parts in PARTS.items()
    ]


def _line(place: str, words: str) -> Line:
    if place == LOOK_BACK:
        return Line(setting(view=LOOK_BACK), "", words)
    return Line(setting(view="method"), place, words)


def heading(province: Province, words: str, language: str) -> str:
    """Write the heading of a part; that of the observations names their years."""
    years = [row.year for row in province.observations if row.value is not None]
    return say(language, words, first=min(years), last=max(years))
