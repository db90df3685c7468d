"""What every view is given: the scenario and its results, once a run."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.problems import Problem
from model.province.province import Province
from model.scenario.results import ResultRow
from model.scenario.scenario import Scenario


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
