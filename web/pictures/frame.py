"""What stands around a chart in a picture: what it finds, its scenario, its source and its link."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.charts.look import COLOURS
from web.pictures.lettering import balanced, shortened, wrapped

INKS = COLOURS["light"]
"""Pictures stand on white, whatever the reader's theme."""
MARGIN = 24
GAP = 14
"""Pixels between a chart and what stands above and below it."""
FIRST_LINE = 0.76
"""Place of the base line within the height of a line."""


SEPARATOR = " · "
"""Stands between the parts of a subtitle, but at no end of a line."""


@dataclass(frozen=True)
class Heading:
    """What stands around a chart: plain text.

    Attributes
    ----------
    title
        What the picture finds.
    subtitle
        The scenario and the versions.
    source
        Where the picture is from.
    link
        The whole address of the page that shows the scenario.
    """

    title: str
    subtitle: str
    source: str
    link: str


@dataclass(frozen=True)
class Type:
    """How text is set: pixels of its letters and from line to line, weight and colour."""

    size: float
    step: float
    weight: int
    ink: str


TITLE = Type(20, 26, 600, INKS["text"])
SUBTITLE = Type(13, 18, 400, INKS["muted"])
READING = Type(13, 18, 400, INKS["text"])
NOTE = Type(12, 17, 400, INKS["muted"])


@dataclass(frozen=True)
class Line:
    """A line of text with its base line, pixels from the top of its column."""

    text: str
    y: float
    type: Type


@dataclass
class Column:
    """Lines of text below each other; ``end`` is where the next one would begin."""

    end: float = 0.0
    lines: list[Line] = field(default_factory=list)

    def write(self, texts: Sequence[str], type: Type) -> None:
        """Add lines of text."""
        for text in texts:
            self.lines.append(Line(text, self.end + FIRST_LINE * type.step, type))
            self.end += type.step


def head(heading: Heading, width: float) -> Column:
    """Set what stands above a chart."""
    column = Column(MARGIN - 4)
    column.write(balanced(heading.title, width, TITLE.size, TITLE.weight), TITLE)
    column.end += 2
    below = wrapped(heading.subtitle, width, SUBTITLE.size)
    column.write([line.removesuffix(SEPARATOR.rstrip()) for line in below], SUBTITLE)
    return column


def foot(heading: Heading, reading: str, width: float) -> tuple[Column, float]:
    """Set what stands below a chart; return it with the place of the rule above the source."""
    column, rule = Column(), 0.0
    if reading:
        column.write(balanced(reading, width, READING.size), READING)
        rule = column.end + 10
    column.end = rule + 6
    column.write(wrapped(heading.source, width, NOTE.size), NOTE)
    place = heading.link.partition("://")[2]
    column.write((shortened(place, width, NOTE.size),), NOTE)
    return column, rule
