"""What every view is given: the scenario and its results, once a run."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.problems import Problem
from model.province.province import Province
from model.scenario.results import ResultRow, growth_of
from model.scenario.scenario import Scenario, preset_scenario
from ui.state.address import named
from ui.state.link import PageLink, encode
from ui.state.results import scenario_rows


@dataclass(frozen=True)
class Page:
    """One run of the page.

    Attributes
    ----------
    language
        ``vi`` or ``en``.
    rows
        One row for every indicator, in the order of the indicator table.
    plan
        Lever values of the default preset, against which changes are listed.
    link
        The full shared link of this page, from ``?``.
    """

    province: Province
    scenario: Scenario
    view: str
    language: str
    rows: tuple[ResultRow, ...]
    plan: Mapping[str, float]
    link: str
    notices: tuple[Problem, ...] = ()


def page_of(province: Province, link: PageLink) -> Page:
    """Return what a run of the page with a link would show."""
    scenario = named(province, link.scenario)
    rows = scenario_rows(province, scenario)
    return Page(
        province=province,
        scenario=scenario,
        view=link.view,
        language=link.language,
        rows=rows,
        plan=preset_scenario(province, province.default_preset).levers,
        link=encode(province, scenario, link.view, link.language, growth_of(rows)),
    )
