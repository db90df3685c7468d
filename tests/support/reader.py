"""What a reader sets and what the page must then say, from the model's own results."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from model.scenario.results import growth_of, results
from model.scenario.scenario import Scenario, preset_scenario
from model.scenario.targets import rounded
from tests.support.province import PROVINCE
from ui.state.link import VIEWS, encode
from ui.text.numbers import format_number, format_signed
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
    growth, income = rows["grdp_growth"], rows["grdp_per_capita"]
    found = [row.status for row in rows.values()]
    counts = {key: found.count(key) for key in STATUSES}
    value, target = growth.projected or 0.0, growth.target
    first = say(
        language,
        "headline_growth_up" if value >= 0 else "headline_growth_down",
        year=PROVINCE.base_year + 1,
        growth=f"{format_number(abs(value), 2 if target is None else target.decimals, language)}%",
    )
    words = {key: say(language, f"count_{key}", count=counts[key]) for key in STATUSES}
    shown = format_number(income.projected, income.indicator.decimals, language)
    unit = say(language, "income_unit")
    total = sum(counts.values())
    second = say(language, "headline_rest", income=f"{shown} {unit}", total=total, **words)
    return f"{first} {change_text(scenario, language)} {second}"


def change_text(scenario: Scenario, language: str = "vi") -> str:
    """Say what the levers do to growth: against the plan, or at the plan against the trend."""
    plan = replace(PLAN, parameters=scenario.parameters)
    at_plan = scenario.levers == PLAN.levers
    there = growth_of(results(PROVINCE, on_trend(plan) if at_plan else plan))
    here = growth_of(results(PROVINCE, scenario))
    assert here is not None
    assert there is not None
    change = round(rounded(here, 2) - rounded(there, 2), 2)
    number = say(language, "change_points", number=format_signed(change, 2, language))
    return say(language, f"change_on_{'trend' if at_plan else 'plan'}", change=number)


def on_trend(scenario: Scenario) -> Scenario:
    """Return the trend under the assumptions of a scenario."""
    return replace(scenario, levers=preset(PROVINCE.reference_preset).levers)
