"""What a reader sets and what the page must then say, from the model's own results."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from model.scenario.results import growth_of, results
from model.scenario.scenario import Scenario, preset_scenario
from tests.support.province import PROVINCE
from ui.state.link import VIEWS, encode
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, say

PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)
STATUSES = ("exceeded", "met", "missed")


def changed(levers: Mapping[str, float], name: str = "", base: Scenario = PLAN) -> Scenario:
    """Return a scenario with some levers off its base."""
    return replace(base, levers=MappingProxyType({**base.levers, **levers}), name=name)


def preset(key: str) -> Scenario:
    return preset_scenario(PROVINCE, key)


def full_link(scenario: Scenario, view: str = VIEWS[0], language: str = LANGUAGES[0]) -> str:
    """Write the link that the page gives of a scenario: with the growth that it shows."""
    growth = growth_of(results(PROVINCE, scenario))
    return encode(PROVINCE, scenario, view, language, growth)


def headline_text(scenario: Scenario, language: str = "vi") -> str:
    """Say the headline of a scenario from the model's own results."""
    rows = {row.indicator.key: row for row in results(PROVINCE, scenario)}
    growth, income = (
        (rows[key].projected or 0.0, rows[key].indicator.decimals)
        for key in ("grdp_growth", "grdp_per_capita")
    )
    found = [row.status for row in rows.values()]
    counts = {key: found.count(key) for key in STATUSES}
    unit = say(language, "income_unit")
    first = say(
        language,
        "headline_growth_up" if growth[0] >= 0 else "headline_growth_down",
        year=PROVINCE.base_year + 1,
        growth=f"{format_number(abs(growth[0]), growth[1], language)}%",
        income=f"{format_number(*income, language)} {unit}",
    )
    words = {key: say(language, f"count_{key}", count=counts[key]) for key in STATUSES}
    second = say(language, "headline_counts", total=sum(counts.values()), **words)
    if scenario.targets:
        second += " " + say(language, "headline_own", count=len(scenario.targets))
    return f"{first} {second}"
