"""The answer to a question: in words, as levers that change, and as what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from model.goal.aim import Aim
from model.goal.reach import Goal
from model.goal.reach_all import AllTargets
from model.province.keys import GROWTH, INCOME
from model.province.rows import Indicator, Target
from model.scenario.results import ResultRow, results
from model.scenario.targets import target_status
from ui.pictures.goal import ALL, Answer, Question, applied, first_levers, lever_words
from ui.pictures.reach import answer_key, limit_words, told_value
from ui.pieces.ask import ask_setting
from ui.pieces.chance import chance_count, chance_dots
from ui.pieces.indicator import row_of, titled_html
from ui.pieces.status import chip_html
from ui.state.address import step_link
from ui.state.current import Page
from ui.text.markup import macros
from ui.text.numbers import UNKNOWN, format_exact, format_number, format_target
from ui.text.words import name, say
from ui.views.reach.question import TEMPLATE

ALWAYS = (GROWTH, INCOME)
"""Indicators that stand beside the one that was asked for."""


@dataclass(frozen=True)
class ChangedLever:
    """A lever of the answer: from, to, and the part of its full range in between."""

    lever: str
    now: str
    then: str
    part: str


@dataclass(frozen=True)
class Outcome:
    """An indicator before and after; ``remark`` says why its target stays out of reach."""

    indicator: Markup
    now: str
    then: str
    target: str
    status: Markup
    remark: str


def answer_html(page: Page, question: Question, answer: Answer) -> Markup:
    """Say the answer, the levers that change and what comes of them."""
    language = page.language
    words = goal_words(page, answer) if isinstance(answer, Goal) else all_words(page, answer)
    return Markup(
        macros(language, TEMPLATE).answer(
            reached=answer.reached,
            status=chip_html(page.province, "met" if answer.reached else "missed", language),
            words=words,
            free=free_levers(page, question),
            levers=changed_levers(page, answer),
            apply=step_link(page.province, applied(page, answer)),
            size=format_number(answer.distance, 4, language),
            outcomes=outcomes(page, answer),
            asking=ask_setting(question.indicator, language),
            others=other_levers(page, question, answer),
        )
    )


def free_levers(page: Page, question: Question) -> list[str]:
    """Name the levers that may change, each with its range."""
    language, rows = page.language, []
    for key, *limits in question.free:
        low, high = (format_exact(limit, language) for limit in limits)
        words = lever_words(page, page.province.levers[key])
        rows.append(f"{words}: {say(language, 'interval', low=low, high=high)}")
    return rows


def other_levers(page: Page, question: Question, answer: Answer) -> str:
    """Name levers that move the indicator more, where those that are free do not reach it."""
    if answer.reached or question.indicator == ALL:
        return ""
    keys = first_levers(page, question.indicator)
    if set(keys) <= set(question.ranges):
        return ""
    return ", ".join(name(page.province.levers[key], page.language) for key in keys)


def goal_words(page: Page, goal: Goal) -> Markup:
    """Say the answer for one indicator."""
    language = page.language
    row = row_of(page, goal.indicator)
    spreads = row.low != row.high  # without a spread there is no chance to name
    return Markup(
        macros(language, TEMPLATE).goal_words(
            key=answer_key(goal),
            direction=goal.direction,
            indicator=name(page.province.indicators[goal.indicator], language),
            limit=limit_words(page, goal),
            start=told_value(page, goal, goal.start),
            value=told_value(page, goal, goal.value),
            chance=chance_count(goal.probability, language) if spreads else "",
            dots=chance_dots(goal.probability, language),
        )
    )


def all_words(page: Page, found: AllTargets) -> Markup:
    """Say the answer for all known targets."""
    language, met = page.language, len(found.met)
    return Markup(
        macros(language, TEMPLATE).all_words(
            key=answer_key(found),
            met=met,
            total=met + len(found.missed),
            chance=chance_count(found.probability, language),
            dots=chance_dots(found.probability, language),
        )
    )


def changed_levers(page: Page, answer: Answer) -> list[ChangedLever]:
    """List the levers that change."""
    language, rows = page.language, []
    for key in answer.changed:
        lever = page.province.levers[key]
        start, end = page.scenario.levers[key], answer.levers[key]
        part = 100.0 * abs(end - start) / (lever.max - lever.min)
        rows.append(
            ChangedLever(
                lever=lever_words(page, lever),
                now=format_exact(start, language),
                then=format_exact(end, language),
                part=f"{format_number(part, 1, language)}%",
            )
        )
    return rows


def outcomes(page: Page, answer: Answer) -> list[Outcome]:
    """List indicators before and after: of one target with what always stands, or of all."""
    before = {row.indicator.key: row for row in page.rows}
    rows = results(page.province, applied(page, answer))
    if isinstance(answer, Goal):
        keys: Sequence[str] = list(dict.fromkeys((answer.indicator, *ALWAYS)))
    else:
        keys = [row.indicator.key for row in rows if row.indicator.key in answer.values]
    after = {row.indicator.key: row for row in rows}
    return [_outcome(page, answer, before[key], after[key]) for key in keys]


def _outcome(page: Page, answer: Answer, before: ResultRow, after: ResultRow) -> Outcome:
    language, indicator = page.language, after.indicator
    target, status, missed, remarks = after.target, after.status, False, []
    if isinstance(answer, AllTargets):
        missed = indicator.key in answer.missed
        if missed:
            alone = indicator.key in answer.impossible
            remarks.append(say(language, "reach_impossible" if alone else "reach_together"))
    elif answer.indicator == indicator.key:
        target, missed = answer.target, not answer.reached
        indicator = replace(indicator, better=answer.direction)
        status = target_status(indicator, target, answer.value)
    if missed and status != "missed":
        status = "missed"
        remarks.append(say(language, "reach_rounded"))
    now, then = before.projected, after.projected
    return Outcome(
        indicator=titled_html(page, after.indicator),
        now=_told(indicator, target, now, language),
        then=_told(indicator, target, then, language),
        target=UNKNOWN if target is None else format_target(target, language),
        status=chip_html(page.province, status, language),
        remark="; ".join(remarks),
    )


def _told(indicator: Indicator, target: Target | None, value: float | None, language: str) -> str:
    """Write a value of an indicator, so that it reads on its side of a target."""
    decimals = indicator.decimals
    if target is not None and value is not None:
        aim = Aim(indicator, target)
        decimals = aim.telling_decimals(value, max(decimals, target.decimals))
    return format_number(value, decimals, language)
