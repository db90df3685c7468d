"""Links of the page: a scenario, the view that shows it, and the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from model.problems import Problem
from model.province.province import Province
from model.scenario import link
from model.scenario.scenario import Scenario
from ui.text.words import LANGUAGES

VIEWS = ("indicators", "why", "sure", "compare", "reach", "outlook", "look_back", "method")
CHOICES = MappingProxyType({"view": VIEWS, "lang": LANGUAGES})


@dataclass(frozen=True)
class PageLink:
    """What a link of the page says, and what was refused, changed or lost."""

    scenario: Scenario
    view: str
    language: str
    problems: tuple[Problem, ...]
    growth: float | None = None
    cut: link.Cut | None = None
    mostly_refused: bool = False
    rest_kept: bool = True


def shown(view: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters that say how a scenario is shown."""
    return (("view", view), ("lang", language))


def encode(
    province: Province,
    scenario: Scenario,
    view: str = VIEWS[0],
    language: str = LANGUAGES[0],
    growth: float | None = None,
) -> str:
    """Write the link of a page; ``growth``, if known, is what the page shows, per cent."""
    seen = [] if growth is None else [("r", link.shown_growth(province, growth))]
    return link.encode(province, scenario, [*seen, *shown(view, language)])


def decode(province: Province, text: str) -> PageLink:
    """Read a link or its query string; a bad or old one never fails."""
    return _page_link(link.decode(province, text, CHOICES))


def decode_pairs(
    province: Province, pairs: Iterable[tuple[str, str]], whole: bool = False
) -> PageLink:
    """Read the parameters of a link, see `model.scenario.link.decode_pairs`."""
    return _page_link(link.decode_pairs(province, pairs, CHOICES, whole))


def _page_link(decoded: link.Decoded) -> PageLink:
    return PageLink(
        scenario=decoded.scenario,
        view=decoded.page["view"],
        language=decoded.page["lang"],
        problems=decoded.problems,
        growth=decoded.growth,
        cut=decoded.cut,
        mostly_refused=decoded.mostly_refused,
        rest_kept=decoded.rest_kept,
    )
