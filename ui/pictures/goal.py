"""A question of what it takes to reach a target, and its answer, kept by scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from model.goal.free_levers import checked_ranges
from model.goal.movers import movers
from model.goal.reach import Goal
from model.goal.reach import reach as reach_one
from model.goal.reach_all import AllTargets, reach_all
from model.problems import InvalidInputError, Problem, allowed_range, parse_number, plain
from model.province.keys import GROWTH
from model.province.rows import Lever
from model.scenario.scenario import Scenario
from model.scenario.targets import scenario_targets
from ui.pictures.choices import chosen_indicator, refused
from ui.state.address import step_link
from ui.state.current import Page
from ui.state.dear import Dear
from ui.state.results import ResultCache
from ui.state.work import Work
from ui.text.words import name, say

ALL = "all"
"""Instead of an indicator: every known target at once."""
FIRST_LEVERS = ("disbursement_rate", "private_investment")
FIRST_CHOICE = GROWTH
FREE, TARGET = "free", "target"

Answer = Goal | AllTargets


def first_levers(page: Page, indicator: str) -> tuple[str, ...]:
    """Return the two levers that a question begins with: those that move the indicator most."""
    if indicator == FIRST_CHOICE:
        return FIRST_LEVERS
    better = page.province.indicators[indicator].better
    found = movers(page.province, page.scenario, indicator, better, len(FIRST_LEVERS))
    return found or FIRST_LEVERS


@dataclass(frozen=True)
class Question:
    """A question that can be answered: an indicator or `ALL`, its target, the free levers.

    ``free`` holds lever, low and high, in the units of the lever table.
    """

    indicator: str
    target: float
    free: tuple[tuple[str, float, float], ...]

    @property
    def ranges(self) -> Mapping[str, tuple[float, float]]:
        """The free levers as `model.goal` takes them."""
        return {key: (low, high) for key, low, high in self.free}


def search(page: Page, question: Question) -> Dear[Answer]:
    """Return the search with `model.goal`, as ``python -m model goal`` does it."""
    key = step_link(page.province, page.scenario), question
    if question.indicator == ALL:
        return Dear(_answers(), key, Work(reach_all, (page.scenario, question.ranges)))
    given = page.scenario, question.indicator, question.target, question.ranges
    return Dear(_answers(), key, Work(reach_one, given))


@cache
def _answers() -> ResultCache[Answer]:
    return ResultCache()


def applied(page: Page, answer: Answer) -> Scenario:
    """Return the scenario with the levers of the answer."""
    return replace(page.scenario, levers=answer.levers)


def lever_words(page: Page, lever: Lever) -> str:
    """Name a lever with its unit."""
    language = page.language
    unit = name(page.province.units[lever.unit], language)
    return say(language, "titled", indicator=name(lever, language), unit=unit)


def asked_question(page: Page, choices: Mapping[str, str]) -> Question:
    """Read a question about one indicator, as `question_choices` writes it.

    Raises
    ------
    InvalidInputError
        No such indicator or lever, no target, a range or target that cannot be, one lever only.
    """
    indicator = chosen_indicator(page, choices)
    target = _target(page, indicator, choices.get(TARGET))
    text = choices.get(FREE, ",".join(FIRST_LEVERS))
    given = dict(_free_lever(page, part) for part in text.split(","))
    if len(given) < 2 or len(given) < len(text.split(",")):
        raise InvalidInputError([Problem("not_allowed", FREE, text, ",".join(FIRST_LEVERS))])
    ranges = checked_ranges(page.province, given)
    return Question(indicator, target, tuple((key, *ends) for key, ends in ranges.items()))


def question_choices(page: Page, question: Question) -> dict[str, str]:
    """Write a question as choices: levers by key, those of a narrowed range with its ends."""
    parts = []
    for key, low, high in question.free:
        whole = (low, high) == page.province.levers[key].range
        parts.append(key if whole else f"{key}={plain(low)}:{plain(high)}")
    return {"of": question.indicator, TARGET: plain(question.target), FREE: ",".join(parts)}


def _target(page: Page, key: str, text: str | None) -> float:
    indicator = page.province.indicators[key]
    allowed = allowed_range(*indicator.range, indicator.unit)
    known = scenario_targets(page.province, page.scenario).get(key)
    if text is None and known is not None:
        return known.value
    number = parse_number(text or "")
    if number is None:
        raise InvalidInputError([Problem("not_a_number", TARGET, text or "", allowed)])
    if not indicator.range[0] <= number <= indicator.range[1]:
        raise InvalidInputError([Problem("out_of_range", TARGET, text or "", allowed)])
    return number


def _free_lever(page: Page, part: str) -> tuple[str, tuple[float, float] | None]:
    """Read a free lever, with its range as ``key=low:high`` if it has one."""
    key, equals, text = part.partition("=")
    if key not in page.province.levers:
        raise refused(FREE, key, page.province.levers)
    if not equals:
        return key, None
    low, _, high = text.partition(":")
    ends = parse_number(low), parse_number(high)
    if ends[0] is None or ends[1] is None:
        limits = ":".join(map(plain, page.province.levers[key].range))
        raise InvalidInputError([Problem("not_allowed", FREE, part, f"{key}={limits}")])
    return key, (ends[0], ends[1])
