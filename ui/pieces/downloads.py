"""Files of what the page shows: links to the addresses beside it.

What the page shows stands in them by ui/browser/address.js, so that a move sends none anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from markupsafe import Markup

from ui.text.markup import render

VIET_NAM = timezone(timedelta(hours=7))
"""Whose day a file is dated by, wherever the server and the reader are: the paper is for there."""


@dataclass(frozen=True)
class FileLink:
    """A link to a file.

    ``id`` is that of its anchor, ``address`` what stands before the link of the page, and
    ``opens`` says that a browser shows it in a tab of its own.
    """

    id: str
    address: str
    words: str
    opens: bool = False


def files_html(language: str, links: Iterable[FileLink]) -> Markup:
    """Draw links to files, one below the other."""
    return render("pieces/downloads.html", language, links=links)


def today() -> date:
    """Return the day that it is in Việt Nam."""
    return datetime.now(VIET_NAM).date()


def made_today(path: str) -> str:
    """Return the address of a file that says it was made today."""
    return made_on(path, today())


def made_on(path: str, day: date) -> str:
    """Return the address of a file that says the day on which it was made."""
    return f"{path}?made={day.isoformat()}"
