"""A picture of a scenario, before it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ui.charts.look import Records, Spec, tables


@dataclass(frozen=True)
class Picture:
    """A chart with what it finds in one sentence; plain text.

    ``spec`` holds no data and no word that depends on the levers, so that the page changes the
    marks in place; ``data`` are its data sets by name, none of them empty. ``reading`` says what
    the marks mean where the chart has no words for them, as the page does beside it.
    """

    finding: str
    spec: Spec
    data: Mapping[str, Records]
    reading: str = ""

    @cached_property
    def filled(self) -> Spec:
        """The spec with its data, as Streamlit takes it: a picture that no lever moves keeps it."""
        return {**self.spec, "datasets": tables(self.data)}
