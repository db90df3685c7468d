"""What holds of any scenario and of any list of problems, wherever they were read from."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.problems import LONGEST_SHOWN, SENTENCES, Problem
from model.scenario.names import LONGEST_NAME, LONGEST_PIN_NAME, read_name
from model.scenario.scenario import LETTERS, Scenario
from tests.support.province import PROVINCE
from ui.state.link import decode, encode
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES

SELF_EVIDENT = ("not_text", "not_csv", "cut", "letters_lost", "no_levers", "for_reading")
"""Problems whose sentence says what is allowed."""
OPEN = frozenset(key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets)
"""Indicators for which a reader may set a target."""
LONGEST_NOTICE = 1_000


def parts(scenario: Scenario) -> tuple[Any, ...]:
    """Return everything a scenario holds, to be compared."""
    pins = {letter: (dict(pin.levers), pin.name) for letter, pin in scenario.pins.items()}
    numbers = (scenario.levers, scenario.targets, scenario.parameters)
    return (*map(dict, numbers), scenario.name, pins)


def expect_sound(scenario: Scenario) -> None:
    """Every number in its range, names short and printable, the link a fixed point."""
    for levers in (scenario.levers, *(pin.levers for pin in scenario.pins.values())):
        assert list(levers) == list(PROVINCE.levers)
        _expect_ranges(PROVINCE.levers, levers)
    assert set(scenario.parameters) <= set(PROVINCE.assumptions)
    _expect_ranges(PROVINCE.parameters, scenario.parameters)
    assert set(scenario.targets) <= OPEN
    for key, value in scenario.targets.items():
        low, high = PROVINCE.indicators[key].range
        assert low <= value <= high
    assert read_name(scenario.name, "name", LONGEST_NAME) == (scenario.name, [])
    assert set(scenario.pins) <= set(LETTERS)
    for pin in scenario.pins.values():
        assert pin.name
        assert read_name(pin.name, "name", LONGEST_PIN_NAME) == (pin.name, [])
    link = encode(PROVINCE, scenario)
    again = decode(PROVINCE, link)
    assert again.problems == ()
    assert parts(again.scenario) == parts(scenario)
    assert encode(PROVINCE, again.scenario) == link


def _expect_ranges(rows: Mapping[str, Any], values: Mapping[str, float]) -> None:
    for key, value in values.items():
        low, high = rows[key].range
        assert low <= value <= high, key


def expect_said(problems: Sequence[Problem], replaced: bool = False) -> None:
    """Each problem is short, printable, and said in both languages with what is allowed."""
    for problem in problems:
        assert problem.code in SENTENCES
        assert problem.allowed or problem.nearest or problem.code in SELF_EVIDENT
        for text in (problem.field, problem.value, str(problem)):
            assert text.isprintable()
        assert len(problem.field) + len(problem.value) <= 14 * LONGEST_SHOWN  # as escapes
        for language in LANGUAGES:
            words = problem_text(PROVINCE, problem, language, replaced)
            assert 0 < len(words) <= LONGEST_NOTICE
            assert "{" not in words.replace(problem.field, "").replace(problem.value, "") or (
                "{" in problem.field + problem.value
            )
