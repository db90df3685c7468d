"""The line for newcomers and the guided tour, in words; ui/browser/tour.js shows them."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.text.markup import render


@dataclass(frozen=True)
class Stop:
    """A step of the tour.

    Attributes
    ----------
    key
        That of its words, tour_<key>.
    targets
        What it speaks of, as selectors parted by ``|``: the first that is in the page and leaves
        room for the box beside it.
    place
        Where that stands: on the ``page`` or in the ``panel`` of levers.
    view
        The view that is asked for where none of them is in the page; empty where any will do.
    """

    key: str
    targets: str
    place: str = "page"
    view: str = ""


STOPS = (
    Stop("headline", ".said|.headline"),
    Stop("lever", ".lever:has(#slider_disbursement_rate)|.lever", place="panel"),
    Stop("targets", ".hero|.hero tbody tr", view="indicators"),
    Stop("views", ".views"),
    Stop("take", ".actions"),
)


@cache
def tour_html(province: Province, language: str) -> Markup:
    """Write line and tour, out of sight; the same in every run of a language."""
    return render("frame/tour/template.html", language, stops=STOPS, year=province.base_year + 1)
