"""What the levers do to an indicator: its change against the plan, or at the plan the trend."""

from dataclasses import dataclass

from model.scenario.results import ResultRow
from ui.state.compared import PLAN, Compared
from ui.state.current import Page
from ui.text.numbers import format_signed
from ui.text.words import say

PERCENT = "%"


@dataclass(frozen=True)
class Change:
    """A change as it is written.

    Attributes
    ----------
    number
        Signed, with the decimals of the indicator; empty where one side is not known.
    words
        The number with its unit and what it is compared with.
    look
        Class of its ground: ``better``, ``worse`` or ``even``.
    to
        What it is against, see `Compared`.
    """

    number: str
    words: str
    look: str
    to: str

    @property
    def moved(self) -> bool:
        """Whether the indicator shows another figure than what it is compared with."""
        return self.look != "even"

    @property
    def marked(self) -> bool:
        """Whether its row is marked: it shows another figure than on the plan."""
        return self.to == PLAN and self.moved


def change_of(page: Page, row: ResultRow, other: Compared) -> Change:
    """Write the change of an indicator, of the numbers as they are shown."""
    language, change = page.language, other.change(row)
    number = "" if change is None else format_signed(change, row.indicator.decimals, language)
    points = row.indicator.unit == PERCENT
    text = say(language, "change_points", number=number) if points and number else number
    words = say(language, f"change_on_{other.to}", change=text) if text else ""
    return Change(number, words, _look(row, change), other.to)


def _look(row: ResultRow, change: float | None) -> str:
    if not change:
        return "even"
    worse = (change < 0.0) != (row.indicator.better == "down")
    return "worse" if worse else "better"
