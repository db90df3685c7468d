"""What a process keeps is bounded, however many scenarios pass through it."""

import gc
import random
from collections.abc import Iterator, Mapping
from functools import _lru_cache_wrapper
from urllib.parse import parse_qsl

import pytest

from model.scenario.scenario import Scenario
from tests.support.page import opened
from tests.support.province import PROVINCE
from tests.support.reader import changed
from ui.pieces.ask import ask_setting
from ui.pieces.chance import chance_count, chance_dots, chance_words
from ui.state import results
from ui.state.link import VIEWS, encode
from ui.state.results import SIZE, ResultCache, scenario_rows
from ui.text.words import LANGUAGES
from web.made import Made
from web.worker import make

ASKED = ("/scenario.csv", "/chart/targets.svg", "/brief")
ROOMS = ("model", "ui", "web")


def scenarios(seed: int) -> Iterator[Scenario]:
    """Draw settings of all levers without end, no two alike."""
    drawn = random.Random(seed)
    while True:
        yield changed({key: drawn.uniform(it.min, it.max) for key, it in PROVINCE.levers.items()})


def unbounded() -> Mapping[str, int]:
    """Count what the caches without a bound keep, by function."""
    return {
        f"{it.__module__}.{it.__qualname__}": it.cache_info().currsize
        for it in gc.get_objects()
        if isinstance(it, _lru_cache_wrapper)
        and it.__module__.partition(".")[0] in ROOMS
        and it.cache_info().maxsize is None
    }


def test_of_five_thousand_scenarios_the_last_results_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(results, "results", lambda *_: ("its rows",))
    kept: ResultCache[object] = ResultCache()
    monkeypatch.setattr(results, "_rows", lambda: kept)
    asked = [scenario for scenario, _ in zip(scenarios(1), range(5000), strict=False)]
    for scenario in asked:
        scenario_rows(PROVINCE, scenario)
    monkeypatch.setattr(results, "results", lambda *_: ("worked out again",))
    found = [scenario_rows(PROVINCE, scenario)[0] for scenario in reversed(asked[-SIZE:])]
    assert found == ["its rows"] * SIZE  # type: ignore[comparison-overlap]
    assert scenario_rows(PROVINCE, asked[-SIZE - 1])[0] == "worked out again"  # type: ignore[comparison-overlap]


def test_no_cache_without_a_bound_is_filled_by_what_links_hold() -> None:
    # A chance is told in twentieths: these caches are full when each was told.
    for language in LANGUAGES:
        for chance in range(101):
            for told in (chance_count, chance_dots, chance_words):
                told(chance / 100, language)
        for key in PROVINCE.indicators:
            ask_setting(key, language)
    drawn = scenarios(2)

    def pass_through(times: int) -> None:
        for view in VIEWS:
            for number in range(times):
                language = LANGUAGES[number % len(LANGUAGES)]
                query = encode(PROVINCE, next(drawn), view, language)[1:]
                opened(parse_qsl(query))
                made = make(ASKED[number % len(ASKED)], query, "https://example.vn/")
                assert isinstance(made, Made)

    pass_through(3)
    before = unbounded()
    pass_through(3)
    grown = {key: size - before.get(key, 0) for key, size in unbounded().items()}
    assert {key: more for key, more in grown.items() if more >= 3} == {}
