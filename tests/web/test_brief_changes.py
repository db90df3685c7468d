"""The paper says what each changed lever does to growth, as the page does."""

import pytest

from model import simulate
from model.province.keys import GROWTH
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, preset
from tests.web.test_files import SITE, query
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES, say
from web.asked import asked
from web.brief.paper import paper
from web.brief.table import FEW, Table


def differs(scenario: Scenario, language: str) -> Table:
    return paper(asked(query(scenario, language), SITE, frozenset())).differs


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3, FEW])
def test_effects_add_up_to_what_the_lead_says(count: int, language: str) -> None:
    lowest = {key: lever.range[0] for key, lever in PROVINCE.levers.items()}
    off = [key for key, value in lowest.items() if value != PLAN.levers[key]]
    scenario = changed({key: lowest[key] for key in off[:count]})
    table = differs(scenario, language)
    assert len(table.rows) == count
    assert table.head[-1] == say(language, "brief_does")
    written = [parse_exact(row.cells[-1], language) or 0.0 for row in table.rows]
    here, plan = (rounded(float(simulate(one.levers)[GROWTH][0, 0]), 2) for one in (scenario, PLAN))
    assert sum(written) == pytest.approx(here - plan)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_changes_stand_in_two_columns_without_effects(language: str) -> None:
    table = differs(preset("everything_right"), language)
    assert say(language, "brief_does") not in table.head
    assert {len(row.cells) for row in table.rows} == {len(table.head) - 1}
