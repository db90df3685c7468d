"""What an address asks for: a scenario as the page would show it, and how to give it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import parse_qsl

from model.problems import InvalidInputError, Problem
from model.province.load import load_province
from model.province.province import Province
from model.scenario.link import NOTES
from model.scenario.scenario import Scenario
from ui.state.address import STEP
from ui.state.current import Page, page_of
from ui.state.link import decode_pairs

OF_STREAMLIT = ("embed", "embed_options")
"""Parameters of Streamlit, which are no part of a link."""


@dataclass(frozen=True)
class Asked:
    """A scenario that an address asks for.

    Attributes
    ----------
    page
        What a run of the page with this link would show.
    site
        Where the page is found, ending in ``/``.
    options
        What an address may say beside the link of the page, as it was given: ``of``, ``size`` …
    """

    page: Page
    site: str
    options: Mapping[str, str]

    @property
    def province(self) -> Province:
        """The province of the page."""
        return self.page.province

    @property
    def scenario(self) -> Scenario:
        """The scenario, named as on the page."""
        return self.page.scenario

    @property
    def language(self) -> str:
        """``vi`` or ``en``."""
        return self.page.language

    @property
    def link(self) -> str:
        """The whole link of the page that shows this scenario."""
        return self.site + self.page.link


def asked(query: str, site: str, options: frozenset[str]) -> Asked:
    """Read a query: the link of a page, and ``options`` that are no part of it.

    Raises
    ------
    InvalidInputError
        Anything in the link is refused, or it was cut; where the page would show the rest and say
        so, a file would be taken for what was asked.
    """
    province = load_province()
    pairs = pairs_in(query)
    given, problems = _options(pairs, options)
    decoded = decode_pairs(province, [row for row in pairs if row[0] not in options])
    # Nothing stands in the place of what is refused: there is no answer.
    problems += [replace(row, stands="") for row in decoded.problems if row.code not in NOTES]
    if decoded.cut is not None:
        problems.append(decoded.cut.problem)
    if problems:
        raise InvalidInputError(problems)
    return Asked(page_of(province, decoded), site, MappingProxyType(given))


def pairs_in(query: str) -> list[tuple[str, str]]:
    """Read the parameters of a query as the page does, without those of Streamlit and of a step."""
    pairs = parse_qsl(query, keep_blank_values=True)
    named = [(key.removeprefix("amp;"), text) for key, text in pairs]
    return [row for row in named if row[0] != STEP and row[0].lower() not in OF_STREAMLIT]


def _options(
    pairs: Iterable[tuple[str, str]], options: frozenset[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Read what stands beside the link; an option has one value."""
    given: dict[str, str] = {}
    problems = []
    for key, value in pairs:
        if key in options and given.setdefault(key, value) != value:
            problems.append(Problem("duplicate", key, f"{given[key]}, {value}", "one value"))
    return given, problems
